"""The reminders and the agendas of the promotion under way."""

from datetime import date, time, timedelta

from django.utils.timezone import localdate

from parcours.promotions.actions.agenda import ouvrir_flux
from parcours.promotions.actions.rappels import ecarter_rappel, envoyer_rappels, regler_rappels
from parcours.promotions.lectures.rappels import apercu_de
from parcours.promotions.models import Promotion
from parcours.travaux.models.livrables import Nature
from parcours.travaux.models.suivis import moments_de
from parcours.travaux.rappels.suivis import SuiviDepasse
from rameau.commun import registres
from rameau.commun.registres import Recit
from rameau.commun.temps import instant_de_paris


def rappeler(recit: Recit) -> None:
    """Session 2 was reminded a week before and on its eve; the alumni who had not said it all, of
    their follow-up; the plan is reminded tomorrow, but to one person who has told the équipe; a
    coach follows her agenda elsewhere."""
    aujourdhui = localdate(recit.instant)
    passe = (aujourdhui - recit.promotion.debut).days
    session = recit.promotion.rencontres.sessions().get(etape__ordre=2)
    for avant in (7, 1):
        jour = localdate(session.debut) - timedelta(days=avant)
        envoyer_rappels(jour=jour, instant=recit.le((jour - recit.promotion.debut).days, 7, 10))
    _rappeler_les_suivis(aujourdhui)
    demain = aujourdhui + timedelta(days=1)
    plan = recit.promotion.etapes.get(livrables__nature=Nature.PLAN, livrables__binome__rang=1)
    if plan.livrable_du_le is not None:
        regler_rappels(
            par=recit.equipe,
            promotion=recit.promotion,
            reglages={"travail-attendu": (True, [(plan.livrable_du_le - demain).days, 3])},
        )
    prevu = apercu_de(recit.promotion, demain)[-1]
    if prevu.personne is not None:
        ecarter_rappel(
            par=recit.equipe,
            promotion=recit.promotion,
            personne=prevu.personne,
            cle=prevu.rappel.cle,
            jour=demain,
            instant=recit.le(passe - 1, 16),
        )
    ouvrir_flux(par=next(iter(recit.coachs.values())), instant=recit.le(passe - 30, 9))


def _rappeler_les_suivis(aujourdhui: date) -> None:
    """Three weeks after each moment of the promotions that are closed."""
    for promotion in Promotion.objects.filter(etat=Promotion.Etat.CLOSE).order_by("pk"):
        for moment in moments_de(promotion, aujourdhui=aujourdhui):
            jour = moment.le + timedelta(days=SuiviDepasse.jours[0])
            if jour < aujourdhui:
                envoyer_rappels(jour=jour, instant=instant_de_paris(jour, time(7, 10)))


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire(
        "en-cours/rappels",
        rappeler,
        rang=240,
    )
