"""A roadmap as one slide (16:9), several as a deck: what is read from the back of a room, every
text measured against its place; the rest is in the notes of who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Cm, Pt

from parcours.travaux.lectures.feuilles_de_route import Action, FeuilleDeRoute
from parcours.travaux.models import Element
from rameau.commun.diapositives import (
    ENCRE,
    FILET,
    GRIS,
    HAUTEUR,
    LARGEUR,
    PAPIER,
    RAMEAU,
    TEXTE,
    decorer,
    decrire,
    ecrire,
    en_octets,
    intituler,
    nouvelle_presentation,
    placer,
    poser_le_fond,
)
from rameau.commun.limits import Progress
from rameau.commun.markdown import plain_text
from rameau.commun.mesure import fit
from rameau.commun.texte import typographier
from rameau.commun.word import clean, xml_of

MARGE, COLONNE, HAUT = Cm(1.6), Cm(12), Cm(5.2)
GAUCHE = MARGE + COLONNE + Cm(1)  # where the table begins
BAS = Cm(16.3)
ACTIONS, AXES = 4, 4
CORPS = 18
TITRE_ET_CONTENU = 1


@dataclass(frozen=True)
class Diapositive:
    """A slide of a deck: its title, and the roadmap it sums up, or what it says instead."""

    titre: str
    feuille: FeuilleDeRoute | None
    mot: str = ""


def diaporama(diapositives: Sequence[Diapositive], avancer: Progress) -> bytes:
    """Make a deck, telling each slide done."""
    presentation = nouvelle_presentation("Feuilles de route")
    for rang, diapositive in enumerate(diapositives, start=1):
        _diapositive(presentation, diapositive)
        avancer(rang, len(diapositives))
    return en_octets(presentation)


def _diapositive(presentation: Any, diapositive: Diapositive) -> None:
    page = presentation.slides.add_slide(presentation.slide_layouts[TITRE_ET_CONTENU])
    poser_le_fond(page)
    intituler(page, diapositive.titre, MARGE, RAMEAU)
    corps, feuille = page.placeholders[1], diapositive.feuille
    if feuille is None:
        placer(corps, MARGE, HAUT, LARGEUR - 2 * MARGE, Cm(6))
        _paragraphes(corps, [(diapositive.mot, 24, False)])
    else:
        _ligne(page, "Qui", sous_titre(feuille), Cm(3.8), 16)
        placer(corps, MARGE, HAUT, COLONNE, BAS - HAUT)
        _paragraphes(corps, [*_vision(feuille), *_axes(feuille)])
        if cles := actions_cles(feuille):
            _tableau(page, cles)
        _ligne(page, "Avec qui", f"Avec : {_partenaires(feuille)}", Cm(16.5), 16)
        suivi = f"Ce qui dira que l’on avance : {_indicateur(feuille)}"
        _ligne(page, "Ce qui dira que l’on avance", suivi, Cm(17.4), 16)
        page.notes_slide.notes_text_frame.text = clean(notes(feuille))
    decorer(page, MSO_SHAPE.RECTANGLE, 0, 0, Cm(0.5), HAUTEUR, RAMEAU)
    decorer(page, MSO_SHAPE.RECTANGLE, MARGE, Cm(4.8), LARGEUR - 2 * MARGE, Cm(0.03), FILET)


# --- what it says ----------------------------------------------------------------------------
def sous_titre(feuille: FeuilleDeRoute) -> str:
    """What stands under the name on a slide."""
    morceaux = [feuille.structure] if feuille.territoire else []
    return " – ".join([*morceaux, f"{feuille.titre}, version {feuille.numero}", feuille.promotion])


def _vision(feuille: FeuilleDeRoute) -> list[tuple[str, int, bool]]:
    mots = plain_text(feuille.texte("vision")) or "À écrire."
    return [("Notre vision", CORPS, True), (_tenir(mots, 6), CORPS, False)]


def _axes(feuille: FeuilleDeRoute) -> list[tuple[str, int, bool]]:
    if not feuille.axes:
        return []
    montres = [(_tenir(f"{a.numero}. {a.titre}", 1), CORPS, False) for a in feuille.axes[:AXES]]
    autres = len(feuille.axes) - AXES
    titre = "Nos axes" if autres <= 0 else f"Nos axes, et {autres} de plus"
    return [(titre, CORPS, True), *montres]


def _tenir(mots: str, lignes: int) -> str:
    return fit(typographier(mots), CORPS, COLONNE / Pt(1), lignes)


def actions_cles(feuille: FeuilleDeRoute) -> list[Action]:
    """A few actions: the first of each axis, then the second of each; none that was given up."""
    vivantes = [
        [a for a in axe.actions if a.etat != Element.Etat.ABANDONNEE] for axe in feuille.axes
    ]
    en_tour = chain.from_iterable(zip_longest(*vivantes))
    return sorted(
        [action for action in en_tour if action is not None][:ACTIONS],
        key=lambda action: [int(part) for part in action.numero.split(".")],
    )


def _partenaires(feuille: FeuilleDeRoute) -> str:
    return ", ".join(feuille.partenaires) or "partenaires à trouver"


def _indicateur(feuille: FeuilleDeRoute) -> str:
    dits = (a.indicateur for a in actions_cles(feuille))
    jalons = (jalon.titre for jalon in feuille.jalons)
    return next((mots for mots in chain(dits, jalons) if mots), "à préciser")


def notes(feuille: FeuilleDeRoute) -> str:
    """What the slide has no room for, for who speaks: the whole vision, every action."""
    lignes = ["Notre vision", plain_text(feuille.texte("vision")) or "À écrire."]
    for axe in feuille.axes_actifs:
        lignes += ["", f"{axe.numero}. {axe.titre}"]
        for action in axe.actions:
            faits = [action.porteur, action.mois, action.indicateur, action.libelle_etat]
            lignes.append(f"{action.numero} {action.titre} ({', '.join(f for f in faits if f)})")
    if feuille.partenaires:
        lignes += ["", f"Avec : {_partenaires(feuille)}"]
    return typographier("\n".join(lignes))


# --- what it is made of ----------------------------------------------------------------------
def _ligne(page: Any, nom: str, mots: str, haut: int, corps: int) -> None:
    """A line over the whole slide, cut where it ends."""
    largeur = LARGEUR - 2 * MARGE
    boite = page.shapes.add_textbox(MARGE, haut, largeur, Cm(0.9))
    boite.name = nom
    _sans_bords(boite)
    tenus = fit(typographier(mots), corps, largeur / Pt(1), 1)
    ecrire(boite, [tenus], taille=corps, police=TEXTE, couleur=GRIS)


def _paragraphes(forme: Any, paragraphes: Sequence[tuple[str, int, bool]]) -> None:
    """Write in a place of the model, without its marks; each has its size and its weight."""
    _sans_bords(forme)
    ecrire(forme, [mots for mots, *_ in paragraphes], taille=CORPS, police=TEXTE, couleur=ENCRE)
    cadre = forme.text_frame
    cadre.vertical_anchor = MSO_ANCHOR.TOP
    for paragraphe, (_, corps, titre) in zip(cadre.paragraphs, paragraphes, strict=True):
        proprietes = xml_of(paragraphe).get_or_add_pPr()
        proprietes.set("marL", "0")
        proprietes.set("indent", "0")
        proprietes.insert_element_before(
            proprietes.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buNone"),
            "a:tabLst",
            "a:defRPr",
            "a:extLst",
        )
        paragraphe.space_before = Pt(8 if titre else 2)
        for passage in paragraphe.runs:
            passage.font.size, passage.font.bold = Pt(corps), titre
            if titre:
                passage.font.color.rgb = RGBColor.from_string(RAMEAU)


def _sans_bords(forme: Any) -> None:
    cadre = forme.text_frame
    cadre.margin_left = cadre.margin_right = cadre.margin_top = cadre.margin_bottom = 0


def _tableau(page: Any, actions: Sequence[Action]) -> None:
    largeur = LARGEUR - MARGE - GAUCHE
    rangee = Cm(2.3)
    forme = page.shapes.add_table(
        len(actions) + 1, 3, GAUCHE, HAUT, largeur, Cm(1.2) + rangee * len(actions)
    )
    forme.name = "Les actions clés"
    decrire(forme, "Les actions clés, qui les porte et quand")
    table = forme.table
    table.horz_banding = False
    for rang, part in enumerate((0.45, 0.27, 0.28)):
        table.columns[rang].width = int(largeur * part)
    for rang, ligne in enumerate(table.rows):
        ligne.height = rangee if rang else Cm(1.2)
    mots = [
        ("Action", "Qui porte", "Quand"),
        *(
            (
                f"{action.numero} {action.titre}",
                action.porteur or "à trouver",
                action.mois or "à préciser",
            )
            for action in actions
        ),
    ]
    for rang, cases in enumerate(mots):
        for colonne, dit in enumerate(cases):
            _case(table, rang, colonne, dit)


def _case(table: Any, rang: int, colonne: int, mots: str) -> None:
    case = table.cell(rang, colonne)
    case.fill.solid()
    case.fill.fore_color.rgb = RGBColor.from_string(PAPIER if rang else RAMEAU)
    case.margin_left = case.margin_right = Cm(0.2)
    case.margin_top = case.margin_bottom = Cm(0.1)
    gras = rang == 0 or colonne == 0
    place = table.columns[colonne].width / Pt(1) - Cm(0.4) / Pt(1)
    ecrire(
        case,
        [fit(typographier(mots), 16, place, 3, gras=gras)],
        taille=16,
        police=TEXTE,
        couleur=ENCRE if rang else "FFFFFF",
        gras=gras,
    )
