"""Charts, through one function: `render_chart` draws a `Graphique` as SVG, with its table.

No style and no script inside: shapes bear classes, `static/css/graphiques.css` draws them, on
screen (light and dark), on paper and in the PDF alike. A series is known by its pattern, its dash
or its mark, and by its words; colour only helps. Every figure is in the table.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from math import ceil, cos, log10, pi, sin

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rameau.commun.texte import THIN_NBSP, date_courte

LARGEUR = 440
"""Width of a drawing, in its own units: a text of 14 reads on a phone and on a desk."""
CARACTERE = 7.2
"""Width of one character of a label, on the wide side."""
LIGNE = 18
HAUTEUR_BARRE = 22
GAUCHE, DROITE = 50, 100
HAUT, BAS = 14, 200
CENTRE_Y, RAYON = 152, 108


class Genre(Enum):
    """What a chart shows: amounts, shares of a whole, a change over time, a profile."""

    BARRES = "barres"
    REPARTITION = "repartition"
    COURBE = "courbe"
    RADAR = "radar"


@dataclass(frozen=True, kw_only=True)
class Serie:
    """One series: its name, and one value per category (None: not known).

    `motif` is how it is filled or dashed, from 1 (full) to 5 (empty); 0 follows its place.
    """

    libelle: str
    valeurs: Sequence[float | None]
    motif: int = 0


@dataclass(frozen=True, kw_only=True)
class Graphique:
    """What to show. `code` names it in its page; `legende` says in one sentence what is seen.

    The categories of a COURBE are dates, in order; those of a RADAR are its axes.
    """

    genre: Genre
    code: str
    titre: str
    legende: str
    categories: Sequence[str | date]
    series: Sequence[Serie]
    entete: str = ""
    unite: str = ""
    maximum: float | None = None

    def __post_init__(self) -> None:
        if any(len(serie.valeurs) != len(self.categories) for serie in self.series):
            raise ValueError(f"{self.code} : une valeur par catégorie, ni plus ni moins")

    @property
    def est_vide(self) -> bool:
        """Whether there is nothing to draw yet."""
        return all(valeur is None for serie in self.series for valeur in serie.valeurs)

    @property
    def colonnes(self) -> list[str]:
        """The heads of the columns of the table, after that of the categories."""
        return [serie.libelle for serie in self.series]

    @property
    def lignes(self) -> list[tuple[str, list[str]]]:
        """The rows of the table: a category and its values, in words."""
        return [
            (en_mots(categorie), [self.dire(serie.valeurs[rang]) for serie in self.series])
            for rang, categorie in enumerate(self.categories)
        ]

    def dire(self, valeur: float | None) -> str:
        """A value as it is read, with its unit; « – » when it is not known."""
        if valeur is None:
            return "–"
        texte = f"{valeur:,.1f}".removesuffix(".0").replace(",", THIN_NBSP).replace(".", ",")
        return f"{texte}\u00a0{self.unite}" if self.unite else texte

    def motif(self, rang: int) -> int:
        """The pattern of the series at this place."""
        return self.series[rang].motif or rang % 5 + 1

    @property
    def sommet(self) -> float:
        """The value at the end of the scale: the one given, or a round one above them all."""
        if self.maximum is not None:
            return self.maximum
        valeurs = [v for serie in self.series for v in serie.valeurs if v is not None]
        haut = max(valeurs, default=0) or 1
        pas = 10 ** max(0, ceil(log10(haut)) - 1)
        return float(ceil(haut / pas) * pas)


@dataclass(frozen=True)
class Forme:
    """A path of the drawing; `motif` is the pattern that fills it, 0 for none."""

    d: str
    classe: str
    motif: int = 0


@dataclass(frozen=True)
class Mot:
    """Some words of the drawing, at their place."""

    texte: str
    x: int
    y: int
    classe: str = "graphique__mot"


@dataclass
class Dessin:
    """A drawing while it is made: shapes, then words above them."""

    hauteur: int = 0
    largeur: int = LARGEUR
    formes: list[Forme] = field(default_factory=list)
    mots: list[Mot] = field(default_factory=list)

    def rectangle(self, x: float, y: float, w: float, h: float, motif: int) -> None:
        trace = f"M{x:.1f} {y:.1f}h{w:.1f}v{h:.1f}h{-w:.1f}Z"
        self.formes.append(Forme(trace, "graphique__plage", motif))

    def ecrire(self, texte: str, x: float, y: float, suite: str = "") -> None:
        classe = f"graphique__mot {suite and f'graphique__mot--{suite}'}".strip()
        self.mots.append(Mot(texte, round(x), round(y), classe))


def render_chart(graphique: Graphique, *, imprime: bool = False) -> SafeString:
    """Draw a chart: title, picture, sentence and table (folded on screen, open in a PDF)."""
    dessin = None if graphique.est_vide else _DESSINS[graphique.genre](graphique)
    contexte = {"graphique": graphique, "dessin": dessin, "imprime": imprime}
    return render_to_string("composants/graphique.html", contexte)


def en_mots(categorie: str | date) -> str:
    """A category as it is read."""
    return date_courte(categorie) if isinstance(categorie, date) else categorie


def plier(texte: str, largeur: float, lignes: int = 2) -> list[str]:
    """Fold words on a few lines of this width; the table has them whole."""
    return textwrap.wrap(
        texte,
        max(4, int(largeur / CARACTERE)),
        max_lines=lignes,
        placeholder="…",
        break_on_hyphens=False,
    ) or [""]


# --- the four kinds --------------------------------------------------------------------------
def _barres(graphique: Graphique) -> Dessin:
    """One bar per category, its words above it, its value at its end."""
    dessin = Dessin()
    serie = graphique.series[0]
    place = LARGEUR - CARACTERE * max(len(graphique.dire(v)) for v in serie.valeurs) - 12
    for categorie, valeur in zip(graphique.categories, serie.valeurs, strict=True):
        _titre_de_barre(dessin, en_mots(categorie), LARGEUR)
        longueur = place * (valeur or 0) / graphique.sommet
        dessin.rectangle(0, dessin.hauteur, longueur, HAUTEUR_BARRE, graphique.motif(0))
        dessin.ecrire(graphique.dire(valeur), longueur + 8, dessin.hauteur + 16, "valeur")
        dessin.hauteur += HAUTEUR_BARRE + 14
    return dessin


def _titre_de_barre(dessin: Dessin, texte: str, largeur: float) -> None:
    for ligne in plier(texte, largeur):
        dessin.hauteur += LIGNE
        dessin.ecrire(ligne, 0, dessin.hauteur - 5)


def _repartition(graphique: Graphique) -> Dessin:
    """One bar per category, cut in as many parts as there are series; the key stands under it."""
    dessin = Dessin()
    totaux = [
        sum(serie.valeurs[rang] or 0 for serie in graphique.series)
        for rang in range(len(graphique.categories))
    ]
    for rang, categorie in enumerate(graphique.categories):
        _titre_de_barre(dessin, en_mots(categorie), LARGEUR)
        x = 0.0
        for place, serie in enumerate(graphique.series):
            valeur = serie.valeurs[rang] or 0
            longueur = (LARGEUR - 2) * valeur / (max(totaux) or 1)
            if not valeur:
                continue
            motif = graphique.motif(place)
            dessin.rectangle(x + 1, dessin.hauteur, longueur, HAUTEUR_BARRE + 4, motif)
            texte = graphique.dire(valeur)
            if longueur > CARACTERE * len(texte) + 16:
                _etiquette(dessin, texte, x + 1 + longueur / 2, motif)
            x += longueur
        dessin.hauteur += HAUTEUR_BARRE + 18
    _cles(dessin, graphique)
    return dessin


def _etiquette(dessin: Dessin, texte: str, x: float, motif: int) -> None:
    """A value within a bar, on a plain ground where the pattern would hide it."""
    if motif > 1:
        demi = CARACTERE * len(texte) / 2 + 5
        trace = f"M{x - demi:.1f} {dessin.hauteur + 4}h{2 * demi:.1f}v18h{-2 * demi:.1f}Z"
        dessin.formes.append(Forme(trace, "graphique__fond"))
    dessin.ecrire(texte, x, dessin.hauteur + 18, "centre" if motif > 1 else "dedans")


def _cles(dessin: Dessin, graphique: Graphique) -> None:
    """The key of the patterns, on as many lines as it takes."""
    x = 1.0
    for place, serie in enumerate(graphique.series):
        largeur = CARACTERE * len(serie.libelle) + 42
        if x > 1 and x + largeur > LARGEUR:
            x, dessin.hauteur = 1.0, dessin.hauteur + LIGNE + 6
        dessin.rectangle(x, dessin.hauteur, 18, 14, graphique.motif(place))
        dessin.ecrire(serie.libelle, x + 25, dessin.hauteur + 12)
        x += largeur
    dessin.hauteur += LIGNE + 2


def _courbe(graphique: Graphique) -> Dessin:
    """Lines over time, each with its dash and its mark, named at its last point."""
    dessin = Dessin(hauteur=BAS + 30)
    dates = [d for d in graphique.categories if isinstance(d, date)]
    duree = (dates[-1] - dates[0]).days or 1
    for part in (0, 0.5, 1):
        y = BAS - (BAS - HAUT) * part
        dessin.formes.append(Forme(f"M{GAUCHE} {y:.0f}H{LARGEUR - DROITE}", "graphique__repere"))
        dessin.ecrire(graphique.dire(graphique.sommet * part), GAUCHE - 8, y + 5, "fin")

    def x_de(jour: date) -> float:
        return GAUCHE + 10 + (LARGEUR - DROITE - GAUCHE - 20) * (jour - dates[0]).days / duree

    fin = -100.0
    for jour in dates:
        if x_de(jour) - fin >= 62:
            fin = x_de(jour)
            dessin.ecrire(en_mots(jour), fin, BAS + 22, "centre")
    pris: list[float] = []
    for place, serie in enumerate(graphique.series):
        points = [
            (x_de(jour), BAS - (BAS - HAUT) * valeur / graphique.sommet)
            for jour, valeur in zip(dates, serie.valeurs, strict=True)
            if valeur is not None
        ]
        if not points:
            continue
        trait = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        dessin.formes.append(Forme(trait, f"graphique__trait graphique__trait--{place % 3 + 1}"))
        for x, y in points:
            dessin.formes.append(
                Forme(
                    _MARQUES[place % 3](x, y), f"graphique__point graphique__point--{place % 3 + 1}"
                )
            )
        _nommer_le_trait(dessin, serie.libelle, points[-1], pris)
    return dessin


def _nommer_le_trait(
    dessin: Dessin, libelle: str, bout: tuple[float, float], pris: list[float]
) -> None:
    lignes = plier(libelle, LARGEUR - bout[0] - 12)
    y = bout[1] + 5 - 8 * (len(lignes) - 1)
    while any(abs(y - autre) < 2 * LIGNE for autre in pris):
        y += 6
    pris.append(y)
    for rang, ligne in enumerate(lignes):
        dessin.ecrire(ligne, bout[0] + 11, y + 16 * rang)
    dessin.hauteur = max(dessin.hauteur, round(y + 16 * len(lignes)))


def _rond(x: float, y: float) -> str:
    return f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"


def _carre(x: float, y: float) -> str:
    return f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8Z"


def _triangle(x: float, y: float) -> str:
    return f"M{x:.1f} {y - 5:.1f}l5 9h-10Z"


_MARQUES: tuple[Callable[[float, float], str], ...] = (_rond, _carre, _triangle)


def _radar(graphique: Graphique) -> Dessin:
    """A profile on three axes or more; with fewer there is no shape to see: bars."""
    axes = len(graphique.categories)
    if axes < 3:
        return _repartition(graphique) if len(graphique.series) > 1 else _barres(graphique)
    dessin = Dessin(hauteur=CENTRE_Y + RAYON + 64)

    def place(rang: int, part: float) -> tuple[float, float]:
        angle = 2 * pi * rang / axes - pi / 2
        return LARGEUR / 2 + RAYON * part * cos(angle), CENTRE_Y + RAYON * part * sin(angle)

    def tour(parts: Sequence[float | None]) -> str:
        points = (place(rang, part) for rang, part in enumerate(parts) if part is not None)
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"

    for part in (0.25, 0.5, 0.75, 1):
        dessin.formes.append(Forme(tour([part] * axes), "graphique__repere"))
    for rang, axe in enumerate(graphique.categories):
        x, y = place(rang, 1)
        dessin.formes.append(
            Forme(f"M{LARGEUR // 2} {CENTRE_Y}L{x:.1f} {y:.1f}", "graphique__repere")
        )
        _nommer_l_axe(dessin, en_mots(axe), *place(rang, 1.1))
    for rang, serie in enumerate(graphique.series):
        parts = [None if v is None else v / graphique.sommet for v in serie.valeurs]
        trace = tour(parts)
        classe = f"graphique__trait graphique__trait--{rang % 3 + 1}"
        dessin.formes.append(Forme(trace, f"{classe} graphique__aire"))
        for sommet, valeur in enumerate(parts):
            if valeur is None:
                continue
            x, y = place(sommet, valeur)
            point = f"graphique__point graphique__point--{rang % 3 + 1}"
            dessin.formes.append(Forme(_MARQUES[rang % 3](x, y), point))
    _cles_des_traits(dessin, graphique)
    return dessin


def _nommer_l_axe(dessin: Dessin, texte: str, x: float, y: float) -> None:
    ecart = x - LARGEUR / 2
    cote = "centre" if abs(ecart) < 12 else ("" if ecart > 0 else "fin")
    largeur = LARGEUR * 0.6 if cote == "centre" else LARGEUR - x if ecart > 0 else x
    lignes = plier(texte, largeur, 3)
    haut = y - 16 * (len(lignes) - 1) if y < CENTRE_Y - RAYON / 2 else y
    for rang, ligne in enumerate(lignes):
        dessin.ecrire(ligne, x, haut + 5 + 16 * rang, cote)


def _cles_des_traits(dessin: Dessin, graphique: Graphique) -> None:
    x = 1.0
    for rang, serie in enumerate(graphique.series):
        y = dessin.hauteur - 12
        numero = rang % 3 + 1
        dessin.formes.append(
            Forme(f"M{x:.1f} {y}h30", f"graphique__trait graphique__trait--{numero}")
        )
        point = Forme(_MARQUES[rang % 3](x + 15, y), f"graphique__point graphique__point--{numero}")
        dessin.formes.append(point)
        dessin.ecrire(serie.libelle, x + 38, y + 5)
        x += CARACTERE * len(serie.libelle) + 58


_DESSINS: dict[Genre, Callable[[Graphique], Dessin]] = {
    Genre.BARRES: _barres,
    Genre.REPARTITION: _repartition,
    Genre.COURBE: _courbe,
    Genre.RADAR: _radar,
}
