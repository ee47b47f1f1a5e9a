"""The half-days of a rencontre, and the code shown in its room.

The code is computed, like that of a second factor: from the seed of the roll call, the server's
key and the clock. Nothing is written when it changes, and nothing that could be read in the
database gives it.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum
from hashlib import sha256

from django.conf import settings
from django.utils.timezone import localdate, localtime

from parcours.animation.models import Appel
from parcours.animation.models.presences import Moment
from parcours.promotions.models import Rencontre, Sequence
from parcours.promotions.models.programmes import Option
from rameau.commun.temps import instant_de_paris

ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Without the signs that are taken for one another (0 O, 1 I, 2 Z, 5 S, 8 B)."""
LONGUEUR = 5
DUREE = timedelta(minutes=5)
"""How long a code is shown; it is taken for as long again, for who is still typing it."""
MIDI = time(13)
PAUSE_DE_MIDI = 45
MEMOIRE = 200
"""How many former codes are recognised, only to say that they are no longer good."""


@dataclass(frozen=True)
class DemiJournee:
    """A moment of a rencontre, from an hour to another."""

    moment: Moment
    debut: datetime
    fin: datetime

    @property
    def heures(self) -> float:
        """How long it lasts, in hours."""
        return (self.fin - self.debut).total_seconds() / 3600


def par_demi_journee(rencontre: Rencontre) -> bool:
    """Whether the parcours of this promotion signs each half-day."""
    return rencontre.promotion.parcours.a_option(Option.DEMI_JOURNEES)


def moments_de(rencontre: Rencontre) -> list[DemiJournee]:
    """The moments at which presence is noted: the rencontre, or its half-days.

    They part at the long pause around midday if the agenda has one, at one o'clock otherwise.
    """
    debut, fin = localtime(rencontre.debut), localtime(rencontre.fin)
    if not par_demi_journee(rencontre):
        return [DemiJournee(Moment.RENCONTRE, debut, fin)]
    coupe = reprise = instant_de_paris(debut.date(), MIDI)
    # Sorted here: whoever asks for many rencontres has read their agendas at once.
    for sequence in sorted(rencontre.sequences.all(), key=lambda sequence: sequence.ordre):
        commence = debut + timedelta(minutes=sequence.debut_minutes)
        longue = sequence.duree_minutes >= PAUSE_DE_MIDI
        if (
            sequence.temps == Sequence.Temps.PAUSE
            and longue
            and time(11) <= commence.time() <= MIDI
        ):
            coupe, reprise = commence, debut + timedelta(minutes=sequence.fin_minutes)
            break
    if coupe <= debut:
        return [DemiJournee(Moment.APRES_MIDI, debut, fin)]
    if reprise >= fin:
        return [DemiJournee(Moment.MATIN, debut, fin)]
    return [
        DemiJournee(Moment.MATIN, debut, coupe),
        DemiJournee(Moment.APRES_MIDI, reprise, fin),
    ]


def moment_courant(rencontre: Rencontre, instant: datetime) -> DemiJournee:
    """The moment under way, else the one to come, else the last."""
    moments = moments_de(rencontre)
    return next((m for m in moments if instant <= m.fin), moments[-1])


# --- the code --------------------------------------------------------------------------------
class Verdict(Enum):
    """What a typed code is."""

    BON = "bon"
    PERIME = "périmé"
    D_AILLEURS = "d’ailleurs"
    INCONNU = "inconnu"


def _fenetre(instant: datetime) -> int:
    return int(instant.timestamp() // DUREE.total_seconds())


def _code(graine: str, fenetre: int) -> str:
    empreinte = hmac.new(settings.SECRET_KEY.encode(), f"{graine}:{fenetre}".encode(), sha256)
    reste, signes = int.from_bytes(empreinte.digest()), []
    for _ in range(LONGUEUR):
        reste, rang = divmod(reste, len(ALPHABET))
        signes.append(ALPHABET[rang])
    return "".join(signes)


def code_affiche(appel: Appel, instant: datetime) -> str:
    """The code shown at this instant."""
    return _code(appel.graine, _fenetre(instant))


def change_le(instant: datetime) -> datetime:
    """When the code shown at this instant gives way to another."""
    return datetime.fromtimestamp((_fenetre(instant) + 1) * DUREE.total_seconds(), instant.tzinfo)


def nettoyer(saisie: str) -> str:
    """A code as it was typed: its case, spaces and dashes do not count."""
    return "".join(s for s in saisie.upper() if s.isascii() and s.isalnum())[: LONGUEUR * 2]


def reconnaitre(
    saisie: str, appel: Appel | None, autres: list[Appel], instant: datetime
) -> Verdict:
    """Say what a typed code is: that of this roll call, now; a former one; another's.

    Every comparison takes the same time, whatever is typed.
    """
    typed, fenetre = nettoyer(saisie), _fenetre(instant)
    if appel is not None and _est_bon(typed, appel, fenetre, instant):
        return Verdict.BON
    if appel is not None and _fut_affiche(typed, appel, instant):
        return Verdict.PERIME
    if any(_fut_affiche(typed, autre, instant) for autre in autres):
        return Verdict.D_AILLEURS
    return Verdict.INCONNU


def _est_bon(typed: str, appel: Appel, fenetre: int, instant: datetime) -> bool:
    if appel.ferme_le is not None or localdate(appel.ouvert_le) != localdate(instant):
        return False
    return _est_l_un(typed, appel, max(_fenetre(appel.ouvert_le), fenetre - 1), fenetre)


def _fut_affiche(typed: str, appel: Appel, instant: datetime) -> bool:
    premiere = _fenetre(appel.ouvert_le)
    derniere = min(_fenetre(appel.ferme_le or instant), premiere + MEMOIRE)
    return _est_l_un(typed, appel, premiere, derniere)


def _est_l_un(typed: str, appel: Appel, premiere: int, derniere: int) -> bool:
    """Compare with each code of these windows, all of them whatever is found."""
    trouves = [
        hmac.compare_digest(typed, _code(appel.graine, une))
        for une in range(premiere, derniere + 1)
    ]
    return any(trouves)
