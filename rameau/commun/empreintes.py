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

# What is read where nothing is written yet.
RIEN = "rien"


def empreinte(valeurs: Iterable[Any]) -> str:
    """Return the fingerprint of values as the database gives them."""
    return hashlib.sha256(repr(list(valeurs)).encode()).hexdigest()


def empreinte_de(objet: Model | None, champs: Iterable[str]) -> str:
    """Return the fingerprint of these fields, one by one; that of nothing for what does not exist
    yet."""
    if objet is None:
        return RIEN
    return " ".join(f"{nom}:{_du_champ(objet, nom)}" for nom in sorted(champs))


def _du_champ(objet: Model, nom: str) -> str:
    return empreinte([objet.serializable_value(nom)])[:16]


def verifier_lecture(lu: str | None, objet: Model | None, valeurs: Mapping[str, Any]) -> None:
    """Compare what was read with what is stored; the same words sent twice do no harm.

    `objet` is read under the lock of the action. Raises VersionDepassee when someone else has
    changed one of the fields of `valeurs` since, to something else.
    """
    if lu is None or (objet is None and lu == RIEN):
        return
    if objet is None:
        raise VersionDepassee(actuel=objet)
    lues = dict(mot.partition(":")[::2] for mot in lu.split())
    for nom, valeur in valeurs.items():
        if lues.get(nom) != _du_champ(objet, nom) and getattr(objet, nom) != valeur:
            raise VersionDepassee(actuel=objet)


def verifier_valeurs(lu: str | None, *, actuelles: Any, ecrites: Any, actuel: object) -> None:
    """The same for what is composed of several rows: `lu` is the fingerprint of the values, read
    and written in one shape. Raises VersionDepassee with `actuel`."""
    if lu is not None and lu != empreinte(actuelles) and actuelles != ecrites:
        raise VersionDepassee(actuel=actuel)
