"""Rencontres to come at which a person holds a place."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from django.utils.timezone import localdate

from parcours.attendus import joignables
from parcours.calendrier import instant_de_paris
from parcours.models import Inscription
from parcours.rappels.rencontres import phrase
from rameau.commun.registres import Rappel


class PlaceObtenue:
    """A visite, a webinaire or a journée that one has a place at."""

    libelle = "Rencontre où une place est obtenue"
    apres = False
    jours: tuple[int, ...] = (2,)

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        jours = {jour + timedelta(days=n) for nombres in delais.values() for n in nombres}
        if not jours:
            return []
        inscriptions = (
            Inscription.objects.filter(
                etat=Inscription.Etat.INSCRITE,
                personne__in=joignables(),
                rencontre__promotion__in=delais,
                rencontre__annulee_le=None,
                rencontre__debut__gte=instant_de_paris(min(jours), time()),
                rencontre__debut__lt=instant_de_paris(max(jours) + timedelta(days=1), time()),
            )
            .select_related("rencontre__promotion")
            .order_by("rencontre__debut", "pk")
        )
        return [
            Rappel(
                personne_id=inscription.personne_id,
                promotion_id=inscription.rencontre.promotion_id,
                cle=f"rencontre-{inscription.rencontre_id}",
                texte=phrase(inscription.rencontre),
                url=inscription.rencontre.get_absolute_url(),
                acte="Voir la rencontre",
                date=localdate(inscription.rencontre.debut),
            )
            for inscription in inscriptions
            if (localdate(inscription.rencontre.debut) - jour).days
            in delais[inscription.rencontre.promotion_id]
        ]
