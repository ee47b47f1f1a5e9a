"""A roadmap as a text to edit: what a mayor's office takes over."""

from datetime import date

from docx.document import Document as Texte

from parcours.feuille_de_route import Action, FeuilleDeRoute, Ligne, Partie
from parcours.models import Element
from rameau.commun.markdown import plain_text
from rameau.commun.texte import date_longue, date_sans_jour, heure, periode, typographier
from rameau.commun.word import (
    add_contents,
    add_markdown,
    add_page_break,
    add_page_numbers,
    add_table,
    clean,
    new_text,
    to_bytes,
)

A_PRECISER = "à préciser"
ENTETES = ("Action", "Porteur et partenaires", "Quand", "Moyens", "Indicateur et état")
LARGEURS = (4.9, 4.2, 2.7, 2.6, 2.6)


def texte_a_modifier(feuille: FeuilleDeRoute) -> bytes:
    """Make the DOCX of a roadmap: the same content as its PDF, in real styles and tables."""
    texte = new_text(f"{feuille.titre} – {feuille.nom}", feuille.promotion)
    add_page_numbers(texte, f"{feuille.titre} – {feuille.nom}")
    texte.add_paragraph(clean(typographier(feuille.titre)), style="Title")
    texte.add_paragraph(clean(feuille.nom), style="Subtitle")
    if feuille.territoire:
        texte.add_paragraph(clean(feuille.structure))
    texte.add_paragraph(clean(" et ".join(feuille.membres)))
    texte.add_paragraph(
        f"{clean(feuille.promotion)}. Version {feuille.numero}, figée le "
        f"{date_longue(feuille.figee_le)} à {heure(feuille.figee_le)}."
    )
    texte.add_paragraph(f"Empreinte {feuille.empreinte}", style="Caption")
    add_contents(texte)
    add_page_break(texte)
    for partie in feuille.parties:
        _partie(texte, feuille, partie)
    _annexes(texte, feuille)
    return to_bytes(texte)


def _partie(texte: Texte, feuille: FeuilleDeRoute, partie: Partie) -> None:
    texte.add_heading(clean(typographier(partie.titre)), 1)
    add_markdown(texte, partie.texte)
    if partie.elements == Element.Nature.OBJECTIF:
        for axe in feuille.axes:
            texte.add_paragraph(style="List Number").add_run(clean(axe.titre)).bold = True
            add_markdown(texte, axe.detail)
    elif partie.elements == Element.Nature.ACTION_PREVUE:
        for axe in feuille.axes:
            if axe.actions:
                texte.add_heading(clean(f"{axe.numero}. {axe.titre}"), 2)
                titre = typographier(f"Axe {axe.numero} : qui porte, avec qui, quand")
                add_table(texte, titre, ENTETES, map(_rangee, axe.actions), LARGEURS)
    for ligne in partie.lignes:
        texte.add_paragraph(clean(_ligne(ligne)), style="List Bullet")


def _annexes(texte: Texte, feuille: FeuilleDeRoute) -> None:
    if feuille.actions:
        texte.add_heading("La frise des actions", 1)
        add_table(
            texte,
            "Les actions, de la première à la dernière qui commence",
            ("Action", "Quand", "État"),
            [
                (f"{a.numero} {a.titre}", quand(a), a.libelle_etat)
                for a in sorted(feuille.actions, key=lambda a: a.debut or a.fin or date.max)
            ],
            (10, 5, 2),
        )
    for graphique in feuille.graphiques:
        texte.add_heading("Où en sont les actions", 1)
        add_table(
            texte,
            f"{graphique.titre}. {graphique.legende}",
            (graphique.entete, *graphique.colonnes),
            [(categorie, *valeurs) for categorie, valeurs in graphique.lignes],
            (7, *(10 / len(graphique.colonnes) for _ in graphique.colonnes)),
        )
    if feuille.fils:
        texte.add_heading(typographier("Annexe : le fil, du frein à l’indicateur"), 1)
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


def _rangee(action: Action) -> tuple[str, ...]:
    detail = f"\n{plain_text(action.detail)}" if action.detail else ""
    avec = [
        ", ".join(
            [
                p.nom,
                *([f"donne : {p.donne}"] if p.donne else []),
                *([f"reçoit : {p.recoit}"] if p.recoit else []),
            ]
        )
        for p in action.partenaires
    ]
    return (
        f"{action.numero} {action.titre}{detail}",
        typographier("\n".join([action.porteur or A_PRECISER, *avec])),
        quand(action),
        plain_text(action.moyens) or A_PRECISER,
        f"{action.indicateur or A_PRECISER}\n{action.libelle_etat}",
    )


def _ligne(ligne: Ligne) -> str:
    morceaux = [ligne.titre]
    if ligne.le:
        morceaux.append(date_sans_jour(ligne.le))
    morceaux += [m for m in (plain_text(ligne.detail), ligne.indicateur) if m]
    return " – ".join(morceaux)
