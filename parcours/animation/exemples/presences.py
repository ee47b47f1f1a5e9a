"""Who came to the rencontres that are over: a list kept, a code typed, someone excused."""

from datetime import timedelta

from parcours.animation.actions.presences import (
    LigneSaisie,
    declarer_rattrapage,
    ecrire_rattrapage,
    noter_presences,
    ouvrir_appel,
    s_excuser,
    signer_presence,
)
from parcours.animation.lectures.demi_journees import code_affiche
from parcours.animation.models import Presence
from parcours.animation.models.presences import Moment, attendus
from parcours.promotions.models import Participation, Rencontre
from rameau.commun import registres
from rameau.commun.registres import Recit

POUR_RATTRAPER = (
    "Lisez d’abord **la synthèse de la session**, puis les trois premières pages du "
    "diaporama.\n\n"
    "- Reprenez avec votre binôme les deux freins dont il a été question en atelier.\n"
    "- Notez une question pour votre coach : vous en parlerez à votre prochain échange."
)
# Who was not there, by their rank among those expected: why, and whether it has been made up for.
EXCUSES = {
    0: {5: ("Conseil municipal exceptionnel", True), 12: ("Grève des trains", False)},
    1: {1: ("Réunion avec la préfecture", False), 9: ("Enfant malade", True)},
}
ABSENTS = {0: {17}, 1: {14}}
PAR_LE_CODE = 4


def noter_les_presences(recit: Recit) -> None:
    """Note the presence at the sessions that are over: some signed by the code, some excused."""
    passe = recit.passe
    sessions = recit.promotion.rencontres.sessions().maintenues().filter(fin__lt=recit.le(passe))
    for rang, session in enumerate(sessions.select_related("promotion__parcours")):
        excuses, absents = EXCUSES.get(rang, {}), ABSENTS.get(rang, set())
        personnes = list(attendus(session))
        for place, (motif, _) in excuses.items():
            s_excuser(
                par=personnes[place % len(personnes)].personne,
                rencontre=session,
                motif=motif,
                instant=session.debut - timedelta(days=2),
            )
        _signer_par_le_code(recit, session, [p for i, p in enumerate(personnes) if i % 5 == 2])
        notees = set(session.presences.values_list("participation", flat=True))
        noter_presences(
            par=recit.equipe,
            rencontre=session,
            lignes=[
                LigneSaisie(
                    participation_id=p.pk,
                    moment=Moment.RENCONTRE,
                    vu="",
                    etat=Presence.Etat.ABSENT if i in absents else Presence.Etat.PRESENT,
                )
                for i, p in enumerate(personnes)
                if p.pk not in notees
            ],
            instant=session.fin + timedelta(minutes=10),
        )
        ecrire_rattrapage(
            par=recit.equipe,
            rencontre=session,
            texte=POUR_RATTRAPER,
            instant=session.fin + timedelta(days=1),
        )
        for place, (_, rattrape) in excuses.items():
            if rattrape:
                declarer_rattrapage(
                    par=personnes[place % len(personnes)].personne,
                    rencontre=session,
                    instant=session.fin + timedelta(days=6),
                )


def _signer_par_le_code(recit: Recit, session: Rencontre, qui: list[Participation]) -> None:
    instant = session.debut + timedelta(minutes=PAR_LE_CODE)
    appel = ouvrir_appel(
        par=recit.equipe, rencontre=session, moment=Moment.RENCONTRE, instant=instant
    )
    excusees = set(
        session.presences.filter(etat=Presence.Etat.EXCUSE).values_list("participation", flat=True)
    )
    for participation in qui:
        if participation.pk not in excusees:
            signer_presence(
                par=participation.personne,
                rencontre=session,
                code=code_affiche(appel, instant),
                instant=instant,
            )


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire(
        "close/presences",
        noter_les_presences,
        rang=50,
    )
    registres.exemples.inscrire(
        "en-cours/presences",
        noter_les_presences,
        rang=160,
    )
