"""Who may do what about the topic of stage 3."""

from datetime import datetime

from parcours.animation.models import Scrutin, Sujet
from parcours.promotions.models import Participation, Promotion
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_proposer(
    personne: Personne, promotion: Promotion, scrutin: Scrutin | None, instant: datetime
) -> bool:
    """Rule: until the vote opens, the catalyseurs of an open promotion and the équipe propose."""
    if promotion.etat == Promotion.Etat.CLOSE or (scrutin and instant >= scrutin.ouvre_le):
        return False
    return personne.porte(Chapeau.EQUIPE) or participe(personne, promotion)


def peut_retirer(
    personne: Personne, sujet: Sujet, scrutin: Scrutin | None, instant: datetime
) -> bool:
    """Rule: until the vote opens, who proposed a topic takes it back; so may the équipe."""
    if scrutin and instant >= scrutin.ouvre_le:
        return False
    return sujet.propose_par_id == personne.pk or personne.porte(Chapeau.EQUIPE)


def participe(personne: Personne, promotion: Promotion) -> bool:
    """Rule: a catalyseur of the promotion, today."""
    return (
        Participation.objects.actives()
        .filter(personne=personne, binome__promotion=promotion)
        .exists()
    )
