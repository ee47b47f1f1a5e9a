"""The coach's regard miroir: remarks gathered on a version, then sent once. Help, never a mark."""

from datetime import datetime

from parcours.promotions.droits.promotions import est_du_binome
from parcours.travaux.droits.retours import peut_relire
from parcours.travaux.lectures.contenus import contenu_pour, normaliser
from parcours.travaux.models import Merci, Remarque, Retour, Version
from parcours.travaux.models.livrables import LONGUEUR_MAX
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "Le coach du binôme répond aux versions que le binôme partage avec lui."
ENVOYE = "Ce regard est envoyé : il ne change plus."
CITATION_MAX = 500


@action("retours.ecrire_remarque")
def ecrire_remarque(
    *,
    par: Personne,
    version: Version,
    section: str,
    citation: str,
    texte: str,
    instant: datetime,
) -> Remarque:
    """Add a remark to the coach's regard on a version, opening the regard with the first one.

    `citation` is a wording of that section of that version, or nothing. Raises RegleViolee when
    it is not, when the remark says nothing, or when the regard is sent.
    """
    if not peut_relire(par, version):
        raise AccesRefuse(REFUS)
    citation, texte = _verifier(par, version, section, citation, texte)
    retour = _ouvrir(par, version, instant)
    return Remarque.objects.create(
        retour=retour, section=section, citation=citation, texte=texte, ecrite_le=instant
    )


@action("retours.modifier_remarque", objet="remarque")
def modifier_remarque(*, par: Personne, remarque: Remarque, citation: str, texte: str) -> Remarque:
    """Change a remark before its regard is sent. Raises RegleViolee as for writing it."""
    retour = _du_coach(par, remarque.retour)
    remarque.citation, remarque.texte = _verifier(
        par, retour.version, remarque.section, citation, texte
    )
    remarque.save(update_fields=["citation", "texte"])
    return remarque


@action("retours.retirer_remarque", objet="remarque")
def retirer_remarque(*, par: Personne, remarque: Remarque) -> None:
    """Take a remark back before its regard is sent."""
    _du_coach(par, remarque.retour)
    Remarque.objects.filter(pk=remarque.pk).delete()


@action("retours.envoyer_regard", objet="retour", champs=("envoye_le",))
def envoyer_regard(*, par: Personne, retour: Retour, mot: str, instant: datetime) -> Retour:
    """Send the regard to the members of the binôme; from then on nothing of it changes.

    Raises RegleViolee when it holds neither a remark nor a word, or when it is sent already.
    """
    retour = _du_coach(par, retour)
    retour.mot = _borner(normaliser(mot).strip())
    if not retour.mot and not retour.remarques.exists():
        raise RegleViolee("Écrivez une remarque ou un mot d'ensemble avant d'envoyer.")
    retour.envoye_le = instant
    retour.save(update_fields=["mot", "envoye_le"])
    binome = retour.version.livrable.binome
    for participation in binome.participations.actives().select_related("personne"):
        prevenir(
            genre="regard_recu",
            destinataire=participation.personne,
            objet=retour,
            instant=instant,
        )
    return retour


@action("retours.garder_mot")
def garder_mot(*, par: Personne, version: Version, mot: str, instant: datetime) -> Retour:
    """Keep the word for the whole of a version, unsent: the regard stays the coach's own."""
    if not peut_relire(par, version):
        raise AccesRefuse(REFUS)
    retour = _ouvrir(par, version, instant)
    retour.mot = _borner(normaliser(mot).strip())
    retour.save(update_fields=["mot"])
    return retour


@action("retours.envoyer_un_mot")
def envoyer_un_mot(*, par: Personne, version: Version, mot: str, instant: datetime) -> Retour:
    """Answer a version by a word alone, or send the regard already begun with it."""
    if not peut_relire(par, version):
        raise AccesRefuse(REFUS)
    retour = _ouvrir(par, version, instant)
    return envoyer_regard(par=par, retour=retour, mot=mot, instant=instant)


@action("retours.remercier", objet="remarque")
def remercier(*, par: Personne, remarque: Remarque, instant: datetime) -> Merci:
    """« Merci, utile »: a member of the binôme says it of a remark of a regard that is sent.

    Said twice, it stays said once.
    """
    retour = remarque.retour
    if retour.envoye_le is None or not est_du_binome(par, retour.version.livrable.binome):
        raise AccesRefuse("Le binôme remercie de ce qu'il a reçu.")
    merci, _ = Merci.objects.get_or_create(
        remarque=remarque, defaults={"dit_par": par, "dit_le": instant}
    )
    return merci


@action("retours.reprendre_merci", objet="remarque")
def reprendre_merci(*, par: Personne, remarque: Remarque) -> None:
    """Take a « merci, utile » back."""
    if not est_du_binome(par, remarque.retour.version.livrable.binome):
        raise AccesRefuse("Le binôme remercie de ce qu'il a reçu.")
    Merci.objects.filter(remarque=remarque).delete()


def _ouvrir(par: Personne, version: Version, instant: datetime) -> Retour:
    """The coach's regard on a version, begun if need be, locked; one that is not sent."""
    Retour.objects.bulk_create(
        [Retour(version=version, auteur=par, ouvert_le=instant)], ignore_conflicts=True
    )
    return _ouvert(Retour.objects.select_for_update().get(version=version, auteur=par))


def _du_coach(par: Personne, retour: Retour) -> Retour:
    """The regard, locked, if the person is its author and still the coach."""
    retour = (
        Retour.objects.select_related("version__livrable__binome__promotion")
        .select_for_update(of=("self",))
        .get(pk=retour.pk)
    )
    if retour.auteur_id != par.pk or not peut_relire(par, retour.version):
        raise AccesRefuse(REFUS)
    return _ouvert(retour)


def _ouvert(retour: Retour) -> Retour:
    if retour.envoye_le is not None:
        raise RegleViolee(ENVOYE, constraint="regle_regard_envoye")
    return retour


def _verifier(
    par: Personne, version: Version, section: str, citation: str, texte: str
) -> tuple[str, str]:
    contenu = contenu_pour(version, par)
    if section not in contenu.codes:
        raise RegleViolee("Cette version n'a pas cette section.")
    citation = " ".join(normaliser(citation).split())
    if len(citation) > CITATION_MAX:
        raise RegleViolee(
            f"Citez {CITATION_MAX} signes au plus : le début du passage suffit.",
            constraint="citation",
        )
    if citation and not contenu.porte(section, citation):
        raise RegleViolee(
            "Ce passage n'est pas dans cette section de cette version : copiez-le tel quel, "
            "ou laissez la citation vide.",
            constraint="citation",
        )
    texte = _borner(normaliser(texte).strip())
    if not texte:
        raise RegleViolee("Une remarque dit quelque chose.", constraint="remarque_texte")
    return citation, texte


def _borner(texte: str) -> str:
    if len(texte) > LONGUEUR_MAX:
        raise RegleViolee("Ce texte est trop long : 40 000 signes au plus.", constraint="texte")
    return texte
