"""The trombinoscope of a promotion."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from parcours.promotions.models import AffectationCoach, Participation, Promotion
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Composition, GenreDeDocument
from rameau.comptes.models import Personne


@dataclass(frozen=True)
class Portrait:
    """A person of a binôme: initials in place of a photo."""

    initiales: str
    nom: str
    fonction: str


@dataclass(frozen=True)
class Carton:
    """A structure and its people. `nom` is its territory when it has one, else its own name,
    and `structure` is then empty."""

    nom: str
    structure: str
    profil: str
    portraits: tuple[Portrait, ...]
    coach: str


def inscrire() -> None:
    """Register this kind of document."""
    registres.documents.inscrire(
        "trombinoscope",
        GenreDeDocument(
            libelle="Trombinoscope",
            objets=promotions_a_connaitre,
            composer=trombinoscope,
            exemple=_exemple_trombinoscope,
        ),
    )


def promotions_a_connaitre(personne: Personne) -> QuerySet[Promotion]:
    """Rule: the trombinoscope of a promotion is for the équipe and for those who live it
    together: its catalyseurs, past ones of a closed promotion included, and their coachs."""
    if personne.porte(Chapeau.EQUIPE):
        return Promotion.objects.all()
    return Promotion.objects.filter(
        Q(pk__in=personne.participations.filter(jusqua=None).values("binome__promotion"))
        | Q(pk__in=personne.binomes_suivis.filter(jusqua=None).values("binome__promotion"))
    )


def trombinoscope(*, objet: Promotion, personne: Personne, instant: datetime) -> Composition:
    """Who takes part in a promotion, structure by structure; no telephone, no address."""
    binomes = (
        objet.binomes.select_related("structure", "territoire")
        .prefetch_related(
            Prefetch(
                "participations",
                Participation.objects.actives().select_related("personne").order_by("place"),
            ),
            Prefetch(
                "affectations",
                AffectationCoach.objects.filter(jusqua=None).select_related("coach"),
            ),
        )
        .order_by("rang")
    )
    cartons = tuple(
        Carton(
            nom=binome.nom,
            structure=str(binome.structure) if binome.territoire else "",
            profil=binome.structure.profil,
            portraits=tuple(
                Portrait(p.personne.initiales, p.personne.nom_complet, p.fonction)
                for p in binome.participations.all()
            ),
            coach=next((a.coach.nom_complet for a in binome.affectations.all()), ""),
        )
        for binome in binomes
    )
    return _composer(objet.nom, cartons, instant)


def _composer(promotion: str, cartons: tuple[Carton, ...], instant: datetime) -> Composition:
    contexte: dict[str, Any] = {"cartons": cartons}
    return Composition(
        titre="Trombinoscope",
        sous_titre=promotion,
        template="documents/trombinoscope",
        contexte=contexte,
        instant=instant,
    )


def _exemple_trombinoscope() -> Composition:
    profils = ("collectivité territoriale", "collectif d’entreprises", "PTCE", "association")
    noms = (("Amina", "Exemple"), ("Bruno", "Modèle"), ("Chloé", "Essai"), ("Denis", "Patron"))
    cartons = tuple(
        Carton(
            nom=f"Vallée de l’Exemple {rang}",
            structure=f"Agence des alliances de la vallée {rang}",
            profil=profils[rang % 4],
            portraits=tuple(
                Portrait(f"{prenom[0]}{nom[0]}", f"{prenom} {nom}", fonction)
                for (prenom, nom), fonction in zip(
                    (noms[rang % 4], noms[(rang + 1) % 4]),
                    ("animation des alliances territoriales", "développement local"),
                    strict=True,
                )
            )[: 1 + rang % 2 if rang != 4 else 0],
            coach="Claire Exemple" if rang % 3 else "",
        )
        for rang in range(1, 13)
    )
    return _composer("Promotion d’exemple", cartons, timezone.now())
