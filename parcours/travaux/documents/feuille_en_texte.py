"""A roadmap as a text to edit: what a mayor's office takes over."""

from collections.abc import Iterator
from datetime import date

from docx.document import Document as Texte
from docx.shared import Pt

from parcours.travaux.lectures.feuilles_de_route import Action, Axe, FeuilleDeRoute, Ligne, Partie
from parcours.travaux.models import Element
from rameau.commun.markdown import plain_text
from rameau.commun.texte import (
    NBSP,
    date_longue,
    date_sans_jour,
    heure,
    periode,
    typographier,
)
from rameau.commun.word import (
    add_contents,
    add_markdown,
    add_page_numbers,
    add_table,
    clean,
    new_text,
    number,
    restart,
    to_bytes,
)

A_PRECISER = "à préciser"
FRISE, CHIFFRES = "La frise des actions", "Où en sont les actions"
FIL = typographier("Annexe : le fil, du frein à l’indicateur")


def texte_a_modifier(feuille: FeuilleDeRoute) -> bytes:
    """Make the DOCX of a roadmap: the same content as its PDF, in real styles and tables."""
    texte = new_text(f"{feuille.titre} – {feuille.nom}", feuille.promotion)
    add_page_numbers(texte, f"{feuille.titre} – {feuille.nom}")
    texte.add_paragraph(clean(typographier(feuille.titre)), style="Subtitle")
    texte.add_paragraph(clean(typographier(feuille.nom)), style="Title")
    if feuille.territoire:
        texte.add_paragraph(clean(typographier(feuille.structure)))
    texte.add_paragraph(clean(" et ".join(feuille.membres)))
    texte.add_paragraph(
        f"{clean(feuille.promotion)}. Version {feuille.numero}, figée le "
        f"{date_longue(feuille.figee_le)} à {heure(feuille.figee_le)}."
    )
    texte.add_paragraph(f"Empreinte {feuille.empreinte}", style="Caption")
    add_contents(texte, _titres(feuille))
    for rang, partie in enumerate(feuille.parties):
        titre = texte.add_heading(clean(typographier(partie.titre)), 1)
        titre.paragraph_format.page_break_before = rang == 0
        _partie(texte, feuille, partie)
    _annexes(texte, feuille)
    return to_bytes(texte)


def _titres(feuille: FeuilleDeRoute) -> Iterator[tuple[int, str]]:
    """The titles of the text, with their level."""
    for partie in feuille.parties:
        yield 1, typographier(partie.titre)
        if partie.elements == Element.Nature.ACTION_PREVUE:
            yield from ((2, _titre_d_axe(axe)) for axe in feuille.axes_actifs)
    if feuille.actions:
        yield from ((1, titre) for titre in (FRISE, CHIFFRES))
    if feuille.fils:
        yield 1, FIL


def _titre_d_axe(axe: Axe) -> str:
    return typographier(f"{axe.numero}. {axe.titre}")


def _partie(texte: Texte, feuille: FeuilleDeRoute, partie: Partie) -> None:
    add_markdown(texte, partie.texte)
    if partie.code in feuille.parties_vides:
        texte.add_paragraph().add_run("Cette partie n’est pas écrite.").italic = True
    if partie.elements == Element.Nature.OBJECTIF and feuille.axes:
        numeros = restart(texte, "List Number")
        for axe in feuille.axes:
            paragraphe = texte.add_paragraph(style="List Number")
            paragraphe.add_run(clean(typographier(axe.titre))).bold = True
            number(paragraphe, numeros)
            add_markdown(texte, axe.detail)
    elif partie.elements == Element.Nature.ACTION_PREVUE:
        for axe in feuille.axes_actifs:
            texte.add_heading(clean(_titre_d_axe(axe)), 2)
            for action in axe.actions:
                _action(texte, action)
    for ligne in partie.lignes:
        texte.add_paragraph(clean(typographier(_ligne(ligne))), style="List Bullet")


def _action(texte: Texte, action: Action) -> None:
    """An action: its title, its words, then one line for each fact."""
    texte.add_heading(clean(typographier(f"{action.numero} {action.titre}")), 3)
    add_markdown(texte, action.detail)
    faits = (
        ("État", action.libelle_etat),
        ("Qui porte", action.porteur or "à trouver"),
        ("Quand", quand(action)),
        ("Moyens", plain_text(action.moyens) or A_PRECISER),
        ("Indicateur", action.indicateur or A_PRECISER),
    )
    for libelle, mots in faits:
        paragraphe = texte.add_paragraph()
        paragraphe.paragraph_format.space_after = Pt(2)
        paragraphe.paragraph_format.keep_with_next = True
        paragraphe.add_run(f"{libelle}{NBSP}: ").bold = True
        paragraphe.add_run(clean(typographier(mots)))
    # The facts of an action stay together: its last line lets the next one go.
    paragraphe.paragraph_format.keep_with_next = bool(action.partenaires)
    for partenaire in action.partenaires:
        dits = [f"Avec {partenaire.nom}"]
        dits += [f"donne : {partenaire.donne}"] if partenaire.donne else []
        dits += [f"reçoit : {partenaire.recoit}"] if partenaire.recoit else []
        texte.add_paragraph(clean(typographier(", ".join(dits))), style="List Bullet")


def _annexes(texte: Texte, feuille: FeuilleDeRoute) -> None:
    if feuille.actions:
        texte.add_heading(FRISE, 1).paragraph_format.page_break_before = True
        add_table(
            texte,
            "Les actions, de la première à la dernière qui commence",
            ("Action", "Qui porte", "Quand", "État"),
            [
                (f"{a.numero} {a.titre}", a.porteur or "à trouver", quand(a), a.libelle_etat)
                for a in sorted(feuille.actions, key=lambda a: a.debut or a.fin or date.max)
            ],
            (6.5, 4.2, 4, 2.3),
        )
    for graphique in feuille.graphiques:
        texte.add_heading(CHIFFRES, 1)
        add_table(
            texte,
            f"{graphique.titre}. {graphique.legende}",
            (graphique.entete, *graphique.colonnes),
            [(categorie, *valeurs) for categorie, valeurs in graphique.lignes],
            (7, *(10 / len(graphique.colonnes) for _ in graphique.colonnes)),
        )
    if feuille.fils:
        texte.add_heading(FIL, 1)
        add_table(
            texte,
            "D’où vient chaque action",
            ("Action", "Frein rencontré", "Objectif", "Indicateur"),
            [
                (f.action, f.frein or "–", f.objectif or "–", f.indicateur or "–")
                for f in feuille.fils
            ],
            (5, 4.5, 4.5, 3),
        )


def quand(action: Action) -> str:
    """When an action is led, in words."""
    if action.debut and action.fin:
        return periode(action.debut, action.fin)
    if action.debut:
        return f"à partir du {date_sans_jour(action.debut)}"
    return f"jusqu’au {date_sans_jour(action.fin)}" if action.fin else A_PRECISER


def _ligne(ligne: Ligne) -> str:
    morceaux = [ligne.titre]
    if ligne.le:
        morceaux.append(date_sans_jour(ligne.le))
    morceaux += [m for m in (plain_text(ligne.detail), ligne.indicateur) if m]
    return " – ".join(morceaux)
