"""The homes, composed: facts only, each with its act at hand, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from parcours.animation.models import Scrutin, Synthese
from parcours.promotions.models import AffectationCoach, Binome, Participation, Promotion, Rencontre
from parcours.promotions.models.promotions import PROMOTIONS_SUIVIES
from parcours.travaux.lectures.binomes import travaux_du_binome
from parcours.travaux.lectures.suivis import SuiviAFaire, suivis_a_faire
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Citation, Livrable, Retour, Version
from rameau.commun import registres
from rameau.commun.compiled import compiled
from rameau.commun.registres import Fait
from rameau.commun.texte import accorder, date_longue
from rameau.comptes.models import Personne

PROCHAINES = 4


@dataclass(frozen=True, kw_only=True)
class ProchaineEtape:
    """The one thing to do now: what, for when, and the act that leads there."""

    titre: str
    texte: str
    attente: str
    acte: str
    url: str
    etape: int
    etape_titre: str
    echeance: date | None = None
    jours: int | None = None


@dataclass(frozen=True, kw_only=True)
class AccueilCatalyseur:
    promotion: Promotion
    binome: Binome
    membres: list[Personne]
    coach: Personne | None
    prochaine: ProchaineEtape
    travaux: list[Livrable]
    rencontres: list[Rencontre]
    nouvelles: list[Fait]


def accueil_du_catalyseur(
    personne: Personne, promotion: Promotion, *, maintenant: datetime
) -> AccueilCatalyseur:
    """Compose « Ma prochaine étape » of a member of a binôme of this promotion."""
    jour = localdate(maintenant)
    binome = _son_binome.or_404(personne, promotion)
    travaux = travaux_du_binome(binome)
    rencontres = _rencontres_a_venir(promotion, maintenant)
    affectation = _affectation(binome)
    binome.promotion = promotion
    return AccueilCatalyseur(
        promotion=promotion,
        binome=binome,
        membres=[participation.personne for participation in _membres(binome)],
        coach=affectation[0].coach if affectation else None,
        prochaine=_prochaine_etape(travaux, rencontres, promotion, jour),
        travaux=travaux,
        rencontres=rencontres,
        nouvelles=[
            *_citations_demandees(binome, promotion),
            *_vote_ouvert(promotion, maintenant),
            *_derniere_synthese(promotion),
            *(_nouvelle_du_regard(retour, promotion) for retour in _derniers_retours(binome)),
        ],
    )


@compiled
def _son_binome(personne: Personne, promotion: Promotion) -> QuerySet[Binome]:
    siens = Binome.objects.de(personne).filter(promotion=promotion)
    return siens.select_related("structure", "territoire")


@compiled
def _rencontres_a_venir(promotion: Promotion, maintenant: datetime) -> QuerySet[Rencontre]:
    return (
        promotion.rencontres.maintenues()
        .communes()
        .filter(fin__gte=maintenant)
        .select_related("etape", "promotion")
        .order_by("debut", "pk")[:PROCHAINES]
    )


@compiled
def _derniers_retours(binome: Binome) -> QuerySet[Retour]:
    return (
        Retour.objects.filter(version__livrable__binome=binome, envoye_le__isnull=False)
        .select_related("version__livrable", "auteur")
        .defer("version__contenu", "version__document")
        .order_by("-envoye_le")[:3]
    )


@compiled
def _affectation(binome: Binome) -> QuerySet[AffectationCoach]:
    return binome.affectations.filter(jusqua=None).select_related("coach")


@compiled
def _membres(binome: Binome) -> QuerySet[Participation]:
    return binome.participations.actives().select_related("personne").order_by("place")


def _prochaine_etape(
    travaux: Iterable[Livrable],
    rencontres: list[Rencontre],
    promotion: Promotion,
    jour: date,
) -> ProchaineEtape:
    """The first work not yet remis, unless a session comes before it is due; else the next
    rencontre; else the works, to read again."""
    etats = Livrable.Etat
    travail = next((t for t in travaux if t.etat != etats.REMIS), None)
    session = next((r for r in rencontres if r.nature == Rencontre.Nature.SESSION), None)
    session_d_abord = (
        session is not None
        and travail is not None
        and session.etape is not None
        and session.etape.ordre <= travail.etape.ordre
    )
    if travail is not None and not session_d_abord:
        nom = trame_de(travail.nature).avec_article
        texte, acte = {
            etats.A_FAIRE: ("À commencer quand vous voulez, seul ou à deux.", f"Commencer {nom}"),
            etats.EN_COURS: ("Vous l'avez commencé.", f"Continuer {nom}"),
            etats.PARTAGE: (
                "Votre coach a reçu votre texte ; vous pouvez écrire en attendant.",
                f"Continuer {nom}",
            ),
            etats.REGARD: ("Votre coach vous a répondu.", "Lire le regard de votre coach"),
        }[etats(travail.etat)]
        return ProchaineEtape(
            titre=travail.titre,
            texte=texte,
            attente="Attendu le",
            acte=acte,
            url=travail.get_absolute_url(),
            etape=travail.etape.ordre,
            etape_titre=travail.etape.titre,
            echeance=travail.du_le,
            jours=(travail.du_le - jour).days,
        )
    prochaine = session if session_d_abord else (rencontres[0] if rencontres else None)
    if prochaine is not None:
        debut = localdate(prochaine.debut)
        return ProchaineEtape(
            titre=prochaine.titre,
            texte=prochaine.lieu or "Le lieu vous sera précisé.",
            attente="Rendez-vous le",
            acte="Voir la rencontre",
            url=prochaine.get_absolute_url(),
            etape=prochaine.etape.ordre if prochaine.etape else 4,
            etape_titre=prochaine.etape.titre if prochaine.etape else "",
            echeance=debut,
            jours=(debut - jour).days,
        )
    return ProchaineEtape(
        titre="Vos travaux sont remis",
        attente="",
        texte="Les sessions sont passées. Votre feuille de route vous accompagne à présent.",
        acte="Relire vos travaux",
        url=reverse("parcours:livrables", args=[promotion.code]),
        etape=4,
        etape_titre="Mettre en perspective",
    )


def _citations_demandees(binome: Binome, promotion: Promotion) -> list[Fait]:
    """One line for all the words that the équipe wishes to quote and that wait for an answer."""
    combien = len(_en_attente(binome))
    if not combien:
        return []
    return [
        Fait(
            texte="Le RAMEAU souhaite citer "
            f"{accorder(combien, 'passage', 'passages')} de vos travaux : à vous de dire.",
            url=reverse("parcours:citations", args=[promotion.code]),
            acte="Répondre",
        )
    ]


@compiled
def _en_attente(binome: Binome) -> QuerySet[Citation, int]:
    attendent = Citation.objects.en_attente().filter(version__livrable__binome=binome)
    return attendent.values_list("pk", flat=True).order_by("pk")


@compiled
def _scrutin(promotion: Promotion) -> QuerySet[Scrutin]:
    return Scrutin.objects.filter(promotion=promotion).order_by("pk")[:1]


@compiled
def _syntheses(promotion: Promotion) -> QuerySet[Synthese]:
    publiees = Synthese.objects.filter(rencontre__promotion=promotion, publiee_le__isnull=False)
    return publiees.select_related("rencontre__promotion").order_by("-publiee_le")[:1]


def _vote_ouvert(promotion: Promotion, maintenant: datetime) -> list[Fait]:
    """The vote on the topic of stage 3, while it is open."""
    scrutin = _scrutin.first(promotion)
    if scrutin is None or not scrutin.est_ouvert(maintenant):
        return []
    return [
        Fait(
            texte="Le vote sur le sujet de l’étape 3 est ouvert, jusqu’au "
            f"{date_longue(localtime(scrutin.ferme_le))}.",
            url=reverse("parcours:sujets", args=[promotion.code]),
            acte="Voter",
        )
    ]


def _derniere_synthese(promotion: Promotion) -> list[Fait]:
    """The latest synthesis that the équipe has published."""
    synthese = _syntheses.first(promotion)
    if synthese is None:
        return []
    return [
        Fait(
            texte=f"La synthèse de « {synthese.rencontre.titre} » est publiée.",
            url=synthese.get_absolute_url(),
            acte="Lire",
            echeance=localdate(synthese.publiee_le),
        )
    ]


def _nouvelle_du_regard(retour: Retour, promotion: Promotion) -> Fait:
    livrable = retour.version.livrable
    return Fait(
        texte=f"{retour.auteur} a répondu sur votre {livrable.get_nature_display()}.",
        url=reverse(
            "parcours:version",
            args=[promotion.code, livrable.pk, retour.version.numero],
        ),
        acte="Lire",
        echeance=localdate(retour.envoye_le),
    )


@dataclass(frozen=True, kw_only=True)
class AccueilEquipe:
    jour: date
    faits: list[Fait]
    urgents: int
    partiel: bool
    promotions: list[Promotion]
    rencontres: list[Rencontre]


def accueil_de_l_equipe(personne: Personne, *, maintenant: datetime) -> AccueilEquipe:
    """Compose « À traiter »: the facts of every registered source, urgent first, then by date."""
    faits = [
        fait
        for source in registres.a_traiter
        for fait in source(personne=personne, maintenant=maintenant)
    ]
    faits.sort(key=lambda f: (not f.urgent, f.echeance or date.max, f.texte))
    ouvertes = _ouvertes(personne)
    return AccueilEquipe(
        jour=localdate(maintenant),
        faits=faits,
        urgents=sum(f.urgent for f in faits),
        partiel=len(ouvertes) > PROMOTIONS_SUIVIES,
        promotions=ouvertes[:6],
        rencontres=_prochaines(personne, maintenant),
    )


@compiled
def _ouvertes(personne: Personne) -> QuerySet[Promotion]:
    return Promotion.objects.visibles_par(personne).ouvertes()[: PROMOTIONS_SUIVIES + 1]


@compiled
def _prochaines(personne: Personne, maintenant: datetime) -> QuerySet[Rencontre]:
    return (
        Rencontre.objects.visibles_par(personne)
        .maintenues()
        .filter(fin__gte=maintenant)
        .select_related("promotion", "etape")[:PROCHAINES]
    )


@dataclass(frozen=True, kw_only=True)
class AccueilCoach:
    a_lire: list[Version]
    binomes: list[Binome]
    rencontres: list[Rencontre]


def accueil_du_coach(personne: Personne, *, maintenant: datetime) -> AccueilCoach:
    """Compose « Ma journée »: the versions that wait for an answer, the binômes, what comes."""
    return AccueilCoach(
        a_lire=_a_lire(personne),
        binomes=_suivis(personne),
        rencontres=_prochaines(personne, maintenant),
    )


@compiled
def _suivis(personne: Personne) -> QuerySet[Binome]:
    return (
        Binome.objects.suivis_par(personne)
        .select_related("structure", "territoire", "promotion")
        .order_by("promotion_id", "rang")
    )


@compiled
def _a_lire(personne: Personne) -> QuerySet[Version]:
    # By joins: from the coach PostgreSQL then goes to the few versions, not from all of them.
    return (
        Version.objects.filter(
            livrable__binome__affectations__coach=personne,
            livrable__binome__affectations__jusqua=None,
        )
        .en_attente_de_regard()
        .select_related("livrable__binome__structure", "livrable__binome__territoire")
        .select_related("livrable__binome__promotion", "livrable__etape")
        .defer("contenu")
        .order_by("figee_le", "pk")
    )


@dataclass(frozen=True, kw_only=True)
class AccueilAlumni:
    binomes: list[Binome]
    travaux: list[Livrable]
    suivis: list[SuiviAFaire]


def accueil_de_l_alumni(personne: Personne, *, aujourdhui: date) -> AccueilAlumni:
    """Compose the home of an alumni: the promotions lived, and the works, still at hand."""
    binomes = _vecus(personne)
    return AccueilAlumni(
        binomes=binomes,
        travaux=_travaux_vecus(personne),
        suivis=suivis_a_faire(binomes, personne=personne, aujourdhui=aujourdhui),
    )


def _des_promotions_closes(personne: Personne) -> QuerySet[Binome]:
    return Binome.objects.de(personne).filter(promotion__etat=Promotion.Etat.CLOSE)


@compiled
def _vecus(personne: Personne) -> QuerySet[Binome]:
    return (
        _des_promotions_closes(personne)
        .select_related("structure", "territoire", "promotion__parcours")
        .order_by("-promotion__debut", "pk")
    )


@compiled
def _travaux_vecus(personne: Personne) -> QuerySet[Livrable]:
    return (
        Livrable.objects.filter(binome__in=_des_promotions_closes(personne).order_by())
        .avec_etat()
        .select_related("etape", "binome__promotion")
        .order_by("-binome__promotion__debut", "etape__ordre", "pk")
    )
