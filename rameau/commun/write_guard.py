"""Nothing but an action writes: a wrapper around every query refuses the rest.

Tables that are not ours (sessions, allauth, migrations, content types) are outside it: their
own code writes them. `open_writes` is for the action frame alone; a test holds that.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

OUR_APPS = (
    "commun",
    "comptes",
    "territoires",
    "promotions",
    "travaux",
    "animation",
    "ressources",
    "evaluation",
)

_WRITE = re.compile(r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?\"?(\w+)\"?", re.I)
_STARTS_A_WRITE = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|WITH|MERGE|COPY|TRUNCATE)\b", re.I)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class WriteOutsideAction(RuntimeError):
    """A query tried to change one of our tables outside an action."""


@cache
def our_tables() -> frozenset[str]:
    """Return the tables of our own models, many-to-many ones included."""
    return frozenset(
        model._meta.db_table
        for label in OUR_APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    )


def is_writing() -> bool:
    """Say whether an action is under way in this context."""
    return _writing.get()


@contextmanager
def open_writes() -> Iterator[None]:
    """Let the queries of this block write; used by the action frame only."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def refuse_writes_outside_actions(
    execute: Callable[..., Any],
    sql: Any,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    """Refuse INSERT, UPDATE and DELETE on our tables unless an action is under way."""
    text = sql if isinstance(sql, str) else str(sql)
    if not _writing.get() and _STARTS_A_WRITE.match(text):
        touched = {table.lower() for table in _WRITE.findall(text)} & our_tables()
        if touched:
            raise WriteOutsideAction(
                f"{', '.join(sorted(touched))}: written outside an action; "
                "put the write in a function of actions/ decorated with @action"
            )
    return execute(sql, params, many, context)


def install(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Put the guard on a new database connection (signal `connection_created`)."""
    if refuse_writes_outside_actions not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_writes_outside_actions)
