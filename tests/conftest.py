"""The team's conscience: what a test must never let pass, for every test.

Undefined template variables fail, unordered querysets come back shuffled, warnings are errors
(pyproject.toml), and each test starts with an empty cache.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template.base import VariableDoesNotExist
from django.test import Client
from django.utils import timezone

from rameau.commun.compiled import Compiled, Statement
from rameau.commun.processus import spawn, stop
from rameau.commun.write_guard import open_writes
from tests import databases, scenes

if TYPE_CHECKING:
    from tests.boite import Boite

COMPARED = 10


class UndefinedVariable(str):
    """Stands for `string_if_invalid`: rendering an undefined variable is an error."""

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, missing: object) -> str:
        raise VariableDoesNotExist(f"undefined template variable: {missing}")

    def __bool__(self) -> bool:
        return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Each process copies the database migrated once for all."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(autouse=True, scope="session")
def _a_transactional_test_empties_its_database() -> Iterator[None]:
    """Django truncates the tables after such a test: no action of the product does."""

    def emptied(operations: DatabaseOperations, statements: list[str]) -> None:
        with open_writes():
            plainly(operations, statements)

    plainly = DatabaseOperations.execute_sql_flush
    DatabaseOperations.execute_sql_flush = emptied
    yield
    DatabaseOperations.execute_sql_flush = plainly


@pytest.fixture(autouse=True, scope="session")
def _undefined_template_variables_fail() -> None:
    from django.template import engines

    engines["django"].engine.string_if_invalid = UndefinedVariable("%s")  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _unordered_querysets_are_shuffled() -> Iterator[None]:
    """Without an order, PostgreSQL owes none: a test that relies on one must fail."""
    original = SQLCompiler._order_by_pairs

    def order_by_pairs(self: SQLCompiler) -> Iterator[Any]:
        pairs = list(original(self))
        query = self.query
        if (
            not pairs
            and not query.distinct
            and not query.combinator
            and not query.subquery
            and query.group_by is None
            and type(query).__name__ == "Query"
        ):
            yield OrderBy(Random()), False
        yield from pairs

    SQLCompiler._order_by_pairs = order_by_pairs  # type: ignore[method-assign]
    yield
    SQLCompiler._order_by_pairs = original  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def _compiled_queries_are_those_built_anew() -> Iterator[None]:
    """A query compiled once is, for other arguments, the one that its function would build.

    Each process compares the first calls of each shape: each test asks the same ones again.
    """
    original = Compiled.__call__
    times: Counter[int] = Counter()  # a statement lives as long as the process

    @wraps(original)
    def compared(self: Compiled[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
        statement = self.statement(args, kwargs)
        if statement is not None and times[id(statement)] < COMPARED:
            times[id(statement)] += 1
            compare(self, statement, args, kwargs)
        return original(self, *args, **kwargs)

    def compare(
        self: Compiled[Any, Any], statement: Statement, args: tuple[Any, ...], kwargs: Any
    ) -> None:
        queryset = self.build(*args, **kwargs)
        values = [getattr(argument, "pk", argument) for argument in (*args, *kwargs.values())]
        anew = queryset.query.get_compiler(queryset.db).as_sql()
        assert (statement.sql, statement.bound(values)) == anew, self.__qualname__

    Compiled.__call__ = compared  # type: ignore[method-assign]
    yield
    Compiled.__call__ = original  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def instant() -> Any:
    return timezone.now()


@pytest.fixture
def boite() -> Iterator["Boite"]:
    """A real SMTP server on the loopback that keeps what it is given."""
    from tests.boite import Boite

    with Boite() as open_box:
        yield open_box


@pytest.fixture
def ouvrier(transactional_db: None, boite: "Boite") -> Iterator[subprocess.Popen[bytes]]:
    """A real Celery worker on this process's database and Valkey number, sending to `boite`."""
    process = spawn(
        [sys.executable, "-m", "celery", "-A", "rameau", "worker", "--concurrency", "1"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.reglages",
            "DATABASE_URL": databases.address(connection.settings_dict["NAME"]),
            "EMAIL_URL": boite.url,
            # Its settings add to this folder what ours have added already.
            "VAR": str(Path(settings.VAR).parents[2]),
        },
        output=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        stop(process)


@pytest.fixture
def monde(db: None) -> "scenes.Monde":
    """A promotion under way with its people, made through actions."""
    return scenes.monde()


@pytest.fixture
def client_de() -> Any:
    """Return a client signed in as the given person."""

    def sign_in(personne: Any) -> Client:
        client = Client()
        client.force_login(personne)
        return client

    return sign_in
