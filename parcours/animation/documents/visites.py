"""The host sheet of a visite: who comes, how to reach them, what they need."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from parcours.animation.models import Inscription, Visite
from parcours.promotions.models import Intervenant
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Composition, GenreDeDocument
from rameau.commun.texte import periode
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class Visiteur:
    """Someone who comes: name, structure, telephone, needs; each may be empty but the name."""

    nom: str
    structure: str
    telephone: str
    besoins: str


@dataclass(frozen=True, kw_only=True)
class Accueil:
    """What the sheet says, on paper and on the page to keep."""

    titre: str
    quand: str
    lieu: str
    adresse: str
    acces: str
    qui: str
    hote: str
    hote_telephone: str
    pratique: str
    places: int
    visiteurs: tuple[Visiteur, ...]


def inscrire() -> None:
    """Register this kind of document."""
    registres.documents.inscrire(
        "fiche_d_accueil",
        GenreDeDocument(
            libelle="Fiche d’accueil d’une visite",
            objets=visites_a_accueillir,
            composer=fiche_d_accueil,
            exemple=_exemple,
        ),
    )


def visites_a_accueillir(personne: Personne) -> QuerySet[Visite]:
    """Rule: telephones and needs are the équipe's, who hands the sheet to the host."""
    return Visite.objects.all() if personne.porte(Chapeau.EQUIPE) else Visite.objects.none()


def accueil_de(visite: Visite) -> Accueil:
    """Read who has a place, in the order of names."""
    rencontre = visite.rencontre
    inscrites = (
        rencontre.inscriptions.filter(etat=Inscription.Etat.INSCRITE)
        .select_related("personne", "binome__structure")
        .order_by("personne__cle_de_tri", "pk")
    )
    hote: Intervenant | None = visite.hote
    return Accueil(
        titre=rencontre.titre,
        quand=periode(timezone.localtime(rencontre.debut), timezone.localtime(rencontre.fin)),
        lieu=rencontre.lieu,
        adresse=rencontre.adresse,
        acces=rencontre.acces,
        qui=visite.qui,
        hote=str(hote or ""),
        hote_telephone=telephone(hote.telephone) if hote else "",
        pratique=visite.pratique,
        places=visite.places,
        visiteurs=tuple(
            Visiteur(
                nom=i.personne.nom_complet,
                structure=str(i.binome.structure) if i.binome else "",
                telephone=telephone(i.personne.telephone),
                besoins=i.besoins,
            )
            for i in inscrites
        ),
    )


def telephone(numero: object) -> str:
    """A number as it is dialled here, empty when there is none."""
    return getattr(numero, "as_national", "") if numero else ""


def fiche_d_accueil(*, objet: Visite, personne: Personne, instant: datetime) -> Composition:
    """The sheet on paper."""
    return _composer(accueil_de(objet), instant)


def _composer(accueil: Accueil, instant: datetime) -> Composition:
    return Composition(
        titre="Fiche d’accueil",
        sous_titre=accueil.titre,
        template="documents/fiche_d_accueil",
        contexte={"accueil": accueil},
        instant=instant,
    )


def _exemple() -> Composition:
    debut = timezone.now() + timedelta(days=12)
    noms = ("Amina Exemple", "Bruno Modèle", "Chloé Essai", "Denis Patron")
    visiteurs = tuple(
        Visiteur(
            nom=nom,
            structure=f"Agence de la vallée {rang}",
            telephone=f"06 39 98 00 0{rang}" if rang != 2 else "",
            besoins="Repas végétarien" if rang == 3 else "",
        )
        for rang, nom in enumerate(noms, 1)
    )
    accueil = Accueil(
        titre="Visite apprenante : l’Atelier de l’Exemple",
        quand=periode(timezone.localtime(debut), timezone.localtime(debut + timedelta(hours=2))),
        lieu="Atelier de l’Exemple",
        adresse="1, place de l’Exemple",
        acces="À dix minutes de la gare, entrée par la cour.",
        qui="Colette Exemple, fondatrice de l’Atelier",
        hote="Hugues Exemple",
        hote_telephone="01 99 00 00 01",
        pratique="Chaussures fermées pour l’atelier.",
        places=6,
        visiteurs=visiteurs,
    )
    return _composer(accueil, timezone.now())
