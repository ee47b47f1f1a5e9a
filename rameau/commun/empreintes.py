"""Two people on one page: whoever writes says what she had read, so that no words are replaced
unseen.

A form bears the fingerprint of what it showed (`rameau.commun.forms.FormRelu`); the action
compares it, under its lock, with what is stored. `lu` is None for whoever has read no page. What
saves as one types carries a revision instead.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from rameau.commun.erreurs import VersionDepassee

# What is read where nothing is written yet.
RIEN = "rien"


def empreinte(valeurs: Iterable[Any]) -> str:
    """Return the fingerprint of values as the database gives them."""
    return hashlib.sha256(repr(list(valeurs)).encode()).hexdigest()


def empreinte_des(valeurs: Mapping[str, Any]) -> str:
    """Return the fingerprint of named values, one by one."""
    return " ".join(f"{nom}:{empreinte([v])[:16]}" for nom, v in sorted(valeurs.items()))


def empreinte_de(objet: Model | None, champs: Iterable[str]) -> str:
    """Return the fingerprint of these fields; that of nothing for what does not exist yet."""
    return empreinte_des(_lues(objet, champs)) if objet is not None else RIEN


def _lues(objet: Model, champs: Iterable[str]) -> dict[str, Any]:
    return {nom: objet.serializable_value(nom) for nom in champs}


def verifier_lecture(lu: str | None, objet: Model | None, valeurs: Mapping[str, Any]) -> None:
    """Compare what was read with what is stored; the same words sent twice do no harm.

    `objet` is read under the lock of the action. Raises VersionDepassee when someone else has
    changed one of the fields of `valeurs` since, to something else.
    """
    if lu is None or (objet is None and lu == RIEN):
        return
    if objet is None:
        raise VersionDepassee(actuel=objet)
    autres = {nom for nom, valeur in valeurs.items() if getattr(objet, nom) != valeur}
    if _changees(lu, _lues(objet, autres)):
        raise VersionDepassee(actuel=objet)


def verifier_valeurs(
    lu: str | None, actuelles: Mapping[str, Any], ecrites: Mapping[str, Any], *, actuel: object
) -> None:
    """The same for values that are not the fields of one row (see `empreinte_des`)."""
    autres = {nom: actuelles[nom] for nom, ecrite in ecrites.items() if actuelles[nom] != ecrite}
    if lu is not None and _changees(lu, autres):
        raise VersionDepassee(actuel=actuel)


def _changees(lu: str, valeurs: Mapping[str, Any]) -> bool:
    """Whether one of these values is not what was read."""
    return not set(empreinte_des(valeurs).split()) <= set(lu.split())


def verifier_revision(objet: Any, revision: int) -> None:
    """What saves as one types carries a revision: raises VersionDepassee when `objet`, read under
    the lock of the action, is no longer at the one that was read."""
    if objet.revision != revision:
        raise VersionDepassee(actuel=objet)


def verifier_empreinte(lu: str | None, actuelle: str, *, actuel: object) -> None:
    """A list of rows is read whole. Raises VersionDepassee when its fingerprint has changed."""
    if lu is not None and lu != actuelle:
        raise VersionDepassee(actuel=actuel)
