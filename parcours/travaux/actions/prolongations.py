"""More time for one binôme: the day a work is due changes for it alone, with its reason."""

from datetime import date, datetime

from parcours.travaux.droits.prolongations import peut_prolonger
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.models import Livrable, Prolongation
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

RAISON_MAX = 240


@action("livrables.prolonger", objet="livrable", champs=("du_le",))
def prolonger_livrable(
    *, par: Personne, livrable: Livrable, du_le: date, raison: str, instant: datetime
) -> Prolongation:
    """Give a binôme until a later day, with a reason; its members are told.

    Raises RegleViolee for a day that is not later, a reason that is missing, or a work that is
    remis already.
    """
    livrable = (
        Livrable.objects.select_related("binome__promotion")
        .select_for_update(of=("self",))
        .get(pk=livrable.pk)
    )
    if not peut_prolonger(par, livrable):
        raise AccesRefuse("L'équipe donne du temps à un binôme, dans une promotion ouverte.")
    raison = " ".join(normaliser(raison).split())
    if livrable.remis_le is not None:
        raise RegleViolee("Ce travail est remis : il n'attend plus rien.")
    if du_le <= livrable.du_le:
        raise RegleViolee(
            "Donner plus de temps, c'est choisir un jour plus tardif.",
            constraint="prolongation_plus_tard",
        )
    if not raison or len(raison) > RAISON_MAX:
        raise RegleViolee(
            f"Dites pourquoi en une phrase de {RAISON_MAX} signes au plus.",
            constraint="prolongation_raison",
        )
    prolongation = Prolongation.objects.create(
        livrable=livrable,
        du_le_avant=livrable.du_le,
        du_le=du_le,
        raison=raison,
        accordee_par=par,
        accordee_le=instant,
    )
    livrable.du_le = du_le
    livrable.save(update_fields=["du_le"])
    for participation in livrable.binome.participations.actives().select_related("personne"):
        prevenir(
            genre="livrable_prolonge",
            destinataire=participation.personne,
            objet=prolongation,
            instant=instant,
        )
    return prolongation
