"""« Now » is a Python parameter, never SQL's: it is asked here, once per request or task."""

from datetime import date, datetime

from django.utils import timezone


def maintenant() -> datetime:
    """Return the present instant, aware."""
    return timezone.now()


def aujourdhui() -> date:
    """Return today's date in Europe/Paris, where the programme lives."""
    return timezone.localdate()
