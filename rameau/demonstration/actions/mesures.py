"""The benchmarks begin with an empty database."""

from django.conf import settings
from django.core.management import call_command

from rameau.commun.actions import action
from rameau.commun.erreurs import RegleViolee


@action("mesures.vider")
def vider_la_base(*, par: None) -> None:
    """Empty every table; raise RegleViolee anywhere but where the benchmarks run."""
    if not settings.MESURES:
        raise RegleViolee("La base ne se vide que pour les mesures, avec MESURES=1.")
    # Numbers go on from where they were: who kept rows aside may lay them again.
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
