"""Moving a rencontre with all that hangs on its date."""

from datetime import datetime

from parcours.promotions.actions.rencontres import REFUS, changer_rencontre
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.lectures.deplacements import prevoir_deplacement
from parcours.promotions.models import Promotion, Rencontre
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.registres import dependances
from rameau.comptes.models import Personne

PERIMEE = "liste_perimee"


@action("rencontres.deplacer", objet="rencontre", champs=("debut", "fin"))
def deplacer_rencontre(
    *, par: Personne, rencontre: Rencontre, debut: datetime, empreinte: str, instant: datetime
) -> Rencontre:
    """Move a rencontre to `debut`, and at once all that the registry `dependances` knows of.

    `empreinte` is that of the list which was confirmed: raises RegleViolee (PERIMEE) when the list
    is no longer that one, and for a move that cannot be.
    """
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    promotion = Promotion.objects.select_for_update().get(pk=rencontre.promotion_id)
    rencontre = (
        Rencontre.objects.select_for_update(of=("self",))
        .select_related("etape", "promotion")
        .get(pk=rencontre.pk)
    )
    rencontre.promotion = promotion
    prevu = prevoir_deplacement(rencontre, debut)
    if prevu.refus:
        raise RegleViolee(prevu.refus)
    if prevu.empreinte != empreinte:
        raise RegleViolee(
            "Ces dates ont changé depuis que vous avez ouvert la page ; rien n'a été déplacé. "
            "Voici la liste telle qu'elle est maintenant.",
            constraint=PERIMEE,
        )
    for dependance in dependances:
        dependance.appliquer(par=par, rencontre=rencontre, debut=debut, instant=instant)
    return changer_rencontre(rencontre, {"debut": debut, "fin": prevu.fin}, instant=instant)
