"""Places: rencontres to come at which one is held, and offers that wait for an answer."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate, localtime

from parcours.animation.models import Inscription
from parcours.promotions.lectures.destinataires import joignables
from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.rappels.rencontres import phrase
from parcours.promotions.rappels.visees import Visee
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue, heure


def _inscriptions(visee: Visee, *, etat: str, champ: str) -> list[Inscription]:
    """Those in this state at a rencontre that takes place, of people who may be written to."""
    return list(
        Inscription.objects.filter(
            visee.instants(champ),
            etat=etat,
            personne__in=joignables(),
            rencontre__promotion__in=visee.delais,
            rencontre__annulee_le=None,
        )
        .select_related("rencontre__promotion")
        .order_by("rencontre__debut", "pk")
    )


class PlaceObtenue:
    """A visite, a webinaire or a journée that one has a place at."""

    libelle = "Rencontre où une place est obtenue"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (2,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        etat = Inscription.Etat.INSCRITE
        return [
            Rappel(
                personne_id=inscription.personne_id,
                promotion_id=rencontre.promotion_id,
                cle=f"rencontre-{rencontre.pk}",
                texte=phrase(rencontre),
                url=rencontre.get_absolute_url(),
                acte="Voir la rencontre",
                date=localdate(rencontre.debut),
            )
            for inscription in _inscriptions(visee, etat=etat, champ="rencontre__debut")
            if visee.touche(
                (rencontre := inscription.rencontre).promotion_id, localdate(rencontre.debut)
            )
        ]


class PlaceOfferte:
    """A place that is offered until a date, and that the person has neither taken nor declined."""

    libelle = "Place offerte, pas encore de réponse"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (1,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        rappels = []
        etat = Inscription.Etat.OFFERTE
        for inscription in _inscriptions(visee, etat=etat, champ="offre_jusquau"):
            rencontre, limite = inscription.rencontre, inscription.offre_jusquau
            if limite is None or not visee.touche(rencontre.promotion_id, localdate(limite)):
                continue
            jusqua = localtime(limite)
            rappels.append(
                Rappel(
                    personne_id=inscription.personne_id,
                    promotion_id=rencontre.promotion_id,
                    cle=f"offre-{inscription.pk}",
                    texte=f"Une place vous attend à « {rencontre.titre} », jusqu'au "
                    f"{date_longue(jusqua)}, à {heure(jusqua)} : prenez-la, ou laissez-la à "
                    "quelqu'un d'autre.",
                    url=rencontre.get_absolute_url(),
                    acte="Répondre",
                    date=jusqua.date(),
                )
            )
        return rappels


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("inscription", PlaceObtenue(), rang=50)
    registres.rappels.inscrire("offre", PlaceOfferte(), rang=60)
