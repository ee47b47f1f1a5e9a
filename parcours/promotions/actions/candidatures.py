"""Choosing the structures of a promotion: consider, meet, decide, tell, add; and the avis of the
committee on the list."""

from datetime import datetime
from typing import Any

from parcours.promotions.actions.binomes import ajouter_binome
from parcours.promotions.actions.rencontres import planifier_rencontre
from parcours.promotions.droits.candidatures import peut_choisir, siege_qui_endosse
from parcours.promotions.lectures.candidatures import empreinte_de
from parcours.promotions.models import (
    Annonce,
    AppelACandidatures,
    AvisDuComite,
    Binome,
    Candidature,
    Promotion,
    Rencontre,
)
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne
from territoires.actions.structures import ajouter_structure, ajouter_territoire
from territoires.models import Territoire

REFUS = "L'équipe choisit les structures d'une promotion ouverte."
DECISIONS = Candidature.Decision
FAITS = (
    *("nom", "profil", "nom_territoire", "region", "departements", "latitude", "longitude"),
    *("population", "maturite", "motivation"),
    *("contact_prenom", "contact_nom", "contact_email", "contact_telephone", "notes"),
)


def _faits(champs: dict[str, Any]) -> dict[str, Any]:
    inconnus = set(champs) - set(FAITS)
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    return champs


@action("candidatures.considerer", champs=("nom", "nom_territoire"))
def considerer(
    *,
    par: Personne,
    promotion: Promotion,
    instant: datetime,
    territoire: Territoire | None = None,
    **champs: Any,
) -> Candidature:
    """Add a structure to those considered: one of the réseau by its territory, or a new one.

    Raises RegleViolee for a structure that is in the list already.
    """
    if not peut_choisir(par, promotion):
        raise AccesRefuse(REFUS)
    connus: dict[str, Any] = {}
    if territoire is not None:
        connus = {
            "structure": territoire.structure,
            "territoire": territoire,
            "nom": territoire.structure.nom,
            "profil": territoire.structure.profil,
            "nom_territoire": territoire.nom,
            "region": territoire.region,
            "departements": territoire.departements,
            "latitude": territoire.latitude,
            "longitude": territoire.longitude,
        }
    return Candidature.objects.create(
        promotion=promotion,
        origine=Candidature.Origine.EQUIPE,
        recue_le=instant,
        **{**_faits(champs), **connus},
    )


@action("candidatures.modifier", objet="candidature", champs=FAITS)
def modifier_candidature(
    *, par: Personne, candidature: Candidature, lu: str | None = None, **champs: Any
) -> Candidature:
    """Write what is known of a structure, and the notes of its bilatérale.

    Raises VersionDepassee when someone else has changed it since it was read (`lu`).
    """
    candidature = (
        Candidature.objects.select_for_update(of=("self",))
        .select_related("promotion")
        .get(pk=candidature.pk)
    )
    if not peut_choisir(par, candidature.promotion):
        raise AccesRefuse(REFUS)
    verifier_lecture(lu, candidature, _faits(champs))
    for nom, valeur in champs.items():
        setattr(candidature, nom, valeur)
    candidature.save(update_fields=list(champs))
    return candidature


@action("candidatures.ouvrir_appel", champs=("promotion", "ouvert"))
def regler_l_appel(
    *,
    par: Personne,
    promotion: Promotion,
    ouvert: bool,
    presentation: str,
    instant: datetime,
    lu: str | None = None,
) -> AppelACandidatures:
    """Open the public form of a promotion, or close it; what it says is written here.

    Raises VersionDepassee when someone else has changed what it says since it was read (`lu`).
    """
    if not peut_choisir(par, promotion):
        raise AccesRefuse(REFUS)
    actuel = AppelACandidatures.objects.select_for_update().filter(promotion=promotion).first()
    verifier_lecture(lu, actuel, {"presentation": presentation.strip()})
    appel, _ = AppelACandidatures.objects.update_or_create(
        promotion=promotion,
        defaults={
            "ouvert": ouvert,
            "presentation": presentation.strip(),
            "ouvert_par": par,
            "change_le": instant,
        },
    )
    return appel


@action("candidatures.deposer", objet="appel")
def deposer_candidature(
    *, par: None, appel: AppelACandidatures, instant: datetime, **champs: Any
) -> Candidature | None:
    """Keep what a visitor sends by the public form, and confirm it to the address she typed.

    A structure that is in the list already changes nothing and sends nothing: the answer on the
    screen is the same, so that nobody learns who is considered. Raises RegleViolee once closed.
    """
    appel = AppelACandidatures.objects.select_for_update().get(pk=appel.pk)
    if not appel.ouvert:
        raise RegleViolee("L'appel à candidatures vient d'être fermé.")
    deja = Candidature.objects.filter(
        promotion=appel.promotion_id, nom__iexact=champs["nom"].strip()
    )
    if deja.exists():
        return None
    candidature = Candidature.objects.create(
        promotion_id=appel.promotion_id,
        origine=Candidature.Origine.FORMULAIRE,
        recue_le=instant,
        **_faits(champs),
    )
    prevenir(genre="candidature_recue", destinataire=None, objet=candidature, instant=instant)
    return candidature


@action("candidatures.prevoir_bilaterale", objet="candidature")
def prevoir_bilaterale(
    *, par: Personne, candidature: Candidature, debut: datetime, fin: datetime, **champs: Any
) -> Rencontre:
    """Plan the bilatérale with a structure. Raises RegleViolee when one is planned already."""
    if not peut_choisir(par, candidature.promotion):
        raise AccesRefuse(REFUS)
    candidature = (
        Candidature.objects.select_for_update(of=("self",))
        .select_related("promotion", "bilaterale")
        .get(pk=candidature.pk)
    )
    if candidature.bilaterale is not None and candidature.bilaterale.annulee_le is None:
        raise RegleViolee("Cette bilatérale est déjà prévue : changez sa date sur sa page.")
    candidature.bilaterale = planifier_rencontre(
        par=par,
        promotion=candidature.promotion,
        nature=Rencontre.Nature.BILATERALE,
        titre=f"Bilatérale : {candidature.lieu}",
        debut=debut,
        fin=fin,
        **champs,
    )
    candidature.save(update_fields=["bilaterale"])
    return candidature.bilaterale


@action("candidatures.decider", objet="candidature", champs=("decision",))
def decider(
    *, par: Personne, candidature: Candidature, decision: str, instant: datetime
) -> Candidature:
    """Decide of a structure; it may be decided anew until it is in the promotion.

    Raises RegleViolee when as many as there are places are retained already. Two at once: one
    takes the last place.
    """
    if not peut_choisir(par, candidature.promotion):
        raise AccesRefuse(REFUS)
    promotion = (
        Promotion.objects.select_for_update(of=("self",))
        .select_related("parcours")
        .get(pk=candidature.promotion_id)
    )
    places = promotion.parcours.nombre_structures
    retenues = promotion.candidatures.filter(decision=DECISIONS.RETENU).exclude(pk=candidature.pk)
    if decision == DECISIONS.RETENU and retenues.count() >= places:
        raise RegleViolee(
            f"{places} structures sont déjà retenues : mettez-en une en liste d'attente d'abord.",
            constraint="candidature_places",
        )
    candidature.decision = decision
    examinee = decision != DECISIONS.A_EXAMINER
    candidature.decidee_le = instant if examinee else None
    candidature.decidee_par = par if examinee else None
    candidature.save(update_fields=["decision", "decidee_le", "decidee_par"])
    return candidature


@action("candidatures.annoncer")
def annoncer_decision(
    *, par: Personne, candidature: Candidature, objet: str, texte: str, instant: datetime
) -> Annonce:
    """Write to the contact of a structure what was decided, once per decision.

    Raises RegleViolee when nothing is decided, when it has been told, or without an address.
    """
    if not peut_choisir(par, candidature.promotion):
        raise AccesRefuse(REFUS)
    candidature = Candidature.objects.select_for_update(of=("self",)).get(pk=candidature.pk)
    if candidature.decision == DECISIONS.A_EXAMINER:
        raise RegleViolee("Rien n'est encore décidé de cette structure.")
    if not candidature.contact_email:
        raise RegleViolee("Il manque l'adresse électronique du contact.")
    annonce = Annonce.objects.create(
        candidature=candidature,
        decision=candidature.decision,
        objet=objet.strip(),
        texte=texte.strip(),
        envoyee_par=par,
        envoyee_le=instant,
    )
    prevenir(genre="candidature_decision", destinataire=None, objet=annonce, instant=instant)
    return annonce


@action("candidatures.ajouter_a_la_promotion", objet="candidature", champs=("binome",))
def ajouter_a_la_promotion(*, par: Personne, candidature: Candidature) -> Binome:
    """Give a retained structure its seat; a new one joins the réseau with its territory. One
    that was given its seat otherwise keeps it, and is only tied to it.

    Raises RegleViolee when it is not retained, has its seat already, lacks what its territory
    needs, or when the promotion is full.
    """
    candidature = (
        Candidature.objects.select_for_update(of=("self",))
        .select_related("promotion__parcours", "structure", "territoire")
        .get(pk=candidature.pk)
    )
    if not peut_choisir(par, candidature.promotion):
        raise AccesRefuse(REFUS)
    if candidature.decision != DECISIONS.RETENU:
        raise RegleViolee("Retenez d'abord cette structure.")
    if candidature.binome_id is not None:
        raise RegleViolee("Cette structure a déjà sa place dans la promotion.")
    deja = candidature.promotion.binomes.filter(structure__nom__iexact=candidature.nom).first()
    if deja is not None:
        candidature.binome = deja
        candidature.save(update_fields=["binome"])
        return deja
    structure = candidature.structure or ajouter_structure(
        par=par, nom=candidature.nom, profil=candidature.profil
    )
    territoire = candidature.territoire
    if candidature.promotion.parcours.avec_territoire and territoire is None:
        if (
            not candidature.nom_territoire
            or not candidature.departements
            or candidature.latitude is None
            or candidature.longitude is None
        ):
            raise RegleViolee(
                "Il manque le nom, les départements ou le point du territoire : "
                "complétez la candidature."
            )
        territoire = ajouter_territoire(
            par=par,
            structure=structure,
            nom=candidature.nom_territoire,
            region=candidature.region,
            departements=candidature.departements,
            latitude=candidature.latitude,
            longitude=candidature.longitude,
        )
    candidature.structure, candidature.territoire = structure, territoire
    candidature.binome = ajouter_binome(
        par=par, promotion=candidature.promotion, structure=structure, territoire=territoire
    )
    candidature.save(update_fields=["structure", "territoire", "binome"])
    return candidature.binome


@action("candidatures.donner_avis", champs=("accord", "empreinte"))
def donner_avis(
    *,
    par: Personne,
    promotion: Promotion,
    accord: bool,
    mots: str,
    empreinte: str,
    instant: datetime,
) -> AvisDuComite:
    """Endorse the list one has read, or ask for a change; one may change one's mind.

    Raises RegleViolee when the list has changed since it was read, or for a change asked
    without words.
    """
    siege = siege_qui_endosse(par, promotion)
    if siege is None:
        raise AccesRefuse("Les membres du comité de pilotage endossent cette liste.")
    Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
    if empreinte != empreinte_de(promotion.candidatures.order_by("pk")):
        raise RegleViolee("La liste a changé pendant que vous la lisiez : relisez-la.")
    avis, _ = AvisDuComite.objects.update_or_create(
        promotion=promotion,
        siege=siege,
        empreinte=empreinte,
        defaults={"accord": accord, "mots": mots.strip(), "donne_le": instant},
    )
    return avis
