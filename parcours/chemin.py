"""The path of the nine months as a picture: where each thing stands on the branch.

Pure geometry: no model, no request. `composer_chemin` takes the facts of a promotion and returns
them with their places; `templates/composants/chemin.html` draws them. All places are whole numbers,
so that a template writes them the same in every language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import cos, pi, sin

from rameau.commun.texte import MOIS

GAUCHE, DROITE, LARGEUR = 112, 1088, 1120
HAUT_MOIS, HAUT_VOIES = 22, 44
RANG = 46
"""Height of one row of labels in a lane."""
CARACTERES = 22
"""Where a label is folded, in characters; it never takes more than two lines."""
LARGEUR_CARACTERE = 7
"""Width of one character of a label, on the wide side."""
PAS = 122
"""Length of one piece of the drawn branch."""

VOIES = ("rencontres", "livrables", "coaching")


@dataclass(frozen=True)
class Noeud:
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
class Feuille:
    """One work, talk, webinar or visit, a leaf in its lane. `voie`: livrables, coaching, rencontres."""

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
    """The name of a lane and its height."""

    libelle: str
    y: int


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
    x_drapeau: int = 0
    ancre_drapeau: str = "middle"
    bois: str = ""
    a_venir: str = ""
    pointe: tuple[int, int] = (0, 0)
    fini: bool = False
    largeur: int = LARGEUR
    y_mois: int = HAUT_MOIS
    y_bas: int = 0


@dataclass
class _Voie:
    """Rows of a lane while labels are being placed: for each row, the right end of what is already there."""

    occupes: list[int] = field(default_factory=list)

    def placer(self, debut: int, fin: int) -> int:
        """First row where the label fits after its neighbours."""
        for rang, occupe in enumerate(self.occupes):
            if debut > occupe:
                self.occupes[rang] = fin
                return rang
        self.occupes.append(fin)
        return len(self.occupes) - 1


@dataclass(frozen=True)
class _Branche:
    """The curve of the branch: it rises a little and lives a little."""

    y_milieu: int

    def y(self, x: float) -> float:
        part = (x - GAUCHE) / (DROITE - GAUCHE)
        return self.y_milieu + 13 - 26 * part + 9 * sin(part * 3.2 * pi)

    def pente(self, x: float) -> float:
        part = (x - GAUCHE) / (DROITE - GAUCHE)
        return (-26 + 9 * 3.2 * pi * cos(part * 3.2 * pi)) / (DROITE - GAUCHE)

    def epaisseur(self, x: float) -> float:
        return 5.5 - 3.7 * (x - GAUCHE) / (DROITE - GAUCHE)

    def ligne(self, de: int, a: int, cote: int = 0) -> str:
        """Curves from one place to another, along the middle (0) or an edge (-1, 1) of the wood."""
        pieces = max(1, round(abs(a - de) / PAS))
        bornes = [de + (a - de) * rang / pieces for rang in range(pieces + 1)]
        tiers = (a - de) / pieces / 3
        trace = []
        for x0, x1 in zip(bornes, bornes[1:], strict=False):
            y0, y1 = (self.y(x) + cote * self.epaisseur(x) for x in (x0, x1))
            c0, c1 = y0 + self.pente(x0) * tiers, y1 - self.pente(x1) * tiers
            trace.append(
                f"C{x0 + tiers:.0f} {c0:.1f} {x1 - tiers:.0f} {c1:.1f} {x1:.0f} {y1:.1f}"
            )
        return "".join(trace)

    def bois(self, jusqu_a: int) -> str:
        """The wood that has grown, as a closed shape that thins out."""
        haut = self.y(GAUCHE) - self.epaisseur(GAUCHE)
        bas = self.y(jusqu_a) + self.epaisseur(jusqu_a)
        return (
            f"M{GAUCHE} {haut:.1f}{self.ligne(GAUCHE, jusqu_a, -1)}"
            f"L{jusqu_a} {bas:.1f}{self.ligne(jusqu_a, GAUCHE, 1)}Z"
        )

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
        return round(GAUCHE + 26 + (DROITE - GAUCHE - 52) * min(1.0, max(0.0, part)))

    places = {voie: _placer(voie, feuilles, x_de) for voie in VOIES}
    haut_rencontres = HAUT_VOIES + 12
    rangs_noeuds = _placer_noeuds(noeuds, x_de)
    hauteur_titres = 40 * (max(rangs_noeuds, default=0) + 1)
    y_milieu = haut_rencontres + RANG * places["rencontres"][1] + hauteur_titres + 26
    y_livrables = y_milieu + 62
    y_coaching = y_livrables + RANG * places["livrables"][1] + 10
    y_bas = y_coaching + RANG * places["coaching"][1] - 6
    branche = _Branche(y_milieu)
    hauts = {
        "rencontres": haut_rencontres + 14,
        "livrables": y_livrables + 12,
        "coaching": y_coaching + 12,
    }

    poses = [
        replace(
            feuille,
            y=hauts[voie] + RANG * rang,
            tige=_tige(branche, feuille.x, hauts[voie] + RANG * rang),
            etape=_etape_de(feuille.date, noeuds),
        )
        for voie in VOIES
        for feuille, rang in places[voie][0]
    ]
    poses.sort(key=lambda feuille: (feuille.date, VOIES.index(feuille.voie)))
    poses_noeuds = [
        replace(
            noeud,
            x=x_de(noeud.date),
            y=round(branche.y(x_de(noeud.date))),
            y_texte=y_milieu - 56 - 40 * rang,
        )
        for noeud, rang in zip(noeuds, rangs_noeuds, strict=True)
    ]
    commence, fini = aujourdhui >= debut, aujourdhui > fin
    x_jour = x_de(aujourdhui)
    x_bois = DROITE if fini else x_jour if commence else GAUCHE + 8
    return Chemin(
        debut=debut,
        fin=fin,
        aujourdhui=aujourdhui,
        mois=tuple(_mois(debut, fin, x_de)),
        noeuds=tuple(poses_noeuds),
        feuilles=tuple(poses),
        voies=(
            Voie("Rencontres", hauts["rencontres"]),
            Voie("Sessions", round(branche.y(GAUCHE))),
            Voie("Travaux", hauts["livrables"]),
            Voie("Coaching", hauts["coaching"]),
        ),
        reperes=tuple(_reperes(aujourdhui, commence and not fini, poses_noeuds, poses)),
        hauteur=y_bas + 34,
        x_aujourdhui=x_jour if commence and not fini else None,
        x_drapeau=min(max(x_jour, GAUCHE + 70), DROITE - 70),
        bois=branche.bois(x_bois),
        a_venir="" if fini else branche.fil(x_bois),
        pointe=(DROITE, round(branche.y(DROITE))),
        fini=fini,
        y_bas=y_bas,
    )


def plier(titre: str) -> tuple[str, ...]:
    """Fold a title on two lines at most; what is cut is said by an ellipsis (the list has it whole)."""
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
        ligne if len(ligne) <= CARACTERES + 2 else f"{ligne[:CARACTERES]}…"
        for ligne in lignes
    )


def _placer(
    voie: str, feuilles: Iterable[Feuille], x_de
) -> tuple[list[tuple[Feuille, int]], int]:
    """Leaves of a lane with their row, labels never touching; and how many rows the lane takes."""
    etat, places = _Voie(), []
    for feuille in (f for f in feuilles if f.voie == voie):
        x, lignes = x_de(feuille.date), plier(feuille.titre)
        largeur = max(LARGEUR_CARACTERE * max(len(ligne) for ligne in lignes), 48) + 24
        a_gauche = x + largeur > LARGEUR - 4 or (
            voie == "livrables" and x - largeur > GAUCHE
        )
        debut, fin = (x - largeur, x + 14) if a_gauche else (x - 14, x + largeur)
        rang = etat.placer(debut, fin)
        places.append(
            (
                replace(
                    feuille,
                    x=x,
                    lignes=lignes,
                    x_texte=x - 18 if a_gauche else x + 18,
                    ancre="end" if a_gauche else "start",
                ),
                rang,
            )
        )
    return places, max(1, len(etat.occupes))


def _placer_noeuds(noeuds: Iterable[Noeud], x_de) -> list[int]:
    """Row of the title of each session, above its node."""
    etat = _Voie()
    rangs = []
    for noeud in noeuds:
        demi = max(len(noeud.titre) * 8, 96) // 2
        rangs.append(etat.placer(x_de(noeud.date) - demi, x_de(noeud.date) + demi + 8))
    return rangs


def _tige(branche: _Branche, x: int, y: int) -> str:
    """The stalk from the branch to the leaf; it leaves the branch a little before and bends towards it."""
    depart = max(GAUCHE + 4, x - 30)
    y_depart = round(branche.y(depart))
    return f"M{depart} {y_depart}C{depart + 16} {y_depart} {x} {(y_depart + y) // 2} {x} {y}"


def _etape_de(jour: date, noeuds: Iterable[Noeud]) -> int:
    """The stage in which a day falls: that of the last session held before or on it."""
    passes = [noeud.ordre for noeud in noeuds if noeud.date <= jour]
    return passes[-1] if passes else 1


def _mois(debut: date, fin: date, x_de) -> Iterable[Mois]:
    """Every month of the path, the year said at the first and at each January."""
    premier = debut.replace(day=1)
    while premier <= fin:
        suivant = (premier + timedelta(days=32)).replace(day=1)
        x, x_fin = x_de(max(premier, debut)), x_de(min(suivant, fin))
        if x_fin - x >= 40:
            libelle = MOIS[premier.month - 1]
            if (premier.month == 1 or premier <= debut) and x_fin - x >= 90:
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
    reperes = [
        Repere(noeud.date, noeud=noeud, passe=noeud.date < aujourdhui)
        for noeud in noeuds
    ]
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
