"""Promotions to begin, to evaluate, to close; the topic that their vote chose."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.a_traiter.sources import inscrire_source
from parcours.promotions.models import Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.comptes.models import Personne


def promotions_a_conduire(
    *, personne: Personne, maintenant: datetime, promotion: Promotion | None = None
) -> list[Fait]:
    """Those whose first day has come and that nobody has begun; those whose time is over; those
    whose vote is closed.

    A promotion that is given says it by itself, without a query when it was read with its vote.
    """
    if not personne.porte(Chapeau.EQUIPE):
        return []
    promotions = [promotion] if promotion is not None else _suivies()
    return [
        fait for une in promotions for fait in (*_etats(une, maintenant), *_vote(une, maintenant))
    ]


@compiled
def _suivies() -> QuerySet[Promotion]:
    return Promotion.objects.suivies().select_related("scrutin")


def _etats(promotion: Promotion, maintenant: datetime) -> Iterator[Fait]:
    """What the promotion's own time calls for."""
    jour, code = localdate(maintenant), promotion.code
    if promotion.etat == Promotion.Etat.PREPARATION and promotion.debut <= jour:
        yield Fait(
            texte=f"{promotion.nom} : le premier jour est venu, la promotion est à commencer.",
            url=reverse("equipe:etat_de_promotion", args=[code, Promotion.Etat.EN_COURS]),
            acte="Commencer la promotion",
            echeance=promotion.debut,
            urgent=True,
        )
    if promotion.etat == Promotion.Etat.EN_COURS and promotion.fin < jour:
        yield Fait(
            texte=f"{promotion.nom} : les neuf mois sont passés, l'évaluation peut s'ouvrir.",
            url=reverse("equipe:etat_de_promotion", args=[code, Promotion.Etat.EVALUATION]),
            acte="Passer à l'évaluation",
            echeance=promotion.fin,
        )
    if promotion.etat == Promotion.Etat.EVALUATION and promotion.choix_demandes_le is None:
        yield Fait(
            texte=f"{promotion.nom} : personne n'a encore été interrogé sur ce qui reste visible "
            "après la promotion.",
            url=f"{reverse('equipe:cloture', args=[code])}#reponses",
            acte="Poser la question",
        )


def _vote(promotion: Promotion, maintenant: datetime) -> Iterator[Fait]:
    """A vote that is closed, whose topic nobody has confirmed."""
    scrutin = getattr(promotion, "scrutin", None)
    if scrutin is not None and scrutin.est_ferme(maintenant) and scrutin.confirme_le is None:
        yield Fait(
            texte=f"{promotion.nom} : le vote est fermé, le sujet de l'étape 3 est à confirmer.",
            url=f"{reverse('parcours:sujets', args=[promotion.code])}#resultat",
            acte="Voir le résultat",
            echeance=localdate(scrutin.ferme_le),
        )


def inscrire() -> None:
    """Register the sources of this room."""
    inscrire_source("promotions", promotions_a_conduire)
