"""The three slides that a binôme takes home from a session."""

from django.utils.timezone import localtime

from parcours.promotions.models import Rencontre
from rameau.commun.diapositives import LIGNES_MAX, SIGNES_MAX, Diaporama, Diapositive, dessiner
from rameau.commun.markdown import plain_text
from rameau.commun.texte import date_longue


def diapositives_du_partage(
    *, rencontre: Rencontre, structure: str, nom: str, session: str, chez_nous: str
) -> bytes:
    """Three slides: the session, what it was about, what the structure takes from it."""
    quand = date_longue(localtime(rencontre.debut))
    etape = rencontre.etape
    return dessiner(
        Diaporama(
            titre=rencontre.titre,
            sous_titre=nom if nom == structure else f"{structure}, {nom}",
            surtitre=f"Parcours d’expérience du RAMEAU, {quand}",
            etape=etape.ordre if etape else 0,
            diapositives=(
                Diapositive(titre="La session", lignes=_en_lignes(session)),
                Diapositive(
                    titre="Ce que notre structure en retient", lignes=_en_lignes(chez_nous)
                ),
            ),
        )
    )


def _en_lignes(markdown: str) -> tuple[str, ...]:
    """What fits on one slide of a text: its first lines, shortened at a word."""
    lignes = [ligne.strip() for ligne in plain_text(markdown).splitlines() if ligne.strip()]
    gardees = [_raccourcie(ligne) for ligne in lignes[:LIGNES_MAX]]
    if len(lignes) > LIGNES_MAX:
        gardees[-1] = "La suite est sur la page à partager."
    return tuple(gardees)


def _raccourcie(ligne: str) -> str:
    longueur = 2 * SIGNES_MAX
    if len(ligne) <= longueur:
        return ligne
    return ligne[:longueur].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
