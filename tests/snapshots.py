"""Scenes made once and laid again: what half the tests begin with is built through actions the
first time, then copied back row by row.

A copy holds what the actions wrote, as the database kept it; laying it runs no trigger a second
time. It serves an empty database only, within the hour it was made in: the dates of a scene are
told from now.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import timezone

P = ParamSpec("P")
T = TypeVar("T")

FILLED_BY_MIGRATIONS = frozenset({"auth_permission", "django_content_type", "django_migrations"})


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The rows of each table that has some, and what the scene returned."""

    rows: dict[str, bytes]
    returned: bytes

    def is_free(self) -> bool:
        """Whether none of its tables has a row: laying it meets nothing."""
        return not _any_row(list(self.rows))


def kept(build: Callable[P, T]) -> Callable[P, T]:
    """Build the scene once an hour, and lay its copy wherever the database is empty."""
    copies: dict[tuple[object, ...], Snapshot] = {}

    @wraps(build)
    def scene(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (
            args,
            tuple(kwargs.items()),
            timezone.now().replace(minute=0, second=0, microsecond=0),
        )
        snapshot = copies.get(key)
        if snapshot is not None and snapshot.is_free():
            _lay(snapshot)
            return pickle.loads(snapshot.returned)  # noqa: S301 - made below, in this process
        alone = not _any_row(tables())
        returned = build(*args, **kwargs)
        if alone:
            copies[key] = Snapshot(rows=rows_of(tables()), returned=pickle.dumps(returned))
        return returned

    return scene


def tables() -> list[str]:
    """Return the tables that an empty database has empty."""
    return sorted(set(connection.introspection.table_names()) - FILLED_BY_MIGRATIONS)


def _any_row(names: list[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f'SELECT EXISTS (SELECT FROM "{t}")' for t in names))
        return any(found for (found,) in cursor.fetchall())


def rows_of(names: list[str]) -> dict[str, bytes]:
    """Return what those of these tables that have rows hold, in PostgreSQL's own binary form."""
    rows = {}
    with connection.cursor() as cursor:
        for table in names:
            buffer = io.BytesIO()
            cursor.cursor.copy_expert(f'COPY "{table}" TO STDOUT (FORMAT binary)', buffer)
            if cursor.cursor.rowcount:
                rows[table] = buffer.getvalue()
    return rows


def _lay(snapshot: Snapshot) -> None:
    """Copy the rows in, checks of other tables and triggers aside: they have passed once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table, rows in snapshot.rows.items():
            cursor.cursor.copy_expert(
                f'COPY "{table}" FROM STDIN (FORMAT binary)', io.BytesIO(rows)
            )
        cursor.execute("SET session_replication_role = DEFAULT")
