"""Nothing but an action writes: a wrapper around every query refuses what it does not know for a
read.

What is known for a read is a short list; all else is refused outside an action, whatever its
spelling: comments, quotes, schemas, common table expressions, composed statements. Only rows of
tables that are not ours (sessions, allauth, content types), which their own code writes, may be
written. `open_writes` is for the action frame alone; a test holds that.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import NO_DB_ALIAS, BaseDatabaseWrapper

# Apps that are not ours and write by their own code.
THEIR_APPS = ("account", "auth", "contenttypes", "mfa", "sessions", "usersessions")

# What a statement may begin with and be no write, if no word of _WRITES follows.
_READS = frozenset(
    (
        *("select", "with", "values", "table", "show", "explain", "declare", "fetch", "move"),
        *("close", "savepoint", "release", "rollback", "begin", "start", "commit", "set"),
        *("reset", "discard", "lock", "listen", "unlisten", "analyze"),
    )
)
_WRITES = re.compile(
    r"\b(?:insert|update|delete|merge|truncate|copy|into|call|do|alter|create|drop|grant|refresh)\b"
)
_WRITTEN = re.compile(r"\b(?:insert into|(?<!do )update|delete from) (?:only )?([\w.]+)")
_ROW_LOCK = re.compile(r"\bfor (?:no key )?update\b")
# Words that are no part of the statement: texts, dollar-quoted texts, comments.
_ASIDE = re.compile(
    r"(?<!\w)e'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|(?<![\w$])(\$\w*\$).*?\1|--[^\n]*|/\*.*?\*/",
    re.I | re.S,
)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
# A letter put before a quoted name, so that no name is taken for a word of the language.
_NAME = "ʺ"


class WriteOutsideAction(RuntimeError):
    """A query tried to change something outside an action."""


@dataclass
class Writes:
    """What the action under way has written so far."""

    rows: int = 0


_writing: ContextVar[Writes | None] = ContextVar("writing", default=None)


@cache
def their_tables() -> frozenset[str]:
    """Return the tables that may be written outside an action."""
    return frozenset(
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.label in THEIR_APPS
        for model in config.get_models(include_auto_created=True)
    ) | {"django_migrations"}


def is_writing() -> bool:
    """Say whether an action is under way in this context."""
    return _writing.get() is not None


@contextmanager
def open_writes() -> Iterator[Writes]:
    """Let the queries of this block write, and count the rows they change; one that stands in
    another counts with it. Used by the action frame only."""
    under_way = _writing.get()
    if under_way is not None:
        yield under_way
        return
    token = _writing.set(writes := Writes())
    try:
        yield writes
    finally:
        _writing.reset(token)


@lru_cache(maxsize=4096)
def _written(sql: str) -> tuple[str, bool] | None:
    """Return what this text writes, None if it only reads, and whether it must be an action's.

    Django asks the same texts again and again: what was found of one is kept.
    """
    theirs = ""
    for statement in _plain(sql).split(";"):
        verb, _, _ = statement.strip(" (").partition(" ")
        if not verb:
            continue
        body = _ROW_LOCK.sub(" ", statement)
        if verb in _READS and not _WRITES.search(body):
            continue
        tables = {name.rpartition(".")[2].strip(_NAME) for name in _WRITTEN.findall(body)}
        if verb in ("insert", "update", "delete") and tables and tables <= their_tables():
            theirs = ", ".join(sorted(tables))
            continue
        return ", ".join(sorted(tables)) or statement.strip()[:80], True
    return (theirs, False) if theirs else None


def _plain(sql: str) -> str:
    """Return a statement in lower case, on one line, without comments, texts or quotes."""
    bare = _ASIDE.sub(lambda found: " " if found[0][0] in "-/" else "''", sql)
    named = _QUOTED.sub(lambda found: _NAME + re.sub(r"\W", "_", found[1]), bare)
    return " ".join(named.lower().split())


def refuse_writes_outside_actions(
    execute: Callable[..., Any],
    sql: Any,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    """Refuse what is no read unless an action is under way; then count the rows it changes."""
    if not isinstance(sql, str):  # a composed statement
        sql = sql.decode() if isinstance(sql, bytes) else sql.as_string(context["cursor"].cursor)
    written = _written(sql)
    if written is None:
        return execute(sql, params, many, context)
    what, ours = written
    under_way = _writing.get()
    if ours and under_way is None:
        raise WriteOutsideAction(
            f"{what}: written outside an action; "
            "put the write in a function of actions/ decorated with @action"
        )
    result = execute(sql, params, many, context)
    if under_way is not None:
        under_way.rows += max(0, context["cursor"].rowcount)
    return result


def install(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Put the guard on a new connection to our database (signal `connection_created`)."""
    if connection.alias == NO_DB_ALIAS:
        return
    if refuse_writes_outside_actions not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_writes_outside_actions)
