"""The mails about what the équipe answers: a work made public or not, a day put later."""

from django.conf import settings

from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Prolongation, Publication
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message
from rameau.commun.texte import date_longue


def inscrire() -> None:
    """Register the kinds of mail about publications and extensions."""
    registres.courriels.inscrire(
        "publication_repondue",
        GenreDeCourriel(
            libelle="L’équipe a lu une version à rendre publique",
            preparer=_preparer_reponse,
            exemple=_exemple_reponse,
        ),
    )
    registres.courriels.inscrire(
        "livrable_prolonge",
        GenreDeCourriel(
            libelle="Un binôme a plus de temps pour un travail",
            preparer=_preparer_temps,
            exemple=_exemple_temps,
        ),
    )


# --- l'équipe a lu une version à rendre publique ---------------------------------------------
def _message_reponse(*, travail: str, numero: int, publiee: bool, mot: str, url: str) -> Message:
    if publiee:
        objet = f"Tout le monde peut lire {travail}"
    else:
        objet = f"La réponse de l'équipe pour {travail}"
    return Message(
        objet=objet,
        template="courriels/publication_repondue",
        contexte={
            "travail": travail,
            "numero": numero,
            "publiee": publiee,
            "mot": mot,
            "url": url,
        },
    )


def _preparer_reponse(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    publication = Publication.objects.select_related("version__livrable__binome__promotion").get(
        pk=courriel.objet_id
    )
    version = publication.version
    return _message_reponse(
        travail=trame_de(version.livrable.nature).avec_article,
        numero=version.numero,
        publiee=bool(publication.publiee),
        mot=publication.mot,
        url=settings.URL_PUBLIQUE + version.get_absolute_url(),
    )


def _exemple_reponse() -> Message:
    return _message_reponse(
        travail="la feuille de route",
        numero=3,
        publiee=False,
        mot="Un passage nomme une entreprise : a-t-elle donné son accord ?",
        url=f"{settings.URL_PUBLIQUE}/",
    )


# --- un binôme a plus de temps ---------------------------------------------------------------
def _message_temps(*, travail: str, jour: str, raison: str, url: str) -> Message:
    return Message(
        objet=f"Vous avez jusqu'au {jour} pour {travail}",
        template="courriels/livrable_prolonge",
        contexte={"travail": travail, "jour": jour, "raison": raison, "url": url},
    )


def _preparer_temps(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    prolongation = Prolongation.objects.select_related("livrable__binome__promotion").get(
        pk=courriel.objet_id
    )
    livrable = prolongation.livrable
    if livrable.remis_le is not None or livrable.du_le != prolongation.du_le:
        return None  # handed in, or put later again, before this mail left
    return _message_temps(
        travail=trame_de(livrable.nature).avec_article,
        jour=date_longue(prolongation.du_le),
        raison=prolongation.raison,
        url=settings.URL_PUBLIQUE + livrable.get_absolute_url(),
    )


def _exemple_temps() -> Message:
    return _message_temps(
        travail="le plan de mise en œuvre",
        jour="vendredi 12 mars 2027",
        raison="Un membre du binôme était en congé.",
        url=f"{settings.URL_PUBLIQUE}/",
    )
