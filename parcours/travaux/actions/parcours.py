"""Writing a new version of a parcours: a draft copied from a published one, then published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.db.models import Max

from parcours.promotions.droits.programmes import peut_ecrire_le_parcours, peut_ouvrir_une_version
from parcours.promotions.models import (
    ModeleEcheance,
    ModeleEtape,
    ModeleLivrable,
    ModeleRencontre,
    ModeleSequence,
    ModeleTemps,
    Parcours,
)
from parcours.promotions.models.rencontres import Rencontre
from parcours.travaux.lectures.parcours import empreinte_de_l_etape, manques, questions_de
from parcours.travaux.lectures.trames import trame_de
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_empreinte, verifier_lecture, verifier_valeurs
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.registres import gabarits
from rameau.comptes.models import Personne

FIGE = "Cette version du parcours est publiée : écrivez-en une nouvelle."
IDENTITE = frozenset(
    {"titre", "public", "partenaire", "duree_mois", "avec_territoire", "nombre_structures"}
    | {"options"}
)


@dataclass(frozen=True, kw_only=True)
class LigneRencontre:
    """A rencontre of a stage, as it is written."""

    nature: str
    titre: str
    jour: int
    heure: time
    duree_minutes: int


@dataclass(frozen=True, kw_only=True)
class EtapeEcrite:
    """A stage of a draft, as it is written, whole."""

    titre: str
    theorie_titre: str
    pratique: str
    code: str
    theorie_points: Sequence[str] = ()
    rencontres: Sequence[LigneRencontre] = ()
    moments: Sequence[tuple[str, str, int]] = ()
    echeances: Sequence[dict[str, Any]] = field(default_factory=list)
    livrable: tuple[str, str, int] | None = None


@action("modeles.commencer_version")
def commencer_version(
    *, par: Personne, parcours: Parcours, modele: Parcours | None = None
) -> Parcours:
    """Begin the next version of a parcours, as a draft copied from it, or whose stages and temps
    are those of another parcours (`modele`), to complete a skeleton.

    Raises RegleViolee when a draft is already under way, or for a version already replaced.
    """
    if not peut_ouvrir_une_version(par, parcours):
        raise AccesRefuse("L'équipe écrit une nouvelle version d'un parcours publié.")
    versions = Parcours.objects.select_for_update().filter(code=parcours.code)
    if versions.filter(brouillon=True).exists():
        raise RegleViolee(
            "Une nouvelle version de ce parcours est déjà en cours d'écriture.",
            constraint="parcours_un_brouillon",
        )
    depuis = modele or parcours
    copie = Parcours.objects.create(
        code=parcours.code,
        version=(versions.aggregate(derniere=Max("version"))["derniere"] or 0) + 1,
        brouillon=True,
        titre=parcours.titre,
        public=parcours.public,
        partenaire=parcours.partenaire,
        duree_mois=parcours.duree_mois,
        avec_territoire=parcours.avec_territoire,
        nombre_structures=parcours.nombre_structures,
        options=list(parcours.options),
    )
    for temps in depuis.temps.order_by("ordre"):
        temps.pk, temps.parcours = None, copie
        temps.save(force_insert=True)
    for etape in depuis.etapes.select_related("livrable").order_by("ordre"):
        _copier_etape(etape, copie)
    for gabarit in gabarits:
        gabarit.copier(depuis=depuis, vers=copie)
    return copie


def _copier_etape(etape: ModeleEtape, copie: Parcours) -> None:
    rencontres = list(etape.rencontres.prefetch_related("sequences").order_by("pk"))
    livrable = getattr(etape, "livrable", None)
    etape.pk, etape.parcours = None, copie
    etape.save(force_insert=True)
    for rencontre in rencontres:
        moments = list(rencontre.sequences.all())
        rencontre.pk, rencontre.etape = None, etape
        rencontre.save(force_insert=True)
        for moment in moments:
            moment.pk, moment.rencontre = None, rencontre
        ModeleSequence.objects.bulk_create(moments)
    if livrable is not None:
        livrable.pk, livrable.etape = None, etape
        livrable.save(force_insert=True)


@action(
    "modeles.modifier_identite",
    objet="parcours",
    champs=("titre", "public", "duree_mois", "nombre_structures", "avec_territoire"),
)
def modifier_identite(
    *, par: Personne, parcours: Parcours, lu: str | None = None, **champs: Any
) -> None:
    """Change whom a draft is for, its length, its seats, its options.

    Raises RegleViolee once the version is published, VersionDepassee when someone else has changed
    it since it was read (`lu`), TypeError for an unknown field.
    """
    brouillon = _brouillon(par, parcours)
    inconnus = set(champs) - IDENTITE
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    verifier_lecture(lu, brouillon, champs)
    for nom, valeur in champs.items():
        setattr(brouillon, nom, valeur)
    brouillon.save(update_fields=sorted(champs))


@action("modeles.ecrire_temps", objet="parcours")
def ecrire_temps(
    *, par: Personne, parcours: Parcours, temps: Sequence[tuple[str, int, int, list[str]]]
) -> None:
    """Write the three temps of the programme around a promotion: title, first month, number of
    months, tasks. Raises RegleViolee when one does not follow the former."""
    brouillon = _brouillon(par, parcours)
    attendu: int | None = None
    for titre, debut, nombre, _ in temps:
        if attendu is not None and debut != attendu:
            raise RegleViolee(f"« {titre} » ne commence pas quand le temps précédent finit.")
        attendu = debut + nombre
    brouillon.temps.all().delete()
    ModeleTemps.objects.bulk_create(
        ModeleTemps(
            parcours=brouillon,
            ordre=ordre,
            titre=titre,
            debut_mois=debut,
            nombre_mois=nombre,
            taches=taches,
        )
        for ordre, (titre, debut, nombre, taches) in enumerate(temps, start=1)
    )


@action("modeles.ecrire_etape", objet="parcours")
def ecrire_etape(
    *,
    par: Personne,
    parcours: Parcours,
    ordre: int,
    ecrite: EtapeEcrite,
    lu: str | None = None,
) -> None:
    """Write a stage of a draft, whole: its texts, rencontres, agenda, work and dates.

    Raises RegleViolee once the version is published, or for a row that cannot be; VersionDepassee
    when someone else has changed it since it was read (`lu`, see `empreinte_de_l_etape`).
    """
    brouillon = _brouillon(par, parcours)
    actuelle = brouillon.etapes.select_related("livrable").filter(ordre=ordre).first()
    verifier_empreinte(lu, empreinte_de_l_etape(actuelle), actuel=actuelle)
    etape, _ = ModeleEtape.objects.update_or_create(
        parcours=brouillon,
        ordre=ordre,
        defaults={
            "code": ecrite.code,
            "titre": ecrite.titre,
            "theorie_titre": ecrite.theorie_titre,
            "theorie_points": list(ecrite.theorie_points),
            "pratique": ecrite.pratique,
        },
    )
    etape.rencontres.all().delete()
    for ligne in ecrite.rencontres:
        session = ligne.nature == Rencontre.Nature.SESSION
        rencontre = ModeleRencontre.objects.create(
            etape=etape,
            nature=ligne.nature,
            titre=ligne.titre,
            jour=ligne.jour,
            heure=ligne.heure,
            duree_minutes=ligne.duree_minutes,
            obligatoire=session,
        )
        if session:
            ModeleSequence.objects.bulk_create(
                ModeleSequence(
                    rencontre=rencontre, ordre=rang, temps=temps, titre=titre, duree_minutes=duree
                )
                for rang, (temps, titre, duree) in enumerate(ecrite.moments, start=1)
            )
    travaux = ModeleLivrable.objects.filter(etape=etape)
    gardees = dict(travaux.values_list("nature", "questions"))
    travaux.delete()
    if ecrite.livrable is not None:
        nature, titre, jours = ecrite.livrable
        ModeleLivrable.objects.create(
            etape=etape,
            nature=nature,
            titre=titre,
            jours_avant=jours,
            questions=gardees.get(nature, {}),
        )
    etape.echeances.all().delete()
    for echeance in ecrite.echeances:
        ModeleEcheance.objects.create(etape=etape, **echeance)


@action("modeles.ecrire_questions", objet="parcours")
def ecrire_questions(
    *,
    par: Personne,
    parcours: Parcours,
    ordre: int,
    questions: Mapping[str, str],
    lu: str | None = None,
) -> None:
    """Write the questions that guide the work of a stage, section → question; those left out,
    empty, or worded as everywhere are those of `parcours.travaux.lectures.trames`.

    Raises RegleViolee once the version is published, for a stage without work, or for a section
    that its work does not have; VersionDepassee when someone else has changed one of these since
    they were read (`lu`, the fingerprint of `questions_de`).
    """
    brouillon = _brouillon(par, parcours)
    travail = ModeleLivrable.objects.filter(etape__parcours=brouillon, etape__ordre=ordre).first()
    if travail is None:
        raise RegleViolee("Cette étape ne demande pas de travail.")
    proposees = {section.code: section.question for section in trame_de(travail.nature).sections}
    if set(questions) - set(proposees):
        raise RegleViolee("Ce travail n'a pas cette section.")
    voulues = {code: texte or proposees[code] for code, texte in questions.items()}
    verifier_valeurs(lu, questions_de(travail), voulues, actuel=travail)
    travail.questions = {
        code: texte for code, texte in questions.items() if texte and texte != proposees[code]
    }
    travail.save(update_fields=["questions"])


@action("modeles.publier", objet="parcours", champs=("brouillon", "complet"))
def publier_version(*, par: Personne, parcours: Parcours) -> None:
    """Publish a draft: from now on promotions are born from it, and the former version is its
    past. Raises RegleViolee with what is missing."""
    brouillon = _brouillon(par, parcours)
    absents = manques(brouillon)
    if absents:
        raise RegleViolee(f"Il manque encore : {' ; '.join(absents)}.")
    brouillon.brouillon, brouillon.complet = False, True
    brouillon.save(update_fields=["brouillon", "complet"])
    Parcours.objects.filter(code=brouillon.code, remplace_par=None).exclude(pk=brouillon.pk).update(
        remplace_par=brouillon
    )


@action("modeles.abandonner")
def abandonner_version(*, par: Personne, parcours: Parcours) -> None:
    """Throw a draft away; the published version stays the latest. No promotion knows it."""
    _brouillon(par, parcours).delete()


def _brouillon(par: Personne, parcours: Parcours) -> Parcours:
    brouillon = Parcours.objects.select_for_update().filter(pk=parcours.pk).first()
    if brouillon is None:
        raise RegleViolee("Cette version a été abandonnée.")
    if not peut_ecrire_le_parcours(par, brouillon):
        if not brouillon.brouillon:
            raise RegleViolee(FIGE)
        raise AccesRefuse("L'équipe écrit les parcours.")
    return brouillon
