"""The sweeps that run each minute: one that finds nothing leaves nothing, the journal neither."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from rameau.commun.models import EntreeJournal
from tests import scenes

BALAYAGES = sorted(entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


@pytest.mark.django_db
@pytest.mark.parametrize("tache", BALAYAGES)
def test_a_sweep_that_finds_nothing_leaves_no_row(tache):
    scenes.charger_reference()
    before = EntreeJournal.objects.count()
    import_string(tache)()
    assert EntreeJournal.objects.count() == before
