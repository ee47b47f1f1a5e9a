"""The slides of a session being prepared."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from parcours.animation.lectures.preparations import Preparation, TravailAttendu, preparer
from parcours.animation.models import AtelierCodev
from parcours.promotions.models import Rencontre
from parcours.travaux.models.livrables import Nature
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.diapositives import Diaporama, Diapositive, Tableau, dessiner
from rameau.commun.registres import Fabrication, Format, GenreDeDocument
from rameau.commun.texte import accorder, date_longue, heure, periode
from rameau.comptes.models import Personne

FREINS_MONTRES = 6


def inscrire() -> None:
    """Register this kind of document."""
    registres.documents.inscrire(
        "diapositives_de_session",
        GenreDeDocument(
            libelle="Diapositives d’une session",
            objets=sessions_a_preparer,
            composer=composer,
            exemple=_exemple,
            format=Format.PPTX,
        ),
    )


def sessions_a_preparer(personne: Personne) -> QuerySet[Rencontre]:
    """Rule: the slides of a session are made by the équipe."""
    if not personne.porte(Chapeau.EQUIPE):
        return Rencontre.objects.none()
    return Rencontre.objects.sessions().select_related("promotion", "etape")


def composer(*, objet: Rencontre, personne: Personne, instant: datetime) -> Fabrication:
    """What the session needs on its screen: agenda, the 12 and their works, freins, groups."""
    return _fabrication(diaporama_de(preparer(objet, personne)))


def _fabrication(diaporama: Diaporama) -> Fabrication:
    return Fabrication(titre=diaporama.titre, fabriquer=lambda avancer: dessiner(diaporama))


def diaporama_de(preparation: Preparation) -> Diaporama:
    """The slides out of what the équipe has gathered; a part without anything is left out."""
    rencontre = preparation.rencontre
    debut, fin = localtime(rencontre.debut), localtime(rencontre.fin)
    parties = [
        _agenda(preparation),
        *_travaux(preparation),
        *_freins(preparation),
        *_groupes(preparation.ateliers),
        *_consignes(preparation),
    ]
    return Diaporama(
        titre=rencontre.titre,
        sous_titre=periode(debut, fin).capitalize(),
        surtitre=f"{rencontre.promotion.nom}{f', {rencontre.lieu}' if rencontre.lieu else ''}",
        etape=rencontre.etape.ordre if rencontre.etape else 0,
        diapositives=tuple(partie for partie in parties if partie),
    )


def _agenda(preparation: Preparation) -> Diapositive | None:
    if not preparation.moments:
        return None
    return Diapositive(
        titre="Le déroulé",
        tableau=Tableau(
            entetes=("Heure", "Moment", "Temps"),
            largeurs=(2.7, 8, 2),
            lignes=tuple(
                (
                    f"{heure(m.debut)} – {heure(m.fin)}",
                    m.sequence.titre,
                    m.sequence.get_temps_display(),
                )
                for m in preparation.moments
            ),
        ),
    )


def _travaux(preparation: Preparation) -> list[Diapositive]:
    if preparation.attendu is None:
        return []
    attendu = preparation.attendu
    return [
        Diapositive(
            titre=f"Où nous en sommes : {Nature(attendu.modele.livrable.nature).label}",
            tableau=Tableau(
                entetes=("Binôme", "Structure", "Son travail"),
                largeurs=(4, 6, 3),
                lignes=tuple(_ligne(travail) for travail in preparation.travaux),
            ),
        )
    ]


def _ligne(travail: TravailAttendu) -> tuple[str, str, str]:
    livrable = travail.livrable
    return (
        travail.binome.nom,
        str(travail.binome.structure),
        livrable.libelle_etat if livrable else "sans travail",
    )


def _freins(preparation: Preparation) -> list[Diapositive]:
    if not preparation.freins:
        return []
    return [
        Diapositive(
            titre="Les freins que nous avons en commun",
            tableau=Tableau(
                entetes=("Autour de", "Combien", "Par exemple"),
                largeurs=(3, 2, 8),
                lignes=tuple(
                    (
                        groupe.theme.capitalize(),
                        accorder(groupe.binomes, "binôme", "binômes"),
                        groupe.freins[0].titre,
                    )
                    for groupe in preparation.freins[:FREINS_MONTRES]
                ),
            ),
        )
    ]


def _groupes(ateliers: list[AtelierCodev]) -> list[Diapositive]:
    lignes = []
    for atelier in ateliers:
        client = atelier.client
        autres = [p.binome.nom for p in atelier.places.all() if not p.expose]
        lignes.append((str(atelier.rang), client.nom if client else "", ", ".join(autres)))
    if not lignes:
        return []
    etapes = [
        f"{etape.get_code_display().capitalize()} : {accorder(etape.minutes, 'minute', 'minutes')}"
        for etape in ateliers[0].etapes.all()
    ]
    return [
        Diapositive(
            titre="Le codev : nos groupes",
            tableau=Tableau(
                entetes=("Groupe", "Expose sa situation", "L'aident"),
                largeurs=(1.4, 4, 7),
                lignes=tuple(lignes),
            ),
        ),
        Diapositive(titre="Le codev : six étapes, une feuille partagée", lignes=tuple(etapes)),
    ]


def _consignes(preparation: Preparation) -> list[Diapositive]:
    """What is asked next: the work of the stage, for when."""
    etape = preparation.rencontre.etape
    if etape is None or etape.livrable_du_le is None:
        return []
    modele: Any = etape.modele.livrable
    return [
        Diapositive(
            titre="D'ici à la prochaine session",
            lignes=(
                f"{modele.titre} : attendu le {date_longue(etape.livrable_du_le)}.",
                "Votre page de travail reprend ce que le codev a retenu et décidé.",
                "Partagez une version à votre coach quand vous voulez son regard.",
                "À partager chez vous : une page et trois diapositives, par un lien.",
            ),
        )
    ]


def _exemple() -> Fabrication:
    noms = ("Vallée de l’Exemple", "Pays du Modèle", "Côte de l’Essai", "Plaine du Patron")
    travaux = tuple(
        (f"{noms[rang % 4]} {rang + 1}", f"Agence des alliances {rang + 1}", etat)
        for rang, etat in enumerate(("remis", "regard reçu", "en cours", "partagé au coach") * 3)
    )
    return _fabrication(
        Diaporama(
            titre="Session d’exemple",
            sous_titre="Jeudi 3 mars 2026, de 9 h 30 à 17 h",
            surtitre="Promotion d’exemple",
            etape=2,
            diapositives=(
                Diapositive(
                    titre="Où nous en sommes",
                    tableau=Tableau(
                        entetes=("Binôme", "Structure", "Son travail"),
                        largeurs=(4, 6, 3),
                        lignes=travaux,
                    ),
                ),
            ),
        )
    )
