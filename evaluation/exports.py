"""What the committee takes away: facts only, as its pages show them."""

from collections.abc import Callable

from evaluation.lectures.pilotage import Ligne, tableau_de_bord
from parcours.promotions.lectures.candidatures import LigneDuChoix, lignes_du_choix, liste_de
from parcours.promotions.models import Promotion
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def avancement(promotion: Promotion, demande: Demande) -> Tableau[Ligne]:
    """Where each structure is, step by step."""
    grille = tableau_de_bord(promotion, demande.personne, maintenant=demande.instant).grille
    return Tableau(
        titre="Avancement",
        de=promotion.nom,
        objets=grille.lignes,
        colonnes={
            "Structure": lambda ligne: ligne.structure,
            "Territoire": lambda ligne: ligne.territoire,
            **{colonne.libelle: _cellule(rang) for rang, colonne in enumerate(grille.colonnes)},
        },
    )


def _cellule(rang: int) -> Callable[[Ligne], str]:
    def dire(ligne: Ligne) -> str:
        cellule = ligne.cellules[rang]
        return f"{cellule.libelle} ({cellule.detail})" if cellule.detail else cellule.libelle

    return dire


def candidatures(promotion: Promotion, demande: Demande) -> Tableau[LigneDuChoix]:
    """The structures considered, as the committee reads them: no contact, no note."""
    return Tableau(
        titre="Choix des structures",
        de=promotion.nom,
        objets=lignes_du_choix(liste_de(promotion)),
        colonnes={
            "Territoire ou structure": lambda ligne: ligne.lieu,
            "Structure": lambda ligne: ligne.nom or ligne.lieu,
            "Région": lambda ligne: ligne.region,
            "Profil": lambda ligne: ligne.profil,
            "Taille": lambda ligne: ligne.taille,
            "Maturité": lambda ligne: ligne.maturite,
            "Décision": lambda ligne: ligne.decision_dite,
        },
    )


def inscrire() -> None:
    """Register the lists of these pages."""
    registres.exports.inscrire("pilotage/avancement", avancement)
    registres.exports.inscrire("pilotage/candidatures", candidatures)
