"""Every route × method × role, with its exact answer, held against the resolver.

The table is `table_des_routes.txt`, read by people. A route that is not in it fails; a refused
POST changes no row; a GET by anyone changes no row. The objects asked for are those of the
scene's first binôme: `membre` owns them, `autre` is of another binôme of the promotion,
`ailleurs` of another promotion.
"""

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests import scenes
from tests.demandes import CORPS, objets, patterns
from tests.nos_modeles import nos_tables

TABLE = Path(__file__).with_name("table_des_routes.txt")
ROLES = [
    *("anonyme", "membre", "autre", "ailleurs", "coach"),
    *("autre_coach", "equipe", "comite", "alumni"),
]
PERSONNES = {"membre": "catalyseur"}


def rows() -> dict[tuple[str, str], dict[str, int]]:
    """Read the table: (route, method) → role → status."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            route, method, *answers = line.split()
            assert (route, method) not in found, line
            found[route, method] = dict(zip(ROLES, map(int, answers), strict=True))
    return found


def routes() -> set[tuple[str, str]]:
    """Return each route of the resolver with each method it declares."""
    return {
        (name, method)
        for name, _, pattern in patterns()
        for method in pattern.callback.entree.methodes - {"HEAD"}
    }


def fingerprint() -> str:
    """One value that changes when any row of any of our tables does."""
    parts = " UNION ALL ".join(
        f"SELECT '{table}' AS t, count(*) AS n, sum(hashtextextended(x::text, 0)) AS h "
        f'FROM "{table}" x'
        for table in nos_tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT md5(string_agg(t || n || coalesce(h, 0), ',' ORDER BY t)) FROM ({parts}) a"
        )
        return cursor.fetchone()[0]


def touched() -> int:
    """How many rows this transaction wrote, undone ones included: told without reading them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            " FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)",
            [nos_tables()],
        )
        return cursor.fetchone()[0]


def test_a_row_that_is_written_is_seen(monde):
    before, written = fingerprint(), touched()
    scenes.personne("Basile")
    assert touched() > written
    assert fingerprint() != before


def test_the_table_names_exactly_the_routes_of_the_site():
    served, written = routes(), set(rows())
    assert served - written == set(), "routes absentes de la table"
    assert written - served == set(), "lignes de la table sans route"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.django_db
def test_each_route_answers_each_role_exactly(role, settings):
    settings.DEMO = True  # the second factor has its own tests
    monde = scenes.monde_peuple()
    client = Client(raise_request_exception=False)
    if role != "anonyme":
        client.force_login(getattr(monde, PERSONNES.get(role, role)))
    known = objets(monde)
    wrong, before = [], fingerprint()
    for (route, method), answers in sorted(rows().items()):
        url = reverse(route, kwargs=known(route))
        savepoint = transaction.savepoint()
        session, written = dict(client.cookies), touched()
        response = getattr(client, method.lower())(url, CORPS.get(route, {}))
        if response.streaming:
            b"".join(response.streaming_content)  # its file is closed once it is read
        if response.status_code != answers[role]:
            wrong.append(f"{method} {route} ({url}) : {response.status_code}, dit {answers[role]}")
        refused = method == "GET" or response.status_code >= 400
        kept = touched() == written or fingerprint() == before
        if refused and route not in COUNTS_TRIES and not kept:
            wrong.append(f"{method} {route} : refusé, mais une ligne a changé")
        transaction.savepoint_rollback(savepoint)
        client.cookies.clear()
        client.cookies.update(session)
    assert wrong == []


# A wrong code is counted: that is what stops whoever guesses.
COUNTS_TRIES = {"comptes:invitation_code"}
