"""Scenes of the tests, set through real actions: what a test builds, the product can build.

A `Monde` is a promotion under way: four binômes of the 12, two people each, a coach, the équipe,
the committee; and a closed promotion whose only catalyseur is an alumni.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import transaction
from django.utils import timezone

from parcours.promotions.actions.binomes import (
    Invite,
    affecter_coach,
    ajouter_binome,
    inviter_binome,
)
from parcours.promotions.actions.candidatures import considerer, decider, regler_l_appel
from parcours.promotions.actions.comite import nommer_au_comite
from parcours.promotions.actions.promotions import changer_etat_promotion, creer_promotion
from parcours.promotions.lectures.calendrier import calculer
from parcours.promotions.models import Binome, Candidature, Parcours, Promotion
from parcours.travaux.actions.capitalisation import demander_citation, regrouper
from parcours.travaux.actions.livrables import ajouter_element, ecrire_section
from parcours.travaux.actions.parcours import commencer_version
from parcours.travaux.actions.pieces_jointes import joindre_piece
from parcours.travaux.actions.publications import demander_publication
from parcours.travaux.actions.retours import ecrire_remarque, envoyer_regard
from parcours.travaux.actions.versions import partager_version, remettre_livrable
from parcours.travaux.models import Livrable, Retour, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.documents import demander_document
from rameau.commun.erreurs import RegleViolee
from rameau.commun.fichiers import FichierExamine
from rameau.commun.models.fichiers import Genre
from rameau.commun.reference import programme
from rameau.comptes.actions.personnes import creer_personne, nommer_dans_equipe
from rameau.comptes.models import Personne
from territoires.models import Territoire
from tests.animation import codev_scenes
from tests.animation.sessions_scenes import entourer_les_sessions
from tests.snapshots import kept


@dataclass(kw_only=True)
class Monde:
    """The people and things of the scene; people are read anew, with the hats facts gave them."""

    promotion: Promotion
    close: Promotion
    equipe: Personne
    coach: Personne
    autre_coach: Personne
    comite: Personne
    catalyseur: Personne
    catalyseur2: Personne
    autre: Personne
    ailleurs: Personne
    alumni: Personne

    @property
    def binome(self) -> Binome:
        return self.promotion.binomes.get(rang=1)

    @property
    def autre_binome(self) -> Binome:
        return self.promotion.binomes.get(rang=2)

    def livrable(self, nature: str = "bilan") -> Livrable:
        return self.binome.livrables.get(nature=nature)


def charger_reference() -> None:
    for charger in registres.references:
        charger(donnees=programme())


def personne(prenom: str, nom: str = "Essai", **kwargs: object) -> Personne:
    """A person known to the platform, not invited."""
    return creer_personne(
        par=None,
        email=kwargs.pop("email", f"{prenom.lower()}@essai.test"),
        prenom=prenom,
        nom=nom,
        instant=timezone.now(),
        **kwargs,
    )


def relire(quelquun: Personne) -> Personne:
    """The same person as the next request would see her: facts may have changed her hats."""
    return Personne.objects.avec_chapeaux().get(pk=quelquun.pk)


def equipe(prenom: str = "Ophélie") -> Personne:
    membre = personne(prenom)
    nommer_dans_equipe(par=None, personne=membre, jour=date(2020, 1, 1))
    return relire(membre)


def parcours() -> Parcours:
    return Parcours.objects.get(code="co-construction-territoriale", version=1)


def promotion(par: Personne, nom: str, debut: date, combien: int = 4) -> Promotion:
    """A promotion of the first pilots, opened on its first day."""
    return creer_promotion(
        par=par,
        parcours=parcours(),
        nom=nom,
        calendrier=calculer(parcours(), debut),
        aujourdhui=debut,
        territoires=Territoire.objects.order_by("pk")[:combien],
    )


def invite(prenom: str) -> Invite:
    return Invite(email=f"{prenom.lower()}@essai.test", prenom=prenom, nom="Essai")


@kept
def monde(combien: int = 4) -> Monde:
    charger_reference()
    maintenant: datetime = timezone.now()
    aujourdhui = timezone.localdate()
    staff = equipe()
    en_cours = promotion(staff, "Promotion en cours", aujourdhui - timedelta(days=50), combien)
    changer_etat_promotion(par=staff, promotion=en_cours, etat="en-cours")
    coach, autre_coach, comite = (
        personne("Claire"),
        personne("Côme"),
        personne("Constance"),
    )
    binomes = list(en_cours.binomes.order_by("rang"))
    inviter_binome(
        par=staff,
        binome=binomes[0],
        invites=[invite("Amina"), invite("Bruno")],
        instant=maintenant,
    )
    inviter_binome(par=staff, binome=binomes[1], invites=[invite("Delphine")], instant=maintenant)
    affecter_coach(par=staff, binome=binomes[0], coach=coach, jour=aujourdhui)
    affecter_coach(par=staff, binome=binomes[1], coach=autre_coach, jour=aujourdhui)
    nommer_au_comite(
        par=staff,
        programme=en_cours.programme,
        personne=comite,
        organisme="Un financeur",
        jour=aujourdhui,
    )
    ailleurs = promotion(staff, "Promotion voisine", aujourdhui, 1)
    inviter_binome(
        par=staff,
        binome=ailleurs.binomes.get(),
        invites=[invite("Edgar")],
        instant=maintenant,
    )
    close = promotion(staff, "Promotion close", aujourdhui - timedelta(days=500), 1)
    inviter_binome(
        par=staff,
        binome=close.binomes.get(),
        invites=[invite("Fatou")],
        instant=maintenant,
    )
    for etat in ("en-cours", "evaluation", "close"):
        changer_etat_promotion(par=staff, promotion=close, etat=etat)

    def qui(prenom: str) -> Personne:
        return Personne.objects.avec_chapeaux().get(email=f"{prenom.lower()}@essai.test")

    en_cours.refresh_from_db()
    close.refresh_from_db()
    return Monde(
        promotion=en_cours,
        close=close,
        equipe=relire(staff),
        coach=relire(coach),
        autre_coach=relire(autre_coach),
        comite=relire(comite),
        catalyseur=qui("Amina"),
        catalyseur2=qui("Bruno"),
        autre=qui("Delphine"),
        ailleurs=qui("Edgar"),
        alumni=qui("Fatou"),
    )


@action("essais.forcer")
def _forcer(*, par: None, faire: Callable[[], Any]) -> Any:
    return faire()


def forcer(faire: Callable[[], Any]) -> Any:
    """Write what no action would: only to set a scene out of reach, or to try the database."""
    return _forcer(par=None, faire=faire)


def refus_de_la_base(faire: Callable[[], Any]) -> RegleViolee:
    """Return the rule by which the database itself refuses a write."""
    with pytest.raises(RegleViolee) as refus:
        forcer(faire)
    return refus.value


def allumer(*options: str) -> None:
    """Switch options on where promotions already are: no action would, a version that is used is
    frozen."""
    with pgtrigger.ignore("promotions.Parcours:parcours_utilise"):
        forcer(lambda: Parcours.objects.update(options=list(options)))


# --- livrables -------------------------------------------------------------------------------
TEXTE = "Nous avons réuni la communauté de communes et l'agence d'urbanisme."


def ecrire(
    monde: Monde, texte: str = TEXTE, code: str = "actions", nature: str = "bilan"
) -> Livrable:
    """A member of the binôme writes one section of a work."""
    livrable = monde.livrable(nature)
    section = livrable.sections.filter(code=code).first()
    ecrire_section(
        par=monde.catalyseur,
        livrable=livrable,
        code=code,
        texte=texte,
        revision=section.revision if section else 0,
        instant=timezone.now(),
    )
    return livrable


def partager(monde: Monde, texte: str = TEXTE, nature: str = "bilan") -> Version:
    """A member writes and shares a version with the coach."""
    return partager_version(
        par=monde.catalyseur, livrable=ecrire(monde, texte, nature=nature), instant=timezone.now()
    )


def remettre(
    monde: Monde, partage: int = Partage.PROMOTION, instant: datetime | None = None
) -> Version:
    """A member writes the bilan and hands it in."""
    return remettre_livrable(
        par=monde.catalyseur,
        livrable=ecrire(monde),
        partage=partage,
        instant=instant or timezone.now(),
    )


def regarder(monde: Monde) -> Retour:
    """The coach answers the last shared version, with one anchored remark."""
    version = monde.livrable().versions.order_by("-numero")[0]
    remarque = ecrire_remarque(
        par=monde.coach,
        version=version,
        section="actions",
        citation="l'agence d'urbanisme",
        texte="Qui, à l'agence, porte ce sujet ?",
        instant=timezone.now(),
    )
    return envoyer_regard(
        par=monde.coach, retour=remarque.retour, mot="Bon élan.", instant=timezone.now()
    )


def agrandir(monde: Monde) -> None:
    """Bring the promotion to its 12 binômes, each with its people, a work shared and answered."""
    instant = timezone.now()
    pris = set(monde.promotion.binomes.values_list("territoire", flat=True))
    for territoire in Territoire.objects.exclude(pk__in=pris).order_by("pk"):
        ajouter_binome(
            par=monde.equipe,
            promotion=monde.promotion,
            structure=territoire.structure,
            territoire=territoire,
        )
    for binome in monde.promotion.binomes.order_by("rang"):
        rang = binome.rang
        if not binome.participations.actives().exists():
            inviter_binome(
                par=monde.equipe,
                binome=binome,
                invites=[invite(f"Un{rang}"), invite(f"Deux{rang}")],
                instant=instant,
            )
        if not binome.affectations.filter(jusqua=None).exists():
            affecter_coach(
                par=monde.equipe, binome=binome, coach=monde.coach, jour=timezone.localdate()
            )
        membre = binome.participations.actives().select_related("personne")[0].personne
        livrable = binome.livrables.get(nature="plan")
        ecrire_section(
            par=membre, livrable=livrable, code="enjeux", texte=TEXTE, revision=0, instant=instant
        )
        partager_version(par=membre, livrable=livrable, instant=instant)


def candidater(monde: Monde) -> Candidature:
    """A structure retained for the promotion, whose public form is open."""
    regler_l_appel(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvert=True,
        presentation="",
        instant=timezone.now(),
    )
    candidature = considerer(
        par=monde.equipe,
        promotion=monde.promotion,
        instant=timezone.now(),
        nom="Agence d’essai",
        profil="PTCE",
        nom_territoire="Pays d’essai",
        region="27",
        departements=["58"],
        latitude=47.5,
        longitude=3.5,
        contact_email="contact@essai.test",
    )
    return decider(
        par=monde.equipe, candidature=candidature, decision="retenu", instant=timezone.now()
    )


@kept
def monde_peuple() -> Monde:
    """The scene of the table of routes: the first binôme's bilan holds an element and a version
    shared with its coach, who has begun a remark; the équipe has a second member; the
    trombinoscope waits for its worker; its roadmap is handed in, its pitch has a reaction;
    visites and the journée as `visites_scenes.peupler`."""
    from tests.animation import visites_scenes
    from tests.travaux import feuilles_scenes

    monde_ = monde()
    ajouter_element(
        par=monde_.catalyseur,
        livrable=monde_.livrable(),
        nature="frein",
        titre="Le temps manque",
        detail="",
    )
    joindre_piece(
        par=monde_.catalyseur,
        livrable=monde_.livrable(),
        examine=FichierExamine(nom="Convention.pdf", genre=Genre.PDF, octets=b"%PDF-1.4"),
        section="",
        instant=timezone.now(),
    )
    version = partager(monde_)
    demander_publication(par=monde_.catalyseur, version=version, instant=timezone.now())
    ecrire_remarque(
        par=monde_.coach,
        version=version,
        section="actions",
        citation="",
        texte="Qui porte ce sujet ?",
        instant=timezone.now(),
    )
    candidater(monde_)
    codev_scenes.ligne(monde_)
    codev_scenes.synthese_publiee(monde_)
    equipe("Odile")
    regroupement = regrouper(
        par=monde_.equipe,
        promotion=monde_.promotion,
        elements=[monde_.livrable().elements.get().pk],
        titre="Le temps manque à tous",
        instant=timezone.now(),
    )
    demander_citation(
        par=monde_.equipe,
        regroupement=regroupement,
        version=version,
        texte="Le temps manque",
        instant=timezone.now(),
    )
    commencer_version(
        par=monde_.equipe,
        parcours=Parcours.objects.get(code="alliances-innovantes"),
        modele=parcours(),
    )
    entourer_les_sessions(monde_.equipe, monde_.catalyseur, monde_.promotion)
    demander_document(
        par=monde_.catalyseur,
        genre="trombinoscope",
        objet_id=monde_.promotion.pk,
        instant=timezone.now(),
    )
    visites_scenes.peupler(monde_)
    feuilles_scenes.ouvrir_le_tour(monde_)
    feuilles_scenes.reagir_au_pitch(monde_)
    feuilles_scenes.remettre_la_feuille(monde_, partage=Partage.PROMOTION)
    return monde_


@contextmanager
def undone() -> Iterator[None]:
    """A block whose rows are undone at its end, as those of a test are: actions may run in it."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
