"""Sessions to come, told to those who are expected there."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate, localtime

from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.models import Rencontre
from parcours.promotions.rappels.visees import Visee
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue, heure


class SessionAVenir:
    """A session that takes place in a few days."""

    libelle = "Session à venir"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (7, 1)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        sessions = [
            session
            for session in lecture.sessions
            if visee.touche(session.promotion_id, localdate(session.debut))
        ]
        return rappels_de(sessions, lecture)


def rappels_de(sessions: Sequence[Rencontre], lecture: Lecture) -> list[Rappel]:
    """One per session and catalyseur of its promotion who may be written to."""
    return [
        Rappel(
            personne_id=personne,
            promotion_id=session.promotion_id,
            cle=f"rencontre-{session.pk}",
            texte=phrase(session),
            url=session.get_absolute_url(),
            acte="Voir la session",
            date=localdate(session.debut),
        )
        for session in sessions
        for personne in lecture.de_la_promotion(session.promotion_id)
    ]


def phrase(session: Rencontre) -> str:
    """What, when and where, in one sentence."""
    debut = localtime(session.debut)
    ou = session.lieu or ("à distance" if session.lien else "lieu à préciser")
    return f"« {session.titre} », {date_longue(debut)}, à {heure(debut)} (heure de Paris), {ou}."


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("session", SessionAVenir(), rang=40)
