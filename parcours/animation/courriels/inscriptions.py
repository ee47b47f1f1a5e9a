"""The mails about places: had, waited for, offered, let go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from parcours.animation.models import Inscription
from parcours.promotions.lectures.rencontres import en_rendez_vous
from rameau.commun import registres
from rameau.commun.ics import CANCEL, REQUEST, piece_calendrier
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message, PieceCalendrier
from rameau.commun.temps import maintenant
from rameau.commun.texte import date_longue, heure, periode

_E = Inscription.Etat


@dataclass(frozen=True, kw_only=True)
class Genre:
    """A kind of mail: what the preview calls it, the state in which it is true, its words, and
    what it does to the person's calendar (nothing without `methode`)."""

    libelle: str
    etat: str
    objet: str
    texte: str
    methode: str = ""


GENRES = {
    "place_obtenue": Genre(
        libelle="Une place est obtenue",
        etat=_E.INSCRITE,
        objet="Votre place : {titre}, {jour}",
        texte="Vous avez une place. Si vous ne pouvez plus venir, rendez-la depuis la page de la "
        "rencontre : quelqu’un d’autre en profitera.",
        methode=REQUEST,
    ),
    "place_en_attente": Genre(
        libelle="Une inscription attend une place",
        etat=_E.EN_ATTENTE,
        objet="Vous êtes sur la liste d’attente : {titre}, {jour}",
        texte="Vous êtes sur la liste d’attente. Toutes les places sont prises, ou gardées pour "
        "les binômes qui n’en ont pas encore. Votre tour est noté : nous vous écrirons "
        "dès qu’une place vous revient.",
    ),
    "place_offerte": Genre(
        libelle="Une place est offerte, avec un délai",
        etat=_E.OFFERTE,
        objet="Une place vous est offerte : {titre}, {jour}",
        texte="Une place s’est libérée, elle est pour vous jusqu’au {jusquau}. Dites-nous oui ou "
        "non d’ici là ; ensuite elle passera à la personne suivante.",
    ),
    "offre_expiree": Genre(
        libelle="Une offre de place a expiré",
        etat=_E.EXPIREE,
        objet="La place est passée à la personne suivante : {titre}, {jour}",
        texte="La place qui vous était gardée jusqu’au {jusquau} est passée à la personne "
        "suivante. Si vous souhaitez toujours venir, demandez une place à nouveau : "
        "vous reprendrez un tour sur la liste.",
    ),
    "place_rendue": Genre(
        libelle="Une inscription est retirée",
        etat=_E.RETIREE,
        objet="Votre inscription est retirée : {titre}, {jour}",
        texte="C’est noté, votre inscription est retirée. Merci de nous l’avoir dit.",
        methode=CANCEL,
    ),
}


def inscrire() -> None:
    """Register the kinds of mail about places."""
    for nom, genre in GENRES.items():
        registres.courriels.inscrire(
            nom,
            GenreDeCourriel(
                libelle=genre.libelle, preparer=_preparer(genre), exemple=_exemple(genre)
            ),
        )


def _message(
    genre: Genre,
    *,
    titre: str,
    debut: datetime,
    fin: datetime,
    lieu: str,
    jusquau: datetime | None,
    url: str,
    calendriers: tuple[PieceCalendrier, ...] = (),
) -> Message:
    moment = localtime(jusquau) if jusquau else None
    delai = f"{date_longue(moment.date())} à {heure(moment)}" if moment else ""
    return Message(
        objet=genre.objet.format(titre=titre, jour=date_longue(localtime(debut))),
        template="courriels/inscription",
        contexte={
            "texte": genre.texte.format(jusquau=delai),
            "titre": titre,
            "quand": periode(localtime(debut), localtime(fin)),
            "lieu": lieu,
            "url": url,
        },
        calendriers=calendriers,
    )


def _preparer(genre: Genre) -> Callable[[int], Message | None]:
    def preparer(courriel_id: int) -> Message | None:
        courriel = Courriel.objects.get(pk=courriel_id)
        inscription = Inscription.objects.select_related(
            "rencontre__promotion", "rencontre__etape", "personne"
        ).get(pk=courriel.objet_id)
        if inscription.etat != genre.etat:
            return None  # something else happened before this mail left
        rencontre = inscription.rencontre
        return _message(
            genre,
            titre=rencontre.titre,
            debut=rencontre.debut,
            fin=rencontre.fin,
            lieu=rencontre.lieu,
            jusquau=inscription.offre_jusquau,
            url=settings.URL_PUBLIQUE + rencontre.get_absolute_url(),
            calendriers=_calendriers(genre, inscription),
        )

    return preparer


def _calendriers(genre: Genre, inscription: Inscription) -> tuple[PieceCalendrier, ...]:
    """A place had enters the calendar, a place given back leaves it."""
    if not genre.methode:
        return ()
    qui = inscription.personne
    return (
        piece_calendrier(
            en_rendez_vous(inscription.rencontre),
            instant=maintenant(),
            methode=genre.methode,
            participant=(qui.nom_complet, qui.email),
        ),
    )


def _exemple(genre: Genre) -> Callable[[], Message]:
    def exemple() -> Message:
        debut = maintenant() + timedelta(days=12)
        return _message(
            genre,
            titre="Visite apprenante : l’Atelier de l’Exemple",
            debut=debut,
            fin=debut + timedelta(hours=2),
            lieu="Atelier de l’Exemple",
            jusquau=debut - timedelta(days=5),
            url=f"{settings.URL_PUBLIQUE}/",
        )

    return exemple
