"""Pure text: keys for sorting as people do, French typography, dates as they are said, plurals."""

import hashlib
import json
import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

NBSP = "\u00a0"
THIN_NBSP = "\u202f"

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# Whatever a rule below may change holds one of these.
_CONCERNED = re.compile(r"""['"«»;!?:%€]|\.\.\.|\d ?h""")
_UNTOUCHED = re.compile(r"(<[^>]*>|https?://[^\s<]+|[\w.+-]+@[\w.-]+\.\w+|&#?\w+;)")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r'"([^"]*)"'), r"« \1 »"),
    (re.compile(r"«\s*"), f"«{NBSP}"),
    (re.compile(r"\s*»"), f"{NBSP}»"),
    (re.compile(r"[ \u00a0\u202f]+([;!?]+)"), rf"{THIN_NBSP}\1"),
    (re.compile(r"(?<=[\w»)…])([;!?]+)(?=\s|$)"), rf"{THIN_NBSP}\1"),
    (re.compile(r"[ \u00a0\u202f]+:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(r"(?<=[\w»)]):(?=\s|$)"), f"{NBSP}:"),
    (re.compile(r"(?<=\d) (?=[%€])"), NBSP),
    (re.compile(r"\b(\d{1,2}) ?h ?(\d{2})\b"), rf"\1{NBSP}h{NBSP}\2"),
    (re.compile(r"(?<=\d) (?=h\b)"), NBSP),
)


def typographier(texte: str) -> str:
    """Give a French sentence its curly apostrophes, « guillemets » and no-break spaces.

    Tags, entities, web addresses and e-mail addresses are left as they are; applying it twice
    changes nothing more.
    """
    if not _CONCERNED.search(texte):
        return texte
    morceaux = _UNTOUCHED.split(texte)
    for rang in range(0, len(morceaux), 2):
        for regle, remplacement in _RULES:
            morceaux[rang] = regle.sub(remplacement, morceaux[rang])
    return "".join(morceaux)


def jour_du_mois(jour: date) -> str:
    """The day as it is said: « 1er », then « 2 », « 3 »…"""
    return "1er" if jour.day == 1 else str(jour.day)


def date_longue(jour: date) -> str:
    """« lundi 3 mars 2026 »."""
    return f"{JOURS[jour.weekday()]} {date_sans_jour(jour)}"


def date_sans_jour(jour: date) -> str:
    """« 3 mars 2026 »."""
    return f"{date_courte(jour)} {jour.year}"


def date_courte(jour: date) -> str:
    """« 3 mars »: where the year is plain from the place."""
    return f"{jour_du_mois(jour)}{NBSP}{MOIS[jour.month - 1]}"


def heure(moment: time | datetime) -> str:
    """« 14 h 30 », « 9 h »."""
    if moment.minute:
        return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02d}"
    return f"{moment.hour}{NBSP}h"


def duree(minutes: int) -> str:
    """« 45 min », « 7 h », « 1 h 30 »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}{NBSP}min"
    return f"{heures}{NBSP}h{NBSP}{reste:02d}" if reste else f"{heures}{NBSP}h"


def moment(instant: date) -> str:
    """« lundi 3 mars 2026 », with its hour when it has one: « lundi 3 mars 2026, 9 h 30 »."""
    if isinstance(instant, datetime):
        return f"{date_longue(instant)}, {heure(instant)}"
    return date_longue(instant)


def periode(debut: date, fin: date) -> str:
    """Two days, or two moments of one day, without repeating what they have in common.

    « du 3 au 7 mars 2026 », « du 28 mars au 2 avril 2026 »,
    « mardi 3 mars 2026, de 9 h à 17 h 30 ».
    """
    premier = debut.date() if isinstance(debut, datetime) else debut
    dernier = fin.date() if isinstance(fin, datetime) else fin
    if premier == dernier:
        if isinstance(debut, datetime) and isinstance(fin, datetime) and debut != fin:
            return f"{date_longue(premier)}, de {heure(debut)} à {heure(fin)}"
        return date_longue(premier)
    if premier.year != dernier.year:
        return f"du {date_sans_jour(premier)} au {date_sans_jour(dernier)}"
    if premier.month != dernier.month:
        return f"du {date_courte(premier)} au {date_sans_jour(dernier)}"
    return f"du {jour_du_mois(premier)} au {date_sans_jour(dernier)}"


def nombre(valeur: int) -> str:
    """« 1 250 »: thousands apart by a thin no-break space."""
    return f"{valeur:,}".replace(",", THIN_NBSP)


def accorder(valeur: int, singulier: str, pluriel: str) -> str:
    """« 0 personne », « 1 personne », « 2 personnes »: French takes the plural from two on."""
    return f"{nombre(valeur)}{NBSP}{pluriel if abs(valeur) >= 2 else singulier}"


def borner(texte: str, signes: int) -> str:
    """The beginning of a text on one line, cut at a word and ended by « … » when it is longer."""
    ligne = " ".join(texte.split())
    if len(ligne) <= signes:
        return ligne
    coupe = ligne[: signes - 1]
    mots = coupe.rsplit(" ", 1)[0] if " " in coupe[signes // 2 :] else coupe
    return f"{mots.rstrip(' ,;:.–-')}…"


def cle_de_tri(texte: str) -> str:
    """Return `texte` without accents nor case, for sorting by people's order.

    >>> cle_de_tri("Éloïse d'Œuvre")
    "eloise d'oeuvre"
    """
    folded = texte.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()[:170]


def empreinte_du_contenu(contenu: dict[str, Any]) -> str:
    """Return the fingerprint of a content: SHA-256 of its sorted JSON, in NFC."""
    text = json.dumps(contenu, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
