"""One way to handle a POST: forms, then one act, then 303; or 409 or 422 with what was typed.

def save() -> str:
    act_of_the_house(par=request.user, **form.cleaned_data)
    messages.success(request, "C’est enregistré.")
    return reverse("…")

outcome = submit(request, save, form)
if outcome.response:
    return outcome.response
return render(request, "….html", {"form": form}, status=outcome.status)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict

from rameau.commun.erreurs import RegleViolee, VersionDepassee
from rameau.commun.redirections import SeeOther

# Where a refusal is told: a field's name, or what gives it from the name of the rule.
Field = str | Callable[[str], str | None] | None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a request: `response` once the act is done, else the status of the page to
    show, with the sentence of the rule that refused, or `stale` when someone else saved meanwhile,
    with what she saved."""

    response: HttpResponse | None = None
    status: int = 200
    refusal: str = ""
    stale: bool = False
    current: Any = None


class TooManyTries(RegleViolee):
    """Told as a refused rule, by 429: the same act was asked for too often."""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: what was sent, nothing for a GET."""
    return request.POST if request.method == "POST" else None


def submit(
    request: HttpRequest,
    act: Callable[[], str | HttpResponse],
    *forms: Any,
    field: Field = None,
    reread: Callable[[Any], Any] | None = None,
    refused: int = 409,
) -> Outcome:
    """Handle a POST; a GET is answered by 200 and nothing is done.

    `act` calls the action and returns the address to read next, or an answer of its own (a
    fragment for HTMX). Every form must be valid; the first one tells a refusal, at `field`, or
    the page does by `refusal`. When someone else saved meanwhile, what was typed stays: `reread`
    makes the form of what is saved now and the two are confronted; a form that carries a
    revision takes the new one. AccesRefuse is left to the door.
    """
    if request.method != "POST":
        return Outcome()
    if not all(form.is_valid() for form in forms):
        return Outcome(status=422)
    try:
        done = act()
    except TooManyTries as broken:
        if forms:
            forms[0].add_error(None, broken.message)
        return Outcome(status=429, refusal=broken.message)
    except RegleViolee as broken:
        if forms and hasattr(forms[0], "add_error"):
            name = field(broken.constraint) if callable(field) else field
            forms[0].add_error(name, broken.message)
        return Outcome(status=refused, refusal=broken.message)
    except VersionDepassee as stale:
        if reread is not None:
            forms[0].confronter(reread(stale.actuel))
        elif forms and stale.actuel is not None and "revision" in getattr(forms[0], "fields", ()):
            _take_revision(forms[0], stale.actuel)
        return Outcome(status=409, stale=True, current=stale.actuel)
    return Outcome(response=SeeOther(done) if isinstance(done, str) else done)


def _take_revision(form: BaseForm, current: Any) -> None:
    """Sent again, what was typed replaces what is now read."""
    data = cast("Any", form.data).copy()
    data[form.add_prefix("revision")] = str(current.revision)
    form.data = data
