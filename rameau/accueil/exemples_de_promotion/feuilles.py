"""The end of the promotions of the demonstration: pitchs, follow-up of the actions, documents."""

from datetime import datetime, timedelta

from parcours.actions.pitchs import (
    clore_reactions,
    ecrire_pitch,
    ordonner_pitchs,
    ouvrir_reactions,
    reagir,
    regler_tour,
)
from parcours.actions.suivis import ecrire_suivi
from parcours.models import Element, Pitch, Rencontre, Version
from parcours.models.livrables import Nature
from rameau.accueil.exemples_de_promotion.recit import Recit
from rameau.commun.documents import demander_document
from rameau.comptes.models import Personne

_E = Element.Etat

# Territory of the pitch, who answers (a territory, or the name of a guest), what is said.
REACTIONS = (
    (
        "Grand Est",
        "Paris",
        "Votre tournée en binôme, nous la prenons telle quelle : pouvons-nous venir en janvier ?",
    ),
    (
        "Grand Est",
        "Une élue de la vallée",
        "Je veux bien ouvrir la salle du conseil une fois par mois.",
    ),
    ("Grand Est", "", "On comprend tout de suite à quoi cela sert. Bravo à tous les deux."),
    (
        "Paris",
        "Toulouse",
        "La convention à trois signatures a mis six mois chez nous : appelez-moi avant de l’écrire.",
    ),
    ("Paris", "Un chef d’entreprise", "Deux de mes salariés peuvent donner une demi-journée."),
    ("Toulouse", "Grand Est", "L’idée du carnet porté par la personne nous manquait."),
    ("Les Sables-d'Olonne", "Paris", "Qui tient le lieu le samedi ? C’est la question à poser."),
    ("Les Sables-d'Olonne", "Une habitante", "Merci d’avoir dit aussi ce qui n’a pas marché."),
)
SUIVIS = {
    "Grand Est": (
        (_E.FAITE, "27 entreprises vues sur 30", "La tournée est devenue une habitude d’automne."),
        (_E.EN_COURS, "9 dossiers déposés", "Le calendrier des aides a glissé de deux mois."),
        (_E.ABANDONNEE, "", "Le groupement existant s’en charge : nous l’avons rejoint."),
    ),
    "Paris": (
        (_E.EN_COURS, "6 rencontres sur 10", "Deux partenaires de plus depuis la rentrée."),
        (_E.A_LANCER, "", "Nous attendons la convention."),
    ),
    "Toulouse": ((_E.EN_COURS, "une première promotion de 14", "Les étudiants la portent."),),
}


def presenter_les_pitchs(recit: Recit) -> None:
    """Session 4 of a promotion: the order, the sheets, what the room answered."""
    session = recit.promotion.rencontres.get(nature=Rencontre.Nature.SESSION, etape__ordre=4)
    debut = session.debut + timedelta(hours=5)
    tour = regler_tour(par=recit.equipe, promotion=recit.promotion, debut=debut)
    ordre = [recit.binomes[territoire].pk for territoire in reversed(recit.binomes)]
    ordonner_pitchs(par=recit.equipe, promotion=recit.promotion, binomes=ordre)
    for territoire, binome in recit.binomes.items():
        dossier = recit.dossiers[territoire]
        points = [dossier.constat, dossier.atout, *(ligne.titre for ligne in dossier.prevues)]
        ecrire_pitch(
            par=recit.membres[territoire][0],
            binome=binome,
            points="\n".join(f"- {point}" for point in points),
            demande=dossier.question,
            revision=0,
            instant=debut - timedelta(days=3),
        )
    ouvrir_reactions(par=recit.equipe, tour=tour, instant=debut)
    pitchs = {p.binome_id: p for p in Pitch.objects.filter(promotion=recit.promotion)}
    for minute, (territoire, qui, texte) in enumerate(REACTIONS):
        pair = recit.membres.get(qui, [None])[0]
        reagir(
            par=pair,
            pitch=pitchs[recit.binomes[territoire].pk],
            texte=texte,
            nom="" if pair else qui,
            instant=debut + timedelta(minutes=4 * minute + 2),
        )
    clore_reactions(par=recit.equipe, tour=tour, instant=debut + timedelta(hours=1))


def dire_la_suite(recit: Recit, instant: datetime) -> None:
    """Six months after the end: most binômes say what becomes of their actions, one has not."""
    remises = _remises(recit)
    for territoire, lignes in SUIVIS.items():
        version = remises[territoire]
        actions = [
            e["id"]
            for e in version.contenu["elements"]
            if e["nature"] == Element.Nature.ACTION_PREVUE
        ]
        for rang, (action, (etat, mesure, mot)) in enumerate(zip(actions, lignes, strict=False)):
            ecrire_suivi(
                par=recit.membres[territoire][rang % len(recit.membres[territoire])],
                version=version,
                mois=6,
                id_action=action,
                etat=etat,
                mot=mot,
                mesure=mesure,
                revision=0,
                instant=instant - timedelta(days=20 - rang),
            )


def demander_les_documents(recit: Recit, instant: datetime) -> None:
    """The alumni of the demonstration and the équipe asked for the roadmaps: the worker makes
    them as the demonstration starts."""
    version = _remises(recit)["Grand Est"]
    alumni = Personne.objects.avec_chapeaux().get(pk=recit.membres["Grand Est"][0].pk)
    equipe = Personne.objects.avec_chapeaux().get(pk=recit.equipe.pk)
    for gabarit in ("feuille_de_route", "feuille_en_texte", "feuille_en_diapositive"):
        demander_document(par=alumni, gabarit=gabarit, objet_id=version.pk, instant=instant)
    for personne in (alumni, equipe):
        for gabarit in ("feuilles_en_recueil", "feuilles_en_archive", "feuilles_en_diaporama"):
            demander_document(
                par=personne, gabarit=gabarit, objet_id=recit.promotion.pk, instant=instant
            )


def _remises(recit: Recit) -> dict[str, Version]:
    """The roadmap handed in by each territory."""
    versions = (
        Version.objects.filter(
            livrable__binome__promotion=recit.promotion,
            livrable__nature=Nature.FEUILLE_DE_ROUTE,
            livrable__version_remise__isnull=False,
        )
        .select_related("livrable__binome__promotion__parcours", "livrable__binome__territoire")
        .order_by("numero")
    )
    return {
        version.livrable.binome.territoire.nom: version
        for version in versions
        if version.livrable.binome.territoire is not None
        and version.livrable.version_remise_id == version.pk
    }
