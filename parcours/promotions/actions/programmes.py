"""The tasks of a programme: added, done, put in order, by the équipe."""

from datetime import date

from django.db.models import Max

from parcours.promotions.droits.programmes import peut_tenir_le_programme
from parcours.promotions.models import TacheProgramme, TempsProgramme
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe tient les tâches du programme."


@action("programmes.ajouter_tache", champs=("titre", "ordre"))
def ajouter_tache(*, par: Personne, temps: TempsProgramme, titre: str) -> TacheProgramme:
    """Add a task at the end of a temps. Raises RegleViolee without words."""
    temps = _verrouiller(par, temps.pk)
    dernier = temps.taches.aggregate(dernier=Max("ordre"))["dernier"] or 0
    return TacheProgramme.objects.create(temps=temps, ordre=dernier + 1, titre=titre.strip())


@action("programmes.modifier_tache", objet="tache", champs=("titre", "faite_le"))
def modifier_tache(
    *,
    par: Personne,
    tache: TacheProgramme,
    titre: str,
    faite_le: date | None,
    aujourdhui: date,
    lu: str | None = None,
) -> None:
    """Rename a task, say when it was done, or that it is not. Raises RegleViolee for a day to
    come, or once it is taken out; VersionDepassee when someone else has changed it since it was
    read (`lu`)."""
    temps = _verrouiller(par, tache.temps_id)
    actuelle = temps.taches.filter(pk=tache.pk).first()
    if actuelle is None:
        raise RegleViolee("Cette tâche vient d'être retirée du programme.")
    verifier_lecture(lu, actuelle, {"titre": titre.strip(), "faite_le": faite_le})
    if faite_le is not None and faite_le > aujourdhui:
        raise RegleViolee("Une tâche se dit faite une fois faite : ce jour est à venir.")
    tache.titre, tache.faite_le = titre.strip(), faite_le
    tache.save(update_fields=["titre", "faite_le"])


@action("programmes.placer_tache", objet="tache", champs=("ordre",))
def placer_tache(*, par: Personne, tache: TacheProgramme, pas: int) -> None:
    """Move a task one rank up (`pas` -1) or down (1) in its temps; nothing at the ends."""
    temps = _verrouiller(par, tache.temps_id)
    taches = list(temps.taches.order_by("ordre"))
    rang = next(i for i, une in enumerate(taches) if une.pk == tache.pk)
    autre = rang + pas
    if not 0 <= autre < len(taches):
        return
    taches[rang].ordre, taches[autre].ordre = taches[autre].ordre, taches[rang].ordre
    TacheProgramme.objects.bulk_update([taches[rang], taches[autre]], ["ordre"])


@action("programmes.retirer_tache", objet="temps")
def retirer_tache(*, par: Personne, temps: TempsProgramme, tache: TacheProgramme) -> None:
    """Take a task out of its temps."""
    temps = _verrouiller(par, temps.pk)
    temps.taches.filter(pk=tache.pk).delete()


def _verrouiller(par: Personne, temps_pk: int) -> TempsProgramme:
    """Two people at once each see the order the other left."""
    temps = (
        TempsProgramme.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=temps_pk)
    )
    if not peut_tenir_le_programme(par, temps.programme):
        raise AccesRefuse(REFUS)
    return temps
