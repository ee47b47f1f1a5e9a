"""Promotions to begin, to evaluate."""

from datetime import date, datetime

from django.utils.timezone import localdate

from parcours.a_traiter.sources import page_promotion, suivies
from parcours.models import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.comptes.models import Personne


def promotions_a_conduire(
    *, personne: Personne, maintenant: datetime, promotion: Promotion | None = None
) -> list[Fait]:
    """Those whose first day has come and that nobody has begun; those whose time is over.

    A promotion that is given says it by itself, without a query.
    """
    if not personne.porte(Chapeau.EQUIPE):
        return []
    jour = localdate(maintenant)
    faits = [_fait(p, jour) for p in ([promotion] if promotion is not None else _suivies())]
    return [fait for fait in faits if fait is not None]


_suivies = compiled(suivies)


def _fait(promotion: Promotion, jour: date) -> Fait | None:
    if promotion.etat == Promotion.Etat.PREPARATION and promotion.debut <= jour:
        return Fait(
            texte=f"{promotion.nom} : le premier jour est venu, la promotion est à commencer.",
            url=page_promotion(promotion),
            acte="Commencer la promotion",
            echeance=promotion.debut,
            urgent=True,
        )
    if promotion.etat == Promotion.Etat.EN_COURS and promotion.fin < jour:
        return Fait(
            texte=f"{promotion.nom} : les neuf mois sont passés, l'évaluation peut s'ouvrir.",
            url=page_promotion(promotion),
            acte="Passer à l'évaluation",
            echeance=promotion.fin,
        )
    return None
