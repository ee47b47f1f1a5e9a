"""The frame around the demonstration's promotions: tasks done on the way, a parcours that is being
written, a promotion closed into alumni after each has said what stays visible."""

from datetime import timedelta

from parcours.promotions.actions.programmes import ajouter_tache, modifier_tache
from parcours.promotions.models import Parcours, Participation, Programme
from parcours.travaux.actions.alumni import choisir_la_suite, demander_les_choix
from parcours.travaux.actions.parcours import commencer_version, ecrire_questions, modifier_identite
from parcours.travaux.models import ChoixAlumni
from rameau.commun import registres
from rameau.commun.registres import Recit

# Tasks of ours beside those of the documents, by rank of their temps.
TACHES_DE_PLUS = {
    1: "réserver les lieux des quatre sessions",
    2: "réunir le comité à mi-parcours",
}


def tenir_le_programme(recit: Recit) -> None:
    """Say done the tasks of the first temps, and the first of the one under way."""
    passe = recit.passe
    programme, equipe, jour = recit.promotion.programme, recit.equipe, recit.jour(passe)
    for temps in programme.temps.order_by("ordre"):
        titre = TACHES_DE_PLUS.get(temps.ordre)
        if titre:
            ajouter_tache(par=equipe, temps=temps, titre=titre)
        for rang, tache in enumerate(temps.taches.order_by("ordre")):
            fini = min(temps.fin - timedelta(days=20 - 3 * rang), jour)
            if temps.fin >= jour:
                if temps.debut > jour or tache.titre != TACHES_DE_PLUS.get(2):
                    continue
                fini = max(temps.debut, jour - timedelta(days=12))
            modifier_tache(
                par=equipe, tache=tache, titre=tache.titre, faite_le=fini, aujourdhui=jour
            )


def achever_les_programmes(recit: Recit) -> None:
    """The programmes of the past have all their tasks done, the last days of each temps."""
    passe = recit.passe
    jour = recit.jour(passe)
    for programme in Programme.objects.filter(fin__lt=jour).order_by("pk"):
        for temps in programme.temps.order_by("ordre"):
            for rang, tache in enumerate(temps.taches.order_by("ordre")):
                modifier_tache(
                    par=recit.equipe,
                    tache=tache,
                    titre=tache.titre,
                    faite_le=temps.fin - timedelta(days=20 - 3 * rang),
                    aujourdhui=jour,
                )


def ecrire_un_parcours(recit: Recit) -> None:
    """A skeleton is being completed, from the stages of the complete parcours."""
    brouillon = commencer_version(
        par=recit.equipe,
        parcours=Parcours.objects.get(code="alliances-innovantes", version=1),
        modele=recit.promotion.parcours,
    )
    modifier_identite(par=recit.equipe, parcours=brouillon, duree_mois=10)
    ecrire_questions(
        par=recit.equipe,
        parcours=brouillon,
        ordre=1,
        questions={
            "freins": "Dans votre réseau, qu’est-ce qui retient les associations de s’allier "
            "à d’autres ? Racontez une fois où cela n’a pas pris."
        },
    )


def dire_ce_qui_reste_visible(recit: Recit) -> None:
    """Before closing: the question is asked; each answers but one, who stays discreet."""
    demander_les_choix(par=recit.equipe, promotion=recit.promotion, instant=recit.le(262))
    membres = list(
        Participation.objects.actives()
        .filter(binome__promotion=recit.promotion)
        .select_related("personne")
        .order_by("binome__rang", "place")
    )
    for rang, participation in enumerate(membres):
        if rang and rang == len(membres) - 1:
            continue
        choisir_la_suite(
            par=participation.personne,
            participation=participation,
            coordonnees=rang % 3 != 2,
            entraide=rang % 2 == 0,
            travaux=ChoixAlumni.Travaux.GARDER,
            instant=recit.le(263 + rang % 5, 18),
        )


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire(
        "en-cours/programme",
        tenir_le_programme,
        rang=210,
    )
    registres.exemples.inscrire(
        "en-cours/programmes-acheves",
        achever_les_programmes,
        rang=220,
    )
    registres.exemples.inscrire("en-cours/nouveau-parcours", ecrire_un_parcours, rang=230)
    registres.exemples.inscrire("close/choix-des-alumni", dire_ce_qui_reste_visible, rang=90)
