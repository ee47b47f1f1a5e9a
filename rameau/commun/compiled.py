"""Queries compiled once: what pages ask again and again differs by its values only.

    @compiled
    def travaux_de(binome: Binome) -> QuerySet[Livrable]:
        return binome.livrables.avec_etat().select_related("etape").order_by("etape__ordre")

    travaux_de(binome)   # the rows, as list(…) of the query set would give them

To build a query set of six sub-queries and to write its SQL costs far more than to run it. The
function is called once per *shape*, with stand-ins in the place of its values; afterwards only
the values are put where the stand-ins went.

- A number, a text, a date, an instant is a value; a model instance is its key, and nothing else
  of it can be read, but for what its class names in `SHAPES_QUERIES`.
- Anything else (a hat, a level, True, names of relations) is part of the shape.
- A stand-in that the function compares, tests for truth, turns into text or computes with refuses
  at once: one branch would be compiled for all. A value sliced by is refused at the first call,
  and the tests compare every query asked this way with the same one built anew
  (tests/conftest.py).
"""

import sys
from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.http import Http404

P = ParamSpec("P")
Row = TypeVar("Row")

# No row has this number; the local day, or the morrow, of these overflows instead of misleading.
_NUMBER, _DAY, _INSTANT = 2**62, date.max, datetime.max.replace(tzinfo=UTC)

# What a stand-in answers to Django, which writes the SQL, and refuses to whoever builds the query.
_REFUSED = (
    *("__bool__", "__len__", "__str__", "__repr__", "__format__", "__hash__", "__iter__"),
    *("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__getitem__"),
    *("__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__mod__", "__neg__"),
    *("__floordiv__", "__truediv__", "isoformat", "strftime"),
)


@dataclass(frozen=True)
class Statement:
    """A query compiled with stand-ins: its SQL, and which argument goes to which parameter."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    known: tuple[tuple[Any, int], ...]

    def bound(self, values: list[Any]) -> tuple[Any, ...]:
        """Return the parameters of a call."""
        params = list(self.params)
        for place, rank in self.places:
            params[place] = values[rank]
        return tuple(params)

    def rows(self, arguments: list[Any], values: list[Any]) -> list[Any]:
        """Run the statement; its rows are made as Django makes them."""
        params = self.bound(values)
        compiler, query = copy(self.compiler), copy(self.queryset.query)
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda *_, **__: (self.sql, params)  # type: ignore[method-assign]
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        model = self.queryset.model
        asked: Any = QuerySet(model=model, query=query, using=self.queryset.db)
        # What Django itself hands over when it clones a query set.
        asked._known_related_objects = {  # noqa: SLF001
            field: {values[rank]: arguments[rank]} for field, rank in self.known
        }
        rows: Any = self.queryset._iterable_class(asked)  # noqa: SLF001
        return list(rows)


class Compiled(Generic[P, Row]):
    """A function that gives a query set, turned into one that gives its rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self._statements: dict[Hashable, Statement] = {}
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """Return the rows."""
        arguments = [*args, *kwargs.values()]
        statement = self.statement(args, kwargs)
        if statement is None:  # nothing could match, whatever the database holds
            return list(self.build(*args, **kwargs))
        return statement.rows(arguments, [_value(argument) for argument in arguments])

    def first(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """Return the first row, or None."""
        return next(iter(self(*args, **kwargs)), None)

    def or_404(self, *args: P.args, **kwargs: P.kwargs) -> Row:
        """Return the first row; raise Http404 when there is none."""
        row = self.first(*args, **kwargs)
        if row is None:
            raise Http404
        return row

    def statement(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Statement | None:
        """Return the statement for arguments of this shape, compiled at the first of them."""
        arguments = [*args, *kwargs.values()]
        key = (*kwargs, *(_shape(argument) for argument in arguments))
        statement = self._statements.get(key)
        if statement is None:
            stand_ins = [_stand_in(argument, rank) for rank, argument in enumerate(arguments)]
            named = zip(kwargs, stand_ins[len(args) :], strict=True)
            try:
                statement = _compile(self.build(*stand_ins[: len(args)], **dict(named)), stand_ins)
            except EmptyResultSet:
                return None
            self._statements[key] = statement
        return statement


def compiled(build: Callable[P, QuerySet[Any, Row]]) -> Compiled[P, Row]:
    """Compile once per shape the query set that the function gives; return its rows."""
    return Compiled(build)


def _is_value(argument: Any) -> bool:
    return isinstance(argument, int | str | date) and not isinstance(argument, bool | Enum)


def _value(argument: Any) -> Any:
    return argument.pk if isinstance(argument, Model) else argument


def _shape(argument: Any) -> Hashable:
    """What of an argument changes the SQL: its class, and the whole of it if it is no value."""
    kind = argument.__class__  # that of the person, under the lazy object of the request
    if isinstance(argument, Model):
        names = getattr(kind, "SHAPES_QUERIES", ())
        return (kind, *(getattr(argument, name) for name in names))
    return kind if _is_value(argument) else (kind, argument)


def _stand_in(argument: Any, rank: int) -> Any:
    """Return what takes the place of an argument while its query is compiled."""
    if isinstance(argument, Model):
        model = argument.__class__
        stand_in = _mute(model).from_db("default", [model._meta.pk.attname], [_NUMBER + rank])
        for name in getattr(model, "SHAPES_QUERIES", ()):
            setattr(stand_in, name, getattr(argument, name))
        return stand_in
    if not _is_value(argument):
        return argument
    if isinstance(argument, int):
        return _mute(int)(_NUMBER + rank)
    if isinstance(argument, str):
        return _mute(str)(f"\x02{rank}\x03")
    if isinstance(argument, datetime):
        instant = _INSTANT - timedelta(microseconds=rank)
        return _mute(datetime).combine(instant.date(), instant.timetz())
    return _mute(date).fromordinal(_DAY.toordinal() - rank)


@cache
def _mute(kind: type) -> Any:
    """Return the class of the stand-ins of a class: it answers to Django alone."""

    def refusing(name: str) -> Callable[..., Any]:
        plain = getattr(kind, name, None)

        def ask(self: Any, *others: Any) -> Any:
            asking = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001 who asks is the point
            if not asking.startswith(("django.", __name__)):
                raise TypeError(
                    f"{name} of a value that is not there yet: the query of a compiled function "
                    "must not depend on it"
                )
            return True if plain is None else plain(self, *others)

        return ask

    refused = {name: refusing(name) for name in _REFUSED if hasattr(kind, name)}
    refused.setdefault("__bool__", refusing("__bool__"))
    # Not by the class of models, which would register one more.
    return type.__new__(type(kind), kind.__name__, (kind,), {**refused, "__module__": __name__})


def _compile(queryset: QuerySet[Any, Any], stand_ins: list[Any]) -> Statement:
    """Compile a query set; raise TypeError if a value is nowhere in it as it is."""
    query: Query = queryset.query
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]  # noqa: SLF001
        raise TypeError("a compiled query set cannot prefetch: ask for each list by itself")
    compiler = query.get_compiler(queryset.db)
    sql, params = compiler.as_sql()
    ranks = {
        _value(stand_in): rank
        for rank, stand_in in enumerate(stand_ins)
        if isinstance(stand_in, Model) or _is_value(stand_in)
    }
    places = tuple(
        (place, ranks[param])
        for place, param in enumerate(params)
        if isinstance(param, Hashable) and param in ranks
    )
    # A person may be told by her hats alone: the équipe sees all.
    told = {
        rank
        for rank, stand_in in enumerate(stand_ins)
        if getattr(stand_in.__class__, "SHAPES_QUERIES", ())
    }
    if lost := set(ranks.values()) - {rank for _, rank in places} - told:
        raise TypeError(f"arguments {sorted(lost)} do not reach the query as they are")
    known = tuple(
        (field, ranks[key])
        for field, objects in queryset._known_related_objects.items()  # type: ignore[attr-defined]  # noqa: SLF001
        for key in objects
        if key in ranks
    )
    return Statement(queryset, compiler, sql, params, places, known)
