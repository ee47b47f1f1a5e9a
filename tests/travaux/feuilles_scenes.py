"""Scenes of the roadmaps: a thread from frein to action, handed in; a round of pitchs."""

from datetime import date, datetime

from django.utils import timezone

from parcours.animation.actions.pitchs import ecrire_pitch, ouvrir_reactions, reagir, regler_tour
from parcours.animation.models import Reaction, TourDePitchs
from parcours.promotions.models import Binome
from parcours.travaux.actions.livrables import ajouter_element, ecrire_section
from parcours.travaux.actions.versions import partager_version, remettre_livrable
from parcours.travaux.models import Contribution, Element, Version
from parcours.travaux.models.livrables import Partage
from rameau.comptes.models import Personne
from tests import scenes

VISION = "Dans cinq ans, **chaque jeune** connaît une entreprise.\n\n- par saison\n- près d'ici"
FREIN, OBJECTIF = "Les suites ne se voient pas", "Rendre visibles les suites"
AXE, ACTION = "Montrer ce que l'on fait", "Tenir un tableau des engagements"


def remettre_la_feuille(
    monde: scenes.Monde,
    *,
    binome: Binome | None = None,
    membre: Personne | None = None,
    partage: int = Partage.COMITE,
    instant: datetime | None = None,
    actions: int = 2,
) -> Version:
    """Hand in a roadmap whose first action comes from a frein of the bilan; the bilan and the
    plan are shared with the coach."""
    binome, membre = binome or monde.binome, membre or monde.catalyseur
    instant = instant or timezone.now()
    bilan, plan, feuille = (
        binome.livrables.get(nature=nature) for nature in ("bilan", "plan", "feuille-de-route")
    )
    frein = bilan.elements.filter(nature="frein").order_by("pk").first() or ajouter_element(
        par=membre, livrable=bilan, nature="frein", titre=FREIN
    )
    objectif = ajouter_element(
        par=membre, livrable=plan, nature="objectif", titre=OBJECTIF, issu_de=frein
    )
    for livrable in (bilan, plan):
        if not livrable.versions.exists():
            partager_version(par=membre, livrable=livrable, instant=instant)
    ecrire_section(
        par=membre, livrable=feuille, code="vision", texte=VISION, revision=0, instant=instant
    )
    axe = ajouter_element(
        par=membre, livrable=feuille, nature="objectif", titre=AXE, issu_de=objectif
    )
    for rang in range(1, actions + 1):
        action = ajouter_element(
            par=membre,
            livrable=feuille,
            nature="action-prevue",
            titre=ACTION if rang == 1 else f"Autre action {rang}",
            detail="Lu à voix haute.",
            issu_de=axe if rang == 1 else None,
        )
        if rang == 1:
            preciser(action)
    return remettre_livrable(par=membre, livrable=feuille, partage=partage, instant=instant)


def preciser(action: Element) -> None:
    """Say who leads an action, with whom, when."""

    def ecrire() -> None:
        Element.objects.filter(pk=action.pk).update(
            porteur="la mission locale",
            debut=date(2027, 1, 1),
            fin=date(2027, 6, 30),
            moyens="un quart de poste",
            indicateur="dix engagements tenus",
            etat="en-cours",
        )
        Contribution.objects.create(
            element=action,
            partenaire="le club",
            donne="une salle",
            recoit="des idées",
        )

    scenes.forcer(ecrire)


def ouvrir_le_tour(monde: scenes.Monde) -> TourDePitchs:
    """Set the round of the promotion under way, write the first sheet, open the reactions."""
    instant = timezone.now()
    tour = regler_tour(par=monde.equipe, promotion=monde.promotion, debut=instant)
    ecrire_pitch(
        par=monde.catalyseur,
        binome=monde.binome,
        points="Un tableau qui se lit",
        demande="Un lieu",
        revision=0,
        instant=instant,
    )
    ouvrir_reactions(par=monde.equipe, tour=tour, instant=instant)
    tour.refresh_from_db()
    return tour


def reagir_au_pitch(monde: scenes.Monde, texte: str = "Un lieu existe chez nous.") -> Reaction:
    """A peer answers the pitch of the first binôme."""
    return reagir(par=monde.autre, pitch=monde.binome.pitch, texte=texte, instant=timezone.now())
