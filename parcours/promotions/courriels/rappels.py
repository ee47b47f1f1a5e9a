"""The one mail of a day's reminders."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.lectures.rappels import prevoir_rappels
from parcours.promotions.models import EnvoiRappels
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message, Rappel
from rameau.commun.temps import aujourdhui, maintenant
from rameau.commun.texte import accorder, date_longue


def inscrire() -> None:
    """Register the kind of mail of the reminders."""
    registres.courriels.inscrire(
        "rappels",
        GenreDeCourriel(
            libelle="Les rappels du jour",
            preparer=_preparer,
            exemple=_exemple,
        ),
    )


def _message(rappels: list[Rappel]) -> Message:
    return Message(
        objet=rappels[0].texte.split(" (")[0].rstrip(".")
        if len(rappels) == 1 and len(rappels[0].texte) <= 90
        else f"Pour mémoire : {accorder(len(rappels), 'rappel', 'rappels')}, "
        f"à partir du {date_longue(min(rappel.date for rappel in rappels))}",
        template="courriels/rappels",
        contexte={"rappels": rappels, "url": settings.URL_PUBLIQUE + reverse("agenda:agenda")},
    )


def _preparer(courriel_id: int) -> Message | None:
    """Only what is still not done as the mail leaves, and only on its day: yesterday's reminders
    are not sent this morning."""
    courriel = Courriel.objects.get(pk=courriel_id)
    envoi = EnvoiRappels.objects.get(pk=courriel.objet_id)
    if envoi.jour != localdate(maintenant()):
        return None
    lignes = list(envoi.rappels.select_related("promotion").order_by("pk"))
    encore = {
        prevu.rappel.cle: prevu.rappel
        for prevu in prevoir_rappels(envoi.jour, promotions={ligne.promotion for ligne in lignes})
        if prevu.rappel.personne_id == envoi.personne_id
    }
    rappels = [encore[ligne.cle] for ligne in lignes if ligne.cle in encore]
    return _message(rappels) if rappels else None


def _exemple() -> Message:
    jour = aujourdhui()
    return _message(
        [
            Rappel(
                personne_id=0,
                promotion_id=0,
                cle=cle,
                texte=texte.format(jour=date_longue(jour + timedelta(days=jours))),
                url="/",
                acte=acte,
                date=jour + timedelta(days=jours),
            )
            for cle, texte, acte, jours in (
                ("livrable-1", "Le plan est attendu le {jour}.", "Ouvrir notre travail", 3),
                (
                    "rencontre-1",
                    "« Session 3 : approfondir », {jour}, à 9\u00a0h\u00a030, Hôtel de ville.",
                    "Voir la session",
                    7,
                ),
            )
        ]
    )
