"""The experimental programme and the three parcours, from the programme's facts."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from parcours.promotions.models import (
    ModeleEcheance,
    ModeleEtape,
    ModeleLivrable,
    ModeleRencontre,
    ModeleSequence,
    ModeleTemps,
    Parcours,
    Programme,
    TacheProgramme,
    TempsProgramme,
)
from parcours.promotions.models.programmes import Ancre, Genre
from parcours.promotions.models.rencontres import Rencontre, Sequence
from rameau.commun.actions import action

COMPLET = "co-construction-territoriale"

# Relative dates of the nine months, in days from the start of the promotion. The documents give
# their order (S1, S2, W, S3, S4, visits between) and the nine months, not the days: these are
# ours, and every date may be changed before a promotion exists.
_SESSIONS = {1: 7, 2: 63, 3: 140, 4: 231}
_WEBINAIRE = (2, 91)
_VISITES = {1: 35, 2: 112, 3: 182}
_JOURNEE = (4, 259)
_JOURS_AVANT_SESSION = 7
_PAUSE = 60

# What accompanies the sessions, counted in whole weeks so that the weekday is kept: genre, title,
# anchor, days, then the end of a window. « {travail} » is the work of the stage.
_Ligne = tuple[str, str, str, int, str, int | None]
_INTER_SESSION: tuple[_Ligne, ...] = (
    (
        Genre.COACHING,
        "Coaching entre les sessions {ordre} et {suivante}",
        Ancre.SESSION,
        14,
        Ancre.SUIVANTE,
        -14,
    ),
    (
        Genre.LETTRE,
        "Lettre dédiée {ordre} : vers la session {suivante}",
        Ancre.SESSION,
        28,
        "",
        None,
    ),
    (Genre.RAPPEL, "Rappel du travail attendu : {travail}", Ancre.SUIVANTE, -14, "", None),
)
_CHAQUE_ETAPE: tuple[_Ligne, ...] = (
    (
        Genre.QUESTIONNAIRE,
        "Trois questions à la fin de la session {ordre}",
        Ancre.SESSION,
        0,
        "",
        None,
    ),
)
_ECHEANCES: dict[int, tuple[_Ligne, ...]] = {
    1: (
        (Genre.QUESTIONNAIRE, "Questionnaire de début", Ancre.DEBUT, 0, "", None),
        (Genre.RAPPEL, "Rappel de la première session", Ancre.SESSION, -7, "", None),
    ),
    4: (
        (Genre.RAPPEL, "Rappel de la session 4 et de son pitch", Ancre.SESSION, -7, "", None),
        (Genre.QUESTIONNAIRE, "Questionnaire de fin", Ancre.SESSION, 14, "", None),
        (Genre.QUESTIONNAIRE, "Questionnaire à six mois", Ancre.DEBUT, 455, "", None),
    ),
}


@action("parcours.charger")
def charger_parcours(*, par: None, donnees: Mapping[str, Any]) -> None:
    """Create the programme and the parcours that are missing; never change those in use."""
    _charger_programme(donnees["programme_experimental"])
    prevu = donnees["promotion"]["prevu"]
    for fait in donnees["parcours"]:
        parcours, cree = Parcours.objects.get_or_create(
            code=fait["code"],
            version=1,
            defaults={
                "titre": fait["titre"],
                "public": fait["public"],
                "partenaire": fait.get("partenaire", ""),
                "duree_mois": prevu["duree_mois"],
                "avec_territoire": fait["code"] == COMPLET,
                "nombre_structures": prevu["structures"],
                "complet": fait["code"] == COMPLET,
            },
        )
        if cree and parcours.complet:
            _charger_temps(parcours, donnees["programme_experimental"])
            _charger_etapes(parcours, donnees)


def _charger_programme(fait: Mapping[str, Any]) -> None:
    temps = fait["temps"]
    programme, cree = Programme.objects.get_or_create(
        titre="Programme expérimental 2017-2018",
        defaults={"debut": temps[0]["debut"], "fin": temps[-1]["fin"]},
    )
    if not cree:
        return
    for un_temps in temps:
        ligne = TempsProgramme.objects.create(
            programme=programme,
            ordre=un_temps["ordre"],
            titre=un_temps["titre"],
            debut=un_temps["debut"],
            fin=un_temps["fin"],
        )
        TacheProgramme.objects.bulk_create(
            TacheProgramme(temps=ligne, ordre=ordre, titre=titre)
            for ordre, titre in enumerate(un_temps["travaux"], start=1)
        )


def _charger_temps(parcours: Parcours, fait: Mapping[str, Any]) -> None:
    mois_de_la_promotion = fait["temps"][1]["debut"]
    for un_temps in fait["temps"]:
        debut, fin = un_temps["debut"], un_temps["fin"]
        ModeleTemps.objects.create(
            parcours=parcours,
            ordre=un_temps["ordre"],
            titre=un_temps["titre"],
            debut_mois=_mois_entre(mois_de_la_promotion, debut),
            nombre_mois=_mois_entre(debut, fin) + 1,
            taches=un_temps["travaux"],
        )


def _mois_entre(premier: Any, second: Any) -> int:
    return (second.year - premier.year) * 12 + second.month - premier.month


def _charger_etapes(parcours: Parcours, donnees: Mapping[str, Any]) -> None:
    visites = dict(enumerate(donnees["visites_apprenantes"], start=1))
    for fait in donnees["etapes"]:
        etape = ModeleEtape.objects.create(
            parcours=parcours,
            ordre=fait["ordre"],
            code=fait["code"],
            titre=fait["titre"],
            theorie_titre=fait["theorie_titre"],
            theorie_points=[p["titre"] for p in fait.get("theorie", [])]
            or fait.get("sujets_proposes", []),
            pratique=fait["pratique"],
        )
        ordre = etape.ordre
        session = _rencontre(
            etape,
            Rencontre.Nature.SESSION,
            f"Session {ordre} : {etape.titre.lower()}",
            _SESSIONS[ordre],
            time(9, 30),
            420,
            obligatoire=True,
        )
        _charger_sequences(session, fait)
        if ordre in _VISITES:
            _rencontre(
                etape,
                Rencontre.Nature.VISITE,
                f"Visite apprenante : {visites[ordre]['type']}",
                _VISITES[ordre],
                time(14, 0),
                180,
            )
        if ordre == _WEBINAIRE[0]:
            _rencontre(
                etape,
                Rencontre.Nature.WEBINAIRE,
                "Webinaire",
                _WEBINAIRE[1],
                time(14, 0),
                120,
            )
        if ordre == _JOURNEE[0]:
            _rencontre(
                etape,
                Rencontre.Nature.JOURNEE,
                "Journée conclusive",
                _JOURNEE[1],
                time(10, 0),
                360,
            )
        travail = fait.get("travail_personnel_jusqu_a_la_suivante")
        if travail:
            ModeleLivrable.objects.create(
                etape=etape,
                nature=travail["code"],
                titre=travail["titre"],
                jours_avant=_JOURS_AVANT_SESSION,
            )
        _charger_echeances(etape, travail["titre"] if travail else "")


def _charger_sequences(session: ModeleRencontre, fait: Mapping[str, Any]) -> None:
    """The two temps of a session, a meal between; half of the time each."""
    temps = Sequence.Temps
    pratique = fait["pratique"]
    moitie = (session.duree_minutes - _PAUSE) // 2
    moments = [
        (temps.THEORIE, fait["theorie_titre"], moitie),
        (temps.PAUSE, "Déjeuner", _PAUSE),
        (temps.PRATIQUE, pratique[:1].upper() + pratique[1:], moitie),
    ]
    ModeleSequence.objects.bulk_create(
        ModeleSequence(
            rencontre=session, ordre=ordre, temps=nature, titre=titre, duree_minutes=duree
        )
        for ordre, (nature, titre, duree) in enumerate(moments, start=1)
    )


def _charger_echeances(etape: ModeleEtape, travail: str) -> None:
    lignes = [
        *_CHAQUE_ETAPE,
        *(_INTER_SESSION if travail else ()),
        *_ECHEANCES.get(etape.ordre, ()),
    ]
    for genre, titre, ancre, jours, ancre_fin, jours_fin in lignes:
        ModeleEcheance.objects.create(
            etape=etape,
            genre=genre,
            titre=titre.format(ordre=etape.ordre, suivante=etape.ordre + 1, travail=travail),
            ancre=ancre,
            jours=jours,
            ancre_fin=ancre_fin,
            jours_fin=jours_fin,
        )


def _rencontre(
    etape: ModeleEtape,
    nature: str,
    titre: str,
    jour: int,
    heure: time,
    duree: int,
    *,
    obligatoire: bool = False,
) -> ModeleRencontre:
    return ModeleRencontre.objects.create(
        etape=etape,
        nature=nature,
        titre=titre,
        jour=jour,
        heure=heure,
        duree_minutes=duree,
        obligatoire=obligatoire,
    )
