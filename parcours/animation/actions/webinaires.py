"""Webinaires: questions asked, supported, answered, hidden; the room's chat; the replay."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.timezone import localdate

from parcours.animation.actions.inscriptions import s_inscrire
from parcours.animation.droits.webinaires import peut_repondre, peut_suivre
from parcours.animation.lectures.webinaires import reglages_du_webinaire
from parcours.animation.models import (
    AccordEnregistrement,
    Chapitre,
    Inscription,
    QuestionPosee,
    Soutien,
    Webinaire,
)
from parcours.promotions.models import Promotion, Rencontre
from parcours.travaux.lectures.contenus import normaliser
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_valeurs
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.comptes.models import Personne

REFUS = "L'équipe conduit les webinaires."


def refus_de_poser(rencontre: Rencontre, instant: datetime) -> str:
    """Say why nobody may ask a question any more, or nothing."""
    if rencontre.annulee_le is not None:
        return "Ce webinaire est annulé ; les questions déjà posées sont gardées."
    if rencontre.promotion.etat == Promotion.Etat.CLOSE:
        return "La promotion est close."
    if localdate(instant) > localdate(rencontre.fin):
        return "Ce webinaire est passé ; les questions posées recevront une réponse écrite."
    return ""


@action("webinaires.poser_question")
def poser_question(
    *, par: Personne, rencontre: Rencontre, texte: str, instant: datetime
) -> QuestionPosee:
    """Ask a question, from the day the webinaire is announced to the evening it takes place;
    sent twice (a double click, a network come back), it is there once while it waits.

    Raises RegleViolee when it is cancelled or past, AccesRefuse for someone of elsewhere.
    """
    if not peut_suivre(par, rencontre):
        raise AccesRefuse("Les questions sont celles de la promotion.")
    refus = refus_de_poser(rencontre, instant)
    if refus:
        raise RegleViolee(refus)
    # Holds the row of the webinaire: two at once come one after the other.
    _avancer(rencontre.pk)
    deja: QuestionPosee | None = QuestionPosee.objects.filter(
        rencontre=rencontre, auteur=par, texte=texte, repondue_le=None, cachee_le=None
    ).first()
    return deja or QuestionPosee.objects.create(
        rencontre=rencontre, auteur=par, texte=texte, posee_le=instant
    )


@action("webinaires.soutenir", objet="question")
def soutenir_question(*, par: Personne, question: QuestionPosee, soutenir: bool) -> None:
    """Support a question, once, or stop. Doing it twice changes nothing more."""
    if not peut_suivre(par, question.rencontre):
        raise AccesRefuse("Les questions sont celles de la promotion.")
    if soutenir:
        Soutien.objects.bulk_create(
            [Soutien(question=question, personne=par)], ignore_conflicts=True
        )
    else:
        Soutien.objects.filter(question=question, personne=par).delete()
    _avancer(question.rencontre_id)


@action("webinaires.repondre", objet="question", champs=("en_direct", "reponse", "repondue_le"))
def repondre_question(
    *,
    par: Personne,
    question: QuestionPosee,
    en_direct: bool,
    reponse: str = "",
    lue: str | None = None,
    instant: datetime,
) -> None:
    """Say that a question was answered live, or write the answer; neither: it waits again.

    `lue` is the written answer its writer had before her: if someone wrote another one since,
    raises VersionDepassee with the question as it stands.
    """
    if not peut_repondre(par, question.rencontre):
        raise AccesRefuse(REFUS)
    actuelle = QuestionPosee.objects.select_for_update().get(pk=question.pk)
    avant, apres = normaliser(lue or ""), normaliser(reponse)
    if lue is not None and normaliser(actuelle.reponse) not in (avant, apres):
        raise VersionDepassee(actuel=actuelle)
    question.en_direct, question.reponse = en_direct, reponse
    question.repondue_le = instant if en_direct or reponse else None
    question.save(update_fields=["en_direct", "reponse", "repondue_le"])
    _avancer(question.rencontre_id)


@action("webinaires.cacher_question", objet="question", champs=("cachee_le", "motif"))
def cacher_question(
    *, par: Personne, question: QuestionPosee, motif: str, instant: datetime
) -> None:
    """Hide a question, saying why; without a reason (""), show it again.

    Its author and the équipe still read it, with the reason.
    """
    if not peut_repondre(par, question.rencontre):
        raise AccesRefuse(REFUS)
    question.cachee_le, question.motif = (instant if motif else None), motif
    question.save(update_fields=["cachee_le", "motif"])
    _avancer(question.rencontre_id)


@action("webinaires.preparer", champs=("enregistre", "replay"))
def regler_webinaire(
    *,
    par: Personne,
    rencontre: Rencontre,
    enregistre: bool,
    replay: str,
    chapitres: Iterable[tuple[int, str]],
    lu: str | None = None,
) -> Webinaire:
    """Say whether it is recorded, where the replay is, and its chapters (second, title).

    Raises RegleViolee when two chapters begin at the same second; VersionDepassee when someone
    else has set one of these since it was read (`lu`, the fingerprint of `reglages_du_webinaire`).
    """
    if not peut_repondre(par, rencontre):
        raise AccesRefuse(REFUS)
    _avancer(rencontre.pk)
    webinaire = Webinaire.objects.select_for_update().get(rencontre=rencontre)
    ecrits: dict[str, Any] = {
        "enregistre": enregistre,
        "replay": replay,
        "chapitres": sorted(chapitres),
    }
    verifier_valeurs(lu, reglages_du_webinaire(webinaire), ecrits, actuel=webinaire)
    webinaire.enregistre, webinaire.replay = enregistre, replay
    webinaire.save(update_fields=["enregistre", "replay"])
    webinaire.chapitres.all().delete()
    Chapitre.objects.bulk_create(
        Chapitre(webinaire=webinaire, seconde=seconde, titre=titre)
        for seconde, titre in ecrits["chapitres"]
    )
    return webinaire


@action("webinaires.coller_conversation", champs=("conversation",))
def coller_conversation(*, par: Personne, rencontre: Rencontre, texte: str) -> Webinaire:
    """Keep the chat of the outside room, as it was pasted."""
    if not peut_repondre(par, rencontre):
        raise AccesRefuse(REFUS)
    _avancer(rencontre.pk)
    webinaire = Webinaire.objects.select_for_update().get(rencontre=rencontre)
    webinaire.conversation = texte
    webinaire.save(update_fields=["conversation"])
    return webinaire


@action("webinaires.reprendre_questions", objet="rencontre")
def reprendre_questions(
    *,
    par: Personne,
    rencontre: Rencontre,
    lignes: Iterable[tuple[str, str]],
    instant: datetime,
) -> int:
    """Make questions of lines of the chat (name, text); one already taken is not taken twice."""
    if not peut_repondre(par, rencontre):
        raise AccesRefuse(REFUS)
    avant = QuestionPosee.objects.filter(rencontre=rencontre).count()
    QuestionPosee.objects.bulk_create(
        [
            QuestionPosee(rencontre=rencontre, auteur_dit=nom, texte=texte, posee_le=instant)
            for nom, texte in lignes
        ],
        ignore_conflicts=True,
    )
    _avancer(rencontre.pk)
    return QuestionPosee.objects.filter(rencontre=rencontre).count() - avant


@action("webinaires.dire_son_accord", champs=("accepte",))
def dire_son_accord(
    *, par: Personne, rencontre: Rencontre, accepte: bool, instant: datetime
) -> AccordEnregistrement:
    """Say whether one accepts to be recorded; one may change one's mind, the journal keeps it."""
    if not peut_suivre(par, rencontre):
        raise AccesRefuse("Chacun répond pour les webinaires de sa promotion.")
    accord, _ = AccordEnregistrement.objects.update_or_create(
        rencontre=rencontre, personne=par, defaults={"accepte": accepte, "dit_le": instant}
    )
    return accord


@action("webinaires.s_inscrire")
def s_inscrire_au_webinaire(
    *, par: Personne, rencontre: Rencontre, accepte: bool | None, instant: datetime
) -> Inscription:
    """Register for a webinaire and say at once whether one accepts to be recorded.

    Raises RegleViolee when it is recorded and nothing is said of it, and as `s_inscrire` does.
    """
    if accepte is not None:
        dire_son_accord(par=par, rencontre=rencontre, accepte=accepte, instant=instant)
    elif Webinaire.objects.filter(rencontre=rencontre, enregistre=True).exists():
        raise RegleViolee("Ce webinaire est enregistré : dites si vous acceptez d'y apparaître.")
    return s_inscrire(par=par, rencontre=rencontre, instant=instant)


def _avancer(rencontre_id: int) -> None:
    """Tell the readers that something is new; one row, made by the first who needs it."""
    if not Webinaire.objects.filter(rencontre=rencontre_id).update(revision=F("revision") + 1):
        Webinaire.objects.bulk_create([Webinaire(rencontre_id=rencontre_id)], ignore_conflicts=True)
        Webinaire.objects.filter(rencontre=rencontre_id).update(revision=F("revision") + 1)
