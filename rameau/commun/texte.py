"""Pure text: keys for sorting as people do."""

import unicodedata


def cle_de_tri(texte: str) -> str:
    """Return `texte` without accents nor case, for sorting by people's order.

    >>> cle_de_tri("Éloïse d'Œuvre")
    "eloise d'oeuvre"
    """
    folded = (
        texte.replace("œ", "oe")
        .replace("Œ", "OE")
        .replace("æ", "ae")
        .replace("Æ", "AE")
    )
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()[
        :170
    ]
