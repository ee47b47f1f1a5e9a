"""What may go wrong in an action, in words for people; and the one place that turns a broken
database rule into such words."""

from functools import cache

from django.apps import apps
from django.db import IntegrityError


class RegleViolee(Exception):
    """A rule of the programme refuses the act; the message is French and may be shown as it is.

    `constraint` is the name of the database rule when the database refused.
    """

    def __init__(self, message: str, *, constraint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.constraint = constraint


class AccesRefuse(Exception):
    """The person sees the object but may not do this to it; the message is French."""

    def __init__(self, message: str = "Cet acte ne vous est pas ouvert.") -> None:
        super().__init__(message)
        self.message = message


class VersionDepassee(Exception):
    """Someone else saved the same text meanwhile: both texts are kept, the person chooses."""

    def __init__(self, *, actuel: object) -> None:
        super().__init__("Ce texte a changé depuis que vous l'avez ouvert.")
        self.actuel = actuel


class StockageMuet(Exception):
    """The place where files are kept does not answer: a kind 503, as for the other servers."""


@cache
def _messages_by_constraint() -> dict[str, str]:
    messages: dict[str, str] = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            messages[constraint.name] = str(constraint.violation_error_message or "")
    return messages


def rule_from_integrity_error(error: IntegrityError) -> RegleViolee:
    """Return the sentence of the broken rule: the constraint's own message, or the trigger's."""
    diagnostics = getattr(error.__cause__, "diag", None)
    name = getattr(diagnostics, "constraint_name", None) or ""
    message = _messages_by_constraint().get(name, "")
    if not message and diagnostics is not None and name.startswith("regle_"):
        # Our triggers raise with a constraint name of ours and the French sentence itself.
        message = diagnostics.message_primary or ""
    return RegleViolee(
        message or "Cet acte contredit ce qui est déjà enregistré ; rien n'a été changé.",
        constraint=name,
    )
