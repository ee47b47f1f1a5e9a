"""The two promotions of the demonstration, told from today so that it is always mid-way.

The one under way began seventeen weeks ago, a Thursday: sessions 1 and 2 and the webinaire are
passed, the plan is due in about two weeks, session 3 is in about three. The other one is closed.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from parcours.promotions.actions.binomes import remplacer_participant, terminer_participation
from parcours.promotions.actions.comite import nommer_au_comite
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.promotions.actions.rencontres import (
    annuler_rencontre,
    modifier_rencontre,
    planifier_rencontre,
)
from parcours.promotions.models import Programme, Promotion, Rencontre
from parcours.travaux.actions.retours import ecrire_remarque
from parcours.travaux.models import Version
from parcours.travaux.models.livrables import Nature
from rameau.commun import registres
from rameau.commun.courriels import marquer_courriel, prendre_courriel
from rameau.commun.models import Courriel
from rameau.comptes.actions.invitations import inviter_personne
from rameau.comptes.actions.personnes import changer_mot_de_passe, nommer_dans_equipe
from rameau.comptes.models import Personne
from rameau.demonstration import distribution as role
from rameau.demonstration.lancement import ACCOUNTS, PASSWORD
from rameau.demonstration.recit import (
    Moments,
    Recit,
    accepter,
    avancer,
    creer_figurant,
    en_invite,
    inviter,
    ouvrir_promotion,
    remettre_invitation,
)

CLOSE, EN_COURS = "close", "en-cours"
SEMAINES = 17
SEMAINES_DE_LA_CLOSE = 65  # before the one under way: more than a year, so another name
JEUDI = 3

_N = Rencontre.Nature
LIEUX: dict[tuple[str, int], dict[str, str]] = {
    (_N.SESSION, 1): {
        "lieu": "Maison des possibles, salle du Tilleul",
        "adresse": "12, rue de l’Exemple, 75012 Paris",
        "acces": "Entrée par la cour. Accueil et café dès 9 h 00.",
    },
    (_N.SESSION, 2): {
        "lieu": "La Fabrique commune, grand atelier",
        "adresse": "3, quai de l’Exemple, 69007 Lyon",
        "acces": "À dix minutes à pied de la gare. Ascenseur à droite de l’entrée.",
    },
    (_N.SESSION, 4): {
        "lieu": "Maison des possibles, salle du Tilleul",
        "adresse": "12, rue de l’Exemple, 75012 Paris",
        "acces": "Les proches et les partenaires sont bienvenus à partir de 14 h 00.",
    },
    (_N.VISITE, 1): {
        "titre": "Visite apprenante : une ville et ses entreprises, dix ans après",
        "lieu": "Atelier des Deux-Rives",
        "adresse": "8, rue du Port, 59000 Lille",
    },
    (_N.VISITE, 2): {
        "titre": "Visite apprenante : l’ingénierie d’un tiers lieu",
        "lieu": "La Grange aux idées",
        "adresse": "1, place du Marché, 37000 Tours",
    },
    (_N.WEBINAIRE, 2): {
        "titre": "Webinaire : fragilités en territoire et alliances innovantes",
        "lien": "https://salle.demo.test/webinaire",
    },
}


def raconter(instant: datetime) -> Promotion:
    """Tell both promotions as they stand at this instant, chapter by chapter; return the one
    under way."""
    debut = premier_jour(localdate(instant))
    debut_close = debut - timedelta(weeks=SEMAINES_DE_LA_CLOSE)
    commencement = instant - timedelta(days=(localdate(instant) - debut_close).days + 100)
    equipe, coachs = _equipe_et_coachs(commencement)
    for histoire, premier, scenes in (
        (CLOSE, debut_close, role.PROMOTION_CLOSE),
        (EN_COURS, debut, role.EN_COURS_DE_PROMOTION),
    ):
        recit = ouvrir_promotion(
            equipe=equipe,
            coachs=coachs,
            nom=f"Promotion {premier.year}",
            debut=premier,
            quoi=histoire,
            scenes=scenes,
            instant=instant,
        )
        for nom, conter in registres.exemples.items():
            if nom.startswith(f"{histoire}/"):
                conter(recit)
    _donner_les_mots_de_passe()
    _tenir_les_courriels_pour_partis(instant)
    return recit.promotion


def premier_jour(aujourdhui: date) -> date:
    """Return the Thursday nearest to seventeen weeks ago."""
    vise = aujourdhui - timedelta(weeks=SEMAINES)
    return vise + timedelta(days=(JEUDI - vise.weekday() + 3) % 7 - 3)


def _equipe_et_coachs(instant: datetime) -> tuple[Personne, dict[str, Personne]]:
    jour = localdate(instant)
    for figurant in role.EQUIPE:
        personne = creer_figurant(figurant, instant=instant)
        nommer_dans_equipe(par=None, personne=personne, jour=jour)
        inviter_personne(par=None, personne=personne, motif="L'équipe du RAMEAU", instant=instant)
        accepter(personne, instant=instant + timedelta(hours=3))
    equipe = Personne.objects.avec_chapeaux().get(email=role.EQUIPE[0].email)
    coachs = {}
    for figurant in role.COACHS:
        personne = creer_figurant(figurant, instant=instant)
        inviter_personne(
            par=equipe, personne=personne, motif="Coach des promotions", instant=instant
        )
        accepter(personne, instant=instant + timedelta(days=2))
        coachs[figurant.email] = personne
    return equipe, coachs


def _travaux_de_la_close(recit: Recit) -> None:
    """All its works handed in, each after a regard."""
    for scene in role.PROMOTION_CLOSE:
        for nature, ecrit, partage, reponse, remise in (
            (Nature.BILAN, 16, 41, 47, 53),
            (Nature.PLAN, 76, 116, 124, 131),
            (Nature.FEUILLE_DE_ROUTE, 152, 209, 216, 222),
        ):
            moments = Moments(
                recit.le(ecrit), recit.le(partage, 17), recit.le(reponse, 18), recit.le(remise, 16)
            )
            avancer(recit, scene, nature, role.REMIS, moments)


def _changer_etat(etat: str) -> Callable[[Recit], None]:
    def conter(recit: Recit) -> None:
        changer_etat_promotion(par=recit.equipe, promotion=recit.promotion, etat=etat)

    return conter


def _bilans(recit: Recit) -> None:
    for rang, scene in enumerate(role.EN_COURS_DE_PROMOTION):
        moments = Moments(
            recit.le(16 + rang), recit.le(40 + rang % 4, 17), recit.le(47, 18), recit.le(53, 16)
        )
        avancer(recit, scene, Nature.BILAN, scene.bilan, moments)


def _plans(recit: Recit) -> None:
    passe = recit.passe
    recents = Moments(
        recit.le(passe - 9),
        recit.le(passe - 4, 17),
        recit.le(passe - 2, 18),
        recit.le(passe - 1, 16),
    )
    for scene in role.EN_COURS_DE_PROMOTION:
        avancer(recit, scene, Nature.PLAN, scene.plan, recents)
        feuille = Moments(*[recit.le(passe - 1, 17)] * 4)
        avancer(recit, scene, Nature.FEUILLE_DE_ROUTE, scene.feuille_de_route, feuille)


def _dire_les_lieux(recit: Recit) -> None:
    """Say the places that are known; that of session 3 is not, yet."""
    for rencontre in recit.promotion.rencontres.select_related("etape", "promotion"):
        champs = LIEUX.get((rencontre.nature, rencontre.etape.ordre)) if rencontre.etape else None
        if champs:
            modifier_rencontre(
                par=recit.equipe, rencontre=rencontre, instant=recit.le(-5), **champs
            )


def _annuler_une_visite(recit: Recit) -> None:
    visite = planifier_rencontre(
        par=recit.equipe,
        promotion=recit.promotion,
        nature=_N.VISITE,
        titre="Visite apprenante : une coopérative d’habitants",
        debut=recit.le(98, 14),
        fin=recit.le(98, 17),
        lieu="Coopérative des Trois-Moulins",
        instant=recit.le(60),
    )
    annuler_rencontre(par=recit.equipe, rencontre=visite, instant=recit.le(95, 11))


def _remplacer_un_membre(recit: Recit) -> None:
    """One leaves after the bilan; the works stay, someone else takes the seat."""
    territoire = "Yvelines - Les Mureaux"
    parti = recit.membres[territoire].pop()
    creer_figurant(role.REMPLACANT, instant=recit.le(70))
    participation = remplacer_participant(
        par=recit.equipe,
        participation=recit.binomes[territoire].participations.get(personne=parti, jusqua=None),
        invite=en_invite(role.REMPLACANT),
        motif="Change d’employeur",
        instant=recit.le(70),
    )
    accepter(participation.personne, instant=recit.le(71, 9))
    recit.membres[territoire].append(participation.personne)


def _inviter_les_absents(recit: Recit) -> None:
    """An invitation in each state: expired, withdrawn, delivered, refused by its server, and one
    of yesterday evening, whose mail leaves for good as the demonstration starts."""
    passe = recit.passe
    en_retard = inviter(
        recit, "Midi-Pyrénées", role.INVITEE_EN_RETARD, instant=recit.le(passe - 20)
    )
    remettre_invitation(en_retard, instant=recit.le(passe - 20, 10, 1))
    parti = inviter(recit, "Aix", role.INVITE_PARTI, instant=recit.le(passe - 12))
    terminer_participation(
        par=recit.equipe,
        participation=parti.participations.get(jusqua=None),
        motif="N’a pas pu se libérer",
        instant=recit.le(passe - 8),
    )
    lit = inviter(recit, "Aix", role.INVITEE_QUI_LIT, instant=recit.le(passe - 5))
    remettre_invitation(lit, instant=recit.le(passe - 5, 10, 1))
    injoignable = inviter(recit, "Toulouse", role.INVITE_INJOIGNABLE, instant=recit.le(passe - 6))
    _marquer(
        injoignable.courriels.get(),
        Courriel.Etat.REFUSE,
        recit.le(passe - 6, 10, 1),
        erreur="adresse refusée (550)",
    )
    inviter(
        recit, "Les Sables-d'Olonne", role.INVITEE_QUI_ARRIVE, instant=recit.le(passe - 1, 17, 30)
    )


def _commencer_un_regard(recit: Recit) -> None:
    """The coach has begun to answer one bilan, and has not sent it."""
    version = Version.objects.select_related("livrable__binome__promotion").get(
        livrable__binome=recit.binomes["Aix"], numero=1
    )
    ecrire_remarque(
        par=recit.coachs[role.COACH],
        version=version,
        section="freins",
        citation=recit.dossiers["Aix"].freins[2].titre,
        texte="Et si les paires elles-mêmes donnaient des nouvelles, une fois par an ?",
        instant=recit.le(recit.passe - 1, 15),
    )


def _composer_le_comite(recit: Recit) -> None:
    """The same people follow the programme of each promotion."""
    for rang, (figurant, organisme) in enumerate(role.COMITE):
        personne = creer_figurant(figurant, instant=recit.le(-90))
        inviter_personne(
            par=recit.equipe,
            personne=personne,
            motif="Le comité de pilotage",
            instant=recit.le(-90),
        )
        accepter(personne, instant=recit.le(-88 + rang))
        for programme in Programme.objects.filter(promotions__isnull=False).distinct():
            nommer_au_comite(
                par=recit.equipe,
                programme=programme,
                personne=personne,
                organisme=organisme,
                jour=recit.jour(-90),
            )


def _donner_les_mots_de_passe() -> None:
    """Only the accounts that are printed have one; the others sign in by a code."""
    for email, _ in ACCOUNTS:
        changer_mot_de_passe(
            par=None, personne=Personne.objects.get(email=email), mot_de_passe=PASSWORD
        )


def _tenir_les_courriels_pour_partis(instant: datetime) -> None:
    """Mails older than three days are of the past; the others leave for good."""
    avant = instant - timedelta(days=3)
    attente = Courriel.objects.filter(etat=Courriel.Etat.EN_ATTENTE, cree_le__lt=avant)
    for courriel in attente.order_by("pk"):
        _marquer(courriel, Courriel.Etat.ENVOYE, courriel.cree_le + timedelta(minutes=1))


def _marquer(courriel: Courriel, etat: str, instant: datetime, *, erreur: str = "") -> None:
    pris = prendre_courriel(par=None, courriel_id=courriel.pk, instant=instant)
    if pris is None:
        raise LookupError(f"mail {courriel.pk} does not wait")
    marquer_courriel(par=None, courriel=pris, etat=etat, instant=instant, erreur=erreur)


def inscrire() -> None:
    """Register what the stories tell between the chapters of the rooms."""
    for nom, rang, conter in (
        ("close/lieux", 10, _dire_les_lieux),
        ("close/travaux", 20, _travaux_de_la_close),
        ("close/evaluation", 80, _changer_etat(Promotion.Etat.EVALUATION)),
        ("close/cloture", 100, _changer_etat(Promotion.Etat.CLOSE)),
        ("en-cours/lieux", 10, _dire_les_lieux),
        ("en-cours/visite-annulee", 20, _annuler_une_visite),
        ("en-cours/bilans", 40, _bilans),
        ("en-cours/remplacement", 50, _remplacer_un_membre),
        ("en-cours/absents", 80, _inviter_les_absents),
        ("en-cours/plans", 90, _plans),
        ("en-cours/regard-commence", 100, _commencer_un_regard),
        ("en-cours/comite", 190, _composer_le_comite),
    ):
        registres.exemples.inscrire(nom, conter, rang=rang)
