"""The visites and the journée conclusive of the demonstration; people and places invented."""

from dataclasses import dataclass, field
from typing import Any

from parcours.animation.actions.inscriptions import s_inscrire
from parcours.animation.actions.journees import (
    ecrire_synthese,
    preparer_journee,
    publier_synthese,
    s_annoncer,
)
from parcours.animation.actions.visites import preparer_visite, rapporter
from parcours.animation.models import Inscription, Visite
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rencontres import modifier_rencontre
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.registres import Recit
from rameau.comptes.models import Personne

CATALYSEUR = "catalyseur@demo.test"


@dataclass(frozen=True, kw_only=True)
class Histoire:
    """A visite: whom one meets there, who receives, what the place tells."""

    genre: str
    personnalite: dict[str, str]
    hote: dict[str, str]
    recit: str
    pratique: str
    places: int
    ou: dict[str, str] = field(default_factory=dict)
    rapports: tuple[str, ...] = ()


HISTOIRES = {
    1: Histoire(
        genre=Visite.Genre.PAIR,
        personnalite={
            "prenom": "Solène",
            "nom": "Marquefave",
            "fonction": "ancienne directrice du développement",
            "organisme": "Atelier des Deux-Rives",
            "email": "solene.marquefave@demo.test",
            "telephone": "+33639989701",
        },
        hote={
            "prenom": "Rachid",
            "nom": "Oulmes",
            "fonction": "responsable du lieu",
            "organisme": "Atelier des Deux-Rives",
            "email": "rachid.oulmes@demo.test",
            "telephone": "+33639989702",
        },
        recit=(
            "L’atelier occupe l’ancienne halle aux filets. Il y a **dix ans**, la ville, deux "
            "entreprises du port et une association d’insertion s’y sont assises à la même table "
            "pour la première fois.\n\nOn y voit encore le tableau où chacun avait écrit ce qu’il "
            "apportait et ce qu’il attendait."
        ),
        pratique="Visite debout, une heure. Café sur place, déjeuner libre.",
        places=8,
        rapports=(
            (
                "Le tableau « ce que j’apporte, ce que j’attends » tient en une page : "
                "**nous l’essayons dès notre prochaine réunion**."
            ),
            (
                "J’en retiens le temps long : trois ans avant le premier projet commun, et "
                "personne ne le regrette."
            ),
            (
                "La ville n’a pas tout porté. Elle a tenu la table, les autres ont apporté les "
                "chaises."
            ),
        ),
    ),
    2: Histoire(
        genre=Visite.Genre.TIERS,
        personnalite={
            "prenom": "Étienne",
            "nom": "Valcrose",
            "fonction": "fondateur",
            "organisme": "La Grange aux idées",
            "email": "etienne.valcrose@demo.test",
            "telephone": "+33639989703",
        },
        hote={
            "prenom": "Maïwenn",
            "nom": "Tréguier",
            "fonction": "animatrice",
            "organisme": "La Grange aux idées",
            "email": "maiwenn.treguier@demo.test",
            "telephone": "+33639989704",
        },
        recit=(
            "Une grange, un four à pain et une question : comment faire parler ensemble ceux qui "
            "ne se croisent jamais ? La réponse tient en quatre règles, affichées à l’entrée."
        ),
        pratique="Prévoir des chaussures de marche : on finit dans le verger.",
        places=8,
        rapports=(
            (
                "Les quatre règles de la Grange : écouter d’abord, dire d’où l’on parle, décider "
                "petit, fêter souvent."
            ),
            "Je repars avec leur grille d’entretien ; elle est libre d’usage.",
        ),
    ),
    3: Histoire(
        genre=Visite.Genre.DECIDEUR,
        personnalite={
            "prenom": "Hélène",
            "nom": "Castelnau",
            "fonction": "vice-présidente chargée des coopérations",
            "organisme": "Agglomération de l’Exemple",
            "email": "helene.castelnau@demo.test",
            "telephone": "+33639989705",
        },
        hote={
            "prenom": "Yann",
            "nom": "Dorval",
            "fonction": "chef de cabinet",
            "organisme": "Agglomération de l’Exemple",
            "email": "yann.dorval@demo.test",
            "telephone": "+33639989706",
        },
        recit=(
            "La salle du conseil est ronde depuis 2014 : l’agglomération l’a voulue sans "
            "tribune.\n\nHélène Castelnau y raconte comment une élue change d’avis sur l’intérêt "
            "général quand elle le construit avec d’autres."
        ),
        pratique="Pièce d’identité demandée à l’entrée.",
        places=6,
        ou={
            "titre": "Visite apprenante : décider autrement, le regard d’une élue",
            "lieu": "Hôtel d’agglomération, salle ronde",
            "adresse": "2, place de l’Exemple, 44000 Nantes",
            "acces": "Tramway 1, arrêt Hôtel de ville. Accueil à l’entrée principale.",
        },
    ),
}

BESOINS = ("", "Repas végétarien", "", "Une place assise pendant la visite", "", "")

INVITES = (
    ("Bérengère Lacombe", "Fondation de l’Exemple", "berengere.lacombe@demo.test"),
    ("Oumar Sissoko", "Chambre de métiers de l’Exemple", "oumar.sissoko@demo.test"),
    ("Lucie Amblard", "Région de l’Exemple", "lucie.amblard@demo.test"),
    ("Gaspard Noirot", "Université de l’Exemple", "gaspard.noirot@demo.test"),
    ("Ines Belkacem", "", "ines.belkacem@demo.test"),
)

PRESENTATION = (
    "Neuf mois de travail, douze territoires, une feuille de route chacun. La promotion vous "
    "invite à les entendre et à dire ce que vous y prendriez.\n\n- Le matin : trois récits de "
    "territoires.\n- L’après-midi : ateliers ouverts aux partenaires."
)

SYNTHESE = """La journée a réuni les binômes de la promotion, leurs coachs et leurs partenaires.

## Ce que les territoires ont appris

- **Nommer ensemble le frein** fait gagner plus de temps que d’en chercher la solution chacun.
- Une feuille de route tient quand chaque action dit *ce que chacun donne et reçoit*.
- Le premier partenaire convaincu n’est pas toujours le plus grand.

## Ce que les partenaires en retiennent

Les entreprises présentes demandent un interlocuteur par territoire.
Les collectivités, un langage commun pour parler de résultats.

## Et maintenant

Chaque binôme revient vers ses partenaires dans les six mois avec une première action faite.
"""


def jouer_les_visites(recit: Recit) -> None:
    """Two visites that took place, told by those who came; one to come, full, with a list."""
    passe = recit.passe
    for ordre in (1, 2, 3):
        visite = recit.promotion.rencontres.select_related("promotion").get(
            nature=Rencontre.Nature.VISITE, etape__ordre=ordre
        )
        jour = (visite.debut.date() - recit.promotion.debut).days
        if jour < passe:
            _passee(recit, visite, HISTOIRES[ordre], jour)
        else:
            _a_venir(recit, visite, HISTOIRES[ordre], passe)


def jouer_la_journee(recit: Recit) -> None:
    """The journée conclusive: guests, participants, and its published synthesis."""
    journee = recit.promotion.rencontres.select_related("promotion").get(
        nature=Rencontre.Nature.JOURNEE
    )
    modifier_rencontre(
        par=recit.equipe,
        rencontre=journee,
        lieu="Maison des possibles, grande salle",
        adresse="12, rue de l’Exemple, 75012 Paris",
    )
    jour = (journee.debut.date() - recit.promotion.debut).days
    page = preparer_journee(
        par=recit.equipe,
        rencontre=journee,
        presentation=PRESENTATION,
        places_invites=60,
        ouverte=True,
    )
    for rang, (nom, organisme, email) in enumerate(INVITES):
        s_annoncer(
            par=None,
            journee=page,
            nom=nom,
            organisme=organisme,
            email=email,
            instant=recit.le(jour - 15 + rang, 11),
        )
    for rang, personne in enumerate(_personnes(recit)):
        s_inscrire(par=personne, rencontre=journee, instant=recit.le(jour - 12, 9, rang))
    ecrire_synthese(par=recit.equipe, journee=page, synthese=SYNTHESE)
    publier_synthese(par=recit.equipe, journee=page, instant=recit.le(jour + 6, 17))


def _personnes(recit: Recit, par_binome: int = 2) -> list[Personne]:
    """The members there are, the first of each binôme before the second of any."""
    return [
        membres[place]
        for place in range(par_binome)
        for membres in recit.membres.values()
        if len(membres) > place
    ]


def _preparer(recit: Recit, visite: Rencontre, histoire: Histoire) -> None:
    if histoire.ou:
        ou: dict[str, Any] = dict(histoire.ou)
        modifier_rencontre(par=recit.equipe, rencontre=visite, **ou)
    qui, hote = (
        ajouter_intervenant(par=recit.equipe, **champs)
        for champs in (histoire.personnalite, histoire.hote)
    )
    preparer_visite(
        par=recit.equipe,
        rencontre=visite,
        genre=histoire.genre,
        places=histoire.places,
        personnalite=qui,
        hote=hote,
        recit=histoire.recit,
        pratique=histoire.pratique,
    )


def _inscrire(recit: Recit, visite: Rencontre, gens: list[Personne], **quand: Any) -> None:
    for rang, personne in enumerate(gens):
        s_inscrire(
            par=personne,
            rencontre=visite,
            instant=recit.le(quand["jour"], 9, rang * 7 % 60),
            besoins=BESOINS[rang % len(BESOINS)],
        )


def _passee(recit: Recit, visite: Rencontre, histoire: Histoire, jour: int) -> None:
    _preparer(recit, visite, histoire)
    gens = sorted(_personnes(recit, 1), key=lambda p: p.email != CATALYSEUR)
    gens = gens[: histoire.places - 1]
    _inscrire(recit, visite, gens, jour=jour - 14)
    auteurs = [p for p in gens if p.email != CATALYSEUR]
    for rang, texte in enumerate(histoire.rapports):
        rapporter(
            par=auteurs[rang],
            inscription=Inscription.objects.select_related("rencontre__promotion").get(
                rencontre=visite, personne=auteurs[rang]
            ),
            texte=texte,
            instant=recit.le(jour + 1 + rang, 18),
        )


def _a_venir(recit: Recit, visite: Rencontre, histoire: Histoire, passe: int) -> None:
    """Full, and one waits; the catalyseur of the demonstration has not chosen yet."""
    _preparer(recit, visite, histoire)
    gens = [p for p in _personnes(recit, 1) if p.email != CATALYSEUR]
    _inscrire(recit, visite, gens[: histoire.places + 1], jour=passe - 4)


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire("close/journee", jouer_la_journee, rang=30)
    registres.exemples.inscrire(
        "en-cours/visites",
        jouer_les_visites,
        rang=150,
    )
