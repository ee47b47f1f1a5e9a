"""Two people on one page: whoever writes says what she had read, so that no words are replaced
unseen.

A form bears the fingerprint of what it showed (`rameau.commun.forms.FormRelu`); the action
compares it, under its lock, with what is stored. `lu` is None for whoever has read no page.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from rameau.commun.erreurs import VersionDepassee


def empreinte(valeurs: Iterable[Any]) -> str:
    """Return the fingerprint of values as the database gives them."""
    return hashlib.sha256(repr(list(valeurs)).encode()).hexdigest()


def empreinte_de(objet: Model | None, champs: Iterable[str]) -> str:
    """Return the fingerprint of these fields; that of nothing for what does not exist yet."""
    if objet is None:
        return empreinte(())
    return empreinte((nom, objet.serializable_value(nom)) for nom in sorted(champs))


def verifier_lecture(lu: str | None, objet: Model | None, valeurs: Mapping[str, Any]) -> None:
    """Compare what was read with what is stored; the same words sent twice do no harm.

    `objet` is read under the lock of the action. Raises VersionDepassee when someone else has
    changed one of the fields of `valeurs` since.
    """
    if lu is None or lu == empreinte_de(objet, valeurs):
        return
    if objet is None or any(getattr(objet, nom) != valeur for nom, valeur in valeurs.items()):
        raise VersionDepassee(actuel=objet)
