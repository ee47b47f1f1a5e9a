"""Sessions to come, told to those who are expected there."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from django.utils.timezone import localdate, localtime

from parcours.attendus import joignables
from parcours.calendrier import instant_de_paris
from parcours.models import Participation, Rencontre
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue, heure


class SessionAVenir:
    """A session that takes place in a few days."""

    libelle = "Session à venir"
    apres = False
    jours: tuple[int, ...] = (7, 1)

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        jours = {jour + timedelta(days=n) for nombres in delais.values() for n in nombres}
        if not jours:
            return []
        sessions = [
            session
            for session in Rencontre.objects.sessions()
            .maintenues()
            .filter(
                promotion__in=delais,
                debut__gte=instant_de_paris(min(jours), time()),
                debut__lt=instant_de_paris(max(jours) + timedelta(days=1), time()),
            )
            .select_related("promotion")
            .order_by("debut", "pk")
            if (localdate(session.debut) - jour).days in delais[session.promotion_id]
        ]
        return rappels_de(sessions)


def rappels_de(sessions: Sequence[Rencontre]) -> list[Rappel]:
    """One per session and catalyseur of its promotion who may be written to, in one query."""
    participations = Participation.objects.actives().filter(
        binome__promotion__in={s.promotion_id for s in sessions}, personne__in=joignables()
    )
    membres: dict[int, list[int]] = {}
    for promotion, personne in participations.order_by("pk").values_list(
        "binome__promotion", "personne"
    ):
        membres.setdefault(promotion, []).append(personne)
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
        for personne in membres.get(session.promotion_id, [])
    ]


def phrase(session: Rencontre) -> str:
    """What, when and where, in one sentence."""
    debut = localtime(session.debut)
    ou = session.lieu or ("à distance" if session.lien else "lieu à préciser")
    return f"« {session.titre} », {date_longue(debut)}, à {heure(debut)} (heure de Paris), {ou}."
