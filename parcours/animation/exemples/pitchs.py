"""The end of the promotions of the demonstration: pitchs, follow-up of the actions, documents."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from parcours.animation.actions.pitchs import (
    clore_reactions,
    ecrire_pitch,
    ordonner_pitchs,
    ouvrir_reactions,
    reagir,
    regler_tour,
)
from parcours.animation.models import Pitch
from parcours.promotions.models import Rencontre
from parcours.travaux.actions.suivis import ecrire_suivi
from parcours.travaux.documents.feuille_en_diapositive import Diapositive, diaporama
from parcours.travaux.models import Element, Version
from parcours.travaux.models.livrables import Nature
from rameau.commun import registres
from rameau.commun.documents import demander_document
from rameau.commun.fichiers import FichierExamine, examiner
from rameau.commun.registres import Recit
from rameau.comptes.models import Personne

_E = Element.Etat

# Territory of the pitch, who answers (a territory, or the name of a guest), what is said.
REACTIONS = (
    (
        "Grand Est",
        "Paris",
        "Votre clause de réemploi, nous la prenons telle quelle : pouvons-nous venir en janvier ?",
    ),
    ("Grand Est", "Une élue de la vallée", "L’assureur de la commune viendra : je m’en charge."),
    ("Grand Est", "", "On comprend tout de suite à quoi sert le dépôt. Bravo à tous les deux."),
    (
        "Paris",
        "Toulouse",
        "Nos tuteurs reviennent quand on leur écrit en juin : je vous envoie notre lettre.",
    ),
    ("Paris", "Un chef d’entreprise", "Deux de mes salariés peuvent donner une demi-journée."),
    ("Toulouse", "Grand Est", "Parler de fatigue plutôt que de santé a tout débloqué chez nous."),
    ("Les Sables-d'Olonne", "Paris", "Qui tient l’accueil des familles l’été ? Tout est là."),
    ("Les Sables-d'Olonne", "Une habitante", "Merci d’avoir dit aussi ce qui n’a pas marché."),
)
# A few words per action, in the order of the roadmap; Les Sables-d'Olonne has said nothing yet.
SUIVIS = {
    "Grand Est": (
        (_E.FAITE, "deux assureurs l’ont relue", "La clause est entrée dans deux marchés."),
        (_E.EN_COURS, "trois signatures sur quatre", "L’agglomération délibère en décembre."),
        (_E.ABANDONNEE, "", "La fédération du bâtiment s’en charge : nous l’avons rejointe."),
    ),
    "Paris": (
        (
            _E.FAITE,
            "quatre collèges sur quatre",
            "La rencontre de juin est prise.",
        ),
        (_E.EN_COURS, "14 tuteurs sur 20", "Il en manque du côté des métiers de la santé."),
    ),
    "Toulouse": ((_E.EN_COURS, "trois entreprises sur cinq", "La quatrième signe à l’automne."),),
}


def presenter_les_pitchs(recit: Recit) -> None:
    """Session 4 of a promotion: the order, the sheets, what the room answered."""
    session = recit.promotion.rencontres.get(nature=Rencontre.Nature.SESSION, etape__ordre=4)
    debut = session.debut + timedelta(hours=5)
    tour = regler_tour(par=recit.equipe, promotion=recit.promotion, debut=debut)
    ordre = [binome.pk for binome in reversed(list(recit.binomes.values()))]
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
            diapositive=_diapositive(binome.nom) if territoire == "Toulouse" else None,
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


def _diapositive(nom: str) -> FichierExamine:
    """A slide that a binôme made by itself."""
    octets = diaporama([Diapositive(nom, None, "Cinq signatures, et après ?")], lambda *_: None)
    return examiner(SimpleUploadedFile("cinq-signatures.pptx", octets))


def dire_la_suite(recit: Recit) -> None:
    """Six months after the end: most binômes say what becomes of their actions, one has not."""
    instant = recit.instant
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


def demander_les_documents(recit: Recit) -> None:
    """The alumni of the demonstration and the équipe asked for the roadmaps: the worker makes
    them as the demonstration starts."""
    instant = recit.instant
    version = _remises(recit)["Grand Est"]
    alumni = Personne.objects.avec_chapeaux().get(pk=recit.membres["Grand Est"][0].pk)
    equipe = Personne.objects.avec_chapeaux().get(pk=recit.equipe.pk)
    for genre in ("feuille_de_route", "feuille_en_texte", "feuille_en_diapositive"):
        demander_document(par=alumni, genre=genre, objet_id=version.pk, instant=instant)
    for personne, genre in (
        (alumni, "feuilles_en_recueil"),
        (equipe, "feuilles_en_archive"),
        (equipe, "feuilles_en_diaporama"),
    ):
        demander_document(par=personne, genre=genre, objet_id=recit.promotion.pk, instant=instant)


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


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire("close/pitchs", presenter_les_pitchs, rang=70)
    registres.exemples.inscrire("close/suivis", dire_la_suite, rang=110)
    registres.exemples.inscrire(
        "close/documents",
        demander_les_documents,
        rang=120,
    )
