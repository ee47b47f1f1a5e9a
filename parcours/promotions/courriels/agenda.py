"""The mails that keep calendars true: dates given, a rencontre planned, changed, cancelled.

Each change is one mail to one person, whose calendar part has the UID of the rencontre and its
revision as SEQUENCE. The dates of a promotion that starts come in one file (METHOD:PUBLISH): an
invitation (REQUEST) holds one rencontre only, by the norm.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from parcours.promotions.lectures.destinataires import attendus
from parcours.promotions.lectures.rencontres import en_rendez_vous
from parcours.promotions.models import Participation, Rencontre
from rameau.commun import registres
from rameau.commun.ics import CANCEL, PUBLISH, REQUEST, ecrire_calendrier, piece_calendrier
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message, PieceCalendrier, RendezVous
from rameau.commun.temps import aujourdhui, instant_de_paris, maintenant
from rameau.commun.texte import date_longue

METHODES = {
    "rencontre_prevue": REQUEST,
    "rencontre_modifiee": REQUEST,
    "rencontre_annulee": CANCEL,
}
OBJETS = {
    "rencontre_prevue": "Nouvelle date : {titre}, {jour}",
    "rencontre_modifiee": "Changement : {titre}, {jour}",
    "rencontre_annulee": "Annulation : {titre}, {jour}",
}
LIBELLES = {
    "rencontre_prevue": "Une session est prévue",
    "rencontre_modifiee": "L’heure ou le lieu d’une rencontre change",
    "rencontre_annulee": "Une rencontre est annulée",
}


def inscrire() -> None:
    """Register the kinds of mail about dates."""
    for genre, libelle in LIBELLES.items():
        registres.courriels.inscrire(
            genre,
            GenreDeCourriel(
                libelle=libelle,
                preparer=partial(_preparer_rencontre, genre),
                exemple=partial(_exemple_rencontre, genre),
            ),
        )
    registres.courriels.inscrire(
        "agenda_dates",
        GenreDeCourriel(
            libelle="Les dates d’une promotion qui commence",
            preparer=_preparer_dates,
            exemple=_exemple(_message_dates),
        ),
    )
    registres.courriels.inscrire(
        "agenda_depart",
        GenreDeCourriel(
            libelle="Une personne quitte la promotion : ses dates s’effacent",
            preparer=_preparer_depart,
            exemple=_exemple(_message_depart),
        ),
    )


# --- one rencontre -----------------------------------------------------------------------------
def _message_rencontre(
    genre: str, un: RendezVous, *, promotion: str, participant: tuple[str, str], instant: datetime
) -> Message:
    return Message(
        objet=OBJETS[genre].format(titre=un.titre, jour=_jour(un)),
        template="courriels/rencontre",
        contexte={
            "quoi": genre,
            "un": un,
            "promotion": promotion,
            "url": settings.URL_PUBLIQUE + un.url,
        },
        calendriers=(
            piece_calendrier(un, instant=instant, methode=METHODES[genre], participant=participant),
        ),
    )


def _jour(un: RendezVous) -> str:
    return date_longue(localtime(un.debut) if isinstance(un.debut, datetime) else un.debut)


def _preparer_rencontre(genre: str, courriel_id: int) -> Message | None:
    """None when it is no longer true or to be told: past, cancelled (or not) since, said again
    by a later mail, or the person is not expected any more."""
    courriel = Courriel.objects.select_related("destinataire").get(pk=courriel_id)
    rencontre = Rencontre.objects.select_related("promotion", "etape").get(pk=courriel.objet_id)
    redite = Courriel.objects.filter(
        genre=genre,
        objet_id=courriel.objet_id,
        destinataire=courriel.destinataire,
        pk__gt=courriel.pk,
    )
    instant, qui = maintenant(), courriel.destinataire
    if (
        qui is None
        or rencontre.fin <= instant
        or (rencontre.annulee_le is not None) != (genre == "rencontre_annulee")
        or redite.exists()
        or not attendus(rencontre).filter(pk=qui.pk).exists()
    ):
        return None
    return _message_rencontre(
        genre,
        en_rendez_vous(rencontre),
        promotion=rencontre.promotion.nom,
        participant=(qui.nom_complet, qui.email),
        instant=instant,
    )


# --- several at once -----------------------------------------------------------------------------
def _message_dates(
    rendez_vous: list[RendezVous],
    *,
    promotion: str,
    participant: tuple[str, str],
    instant: datetime,
) -> Message:
    # A published calendar names no one but its organiser, by the norm.
    fichier = ecrire_calendrier(rendez_vous, instant=instant, methode=PUBLISH)
    return Message(
        objet=f"Vos dates : {promotion}, à partir du {_jour(rendez_vous[0])}",
        template="courriels/agenda_dates",
        contexte={
            "promotion": promotion,
            "rendez_vous": rendez_vous,
            "url": settings.URL_PUBLIQUE + reverse("agenda:agenda"),
        },
        calendriers=(PieceCalendrier(nom="vos-dates.ics", methode=PUBLISH, contenu=fichier),),
    )


def _message_depart(
    rendez_vous: list[RendezVous],
    *,
    promotion: str,
    participant: tuple[str, str],
    instant: datetime,
) -> Message:
    return Message(
        objet=f"Ces dates ne vous attendent plus : {promotion}, "
        f"à partir du {_jour(rendez_vous[0])}",
        template="courriels/agenda_depart",
        contexte={"promotion": promotion, "rendez_vous": rendez_vous},
        calendriers=tuple(
            piece_calendrier(un, instant=instant, methode=CANCEL, participant=participant)
            for un in rendez_vous
        ),
    )


def _preparer_dates(courriel_id: int) -> Message | None:
    courriel, participation = _participation(courriel_id)
    if participation.jusqua is not None:
        return None
    return _preparer_plusieurs(courriel, participation, _message_dates)


def _preparer_depart(courriel_id: int) -> Message | None:
    courriel, participation = _participation(courriel_id)
    return _preparer_plusieurs(courriel, participation, _message_depart)


def _participation(courriel_id: int) -> tuple[Courriel, Participation]:
    courriel = Courriel.objects.select_related("destinataire").get(pk=courriel_id)
    participations = Participation.objects.select_related("binome__promotion")
    return courriel, participations.get(pk=courriel.objet_id)


def _preparer_plusieurs(
    courriel: Courriel, participation: Participation, message: Callable[..., Message]
) -> Message | None:
    """The sessions to come of the promotion; None when there is none."""
    instant, promotion = maintenant(), participation.binome.promotion
    sessions: Iterable[Rencontre] = (
        promotion.rencontres.maintenues()
        .filter(obligatoire=True, fin__gt=instant)
        .select_related("promotion", "etape")
        .order_by("debut", "pk")
    )
    rendez_vous = [en_rendez_vous(session) for session in sessions]
    qui = courriel.destinataire
    if not rendez_vous or qui is None:
        return None
    return message(
        rendez_vous,
        promotion=promotion.nom,
        participant=(qui.nom_complet, qui.email),
        instant=instant,
    )


# --- invented -------------------------------------------------------------------------------------
def _exemples() -> list[RendezVous]:
    """Two sessions of nobody, three and twelve weeks from now."""
    premier = aujourdhui() + timedelta(weeks=3)
    return [
        RendezVous(
            cle=f"exemple-{rang}",
            titre=titre,
            debut=instant_de_paris(jour, time(9, 30)),
            fin=instant_de_paris(jour, time(16, 30)),
            lieu="Hôtel de ville, 1, place de l’Exemple",
            url="/",
            nature="session",
            libelle="session collective",
            etape=rang,
            attendu=True,
            description="Promotion d’exemple, session collective.",
        )
        for rang, titre, jour in (
            (3, "Session 3 : approfondir", premier),
            (4, "Session 4 : mettre en perspective", premier + timedelta(weeks=9)),
        )
    ]


_PROMOTION = "Promotion d’exemple"
_AMINA = ("Amina Exemple", "amina@exemple.test")


def _exemple_rencontre(genre: str) -> Message:
    return _message_rencontre(
        genre, _exemples()[0], promotion=_PROMOTION, participant=_AMINA, instant=maintenant()
    )


def _exemple(message: Callable[..., Message]) -> Callable[[], Message]:
    return lambda: message(
        _exemples(), promotion=_PROMOTION, participant=_AMINA, instant=maintenant()
    )
