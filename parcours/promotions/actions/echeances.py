"""Changing one dated row of a promotion: a coaching window, a lettre, a questionnaire, a rappel."""

from datetime import date

from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Echeance
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne


@action("echeances.modifier", objet="echeance", champs=("titre", "le", "jusquau"))
def modifier_echeance(
    *,
    par: Personne,
    echeance: Echeance,
    titre: str,
    le: date,
    jusquau: date | None = None,
    lu: str | None = None,
) -> None:
    """Change the words and the days of a row. It still follows its session afterwards.

    Raises RegleViolee for a window without an end, or that closes before it opens; VersionDepassee
    when someone else has changed it since it was read (`lu`).
    """
    echeance = (
        Echeance.objects.select_for_update(of=("self",))
        .select_related("etape__promotion")
        .get(pk=echeance.pk)
    )
    if not peut_organiser(par, echeance.etape.promotion):
        raise AccesRefuse("L'équipe tient les échéances d'une promotion ouverte.")
    if bool(echeance.jusquau) != bool(jusquau):
        raise RegleViolee("Une fenêtre dit le jour où elle se ferme, elle seule.")
    verifier_lecture(lu, echeance, {"titre": titre, "le": le, "jusquau": jusquau})
    echeance.titre, echeance.le, echeance.jusquau = titre, le, jusquau
    echeance.save(update_fields=["titre", "le", "jusquau"])
