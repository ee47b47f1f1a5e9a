"""The synthesis of a session: saved with its revision, published once, corrected with a date."""

from datetime import datetime

from parcours.animation.droits.syntheses import peut_rediger
from parcours.animation.models import Synthese
from parcours.promotions.models import Rencontre
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.models.livrables import LONGUEUR_MAX
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_revision
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import nombre
from rameau.comptes.models import Personne

REFUS = "L'équipe écrit la synthèse d'une session, jusqu'à la clôture de la promotion."


@action("syntheses.ecrire")
def ecrire_synthese(
    *,
    par: Personne,
    rencontre: Rencontre,
    texte: str,
    pour_l_exterieur: str,
    revision: int,
    instant: datetime,
) -> Synthese:
    """Save the synthesis of a session; the first save makes it.

    `revision` is the one the writer had before her (0 for the half-written text): raises
    VersionDepassee with the synthesis as it stands when someone saved another since. One that is
    published bears the date of the change.
    """
    if not peut_rediger(par, rencontre):
        raise AccesRefuse(REFUS)
    champs = {
        "texte": _texte(texte),
        "pour_l_exterieur": _texte(pour_l_exterieur),
    }
    if not champs["texte"]:
        raise RegleViolee("Écrivez la synthèse avant de l'enregistrer.")
    neuve = Synthese(
        rencontre=rencontre, **champs, revision=0, modifiee_le=instant, modifiee_par=par
    )
    Synthese.objects.bulk_create([neuve], ignore_conflicts=True)
    synthese = (
        Synthese.objects.select_for_update(of=("self",))
        .select_related("modifiee_par")
        .get(rencontre=rencontre)
    )
    if synthese.revision and all(getattr(synthese, nom) == dit for nom, dit in champs.items()):
        return synthese
    verifier_revision(synthese, revision)
    synthese.texte, synthese.pour_l_exterieur = champs["texte"], champs["pour_l_exterieur"]
    synthese.revision += 1
    synthese.modifiee_le, synthese.modifiee_par = instant, par
    if synthese.publiee_le is not None:
        synthese.corrigee_le = instant
    synthese.save()
    return synthese


@action("syntheses.publier", objet="synthese", champs=("publiee_le",))
def publier_synthese(
    *, par: Personne, synthese: Synthese, revision: int, instant: datetime
) -> None:
    """Let the promotion read the synthesis as its publisher has just read it.

    Raises VersionDepassee when someone changed it since. Published already, nothing changes.
    """
    if not peut_rediger(par, synthese.rencontre):
        raise AccesRefuse(REFUS)
    actuelle = (
        Synthese.objects.select_for_update(of=("self",))
        .select_related("modifiee_par")
        .get(pk=synthese.pk)
    )
    if actuelle.publiee_le is not None:
        return
    verifier_revision(actuelle, revision)
    actuelle.publiee_le, actuelle.publiee_par = instant, par
    actuelle.save(update_fields=["publiee_le", "publiee_par"])


def _texte(texte: str) -> str:
    propre = normaliser(texte).strip()
    if len(propre) > LONGUEUR_MAX:
        raise RegleViolee(
            f"Ce texte compte {nombre(len(propre))} signes ; il en accepte {nombre(LONGUEUR_MAX)}.",
            constraint="synthese_longueur",
        )
    return propre
