"""The path of the nine months as a picture: where each thing stands on the branch.

Pure geometry: no model, no request. `composer_chemin` takes the facts of a promotion and returns
them with their places; `templates/composants/chemin.html` draws them. All places are whole numbers,
so that a template writes them the same in every language.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import cos, pi, sin

from rameau.commun.texte import MOIS

LARGEUR = 1152
GAUCHE, DROITE = 100, 1116
"""Where the branch starts and where it ends."""
PREMIER, DERNIER = 128, 1040
"""Where the first day and the last day stand; the branch goes on after the last."""
HAUT_MOIS, HAUT_VOIES = 18, 40
INTERLIGNE = 15
CARACTERES = 22
"""Where a label is folded, in characters; it never takes more than two lines."""
CARACTERE, LARGEUR_DATE = 7, 92
"""Width of one character of a label, and of a date, on the wide side."""
TIGE = 14
"""From where a label starts to its stalk."""
DEMI_DRAPEAU = 92
"""Half the width of the flag of today."""
PAS = 122
"""Length of one piece of the drawn branch."""
RANG_TITRE = 40
"""Height of the title and the date of a session, above its node."""
SUR_LE_NOEUD = 49
"""From a node up to the title of its session."""
DEUX_POINTS = re.compile(r"\s:\s")

VOIES = ("rencontres", "livrables", "coaching")
LEGENDES = {
    "rencontres": "webinaire ou visite",
    "sessions": "session",
    "livrables": "travail",
    "coaching": "coaching",
}


_MOTS = {"fait": "fait", "en-cours": "en cours", "a-venir": "à venir"}


class _Situe:
    """What stands on the path: its statut in words."""

    statut: str

    @property
    def mot(self) -> str:
        return _MOTS[self.statut]


@dataclass(frozen=True)
class Noeud(_Situe):
    """One session of a stage, a node of the branch. `statut`: fait, en-cours, a-venir."""

    ordre: int
    titre: str
    date: date
    statut: str
    url: str = ""
    x: int = 0
    y: int = 0
    y_texte: int = 0


@dataclass(frozen=True)
class Feuille(_Situe):
    """One work, talk, webinar or visit: a leaf in its lane (livrables, coaching, rencontres)."""

    voie: str
    titre: str
    date: date
    statut: str
    url: str = ""
    etape: int = 1
    x: int = 0
    y: int = 0
    tige: str = ""
    lignes: tuple[str, ...] = ()
    genre: str = ""
    x_texte: int = 0
    ancre: str = "start"


@dataclass(frozen=True)
class Mois:
    """The first day of a month on the branch."""

    libelle: str
    x: int
    x_texte: int


@dataclass(frozen=True)
class Voie:
    """A lane that holds something: its name and its height."""

    code: str
    libelle: str
    y: int

    @property
    def legende(self) -> str:
        """What one leaf of the lane is."""
        return LEGENDES[self.code]


@dataclass(frozen=True)
class Repere:
    """One line of the same path told as a list: a node, a leaf, or today between them."""

    date: date
    noeud: Noeud | None = None
    feuille: Feuille | None = None
    passe: bool = False


@dataclass(frozen=True)
class Chemin:
    """A path ready to be drawn, and the same facts in order of date."""

    debut: date
    fin: date
    aujourdhui: date
    mois: tuple[Mois, ...]
    noeuds: tuple[Noeud, ...]
    feuilles: tuple[Feuille, ...]
    voies: tuple[Voie, ...] = ()
    reperes: tuple[Repere, ...] = ()
    hauteur: int = 0
    x_aujourdhui: int | None = None
    y_aujourdhui: int = 0
    x_drapeau: int = 0
    bois: str = ""
    a_venir: str = ""
    pointe: tuple[int, int] = (0, 0)
    fini: bool = False
    largeur: int = LARGEUR
    y_mois: int = HAUT_MOIS
    y_bas: int = 0


class _Rows:
    """Rows of labels while they are placed: for each row, where what is already there ends."""

    def __init__(self) -> None:
        self.ends: list[int] = []

    def __len__(self) -> int:
        return len(self.ends)

    def add(self, start: int, end: int) -> int:
        """Return the first row where a label from `start` to `end` stands after its neighbours,
        its stalk beside the labels of the rows it passes on its way to the branch."""
        for row, taken in enumerate(self.ends):
            if start > taken and start + TIGE > max(self.ends[row:]):
                self.ends[row] = end
                return row
        self.ends.append(end)
        return len(self.ends) - 1


@dataclass(frozen=True)
class _Lane:
    """The leaves of one lane, each with its row."""

    leaves: tuple[tuple[Feuille, int], ...]
    rows: _Rows
    row_height: int

    @property
    def hauteur(self) -> int:
        return max(1, len(self.rows)) * self.row_height

    @classmethod
    def of(cls, voie: str, feuilles: Iterable[Feuille], x_de: Callable[[date], int]) -> "_Lane":
        """Fold the titles, choose the side of each label, and put no label on another."""
        rows, leaves, lines = _Rows(), [], 1
        for feuille in (f for f in feuilles if f.voie == voie):
            x, (genre, lignes) = x_de(feuille.date), _etiquette(feuille)
            dates = LARGEUR_DATE + 6 * len(genre)
            width = max(CARACTERE * max(len(ligne) for ligne in lignes), dates) + 22
            left = x + width > LARGEUR
            row = rows.add(x - width, x + 14) if left else rows.add(x - 14, x + width)
            lines = max(lines, len(lignes))
            side = {"x_texte": x - 18, "ancre": "end"} if left else {"x_texte": x + 18}
            leaves.append((replace(feuille, x=x, genre=genre, lignes=lignes, **side), row))
        return cls(tuple(leaves), rows, INTERLIGNE * (lines + 1) + 18)


@dataclass(frozen=True)
class _Branche:
    """The curve of the branch: it rises a little and lives a little."""

    y_milieu: int

    def y(self, x: float) -> float:
        part = (x - GAUCHE) / (DROITE - GAUCHE)
        return self.y_milieu + 20 - 40 * part + 11 * sin(part * 3.2 * pi)

    def pente(self, x: float) -> float:
        part = (x - GAUCHE) / (DROITE - GAUCHE)
        return (-40 + 11 * 3.2 * pi * cos(part * 3.2 * pi)) / (DROITE - GAUCHE)

    def ligne(self, de: float, a: float, demi: Callable[[float], float] = lambda x: 0.0) -> str:
        """Curves from one place to another, `demi(x)` above or under the middle."""
        pieces = max(1, round(abs(a - de) / PAS))
        bornes = [de + (a - de) * rang / pieces for rang in range(pieces + 1)]
        tiers = (a - de) / pieces / 3
        trace = []
        for x0, x1 in pairwise(bornes):
            y0, y1 = self.y(x0) + demi(x0), self.y(x1) + demi(x1)
            c0, c1 = y0 + self.pente(x0) * tiers, y1 - self.pente(x1) * tiers
            trace.append(f"C{x0 + tiers:.0f} {c0:.1f} {x1 - tiers:.0f} {c1:.1f} {x1:.0f} {y1:.1f}")
        return "".join(trace)

    def bois(self, bout: int) -> str:
        """The wood that has grown, as a closed shape: the longer, the thicker at its foot."""

        def demi(x: float) -> float:
            return 1.2 + 9 * (bout - x) / (DROITE - GAUCHE)

        haut, bas = self.y(GAUCHE) - demi(GAUCHE), self.y(bout) + demi(bout)
        aller, retour = (
            self.ligne(GAUCHE, bout, lambda x: -demi(x)),
            self.ligne(bout, GAUCHE, demi),
        )
        return f"M{GAUCHE} {haut:.1f}{aller}L{bout} {bas:.1f}{retour}Z"

    def fil(self, de: int) -> str:
        """The thread of what is still to grow."""
        return f"M{de} {self.y(de):.1f}{self.ligne(de, DROITE)}"


def composer_chemin(
    debut: date,
    fin: date,
    aujourdhui: date,
    noeuds: Sequence[Noeud],
    feuilles: Sequence[Feuille],
) -> Chemin:
    """Place the sessions and the leaves of a promotion so that no label covers another.

    The picture grows in height when many things fall close together; its width never changes.
    A leaf takes the colour of the last session before it.
    """
    if fin <= debut:
        raise ValueError("Un parcours finit après avoir commencé.")
    noeuds = sorted(noeuds, key=lambda noeud: noeud.date)
    feuilles = sorted(feuilles, key=lambda feuille: (feuille.date, feuille.titre))

    def x_de(jour: date) -> int:
        part = (jour - debut).days / (fin - debut).days
        return round(PREMIER + (DERNIER - PREMIER) * min(1.0, max(0.0, part)))

    lanes = {voie: _Lane.of(voie, feuilles, x_de) for voie in VOIES}
    rangs_noeuds = _rows_of_nodes(noeuds, x_de)
    hauteur_titres = RANG_TITRE * (max(rangs_noeuds, default=0) + 1)
    y_milieu = HAUT_VOIES + lanes["rencontres"].hauteur + hauteur_titres + 56
    y_livrables = y_milieu + 58
    y_coaching = y_livrables + lanes["livrables"].hauteur
    y_bas = y_coaching + (lanes["coaching"].hauteur if lanes["coaching"].leaves else 0)
    hauts = {"rencontres": HAUT_VOIES, "livrables": y_livrables, "coaching": y_coaching}
    branche = _Branche(y_milieu)

    poses = []
    for voie, lane in lanes.items():
        for feuille, row in lane.leaves:
            # Far rows first below the branch, so that a stalk never crosses an earlier label.
            rang = row if voie == "rencontres" else len(lane.rows) - 1 - row
            y = hauts[voie] + lane.row_height * rang + 18
            tige, etape = _tige(branche, feuille.x, y), _etape_de(feuille.date, noeuds)
            poses.append(replace(feuille, y=y, tige=tige, etape=etape))
    poses.sort(key=lambda feuille: (feuille.date, VOIES.index(feuille.voie)))
    poses_noeuds = [
        replace(
            noeud,
            x=x_de(noeud.date),
            y=round(branche.y(x_de(noeud.date))),
            y_texte=round(branche.y(x_de(noeud.date))) - SUR_LE_NOEUD - RANG_TITRE * rang,
        )
        for noeud, rang in zip(noeuds, rangs_noeuds, strict=True)
    ]
    commence, fini = aujourdhui >= debut, aujourdhui > fin
    x_jour = x_de(aujourdhui)
    x_bois = DROITE if fini else x_jour if commence else GAUCHE + 14
    return Chemin(
        debut=debut,
        fin=fin,
        aujourdhui=aujourdhui,
        mois=tuple(_mois(debut, fin, x_de)),
        noeuds=tuple(poses_noeuds),
        feuilles=tuple(poses),
        voies=tuple(
            Voie(code, libelle, y)
            for code, libelle, y in (
                ("rencontres", "Rencontres", hauts["rencontres"] + 18),
                ("sessions", "Sessions", round(branche.y(GAUCHE))),
                ("livrables", "Travaux", hauts["livrables"] + 18),
                ("coaching", "Coaching", hauts["coaching"] + 18),
            )
            if code == "sessions" or lanes[code].leaves
        ),
        reperes=tuple(_reperes(aujourdhui, commence and not fini, poses_noeuds, poses)),
        hauteur=y_bas + 36,
        x_aujourdhui=x_jour if commence and not fini else None,
        y_aujourdhui=round(branche.y(x_jour)),
        x_drapeau=min(max(x_jour, DEMI_DRAPEAU), LARGEUR - DEMI_DRAPEAU),
        bois=branche.bois(x_bois),
        a_venir="" if fini else branche.fil(x_bois),
        pointe=(DROITE, round(branche.y(DROITE))),
        fini=fini,
        y_bas=y_bas,
    )


def _etiquette(feuille: Feuille) -> tuple[str, tuple[str, ...]]:
    """What is written beside a leaf: « Visite apprenante : une ville » is the title « Une ville »,
    its kind (« visite ») said with the date."""
    avant, *suite = DEUX_POINTS.split(feuille.titre, maxsplit=1)
    if feuille.voie != "rencontres" or not suite:
        return "", plier(feuille.titre)
    return avant.split()[0].lower(), plier(suite[0][:1].upper() + suite[0][1:])


def plier(titre: str) -> tuple[str, ...]:
    """Fold a title on two lines at most; an ellipsis says what is cut (the list has it whole)."""
    lignes = [""]
    for mot in titre.split():
        suite = f"{lignes[-1]} {mot}".strip()
        if len(suite) <= CARACTERES or not lignes[-1]:
            lignes[-1] = suite
        elif len(lignes) == 2:
            lignes[-1] = f"{lignes[-1][: CARACTERES - 1].rstrip(' ,:;–-')}…"
            break
        else:
            lignes.append(mot)
    return tuple(
        ligne if len(ligne) <= CARACTERES + 2 else f"{ligne[:CARACTERES]}…" for ligne in lignes
    )


def _rows_of_nodes(noeuds: Iterable[Noeud], x_de: Callable[[date], int]) -> list[int]:
    """Row of the title of each session, above its node."""
    rows = _Rows()
    halves = [(x_de(noeud.date), max(len(noeud.titre) * 8, 96) // 2) for noeud in noeuds]
    return [rows.add(x - half, x + half + 8) for x, half in halves]


def _tige(branche: _Branche, x: int, y: int) -> str:
    """The stalk: it leaves the branch a little before the leaf and bends towards it."""
    depart = max(GAUCHE + 4, x - 26)
    y_depart = round(branche.y(depart))
    return f"M{depart} {y_depart}C{depart + 18} {y_depart} {x} {(y_depart + y) // 2} {x} {y}"


def _etape_de(jour: date, noeuds: Iterable[Noeud]) -> int:
    """The stage in which a day falls: that of the last session held before or on it."""
    passes = [noeud.ordre for noeud in noeuds if noeud.date <= jour]
    return passes[-1] if passes else 1


def _mois(debut: date, fin: date, x_de: Callable[[date], int]) -> Iterable[Mois]:
    """Every month of the path, the year said at the first and at each January."""
    premier = debut.replace(day=1)
    while premier <= fin:
        suivant = (premier + timedelta(days=32)).replace(day=1)
        x, x_fin = x_de(max(premier, debut)), x_de(min(suivant, fin))
        if x_fin - x >= 40:
            libelle = MOIS[premier.month - 1]
            if (premier.month == 1 or premier <= debut) and x_fin - x >= 76:
                libelle = f"{libelle} {premier.year}"
            yield Mois(libelle, x, (x + x_fin) // 2)
        premier = suivant


def _reperes(
    aujourdhui: date,
    montrer_aujourdhui: bool,
    noeuds: Iterable[Noeud],
    feuilles: Iterable[Feuille],
) -> list[Repere]:
    """The same path as a list: sessions and leaves by date, today at its place."""
    reperes = [Repere(noeud.date, noeud=noeud, passe=noeud.date < aujourdhui) for noeud in noeuds]
    reperes += [
        Repere(feuille.date, feuille=feuille, passe=feuille.date < aujourdhui)
        for feuille in feuilles
    ]
    if montrer_aujourdhui:
        reperes.append(Repere(aujourdhui))
    return sorted(
        reperes,
        key=lambda repere: (
            repere.date,
            repere.noeud is not None,
            repere.feuille is None and repere.noeud is None,
        ),
    )
