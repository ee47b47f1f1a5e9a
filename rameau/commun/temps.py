"""« Now » is a Python parameter, never SQL's: it is asked here, once per request or task."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def maintenant() -> datetime:
    """Return the present instant, aware."""
    return timezone.now()


def aujourdhui() -> date:
    """Return today's date in Europe/Paris, where the programme lives."""
    return timezone.localdate()


PARIS = ZoneInfo("Europe/Paris")


def ajouter_mois(jour: date, mois: int) -> date:
    """Return the same day `mois` months later, or the last day of that month."""
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, mois_final = divmod(rang, 12)
    suivant = date(annee + (mois_final == 11), (mois_final + 1) % 12 + 1, 1)
    return date(annee, mois_final + 1, min(jour.day, (suivant - timedelta(days=1)).day))


def instant_de_paris(jour: date, heure: time) -> datetime:
    """Return the aware instant of a Paris date and time."""
    return datetime.combine(jour, heure, PARIS)
