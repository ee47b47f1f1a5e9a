"""How much room words take on a slide: measured with a face as wide as those of offices."""

import re
from collections.abc import Sequence
from functools import cache

from PIL import ImageFont

from rameau.commun.pdf import font_faces

INTERLIGNE = 1.22
"""Height of a line, in bodies."""

_BLANCS = re.compile(r"[ \t\r\n]+")  # a no-break space stays one


@cache
def _face(gras: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_faces()[f"SourceSansPro-{'Bold' if gras else 'Regular'}"], 100)


def width_of(mots: str, corps: float, *, gras: bool = False) -> float:
    """The width of words on one line, in points."""
    return _face(gras).getlength(mots) * corps / 100


def fold(mots: str, corps: float, largeur: float, *, gras: bool = False) -> list[str]:
    """The lines that words take in this width (in points); a word too long is cut."""
    lignes = [""]
    for mot in mots.split(" "):
        essai = f"{lignes[-1]} {mot}".strip()
        if width_of(essai, corps, gras=gras) <= largeur:
            lignes[-1] = essai
            continue
        if lignes[-1]:
            lignes.append("")
        for signe in mot:
            if width_of(lignes[-1] + signe, corps, gras=gras) > largeur:
                lignes.append("")
            lignes[-1] += signe
    return lignes


def fit(mots: str, corps: float, largeur: float, lignes: int, *, gras: bool = False) -> str:
    """The words, or their beginning ended by « … » when they take more lines than that."""
    mots = _BLANCS.sub(" ", mots.strip())
    pliees = fold(mots, corps, largeur, gras=gras)
    if len(pliees) <= lignes:
        return mots
    debut = " ".join(pliees[:lignes])
    while len(fold(f"{debut}…", corps, largeur, gras=gras)) > lignes or debut.endswith(" "):
        debut = debut.rpartition(" ")[0] if " " in debut else debut[:-1]
    return f"{debut.rstrip(' ,;:–')}…"


def largest(
    paragraphes: Sequence[str], corps: Sequence[int], largeur: float, hauteur: float, entre: float
) -> int:
    """The largest of these bodies (the largest first) with which the paragraphs hold in this
    box, `entre` points between two; the smallest when none does."""
    for taille in corps:
        lignes = sum(len(fold(mots, taille, largeur)) for mots in paragraphes)
        if lignes * taille * INTERLIGNE + (len(paragraphes) - 1) * entre <= hauteur:
            return taille
    return corps[-1]
