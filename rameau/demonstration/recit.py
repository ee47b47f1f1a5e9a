"""How a promotion of the demonstration came about: people join, write, share, answer, hand in.

Everything goes through the product's own actions, at instants counted from the promotion's
first day. Nothing is drawn at random: the same day gives the same rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate

from parcours.promotions.actions.binomes import Invite, affecter_coach, inviter_binome
from parcours.promotions.actions.promotions import changer_etat_promotion, creer_promotion
from parcours.promotions.lectures.calendrier import Calendrier, avertir, calculer
from parcours.promotions.models import Binome, Parcours, Promotion
from parcours.travaux.actions.livrables import ajouter_element, ecrire_section
from parcours.travaux.actions.retours import ecrire_remarque, envoyer_regard
from parcours.travaux.actions.versions import partager_version, remettre_livrable
from parcours.travaux.exemples.precisions import precisions
from parcours.travaux.exemples.redaction import Dossier, dossiers, lignes, origine, regard, sections
from parcours.travaux.models import Element, Livrable, Version
from parcours.travaux.models.livrables import Nature
from rameau.commun.temps import instant_de_paris
from rameau.comptes.actions.invitations import (
    accepter_invitation_par_lien,
    constater_remise,
    preparer_secrets,
)
from rameau.comptes.actions.personnes import creer_personne
from rameau.comptes.models import Invitation, Personne
from rameau.demonstration.distribution import A_FAIRE, EN_COURS, PARTAGE, REGARD, Figurant, Scene
from territoires.models import Territoire

SUITE_DU_REGARD = (
    "\n\nDepuis le regard de notre coach, nous avons précisé ce passage : nous en reparlerons "
    "avec les autres binômes."
)


@dataclass(frozen=True)
class Moments:
    """When a work is written, shared with the coach, answered and handed in."""

    ecrit: datetime
    partage: datetime
    regard: datetime
    remise: datetime


@dataclass(kw_only=True)
class Recit:
    """A promotion being told: its équipe, its coaches by address, its members by territory."""

    equipe: Personne
    coachs: Mapping[str, Personne]
    promotion: Promotion
    binomes: Mapping[str, Binome]
    dossiers: Mapping[str, Dossier]
    instant: datetime
    membres: dict[str, list[Personne]] = field(default_factory=dict)

    @property
    def passe(self) -> int:
        """How many days of the promotion are lived: all of them once it is over."""
        return (min(localdate(self.instant), self.promotion.fin) - self.promotion.debut).days

    def le(self, jours: int, heure: int = 10, minute: int = 0) -> datetime:
        """The instant so many days after the promotion's first day, at a Paris hour."""
        return instant_de_paris(self.jour(jours), time(heure, minute))

    def jour(self, jours: int) -> date:
        """The date so many days after the promotion's first day."""
        return self.promotion.debut + timedelta(days=jours)


def creer_figurant(figurant: Figurant, *, instant: datetime) -> Personne:
    """Create an invented person, with a telephone number of the range kept for fiction."""
    numero = Personne.objects.count() % 10_000
    return creer_personne(
        par=None,
        email=figurant.email,
        prenom=figurant.prenom,
        nom=figurant.nom,
        telephone=f"+3363998{numero:04d}",
        instant=instant,
    )


def remettre_invitation(personne: Personne, *, instant: datetime) -> tuple[Invitation, str]:
    """Let the mail of the waiting invitation reach its person; return it with its token."""
    invitation = personne.invitations.get(acceptee_le=None, retiree_le=None)
    jeton, _ = preparer_secrets(par=None, invitation=invitation)
    constater_remise(par=None, invitation=invitation, instant=instant)
    return invitation, jeton


def accepter(personne: Personne, *, instant: datetime) -> None:
    """Have an invited person open her link and accept."""
    invitation, jeton = remettre_invitation(
        personne, instant=personne.invitations.latest("pk").envoyee_le + timedelta(minutes=1)
    )
    accepter_invitation_par_lien(par=personne, invitation=invitation, jeton=jeton, instant=instant)


def ouvrir_promotion(
    *,
    equipe: Personne,
    coachs: Mapping[str, Personne],
    nom: str,
    debut: date,
    quoi: str,
    scenes: tuple[Scene, ...],
    instant: datetime,
) -> Recit:
    """Open a promotion two months ahead, its people invited and there by its first day."""
    parcours = Parcours.objects.proposes().get(code="co-construction-territoriale")
    promotion = creer_promotion(
        par=equipe,
        parcours=parcours,
        nom=nom,
        calendrier=_sans_jour_ferie(parcours, debut),
        aujourdhui=debut - timedelta(days=60),
        territoires=[Territoire.objects.get(nom=scene.territoire) for scene in scenes],
    )
    binomes = promotion.binomes.select_related("promotion", "structure", "territoire")
    par_rang = {binome.rang: binome for binome in binomes}
    recit = Recit(
        equipe=equipe,
        coachs=coachs,
        promotion=promotion,
        binomes={scene.territoire: par_rang[rang] for rang, scene in enumerate(scenes, start=1)},
        dossiers={dossier.territoire: dossier for dossier in dossiers(quoi)},
        instant=instant,
    )
    for rang, scene in enumerate(scenes):
        rejoindre(recit, scene.territoire, *scene.membres, jours=rang - 45)
        if scene.coach:
            affecter_coach(
                par=equipe,
                binome=recit.binomes[scene.territoire],
                coach=coachs[scene.coach],
                jour=recit.jour(-20),
            )
    recit.promotion = changer_etat_promotion(
        par=equipe,
        promotion=promotion,
        etat=Promotion.Etat.EN_COURS,
        instant=recit.le(-7),
    )
    return recit


def _sans_jour_ferie(parcours: Parcours, debut: date) -> Calendrier:
    """The computed calendar, each rencontre that falls on a public holiday put the day before."""
    debuts = {
        prevue.modele.pk: prevue.debut - timedelta(days=1)
        for prevue in calculer(parcours, debut).rencontres
        if any(avis.startswith("jour férié") for avis in avertir(prevue.debut.date()))
    }
    return calculer(parcours, debut, debuts=debuts)


def inviter(recit: Recit, territoire: str, figurant: Figurant, *, instant: datetime) -> Personne:
    """Invite someone in a binôme."""
    personne = creer_figurant(figurant, instant=instant)
    inviter_binome(
        par=recit.equipe,
        binome=recit.binomes[territoire],
        invites=[en_invite(figurant)],
        instant=instant,
    )
    return personne


def en_invite(figurant: Figurant) -> Invite:
    """The same person, as the form of a binôme takes her."""
    return Invite(
        email=figurant.email,
        prenom=figurant.prenom,
        nom=figurant.nom,
        fonction=figurant.fonction,
    )


def rejoindre(recit: Recit, territoire: str, *figurants: Figurant, jours: int) -> None:
    """Invite people in a binôme and have each accept, one or two days later."""
    for rang, figurant in enumerate(figurants, start=1):
        personne = inviter(recit, territoire, figurant, instant=recit.le(jours))
        accepter(personne, instant=recit.le(jours + rang, 18, 5 * rang))
        recit.membres.setdefault(territoire, []).append(personne)


def avancer(recit: Recit, scene: Scene, nature: str, etat: str, moments: Moments) -> None:
    """Bring a work of a binôme as far as its state."""
    if etat == A_FAIRE:
        return
    livrable = _livrable(recit, scene.territoire, nature)
    _ecrire(recit, scene.territoire, livrable, moments.ecrit, commence=etat == EN_COURS)
    if etat == EN_COURS:
        return
    if not scene.sans_regard:
        auteur = recit.membres[scene.territoire][0]
        version = partager_version(par=auteur, livrable=livrable, instant=moments.partage)
        if etat == PARTAGE:
            return
        repondre(recit, scene, version, moments.regard)
        if etat == REGARD:
            return
        _preciser(livrable, auteur, moments.remise - timedelta(hours=2))
    _remettre(recit, scene, livrable, moments.remise)


def repondre(recit: Recit, scene: Scene, version: Version, instant: datetime) -> None:
    """Have the coach answer a version: remarks that quote it, then a word, sent at once."""
    if scene.coach is None:
        raise LookupError(f"{scene.territoire}: nobody answers a binôme without a coach")
    coach, binome = recit.coachs[scene.coach], recit.binomes[scene.territoire]
    remarques, mot = regard(recit.dossiers[scene.territoire], version.livrable.nature, binome.rang)
    for rang, remarque in enumerate(remarques):
        ecrite = ecrire_remarque(
            par=coach,
            version=version,
            section=remarque.section,
            citation=remarque.citation,
            texte=remarque.texte,
            instant=instant - timedelta(minutes=45 - 10 * rang),
        )
    envoyer_regard(par=coach, retour=ecrite.retour, mot=mot, instant=instant)


def _livrable(recit: Recit, territoire: str, nature: str) -> Livrable:
    return (
        recit.binomes[territoire]
        .livrables.select_related("etape", "binome__promotion")
        .get(nature=nature)
    )


def _ecrire(
    recit: Recit, territoire: str, livrable: Livrable, instant: datetime, *, commence: bool
) -> None:
    """Write a work, the members in turn; one that is only begun lacks its last sections."""
    dossier, binome = recit.dossiers[territoire], recit.binomes[territoire]
    auteurs = recit.membres[territoire]
    textes = list(sections(dossier, livrable.nature, binome.rang).items())
    if commence:
        textes = textes[: 3 if livrable.nature == Nature.PLAN else 2]
    for rang, (code, texte) in enumerate(textes):
        ecrire_section(
            par=auteurs[rang % len(auteurs)],
            livrable=livrable,
            code=code,
            texte=texte,
            revision=0,
            instant=instant + timedelta(minutes=17 * rang),
        )
    _ajouter_lignes(auteurs, livrable, dossier, commence=commence, jour=localdate(instant))


def _ajouter_lignes(
    auteurs: list[Personne], livrable: Livrable, dossier: Dossier, *, commence: bool, jour: date
) -> None:
    """What the work before filled in stays as it is; the rest is added."""
    ecrites: dict[str, list[Element]] = {}
    for element in Element.objects.filter(livrable__binome=livrable.binome_id).order_by(
        "livrable__etape__ordre", "nature", "ordre"
    ):
        ecrites.setdefault(element.nature, []).append(element)
    # Of the lines, what is only begun holds the first kind, and one of the second.
    for rang_nature, (nature, toutes) in enumerate(lignes(dossier, livrable.nature).items()):
        if livrable.elements.filter(nature=nature).exists():
            continue
        prevues = toutes[:1] if commence and rang_nature else toutes
        sources = ecrites.get(origine(livrable.nature, nature) or "", [])
        ecrites[nature] = [
            ajouter_element(
                par=auteurs[rang % len(auteurs)],
                livrable=livrable,
                nature=nature,
                titre=ligne.titre,
                detail=ligne.detail,
                precisions=precisions(dossier, nature, rang, jour),
                issu_de=(
                    sources[ligne.issu_du_rang]
                    if ligne.issu_du_rang is not None and sources
                    else None
                ),
            )
            for rang, ligne in enumerate(prevues)
        ]


def _preciser(livrable: Livrable, auteur: Personne, instant: datetime) -> None:
    """Write on after the regard: what is handed in is not what was shared."""
    section = livrable.sections.order_by("pk")[2]
    ecrire_section(
        par=auteur,
        livrable=livrable,
        code=section.code,
        texte=section.texte + SUITE_DU_REGARD,
        revision=section.revision,
        instant=instant,
    )


def _remettre(recit: Recit, scene: Scene, livrable: Livrable, instant: datetime) -> None:
    membre = recit.membres[scene.territoire][-1]
    remettre_livrable(
        par=recit.equipe if scene.remis_par_l_equipe else membre,
        livrable=livrable,
        partage=scene.partage,
        instant=instant,
        pour_le_compte_de=membre if scene.remis_par_l_equipe else None,
    )
