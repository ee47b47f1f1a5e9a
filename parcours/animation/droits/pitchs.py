"""Who may do what about the pitchs."""

from parcours.promotions.droits.promotions import est_du_binome, peut_organiser
from parcours.promotions.models import Binome, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_ecrire_pitch(personne: Personne, binome: Binome) -> bool:
    """Rule: the members of the binôme write their sheet, until the promotion is closed."""
    return binome.promotion.etat != Promotion.Etat.CLOSE and est_du_binome(personne, binome)


def peut_lire_fiche(personne: Personne, binome: Binome) -> bool:
    """Rule: a sheet is what the binôme will say: it reads it, and the équipe that leads."""
    return personne.porte(Chapeau.EQUIPE) or est_du_binome(personne, binome)


def peut_mener_le_tour(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe sets the order and opens and ends the reactions, of an open promotion."""
    return peut_organiser(personne, promotion)


def peut_reagir(personne: Personne, promotion: Promotion) -> bool:
    """Rule: whoever sees a promotion may answer its pitchs, as long as reactions are open."""
    return Promotion.objects.visibles_par(personne).filter(pk=promotion.pk).exists()


def peut_masquer(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe hides a reaction, at any time: what was said stays said."""
    return personne.porte(Chapeau.EQUIPE) and promotion.pk is not None
