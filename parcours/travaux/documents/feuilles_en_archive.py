"""The roadmaps of a promotion in one archive: a PDF each, and a list that says who is missing."""

import csv
import io
import zipfile
from collections.abc import Sequence

from django.utils.text import slugify

from parcours.travaux.lectures.feuilles_de_route import FeuilleDeRoute
from rameau.commun.limits import Progress
from rameau.commun.pdf import pdf_bytes
from rameau.commun.texte import accorder


def archive(
    pages: Sequence[tuple[FeuilleDeRoute, str]],
    manquantes: Sequence[tuple[str, str]],
    avancer: Progress,
) -> bytes:
    """Make the archive from each roadmap and its HTML, telling each one done."""
    contenu = io.BytesIO()
    with zipfile.ZipFile(contenu, "w", zipfile.ZIP_DEFLATED) as zip_:
        lignes = []
        for rang, (feuille, html) in enumerate(pages, start=1):
            nom = f"{rang:02d}-{slugify(feuille.nom)[:60] or 'feuille'}.pdf"
            zip_.writestr(nom, pdf_bytes(html))
            lignes.append((feuille.nom, f"version {feuille.numero}", nom, feuille.empreinte))
            avancer(rang, len(pages) + 1)
        lignes += [(nom, raison, "", "") for nom, raison in manquantes]
        zip_.writestr("LISEZ-MOI.txt", _sommaire(len(pages), manquantes))
        zip_.writestr("liste.csv", _tableau(lignes))
    avancer(len(pages) + 1, len(pages) + 1)
    return contenu.getvalue()


def _sommaire(combien: int, manquantes: Sequence[tuple[str, str]]) -> str:
    reunies = accorder(combien, "feuille de route réunie", "feuilles de route réunies")
    phrases = [f"{reunies}."]
    if manquantes:
        phrases += ["", "Ce qui n’y est pas :"]
        phrases += [f"- {nom} : {raison}." for nom, raison in manquantes]
    return "\r\n".join(phrases) + "\r\n"


def _tableau(lignes: Sequence[tuple[str, ...]]) -> bytes:
    """Semicolons and a mark at its head, for the spreadsheets of offices; no formula."""
    texte = io.StringIO()
    ecrire = csv.writer(texte, delimiter=";")
    ecrire.writerow(("structure", "état", "fichier", "empreinte"))
    ecrire.writerows([[_sans_formule(case) for case in ligne] for ligne in lignes])
    return texte.getvalue().encode("utf-8-sig")


def _sans_formule(case: str) -> str:
    return f"'{case}" if case.startswith(("=", "+", "-", "@", "\t", "\r")) else case
