"""Query ceilings: one helper, the same ceiling at two sizes.

Statements that only open, close or guard a transaction are not counted: the read guard adds them
to every page alike.
"""

from collections.abc import Callable, Sequence

from django.db import connection
from django.test.utils import CaptureQueriesContext

PAGE = 12
TABLEAU = 20

_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET TRANSACTION")


def queries_of(call: Callable[[], object]) -> list[str]:
    """Return the SQL of the queries that `call` made."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [q["sql"] for q in captured if not q["sql"].startswith(_NOT_COUNTED)]


def verifier_plafond(
    page: Callable[[], object], grossir: Callable[[], object], plafond: int = PAGE
) -> None:
    """Assert that `page` stays under its ceiling, and costs no more once `grossir` has added to
    what it shows."""
    verifier_plafonds([(page, plafond)], grossir)


def verifier_plafonds(
    pages: Sequence[tuple[Callable[[], object], int]], grossir: Callable[[], object]
) -> None:
    """The same for several pages, each with its ceiling, before and after one growth."""
    for page, _ in pages:
        page()  # what is asked once per process (content types) is not the page's
    before = [queries_of(page) for page, _ in pages]
    grossir()
    for (page, plafond), former in zip(pages, before, strict=True):
        after = queries_of(page)
        assert len(former) <= plafond, "\n".join(former)
        assert len(after) <= len(former), f"{len(former)}, puis {len(after)} :\n" + "\n".join(after)
