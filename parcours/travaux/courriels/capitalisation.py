"""The mail that asks a binôme whether it may be quoted."""

from django.conf import settings
from django.urls import reverse

from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Citation
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message


def inscrire() -> None:
    """Register this kind of mail."""
    registres.courriels.inscrire(
        "citation_demandee",
        GenreDeCourriel(
            libelle="L’équipe souhaite citer un travail",
            preparer=_preparer,
            exemple=_exemple,
        ),
    )


def _message(*, passage: str, travail: str, regroupement: str, url: str) -> Message:
    return Message(
        objet="Pouvons-nous citer votre travail ?",
        template="courriels/citation_demandee",
        contexte={
            "passage": passage,
            "travail": travail,
            "regroupement": regroupement,
            "url": url,
        },
    )


def _preparer(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    citation = Citation.objects.select_related(
        "regroupement", "version__livrable__binome__promotion"
    ).get(pk=courriel.objet_id)
    if citation.reponse != Citation.Reponse.ATTENTE:
        return None
    livrable = citation.version.livrable
    chemin = reverse("parcours:citations", args=[livrable.binome.promotion.code])
    return _message(
        passage=citation.texte,
        travail=trame_de(livrable.nature).avec_article,
        regroupement=citation.regroupement.titre,
        url=settings.URL_PUBLIQUE + chemin,
    )


def _exemple() -> Message:
    return _message(
        passage="Les entreprises viennent, mais personne n’a le temps de les rappeler.",
        travail="le bilan",
        regroupement="Le temps d’animation manque",
        url=f"{settings.URL_PUBLIQUE}/",
    )
