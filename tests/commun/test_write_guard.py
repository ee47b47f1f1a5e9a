"""Nothing but an action writes; each way around is tried."""

import ast
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from parcours.promotions.models import Programme
from rameau.commun.actions import action
from rameau.commun.write_guard import WriteOutsideAction, our_tables
from tests import scenes

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("rameau", "parcours", "territoires", "ressources", "evaluation")


@pytest.fixture
def programme(db):
    scenes.charger_reference()
    return Programme.objects.get()


@pytest.mark.parametrize(
    "write",
    [
        lambda p: p.save(),
        lambda p: p.delete(),
        lambda p: Programme.objects.update(titre="x"),
        lambda p: Programme.objects.create(titre="x", debut="2026-01-01", fin="2027-01-01"),
        lambda p: Programme.objects.bulk_create([Programme(titre="x", debut=p.debut, fin=p.fin)]),
        lambda p: connection.cursor().execute("UPDATE promotions_programme SET titre = 'x'"),
        lambda p: connection.cursor().execute(
            'WITH a AS (SELECT 1) DELETE FROM "promotions_tempsprogramme"'
        ),
    ],
)
def test_a_write_outside_an_action_is_refused(programme, write):
    with pytest.raises(WriteOutsideAction):
        write(programme)


def test_reading_and_locking_are_no_writes(programme):
    from django.db import transaction

    with transaction.atomic():
        assert Programme.objects.select_for_update().get() == programme


def test_an_action_may_write_and_the_guard_closes_behind_it(programme):
    @action("essais.renommer", objet="programme")
    def renommer(*, par, programme):
        Programme.objects.filter(pk=programme.pk).update(titre="Renommé")

    renommer(par=None, programme=programme)
    programme.refresh_from_db()
    assert programme.titre == "Renommé"
    with pytest.raises(WriteOutsideAction):
        programme.save()


def test_tables_that_are_not_ours_are_outside_the_guard(db):
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())
    assert "django_session" not in our_tables()
    assert {"comptes_personne", "travaux_livrable", "commun_courriel"} <= our_tables()


def test_only_the_frame_and_migrate_open_writes():
    """`open_writes` is a key: no other file of the product may hold it."""
    holders = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "open_writes" in path.read_text(encoding="utf-8")
    }
    assert holders == {
        "rameau/commun/actions.py",
        "rameau/commun/write_guard.py",
        "rameau/commun/management/commands/migrate.py",
    }


def test_views_never_save():
    """The wrapper would refuse at run time; this says it before, for paths no test walks."""
    writing = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
    writing |= {"update_or_create"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ROOMS
        for path in (ROOT / room).rglob("views/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writing
        and "objects" in ast.unparse(node.func.value)
    ]
    assert found == []
