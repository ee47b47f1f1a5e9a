"""The thread of a binôme's works as a picture: frein → objectif → action → indicateur → suivi.

Pure: `composer_fil` takes the lines of the works, live or frozen, and returns them as branches.
What a work took up from the one before is one knot, said in its latest words; a frein and the
question it became are one place of the thread.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from parcours.travaux.lectures.contenus import ElementFige
from parcours.travaux.models import Element

_N = Element.Nature
PLACES: dict[str, int] = {
    _N.ACTION_ENTREPRISE: 0,
    _N.FREIN: 0,
    _N.QUESTION: 0,
    _N.OBJECTIF: 1,
    _N.ACTION_PREVUE: 2,
    _N.JALON: 3,
}
COLONNES = ("Frein", "Objectif", "Action", "Indicateur", "Suivi")
ACTION = 2
_ABSENTS = ("sans frein nommé", "sans objectif nommé", "sans action nommée")


@dataclass(frozen=True, kw_only=True)
class Maillon:
    """One line of a work, as the thread needs it; `rang` is that of its work in the chain,
    `suivi` what was said of an action since the promotion's end."""

    id: int
    nature: str
    titre: str
    rang: int
    issu_de: int | None = None
    indicateur: str = ""
    etat: str = ""
    suivi: str = ""
    fin: str = ""
    retire: bool = False
    url: str = ""

    @classmethod
    def fige(cls, element: ElementFige, *, rang: int, url: str) -> "Maillon":
        """Read it from a frozen version."""
        return cls(
            id=element.id,
            nature=element.nature,
            titre=element.titre,
            rang=rang,
            issu_de=element.issu_de,
            indicateur=element.indicateur,
            etat=element.etat,
            fin=element.fin or "",
            url=url,
        )

    @property
    def libelle_etat(self) -> str:
        """« en cours »; nothing for what has no state."""
        return dict(Element.Etat.choices).get(self.etat, "")


@dataclass
class Noeud:
    """A knot of the thread; without a `maillon`, the place where nothing is named.

    `etats` are the words of the same line from one work to the next, the latest being shown.
    """

    place: int
    maillon: Maillon | None = None
    avant: tuple[str, ...] = ()
    enfants: list["Noeud"] = field(default_factory=list)
    jalons: list[Maillon] = field(default_factory=list)

    @property
    def titre(self) -> str:
        """What the knot says."""
        return self.maillon.titre if self.maillon else _ABSENTS[self.place]

    @property
    def colonne(self) -> str:
        """The name of its place."""
        return COLONNES[self.place]

    @property
    def est_retire(self) -> bool:
        """Whether it was taken out of its work: what stems from it still says so."""
        return self.maillon is not None and self.maillon.retire

    @property
    def est_une_action(self) -> bool:
        """Whether its indicators and its follow-up stand beside it."""
        return self.place == ACTION

    @property
    def sans_indicateur(self) -> bool:
        """Whether nothing yet will tell that the action goes on."""
        return not self.jalons and not (self.maillon and self.maillon.indicateur)


@dataclass(frozen=True)
class Fil:
    """The whole thread: its branches, and how many of each it holds."""

    branches: tuple[Noeud, ...]
    freins: int
    objectifs: int
    actions: int

    colonnes = COLONNES


def composer_fil(maillons: Iterable[Maillon]) -> Fil:
    """Return the thread that these lines make, in the order they come in."""
    lignes = {m.id: m for m in maillons if m.nature in PLACES}
    groupes: dict[int, list[Maillon]] = defaultdict(list)
    for maillon in lignes.values():
        groupes[_racine(maillon, lignes)].append(maillon)
    noeuds = {racine: _noeud(groupe) for racine, groupe in groupes.items()}
    tige = _Tige()
    for racine in groupes:
        parent = _parent(lignes[racine], lignes)
        tige.poser(noeuds[racine], noeuds[parent] if parent is not None else None)
    branches = tuple(b for b in tige.branches if _se_montre(b))
    debout = [n.maillon.nature for n in noeuds.values() if n.maillon and not n.est_retire]
    return Fil(
        branches,
        freins=debout.count(_N.FREIN) + debout.count(_N.QUESTION),
        objectifs=debout.count(_N.OBJECTIF),
        actions=debout.count(_N.ACTION_PREVUE),
    )


def _racine(maillon: Maillon, lignes: dict[int, Maillon]) -> int:
    """The first line of which this one is the continuation, at the same place of the thread."""
    vus = {maillon.id}
    while (origine := lignes.get(maillon.issu_de or 0)) is not None:
        if PLACES[origine.nature] != PLACES[maillon.nature] or origine.id in vus:
            break
        maillon = origine
        vus.add(maillon.id)
    return maillon.id


def _parent(racine: Maillon, lignes: dict[int, Maillon]) -> int | None:
    """The knot that a knot stems from: its first line alone may come from another place."""
    origine = lignes.get(racine.issu_de or 0)
    if origine is None or PLACES[origine.nature] >= PLACES[racine.nature]:
        return None
    return _racine(origine, lignes)


def _noeud(groupe: list[Maillon]) -> Noeud:
    debout = [m for m in groupe if not m.retire] or groupe
    # A frein keeps its own words: the question only says what one does of it.
    freins = [m for m in debout if m.nature == _N.FREIN]
    dit = freins[0] if freins else max(debout, key=lambda m: m.rang)
    autres = sorted((m for m in debout if m.titre != dit.titre), key=lambda m: m.rang)
    avant = tuple(m.titre for m in autres if m.nature != _N.QUESTION)
    return Noeud(PLACES[dit.nature], dit, avant)


def _se_montre(noeud: Noeud) -> bool:
    """What nothing continues is shown when it stands in its work and leads somewhere."""
    noeud.enfants = [enfant for enfant in noeud.enfants if _se_montre(enfant)]
    if noeud.maillon is None or noeud.est_retire:
        return bool(noeud.enfants or noeud.jalons)
    return noeud.maillon.nature != _N.ACTION_ENTREPRISE or bool(noeud.enfants)


class _Tige:
    """Puts each knot under the one it stems from, naming the places where nothing stands."""

    def __init__(self) -> None:
        self.branches: list[Noeud] = []
        self._vides: dict[tuple[int, int], Noeud] = {}

    def poser(self, noeud: Noeud, parent: Noeud | None) -> None:
        """Hang a knot, a milestone being one of the indicators of its action."""
        place = min(noeud.place, ACTION + 1)
        if place == 0:
            self.branches.append(noeud)
            return
        support = self._monter(parent, place - 1)
        if noeud.maillon and noeud.maillon.nature == _N.JALON:
            support.jalons.append(noeud.maillon)
        else:
            support.enfants.append(noeud)

    def _monter(self, parent: Noeud | None, place: int) -> Noeud:
        """The knot at this place: the parent itself, or an unnamed one that hangs on it."""
        if parent is not None and parent.place == place:
            return parent
        cle = (id(parent), place)
        if cle not in self._vides:
            vide = self._vides[cle] = Noeud(place)
            if place == 0:
                self.branches.append(vide)
            else:
                self._monter(parent, place - 1).enfants.append(vide)
        return self._vides[cle]
