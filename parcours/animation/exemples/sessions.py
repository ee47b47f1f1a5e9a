"""What happens in and around the sessions: agendas, speakers, supports, sub-groups, the volunteer,
the topic of stage 3, the webinaire and its questions."""

import io
from dataclasses import dataclass
from datetime import timedelta

from pypdf import PdfWriter

from parcours.animation.actions.sequences import SequenceEcrite, ecrire_deroule
from parcours.animation.actions.sous_groupes import (
    SousGroupeCompose,
    composer_sous_groupes,
    proposer_sous_groupes,
)
from parcours.animation.actions.sujets import confirmer_sujet, fixer_scrutin, proposer_sujet, voter
from parcours.animation.actions.supports import ajouter_support
from parcours.animation.actions.volontaires import nommer_volontaire, se_proposer
from parcours.animation.actions.webinaires import (
    cacher_question,
    coller_conversation,
    poser_question,
    regler_webinaire,
    repondre_question,
    reprendre_questions,
    s_inscrire_au_webinaire,
    soutenir_question,
)
from parcours.animation.forms.webinaires import lire_conversation
from parcours.animation.models import Sujet, Support
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rencontres import planifier_rencontre
from parcours.promotions.models import Intervenant, Participation, Rencontre, Sequence
from rameau.commun import registres
from rameau.commun.fichiers import FichierExamine
from rameau.commun.models.fichiers import Genre
from rameau.commun.registres import Recit
from rameau.comptes.models import Personne

T = Sequence.Temps

# Invented people; numbers of the range kept for fiction.
INTERVENANTS = {
    "nadege": ("Nadège", "Kerloch", "sociologue des coopérations", "Atelier des communs"),
    "thierry": ("Thierry", "Vandamme", "ancien maire", "Ville de Rive-Haute"),
    "salima": ("Salima", "Ouadah", "directrice", "Coopérative des Trois-Moulins"),
    "bastien": ("Bastien", "Lorieux", "délégué général", "Entreprendre au pays"),
    "ophelie": ("Ophélie", "Marchais", "équipe du parcours", "Le RAMEAU"),
}
# By stage: temps, title, minutes, fixed start in minutes, aim, speakers.
DEROULES: dict[int, list[tuple[str, str, int, int | None, str, tuple[str, ...]]]] = {
    1: [
        (T.PAUSE, "Accueil et café", 20, None, "", ()),
        (
            T.THEORIE,
            "Pourquoi co-construire sur un territoire",
            85,
            None,
            "Partager les mots et les repères du parcours.",
            ("nadege",),
        ),
        (
            T.THEORIE,
            "Le témoignage d’un pionnier",
            60,
            None,
            "Entendre ce qui a tenu dans la durée, et ce qui a lâché.",
            ("thierry",),
        ),
        (T.PAUSE, "Déjeuner", 60, 180, "", ()),
        (
            T.PRATIQUE,
            "Se présenter par son territoire",
            90,
            None,
            "Que chacun sache qui appeler, et pour quoi.",
            ("ophelie",),
        ),
        (T.PRATIQUE, "Commencer son bilan", 75, None, "Repartir avec trois freins écrits.", ()),
        (T.PRATIQUE, "Qui anime la communauté ?", 15, None, "Nommer un volontaire.", ()),
    ],
    2: [
        (T.PAUSE, "Accueil et café", 15, None, "", ()),
        (
            T.THEORIE,
            "Mettre en mouvement sans porter seul",
            105,
            None,
            "Distinguer ce que l’on porte de ce que l’on relie.",
            ("salima", "bastien"),
        ),
        (T.THEORIE, "Questions aux intervenants", 60, None, "", ("salima", "bastien")),
        (T.PAUSE, "Déjeuner", 60, 180, "", ()),
        (
            T.PRATIQUE,
            "Ateliers de co-développement",
            135,
            None,
            "Que chaque binôme reparte avec une première action.",
            ("ophelie",),
        ),
        (T.PRATIQUE, "Ce que nous retenons", 45, None, "", ()),
    ],
    3: [
        (T.PAUSE, "Accueil et café", 15, None, "", ()),
        (
            T.THEORIE,
            "Le sujet choisi par la promotion",
            165,
            None,
            "Approfondir ensemble ce qui résiste.",
            ("nadege", "bastien"),
        ),
        (T.PAUSE, "Déjeuner", 60, 180, "", ()),
        (T.PRATIQUE, "De l’action au modèle", 120, None, "Chiffrer une action.", ("salima",)),
        (T.PRATIQUE, "Vers la feuille de route", 60, None, "", ()),
    ],
}
CONSIGNE = "Chaque binôme expose un frein en cinq minutes, puis le groupe cherche avec lui."
SUJETS = (
    ("Financer le temps de l’animation", "Tout repose sur une personne, payée d’année en année."),
    ("Associer les entreprises dès le départ", "Nous les invitons quand tout est écrit."),
    ("Mesurer ce que la coopération change", "Nos élus demandent des effets, pas des réunions."),
)
QUESTIONS = (
    ("Comment garder les entreprises autour de la table après la première année ?", 5),
    ("Faut-il une association pour porter l’alliance, ou une convention suffit-elle ?", 4),
    ("Qui paie l’animateur quand la subvention s’arrête ?", 6),
    ("Avez-vous un exemple dans une petite intercommunalité ?", 2),
    ("Les diapositives seront-elles envoyées ?", 1),
)
CONVERSATION = """18:02 De Amel Touati à Tous : Bonsoir depuis Tours !
18:41 De Régis Le Floch à Tous : Comment repérer les fragilités dont personne ne parle ?
18:43 De Amel Touati à Tous : Merci, très clair.
19:12 De Inès Carvalho à Tous : Peut-on venir visiter la coopérative ?"""
CHAPITRES = (
    (0, "Ouverture"),
    (310, "Fragilités : de quoi parle-t-on ?"),
    (2450, "Trois alliances racontées"),
    (4720, "Les questions"),
)


@dataclass(frozen=True)
class _Gens:
    """The people of a promotion, in the order of its binômes."""

    participations: list[Participation]

    @property
    def personnes(self) -> list[Personne]:
        return [p.personne for p in self.participations]


def raconter_les_sessions(recit: Recit) -> None:
    """Tell what surrounds the sessions of a promotion, `passe` days after its first one."""
    passe = recit.passe
    intervenants = _intervenants()
    gens = _Gens(
        list(
            Participation.objects.actives()
            .filter(binome__promotion=recit.promotion)
            .select_related("personne", "binome__promotion")
            .order_by("binome__rang", "place")
        )
    )
    for session in recit.promotion.rencontres.sessions().select_related("etape", "promotion"):
        ordre = session.etape.ordre if session.etape else 0
        if ordre in DEROULES:
            _ecrire_deroule(recit, session, ordre, intervenants)
            _donner_supports(recit, session, passe)
        if ordre == 2:
            _composer(recit, session, gens)
    _nommer(recit, gens)
    _choisir_le_sujet(recit, gens, passe)
    _tenir_le_webinaire(recit, gens, intervenants)


def presenter_les_intervenants(equipe: Personne) -> None:
    """Those who speak in both promotions."""
    for rang, (cle, (prenom, nom, fonction, organisme)) in enumerate(INTERVENANTS.items()):
        ajouter_intervenant(
            par=equipe,
            prenom=prenom,
            nom=nom,
            fonction=fonction,
            organisme=organisme,
            email=_adresse(cle),
            telephone=f"+3363998{9000 + rang}",
        )


def _intervenants() -> dict[str, Intervenant]:
    return {cle: Intervenant.objects.get(email=_adresse(cle)) for cle in INTERVENANTS}


def _adresse(cle: str) -> str:
    return f"{cle}.intervient@demo.test"


def _ecrire_deroule(
    recit: Recit, session: Rencontre, ordre: int, intervenants: dict[str, Intervenant]
) -> None:
    ecrire_deroule(
        par=recit.equipe,
        rencontre=session,
        sequences=[
            SequenceEcrite(
                temps=temps,
                titre=titre,
                duree_minutes=minutes,
                debut_minutes=debut,
                visee=visee,
                intervenants=[intervenants[cle] for cle in qui],
            )
            for temps, titre, minutes, debut, visee, qui in DEROULES[ordre]
        ],
    )


def _donner_supports(recit: Recit, session: Rencontre, passe: int) -> None:
    """Something to read before each; the slides after those that took place."""
    jour = (session.debut.date() - recit.promotion.debut).days
    quoi = [(Support.Moment.AVANT, "À lire : dix pages pour se préparer", jour - 14)]
    if jour < passe:
        quoi += [(Support.Moment.APRES, "Les diapositives du temps théorique", jour + 2)]
    for moment, titre, le in quoi:
        fichier = moment == Support.Moment.APRES
        ajouter_support(
            par=recit.equipe,
            rencontre=session,
            moment=moment,
            titre=titre,
            lien="" if fichier else f"https://documents.demo.test/{session.pk}",
            fichier=_diapositives() if fichier else None,
            publier=le <= passe,
            instant=recit.le(min(le, passe - 1)),
        )


def _diapositives() -> FichierExamine:
    """A PDF of two empty pages."""
    ecrit, pdf = io.BytesIO(), PdfWriter()
    for _ in range(2):
        pdf.add_blank_page(width=842, height=595)
    pdf.write(ecrit)
    return FichierExamine(nom="diapositives.pdf", genre=Genre.PDF, octets=ecrit.getvalue())


def _composer(recit: Recit, session: Rencontre, gens: _Gens) -> None:
    combien = max(2, round(len(gens.participations) / 4))
    groupes = proposer_sous_groupes(gens.participations, combien=combien, ensemble=False)
    composer_sous_groupes(
        par=recit.equipe,
        rencontre=session,
        groupes=[
            SousGroupeCompose(
                nom=f"Groupe {rang}",
                lieu=f"Table {rang}",
                consigne=CONSIGNE,
                participations=groupe,
            )
            for rang, groupe in enumerate(groupes, start=1)
        ],
    )


def _nommer(recit: Recit, gens: _Gens) -> None:
    """Two offer themselves at session 1; the one named gives way to the other."""
    candidats = (gens.participations[1], gens.participations[-1])
    mots = ("J’aime relier les gens : j’enverrais des nouvelles chaque quinzaine.", "")
    for rang, (candidat, mot) in enumerate(zip(candidats, mots, strict=True)):
        se_proposer(
            par=candidat.personne, participation=candidat, mot=mot, instant=recit.le(1 + rang)
        )
    for rang, candidat in enumerate(candidats):
        nommer_volontaire(
            par=recit.equipe,
            promotion=recit.promotion,
            participation=candidat,
            instant=recit.le(4 + 60 * rang),
        )


def _choisir_le_sujet(recit: Recit, gens: _Gens, passe: int) -> None:
    """Under way: the vote opened three days ago. Closed: the topic is confirmed."""
    finie = passe > 200
    ouvre = 120 if finie else passe - 3
    sujets: list[Sujet] = []
    for rang, (titre, pourquoi) in enumerate(SUJETS):
        sujets.append(
            proposer_sujet(
                par=gens.personnes[rang * 2 % len(gens.personnes)],
                promotion=recit.promotion,
                titre=titre,
                pourquoi=pourquoi,
                instant=recit.le(ouvre - 20 + rang),
            )
        )
    scrutin = fixer_scrutin(
        par=recit.equipe,
        promotion=recit.promotion,
        ouvre_le=recit.le(ouvre, 9),
        ferme_le=recit.le(ouvre + 10, 18),
        instant=recit.le(ouvre - 10),
    )
    votants = gens.personnes if finie else gens.personnes[4::2]
    for rang, personne in enumerate(votants):
        voter(
            par=personne,
            scrutin=scrutin,
            sujet=sujets[(0, 1, 0, 2, 0, 1)[rang % 6]],
            instant=recit.le(ouvre + rang % 2, 11, rang % 60),
        )
    if finie:
        confirmer_sujet(
            par=recit.equipe, scrutin=scrutin, sujet=sujets[0], instant=recit.le(ouvre + 11)
        )


def _tenir_le_webinaire(recit: Recit, gens: _Gens, intervenants: dict[str, Intervenant]) -> None:
    """It took place: questions before and during, answered live, later, or not yet."""
    webinaire = (
        recit.promotion.rencontres.filter(nature=Rencontre.Nature.WEBINAIRE)
        .select_related("promotion")
        .order_by("debut")[0]
    )
    ecrire_deroule(
        par=recit.equipe,
        rencontre=webinaire,
        sequences=[
            SequenceEcrite(
                temps=T.THEORIE,
                titre="Fragilités en territoire et alliances innovantes",
                duree_minutes=75,
                visee="Reconnaître les fragilités, et ceux qui peuvent y répondre ensemble.",
                intervenants=[intervenants["bastien"], intervenants["salima"]],
            ),
            SequenceEcrite(temps=T.PRATIQUE, titre="Vos questions", duree_minutes=45),
        ],
    )
    debut = webinaire.debut
    par = recit.equipe
    regler_webinaire(par=par, rencontre=webinaire, enregistre=True, replay="", chapitres=())
    for rang, personne in enumerate(gens.personnes[:12]):
        s_inscrire_au_webinaire(
            par=personne,
            rencontre=webinaire,
            accepte=rang % 6 != 5,
            instant=debut - timedelta(days=6, minutes=7 * rang),
        )
    questions = []
    for rang, (texte, soutiens) in enumerate(QUESTIONS):
        question = poser_question(
            par=gens.personnes[rang % len(gens.personnes)],
            rencontre=webinaire,
            texte=texte,
            instant=debut + timedelta(minutes=-90 + 45 * rang),
        )
        for personne in gens.personnes[rang + 1 : rang + 1 + soutiens]:
            soutenir_question(par=personne, question=question, soutenir=True)
        questions.append(question)
    fin = webinaire.fin
    for question, reponse in (
        (questions[0], ""),
        (
            questions[1],
            "Une convention suffit pour commencer ; nous mettrons deux modèles en lien.",
        ),
    ):
        repondre_question(
            par=par,
            question=question,
            en_direct=True,
            reponse=reponse,
            instant=fin - timedelta(minutes=20),
        )
    repondre_question(
        par=par,
        question=questions[3],
        en_direct=False,
        reponse="Oui : écoutez le second récit, à quarante minutes.",
        instant=fin + timedelta(days=2),
    )
    cacher_question(
        par=par,
        question=questions[4],
        motif="Réponse donnée dans la salle, sans rapport avec le sujet.",
        instant=fin,
    )
    coller_conversation(par=par, rencontre=webinaire, texte=CONVERSATION)
    reprendre_questions(
        par=par,
        rencontre=webinaire,
        lignes=[
            (ligne.nom, ligne.texte)
            for ligne in lire_conversation(CONVERSATION)
            if ligne.est_une_question
        ],
        instant=fin,
    )
    regler_webinaire(
        par=par,
        rencontre=webinaire,
        enregistre=True,
        replay="https://video.demo.test/webinaire",
        chapitres=CHAPITRES,
    )


def annoncer_un_webinaire(recit: Recit) -> None:
    """One of next week, a Thursday evening, with its first question."""
    passe = recit.passe
    debut = recit.le(passe + 7 - passe % 7, 18)
    webinaire = planifier_rencontre(
        par=recit.equipe,
        promotion=recit.promotion,
        nature=Rencontre.Nature.WEBINAIRE,
        titre="Webinaire : mobiliser les entreprises d’un bassin de vie",
        debut=debut,
        fin=debut + timedelta(hours=2),
        lien="https://salle.demo.test/entreprises",
    )
    ecrire_deroule(
        par=recit.equipe,
        rencontre=webinaire,
        sequences=[
            SequenceEcrite(
                temps=T.THEORIE,
                titre="Ce que les entreprises viennent chercher",
                duree_minutes=60,
                intervenants=[_intervenants()["bastien"]],
            ),
            SequenceEcrite(temps=T.PRATIQUE, titre="Vos questions", duree_minutes=60),
        ],
    )
    regler_webinaire(
        par=recit.equipe, rencontre=webinaire, enregistre=True, replay="", chapitres=()
    )
    personnes = recit.membres["Aix"] + recit.membres["Yvelines - Les Mureaux"]
    question = poser_question(
        par=personnes[0],
        rencontre=webinaire,
        texte="Par quel bout commencer quand il n’y a pas de club d’entreprises ?",
        instant=recit.le(passe - 1, 12),
    )
    for personne in personnes[1:]:
        soutenir_question(par=personne, question=question, soutenir=True)


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire(
        "close/intervenants",
        lambda recit: presenter_les_intervenants(recit.equipe),
        rang=5,
    )
    registres.exemples.inscrire(
        "close/sessions",
        raconter_les_sessions,
        rang=40,
    )
    registres.exemples.inscrire(
        "en-cours/sessions",
        raconter_les_sessions,
        rang=60,
    )
    registres.exemples.inscrire(
        "en-cours/webinaire",
        annoncer_un_webinaire,
        rang=70,
    )
