"""The frame of every write: keyword-only, by someone, one durable transaction, one journal row.

    @action("livrables.remettre", objet="livrable", champs=("remis_le",))
    def remettre_livrable(*, par: Personne, livrable: Livrable) -> Version: ...

- `par` is the person who acts (None only for the machine: sweeps and loading commands).
- The outermost action opens a durable transaction; one called by another joins it.
- `objet` names the parameter the journal is about; without it the returned object is.
- `champs` are the fields whose old and new values are journalled. A field that its app declares
  as anything but technical is journalled as « modifié », never its value.
- `cle` makes several runs share one journal row (autosave: one per person, section and hour).
- What changed no row is not journalled: a sweep that finds nothing leaves nothing. `toujours` is
  for what is told although it writes nothing (a sign-in).
- What leaves the machine is scheduled with `transaction.on_commit` inside the action.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, models, transaction

from rameau.commun import registres
from rameau.commun.erreurs import rule_from_integrity_error
from rameau.commun.models import EntreeJournal
from rameau.commun.temps import maintenant
from rameau.commun.write_guard import is_writing, open_writes

P = ParamSpec("P")
R = TypeVar("R")

MASKED = "modifié"


def action(
    verbe: str,
    *,
    objet: str | None = None,
    champs: Sequence[str] = (),
    cle: Callable[[Mapping[str, Any]], str] | None = None,
    toujours: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a function as an action of the product, named `verbe` in the journal."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        parameters = inspect.signature(function).parameters
        allowed = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
        wrong = [name for name, p in parameters.items() if p.kind not in allowed]
        if wrong or "par" not in parameters:
            raise TypeError(f"{function.__qualname__}: an action takes keywords only, and par=")
        if objet is not None and objet not in parameters:
            raise TypeError(f"{function.__qualname__}: no parameter named {objet}")

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with transaction.atomic(durable=not is_writing()), open_writes() as writes:
                    rows = writes.rows
                    given = kwargs.get(objet) if objet else None
                    before = _stored_values(given, champs)
                    result = function(*args, **kwargs)
                    if toujours or writes.rows > rows:
                        subject = given if objet else result
                        _write_journal(verbe, subject, champs, before, kwargs, cle)
                return result
            except IntegrityError as error:
                raise rule_from_integrity_error(error) from error

        run.action = verbe  # type: ignore[attr-defined]
        return run

    return decorate


def _stored_values(subject: object, champs: Sequence[str]) -> dict[str, Any]:
    """Read the declared fields as the database holds them, not as the instance may say."""
    if not champs or not isinstance(subject, models.Model) or subject.pk is None:
        return {}
    row = subject._meta.model._base_manager.filter(pk=subject.pk).values(*champs).first()
    return dict(row or {})


def _write_journal(
    verbe: str,
    subject: object,
    champs: Sequence[str],
    before: dict[str, Any],
    kwargs: Mapping[str, Any],
    cle: Callable[[Mapping[str, Any]], str] | None,
) -> None:
    model = subject if isinstance(subject, models.Model) else None
    label = model._meta.label if model else ""
    after = _stored_values(subject, champs)
    changed = [name for name in champs if before.get(name) != after.get(name)]
    clear = registres.donnees_personnelles.technical_fields(label) if label else frozenset()
    for_whom = kwargs.get("pour_le_compte_de")
    author = kwargs["par"]
    entree = EntreeJournal(
        instant=maintenant(),
        par_id=author.pk if author is not None else None,
        pour_le_compte_de_id=for_whom.pk if for_whom is not None else None,
        verbe=verbe,
        type_objet=label,
        objet_id=model.pk if model else None,
        avant={name: _readable(before.get(name), name in clear) for name in changed if before},
        apres={name: _readable(after.get(name), name in clear) for name in changed},
        cle=cle(kwargs) if cle else None,
    )
    # With a key already there, the act is one more of the same and adds nothing.
    EntreeJournal.objects.bulk_create([entree], ignore_conflicts=cle is not None)


def _readable(value: Any, clear: bool) -> Any:
    if not clear:
        return MASKED
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
