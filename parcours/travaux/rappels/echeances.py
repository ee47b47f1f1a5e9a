"""The reminders that the parcours dates itself: « quatorze jours avant la session suivante »."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate

from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.models import Echeance
from parcours.promotions.models.programmes import Genre
from parcours.promotions.rappels import rencontres
from parcours.promotions.rappels.visees import Visee
from parcours.travaux.models import Livrable
from parcours.travaux.rappels import livrables
from rameau.commun import registres
from rameau.commun.registres import Rappel


class DateDuParcours:
    """On the day a reminder of the parcours is dated, what comes next in its stage: its session
    until it has taken place, then its work, told to those who have not handed it in."""

    libelle = "Rappel daté du parcours"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (0,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        etapes = {
            echeance.etape_id
            for echeance in Echeance.objects.filter(
                etape__promotion__in=delais, genre=Genre.RAPPEL, le__in=visee.jours
            ).select_related("etape")
            if visee.touche(echeance.etape.promotion_id, echeance.le)
        }
        if not etapes:
            return []
        sessions = [
            session
            for session in lecture.sessions
            if session.etape_id in etapes and localdate(session.debut) >= jour
        ]
        travaux = list(
            Livrable.objects.filter(
                etape__in=etapes - {session.etape_id for session in sessions},
                remis_le=None,
                du_le__gte=jour,
            )
            .select_related("binome")
            .order_by("du_le", "pk")
        )
        return [
            *rencontres.rappels_de(sessions, lecture),
            *livrables.rappels_de(travaux, lecture),
        ]


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("parcours", DateDuParcours(), rang=120)
