"""Nothing but an action writes; each way around is tried."""

import ast
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from parcours.promotions.models import Programme
from rameau.commun.actions import action
from rameau.commun.write_guard import WriteOutsideAction, their_tables
from tests import scenes
from tests.nos_modeles import nos_tables

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
    ],
)
def test_a_write_outside_an_action_is_refused(programme, write):
    with pytest.raises(WriteOutsideAction):
        write(programme)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE promotions_programme SET titre = 'x'",
        "update only \"promotions_programme\" set titre = 'x'",
        "UPDATE public.promotions_programme SET titre = 'x'",
        'DELETE FROM "public"."promotions_tempsprogramme"',
        "/* only a comment */ DELETE FROM promotions_tempsprogramme",
        "-- SELECT\nDELETE FROM promotions_tempsprogramme",
        "  (DELETE FROM promotions_tempsprogramme)",
        "SELECT 1; DELETE FROM promotions_tempsprogramme",
        "SELECT 'a;b' ; DELETE FROM promotions_tempsprogramme",
        "SELECT E'\\'' ; DELETE FROM promotions_tempsprogramme --'",
        "WITH a AS (SELECT 1) DELETE FROM promotions_tempsprogramme",
        "WITH a AS (DELETE FROM promotions_tempsprogramme RETURNING id) SELECT * FROM a",
        "SELECT * INTO autre FROM promotions_programme",
        "EXPLAIN ANALYZE DELETE FROM promotions_tempsprogramme",
        "TRUNCATE promotions_programme CASCADE",
        "MERGE INTO promotions_programme p USING (SELECT 1) s ON false WHEN MATCHED THEN DELETE",
        "COPY promotions_programme FROM STDIN",
        "PREPARE p AS DELETE FROM promotions_tempsprogramme",
        "DO $$ BEGIN DELETE FROM promotions_tempsprogramme; END $$",
        "CALL tout_effacer()",
        "DROP TABLE promotions_tempsprogramme",
        "ALTER TABLE promotions_programme DISABLE TRIGGER ALL",
        "INSERT INTO django_session SELECT 1; DELETE FROM comptes_personne",
        b"DELETE FROM promotions_tempsprogramme",
        SQL("DELETE FROM {}").format(Identifier("promotions_tempsprogramme")),
    ],
)
def test_a_statement_that_is_not_known_for_a_read_is_refused(programme, statement):
    with connection.cursor() as cursor:
        with pytest.raises(WriteOutsideAction):
            cursor.execute(statement)
        with pytest.raises(WriteOutsideAction):
            cursor.executemany(statement, [[]])
        # It never reached the database: the transaction goes on.
        cursor.execute("SELECT count(*) FROM promotions_programme")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 'DELETE FROM promotions_programme; --' AS texte",
        "SELECT $q$ UPDATE promotions_programme $q$",
        'SELECT id AS "delete" FROM promotions_programme -- a comment',
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "(SELECT 1) UNION (SELECT 2)",
        "SELECT id FROM promotions_programme FOR NO KEY UPDATE SKIP LOCKED",
        "SELECT pg_advisory_xact_lock(1)",
        "EXPLAIN SELECT 1",
        "SHOW server_version",
        "SET LOCAL lock_timeout = '1s'",
        SQL("SELECT count(*) FROM {}").format(Identifier("promotions_programme")),
    ],
)
def test_what_reads_passes_whatever_words_it_holds(programme, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


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
    Session.objects.update(session_data="autre")
    Session.objects.all().delete()
    assert "django_session" in their_tables()
    assert not their_tables() & set(nos_tables())


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
