"""The mail that asks a catalyseur what stays visible after the promotion."""

from django.conf import settings
from django.urls import reverse

from parcours.promotions.models import Participation, Promotion
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message


def inscrire() -> None:
    """Register the kind of mail."""
    registres.courriels.inscrire(
        "alumni_choix",
        GenreDeCourriel(
            libelle="Choisir ce qui reste visible après la promotion",
            preparer=_preparer,
            exemple=lambda: _message(
                prenom="Amina", promotion="Promotion 2027", url=f"{settings.URL_PUBLIQUE}/"
            ),
        ),
    )


def _message(*, prenom: str, promotion: str, url: str) -> Message:
    return Message(
        objet=f"{promotion} : ce qui reste visible après la promotion",
        template="courriels/alumni_choix",
        contexte={"prenom": prenom, "promotion": promotion, "url": url},
    )


def _preparer(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    participation = (
        Participation.objects.select_related("binome__promotion", "personne")
        .filter(pk=courriel.objet_id, jusqua=None, choix_alumni=None)
        .first()
    )
    if participation is None:
        return None  # she has answered, or left, before this mail did
    promotion = participation.binome.promotion
    if promotion.etat != Promotion.Etat.EVALUATION:
        return None
    return _message(
        prenom=participation.personne.prenom,
        promotion=promotion.nom,
        url=settings.URL_PUBLIQUE + reverse("parcours:apres", args=[promotion.code]),
    )
