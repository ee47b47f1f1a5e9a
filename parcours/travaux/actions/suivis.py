"""Saying what becomes of the actions of a roadmap, line by line."""

from datetime import datetime

from django.utils.timezone import localdate

from parcours.travaux.droits.suivis import peut_suivre
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.models import Element, Suivi, Version
from parcours.travaux.models.suivis import MOT_MAX
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_revision
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "Le binôme dit seul ce que deviennent ses actions, à partir d'un mois avant l'échéance."
MESURE_MAX = 240


@action("suivis.ecrire", champs=("etat",))
def ecrire_suivi(
    *,
    par: Personne,
    version: Version,
    mois: int,
    id_action: int,
    etat: str,
    mot: str = "",
    mesure: str = "",
    revision: int,
    instant: datetime,
) -> Suivi:
    """Save one line of the follow-up: an action of the roadmap, at one of its moments.

    `revision` is the one its writer had before her (0 for a new line): if the other member saved
    something else since, raises VersionDepassee with the line as it stands. Raises RegleViolee
    for a text too long or an action that the roadmap does not hold.
    """
    if not peut_suivre(par, version, mois, aujourdhui=localdate(instant)):
        raise AccesRefuse(REFUS)
    mot, mesure = normaliser(mot).strip(), " ".join(normaliser(mesure).split())
    if len(mot) > MOT_MAX or len(mesure) > MESURE_MAX:
        raise RegleViolee(
            f"Le mot compte {MOT_MAX} signes au plus, la mesure {MESURE_MAX}.",
            constraint="suivi_mot_longueur",
        )
    cle = {"version": version, "mois": mois, "action": id_action}
    suivi = Suivi.objects.select_for_update().filter(**cle).first() or Suivi(**cle)
    if suivi.pk and (suivi.etat, suivi.mot, suivi.mesure) == (etat, mot, mesure):
        return suivi
    verifier_revision(suivi, revision)
    suivi.etat, suivi.mot, suivi.mesure = Element.Etat(etat).value, mot, mesure
    suivi.revision += 1
    suivi.ecrit_le, suivi.ecrit_par = instant, par
    suivi.save()
    return suivi
