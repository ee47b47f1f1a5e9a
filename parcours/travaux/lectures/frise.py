"""The timeline of a roadmap, drawn: one row per action, months along it, milestones under them.

Pure geometry; `templates/composants/frise.html` draws it with the shapes of the charts. Each
state has its pattern, each row its words; all of it stands in the tables besides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from parcours.travaux.lectures.feuilles_de_route import MOTIFS, FeuilleDeRoute
from parcours.travaux.models import Element
from rameau.commun.graphiques import CARACTERE, Dessin, Forme, plier
from rameau.commun.temps import ajouter_mois
from rameau.commun.texte import MOIS, accorder

LARGEUR = 560
RANGEE = 16
TETE = 30
LIGNE = 18
LOSANGE = 7
HAUTEUR_MAX = 620
# How many months a mark stands for, from the span in months.
PAS = ((8, 1), (14, 2), (26, 3), (50, 6), (10**6, 12))


@dataclass(frozen=True)
class Frise:
    """The drawings (each fits a page), what they say, and the actions that have no date."""

    code: str
    legende: str
    dessins: tuple[Dessin, ...]
    sans_date: tuple[str, ...]


@dataclass(frozen=True)
class _Rangee:
    """A row: its words, its days (the same for a single one), its pattern."""

    lignes: list[str]
    debut: date
    fin: date
    motif: int

    @property
    def hauteur(self) -> int:
        return LIGNE * len(self.lignes) + RANGEE + 10


def dessiner_frise(feuille: FeuilleDeRoute) -> Frise | None:
    """Draw the actions and milestones that have a date; None when none has."""
    rangees = [*_rangees(feuille)]
    if not rangees:
        return None
    premier, dernier = min(r.debut for r in rangees), max(r.fin for r in rangees)
    echelle = _Echelle(premier, dernier)
    datees = sum(1 for action in feuille.actions if action.debut or action.fin)
    return Frise(
        code=f"frise-{feuille.cle}",
        legende=_legende(datees, len(rangees) - datees, premier, dernier),
        dessins=tuple(_dessiner(page, echelle) for page in _pages(rangees)),
        sans_date=tuple(f"{a.numero} {a.titre}" for a in feuille.actions if not (a.debut or a.fin)),
    )


def _rangees(feuille: FeuilleDeRoute) -> Iterator[_Rangee]:
    for action in feuille.actions:
        debut, fin = action.debut or action.fin, action.fin or action.debut
        if debut and fin:
            motif = MOTIFS[Element.Etat(action.etat)]
            yield _Rangee(plier(f"{action.numero} {action.titre}", LARGEUR), debut, fin, motif)
    for jalon in feuille.jalons:
        if jalon.le:
            yield _Rangee(plier(jalon.titre, LARGEUR), jalon.le, jalon.le, 1)


def _pages(rangees: list[_Rangee]) -> list[list[_Rangee]]:
    pages: list[list[_Rangee]] = [[]]
    hauteur = 0
    for rangee in rangees:
        hauteur += rangee.hauteur
        if hauteur > HAUTEUR_MAX:
            pages.append([])
            hauteur = rangee.hauteur
        pages[-1].append(rangee)
    return pages


def _dessiner(rangees: list[_Rangee], echelle: "_Echelle") -> Dessin:
    dessin, bandes = Dessin(largeur=LARGEUR, hauteur=TETE), [TETE - 12]
    for rangee in rangees:
        for ligne in rangee.lignes:
            dessin.hauteur += LIGNE
            dessin.ecrire(ligne, 2, dessin.hauteur - 5)
        x = echelle.x(rangee.debut)
        if rangee.debut == rangee.fin:
            _losange(dessin, x, rangee.motif)
        else:
            largeur = max(4.0, echelle.x(rangee.fin) - x)
            dessin.rectangle(x, dessin.hauteur, largeur, RANGEE, rangee.motif)
        bandes.append(dessin.hauteur)
        dessin.hauteur += RANGEE + 10
    _graduer(dessin, echelle, bandes)
    _dire_les_motifs(dessin, {rangee.motif for rangee in rangees})
    return dessin


class _Echelle:
    """Days to places, from the first of a month to the first of another."""

    def __init__(self, premier: date, dernier: date) -> None:
        self.debut = premier.replace(day=1)
        self.fin = ajouter_mois(dernier.replace(day=1), 1)
        mois = (self.fin.year - self.debut.year) * 12 + self.fin.month - self.debut.month
        self.pas = next(pas for limite, pas in PAS if mois <= limite)

    def x(self, jour: date) -> float:
        return 2 + (LARGEUR - 4) * (jour - self.debut).days / (self.fin - self.debut).days

    def marques(self) -> Iterable[date]:
        jour = self.debut
        while jour <= self.fin:
            yield jour
            jour = ajouter_mois(jour, self.pas)


def _graduer(dessin: Dessin, echelle: _Echelle, bandes: list[int]) -> None:
    """The months, behind the rows and never through their words; the year at its first mark."""
    annee, reperes = 0, []
    for jour in echelle.marques():
        x = echelle.x(jour)
        trace = "".join(f"M{x:.1f} {bande - 2}v{RANGEE + 4}" for bande in bandes)
        reperes.append(Forme(trace, "graphique__repere"))
        if x > LARGEUR - 40:
            continue
        mois = MOIS[jour.month - 1]
        nom = mois if len(mois) <= 5 else f"{mois[:4]}."
        dessin.ecrire(nom if jour.year == annee else f"{nom} {jour.year}", x + 3, TETE - 14)
        annee = jour.year
    dessin.formes[:0] = reperes


def _dire_les_motifs(dessin: Dessin, presents: set[int]) -> None:
    """The key of the patterns, under the rows."""
    x, y = 2.0, dessin.hauteur + 8
    for etat, motif in MOTIFS.items():
        if motif in presents:
            trace = f"M{x:.1f} {y}h24v12h-24Z"
            dessin.formes.append(Forme(trace, "graphique__plage", motif))
            dessin.ecrire(etat.label, x + 32, y + 11)
            x += 56 + CARACTERE * len(etat.label)
    dessin.hauteur += 26


def _losange(dessin: Dessin, x: float, motif: int) -> None:
    x = min(max(x, LOSANGE + 1), LARGEUR - LOSANGE - 1)
    haut = dessin.hauteur + RANGEE / 2 - LOSANGE
    trace = f"M{x:.1f} {haut:.1f}l{LOSANGE} {LOSANGE}l-{LOSANGE} {LOSANGE}l-{LOSANGE} -{LOSANGE}Z"
    dessin.formes.append(Forme(trace, "graphique__plage", motif))


def _legende(actions: int, jalons: int, premier: date, dernier: date) -> str:
    quoi = [accorder(actions, "action", "actions")] if actions else []
    quoi += [accorder(jalons, "jalon", "jalons")] if jalons else []
    return (
        f"{' et '.join(quoi)}, de {MOIS[premier.month - 1]} {premier.year} "
        f"à {MOIS[dernier.month - 1]} {dernier.year}."
    )
