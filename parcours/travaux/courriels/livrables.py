"""The mails about the works."""

from django.conf import settings

from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, Retour, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message


def inscrire() -> None:
    """Register the kinds of mail about the works."""
    registres.courriels.inscrire(
        "livrable_partage",
        GenreDeCourriel(
            libelle="Une version est partagée avec le coach",
            preparer=_preparer_partage,
            exemple=_exemple_partage,
        ),
    )
    registres.courriels.inscrire(
        "livrable_remis",
        GenreDeCourriel(
            libelle="Un travail est remis",
            preparer=_preparer_remis,
            exemple=_exemple_remis,
        ),
    )
    registres.courriels.inscrire(
        "livrable_repris",
        GenreDeCourriel(
            libelle="Un travail remis est repris",
            preparer=_preparer_repris,
            exemple=_exemple_repris,
        ),
    )
    registres.courriels.inscrire(
        "regard_recu",
        GenreDeCourriel(
            libelle="Le coach a envoyé son regard",
            preparer=_preparer_regard,
            exemple=_exemple_regard,
        ),
    )


# --- une version est partagée avec le coach --------------------------------------------------
def _message_partage(*, binome: str, auteur: str, travail: str, numero: int, url: str) -> Message:
    return Message(
        objet=f"{binome} partage avec vous : {travail}, version {numero}",
        template="courriels/livrable_partage",
        contexte={
            "binome": binome,
            "auteur": auteur,
            "travail": travail,
            "numero": numero,
            "url": url,
        },
    )


def _preparer_partage(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    version = (
        Version.objects.select_related("livrable__binome__promotion", "figee_par")
        .select_related("livrable__binome__territoire", "livrable__binome__structure")
        .get(pk=courriel.objet_id)
    )
    if version.partage < Partage.COACH:
        return None
    return _message_partage(
        binome=version.livrable.binome.nom,
        auteur=version.figee_par.nom_complet,
        travail=trame_de(version.livrable.nature).avec_article,
        numero=version.numero,
        url=settings.URL_PUBLIQUE + version.get_absolute_url(),
    )


def _exemple_partage() -> Message:
    return _message_partage(
        binome="Vallée de l'Exemple",
        auteur="Amina Exemple",
        travail="le bilan",
        numero=2,
        url=_adresse_d_exemple(),
    )


# --- un travail est remis --------------------------------------------------------------------
def _message_remis(*, binome: str, auteur: str, travail: str, du_binome: bool, url: str) -> Message:
    return Message(
        objet=f"{travail[:1].upper()}{travail[1:]} de {binome} : travail remis",
        template="courriels/livrable_remis",
        contexte={
            "binome": binome,
            "auteur": auteur,
            "travail": travail,
            "du_binome": du_binome,
            "url": url,
        },
    )


def _preparer_remis(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.select_related("destinataire").get(pk=courriel_id)
    livrable = (
        Livrable.objects.select_related("binome__promotion", "remis_par")
        .select_related("binome__territoire", "binome__structure")
        .get(pk=courriel.objet_id)
    )
    if livrable.remis_par is None:
        return None  # taken back before this mail left
    membres = livrable.binome.participations.actives()
    return _message_remis(
        binome=livrable.binome.nom,
        auteur=livrable.remis_par.nom_complet,
        travail=trame_de(livrable.nature).avec_article,
        du_binome=membres.filter(personne=courriel.destinataire).exists(),
        url=settings.URL_PUBLIQUE + livrable.get_absolute_url(),
    )


def _exemple_remis() -> Message:
    return _message_remis(
        binome="Vallée de l'Exemple",
        auteur="Amina Exemple",
        travail="le bilan",
        du_binome=True,
        url=_adresse_d_exemple(),
    )


# --- un travail remis est repris -------------------------------------------------------------
def _message_repris(*, binome: str, travail: str, du_binome: bool, url: str) -> Message:
    return Message(
        objet=f"{travail[:1].upper()}{travail[1:]} de {binome} : travail repris",
        template="courriels/livrable_repris",
        contexte={"binome": binome, "travail": travail, "du_binome": du_binome, "url": url},
    )


def _preparer_repris(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.select_related("destinataire").get(pk=courriel_id)
    livrable = (
        Livrable.objects.select_related("binome__promotion")
        .select_related("binome__territoire", "binome__structure")
        .get(pk=courriel.objet_id)
    )
    if livrable.remis_le is not None:
        return None  # handed in again before this mail left
    membres = livrable.binome.participations.actives()
    return _message_repris(
        binome=livrable.binome.nom,
        travail=trame_de(livrable.nature).avec_article,
        du_binome=membres.filter(personne=courriel.destinataire).exists(),
        url=settings.URL_PUBLIQUE + livrable.get_absolute_url(),
    )


def _exemple_repris() -> Message:
    return _message_repris(
        binome="Vallée de l'Exemple", travail="le bilan", du_binome=True, url=_adresse_d_exemple()
    )


# --- le coach a envoyé son regard ------------------------------------------------------------
def _message_regard(*, coach: str, travail: str, numero: int, url: str) -> Message:
    return Message(
        objet=f"{coach} a posé son regard sur {travail}",
        template="courriels/livrable_regard",
        contexte={"coach": coach, "travail": travail, "numero": numero, "url": url},
    )


def _preparer_regard(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    retour = Retour.objects.select_related("auteur", "version__livrable__binome__promotion").get(
        pk=courriel.objet_id
    )
    return _message_regard(
        coach=retour.auteur.nom_complet,
        travail=trame_de(retour.version.livrable.nature).avec_article,
        numero=retour.version.numero,
        url=settings.URL_PUBLIQUE + retour.version.get_absolute_url(),
    )


def _exemple_regard() -> Message:
    return _message_regard(
        coach="Claire Exemple", travail="le bilan", numero=2, url=_adresse_d_exemple()
    )


def _adresse_d_exemple() -> str:
    return f"{settings.URL_PUBLIQUE}/"
