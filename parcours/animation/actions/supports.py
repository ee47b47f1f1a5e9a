"""The supports of a rencontre: added, published, taken away by the équipe."""

from datetime import datetime

from parcours.animation.models import Support
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Rencontre
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse
from rameau.commun.fichiers import FichierExamine, deposer_fichier, retirer_fichier
from rameau.comptes.models import Personne

REFUS = "L'équipe tient les supports des rencontres d'une promotion ouverte."


@action("supports.ajouter", champs=("moment", "titre", "lien", "publie_le"))
def ajouter_support(
    *,
    par: Personne,
    rencontre: Rencontre,
    moment: str,
    titre: str,
    publier: bool,
    lien: str = "",
    fichier: FichierExamine | None = None,
    instant: datetime,
) -> Support:
    """Add a support, a link or a file; unpublished, the équipe alone sees it.

    Raises RegleViolee when it is neither, or both, or when the person's files take too much room.
    """
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    return Support.objects.create(
        rencontre=rencontre,
        moment=moment,
        titre=titre,
        lien=lien,
        fichier=deposer_fichier(par=par, examine=fichier, instant=instant) if fichier else None,
        publie_le=instant if publier else None,
        ajoute_par=par,
        ajoute_le=instant,
    )


@action("supports.publier", objet="support", champs=("publie_le",))
def publier_support(*, par: Personne, support: Support, publier: bool, instant: datetime) -> None:
    """Show a support to the promotion, or keep it for the équipe again."""
    if not peut_organiser(par, support.rencontre.promotion):
        raise AccesRefuse(REFUS)
    support.publie_le = instant if publier else None
    support.save(update_fields=["publie_le"])


@action("supports.retirer")
def retirer_support(*, par: Personne, support: Support) -> Rencontre:
    """Take a support away."""
    if not peut_organiser(par, support.rencontre.promotion):
        raise AccesRefuse(REFUS)
    fichier = support.fichier
    support.delete()
    if fichier is not None:
        retirer_fichier(par=par, fichier=fichier)
    return support.rencontre
