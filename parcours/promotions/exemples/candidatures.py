"""How the 12 were chosen among 16: bilatérales, decisions, answers, the avis of the committee."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from parcours.promotions.actions.candidatures import (
    ajouter_a_la_promotion,
    annoncer_decision,
    considerer,
    decider,
    deposer_candidature,
    donner_avis,
    prevoir_bilaterale,
    regler_l_appel,
)
from parcours.promotions.courriels.candidatures import proposition
from parcours.promotions.lectures.candidatures import empreinte_de
from parcours.promotions.models import AppelACandidatures, Binome, Candidature, MembreComite
from rameau.commun import registres
from rameau.commun.registres import Recit
from rameau.comptes.models import Personne

_M, _D = Candidature.Maturite, Candidature.Decision

NOTES = (
    (
        "Élus et entreprises se connaissent déjà ; les associations demandent à être entendues "
        "plus tôt. Binôme possible : la directrice et un dirigeant d’entreprise."
    ),
    (
        "Territoire rural, peu d’ingénierie, beaucoup d’envie. Un projet de tiers lieu peut "
        "servir de fil. À aider sur le temps disponible."
    ),
    "Démarche bien lancée, portée par une seule personne : le parcours l’aiderait à la partager.",
)
# Invented sizes and maturities, in the order of the seats.
FAITS = (
    (6_000_000, _M.ACTIF),
    (5_550_000, _M.PREMIERS_PAS),
    (2_570_000, _M.PIONNIER),
    (2_140_000, _M.ACTIF),
    (45_000, _M.PREMIERS_PAS),
    (110_000, _M.ACTIF),
    (31_000, _M.PREMIERS_PAS),
    (480_000, _M.PIONNIER),
    (143_000, _M.ACTIF),
    (58_000, _M.PREMIERS_PAS),
    (320_000, _M.ACTIF),
    (780_000, _M.PIONNIER),
)


@dataclass(frozen=True, kw_only=True)
class Ailleurs:
    """An invented structure that is not of the 12."""

    nom: str
    territoire: str
    profil: str
    region: str
    departements: tuple[str, ...]
    point: tuple[float, float]
    population: int
    maturite: str
    contact: tuple[str, str]
    decision: str
    par_le_formulaire: bool = False


AILLEURS = (
    Ailleurs(
        nom="Agence des Deux-Vallées",
        territoire="Pays des Deux-Vallées",
        profil="collectif public",
        region="27",
        departements=("58", "89"),
        point=(47.55, 3.60),
        population=62_000,
        maturite=_M.ACTIF,
        contact=("Maëlle", "Sorbier"),
        decision=_D.LISTE_D_ATTENTE,
    ),
    Ailleurs(
        nom="Entreprendre en Haute-Lande",
        territoire="Haute-Lande",
        profil="collectif d'entreprises",
        region="75",
        departements=("40",),
        point=(44.20, -0.80),
        population=28_000,
        maturite=_M.PREMIERS_PAS,
        contact=("Rémi", "Castagnet"),
        decision=_D.LISTE_D_ATTENTE,
        par_le_formulaire=True,
    ),
    Ailleurs(
        nom="La Fabrique de l’Estuaire",
        territoire="Estuaire du Trieux",
        profil="associations",
        region="53",
        departements=("22",),
        point=(48.75, -3.10),
        population=74_000,
        maturite=_M.PIONNIER,
        contact=("Nolwenn", "Le Dantec"),
        decision=_D.NON_RETENU,
        par_le_formulaire=True,
    ),
    Ailleurs(
        nom="Cap Littoral Nord",
        territoire="Littoral d’Opale-Sud",
        profil="acteur public",
        region="32",
        departements=("62",),
        point=(50.40, 1.60),
        population=120_000,
        maturite=_M.ACTIF,
        contact=("Hugo", "Delattre"),
        decision=_D.NON_RETENU,
    ),
)


def choisir_les_structures(recit: Recit) -> None:
    """Tell the choice as it went, before the promotion began; the committee endorsed it."""
    promotion, equipe = recit.promotion, recit.equipe
    appel = regler_l_appel(
        par=equipe,
        promotion=promotion,
        ouvert=True,
        presentation="Neuf mois pour apprendre à co-construire sur votre territoire, avec onze "
        "autres structures et un coach.",
        instant=recit.le(-75),
    )
    for rang, binome in enumerate(promotion.binomes.order_by("rang")):
        population, maturite = FAITS[rang % len(FAITS)]
        candidature = considerer(
            par=equipe,
            promotion=promotion,
            territoire=binome.territoire,
            population=population,
            maturite=maturite,
            notes=NOTES[rang % len(NOTES)],
            **_contact(binome),
            instant=recit.le(-74, 9 + rang % 8),
        )
        _rencontrer_et_decider(recit, candidature, rang, _D.RETENU)
    for rang, ailleurs in enumerate(AILLEURS):
        _rencontrer_et_decider(
            recit, _proposer(recit, appel, ailleurs, rang), 12 + rang, ailleurs.decision
        )
    regler_l_appel(
        par=equipe,
        promotion=promotion,
        ouvert=False,
        presentation=appel.presentation,
        instant=recit.le(-50),
    )


def _contact(binome: Binome) -> dict[str, Any]:
    """One of those who will make its binôme, when there is one already."""
    membre = binome.participations.select_related("personne").order_by("place", "pk").first()
    if membre is None:
        return {}
    return {
        "contact_prenom": membre.personne.prenom,
        "contact_nom": membre.personne.nom,
        "contact_email": membre.personne.email,
    }


def _proposer(
    recit: Recit, appel: AppelACandidatures, ailleurs: Ailleurs, rang: int
) -> Candidature:
    prenom, nom = ailleurs.contact
    latitude, longitude = ailleurs.point
    champs: dict[str, Any] = {
        "nom": ailleurs.nom,
        "profil": ailleurs.profil,
        "nom_territoire": ailleurs.territoire,
        "region": ailleurs.region,
        "departements": list(ailleurs.departements),
        "latitude": latitude,
        "longitude": longitude,
        "population": ailleurs.population,
        "maturite": ailleurs.maturite,
        "contact_prenom": prenom,
        "contact_nom": nom,
        "contact_email": f"contact{rang}@demo.test",
    }
    instant = recit.le(-70 + rang, 11)
    if ailleurs.par_le_formulaire:
        recue = deposer_candidature(
            par=None,
            appel=appel,
            motivation="Apprendre avec d’autres, et ne plus porter seuls la démarche.",
            instant=instant,
            **champs,
        )
        if recue is None:
            raise LookupError(ailleurs.nom)
        return recue
    return considerer(
        par=recit.equipe,
        promotion=recit.promotion,
        instant=instant,
        notes=NOTES[rang % len(NOTES)],
        **champs,
    )


def _rencontrer_et_decider(
    recit: Recit, candidature: Candidature, rang: int, decision: str
) -> None:
    # Week after week, from a Monday.
    debut = recit.le(-66 + rang + 2 * (rang // 5), 10 + rang % 5)
    if rang % 4 != 3:
        prevoir_bilaterale(
            par=recit.equipe,
            candidature=candidature,
            debut=debut,
            fin=debut + timedelta(hours=1),
            lien="https://salle.demo.test/bilaterale",
        )
        candidature.refresh_from_db()
    decider(par=recit.equipe, candidature=candidature, decision=decision, instant=recit.le(-40, 15))
    if decision == _D.RETENU:
        ajouter_a_la_promotion(par=recit.equipe, candidature=candidature)
    if candidature.contact_email:
        objet, texte = proposition(candidature, recit.promotion.nom)
        annoncer_decision(
            par=recit.equipe,
            candidature=candidature,
            objet=objet,
            texte=texte,
            instant=recit.le(-35, 9),
        )


def endosser_le_choix(recit: Recit) -> None:
    """Two members endorse the list; the third has words for it."""
    promotion = recit.promotion
    lue = empreinte_de(promotion.candidatures.order_by("pk"))
    sieges = MembreComite.objects.filter(programme=promotion.programme_id, jusqua=None)
    for rang, siege in enumerate(sieges.select_related("personne").order_by("pk")):
        donner_avis(
            par=Personne.objects.avec_chapeaux().get(pk=siege.personne_id),
            promotion=promotion,
            accord=rang != 2,
            mots=""
            if rang != 2
            else "Un territoire d’outre-mer manque : y penser la prochaine fois.",
            empreinte=lue,
            instant=recit.le(-38 + rang, 17),
        )


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire("en-cours/candidatures", choisir_les_structures, rang=180)
    registres.exemples.inscrire("en-cours/avis-du-comite", endosser_le_choix, rang=200)
