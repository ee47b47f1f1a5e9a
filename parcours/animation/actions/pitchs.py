"""Leading the round of pitchs, writing one's sheet, answering on the spot."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from parcours.animation.droits.pitchs import (
    peut_ecrire_pitch,
    peut_masquer,
    peut_mener_le_tour,
    peut_reagir,
)
from parcours.animation.models import Pitch, Reaction, TourDePitchs
from parcours.animation.models.pitchs import REACTION_MAX, TEXTE_MAX
from parcours.promotions.models import Binome, Promotion
from parcours.travaux.lectures.contenus import normaliser
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_revision
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.fichiers import FichierExamine, deposer_fichier, retirer_fichier
from rameau.comptes.models import Personne

REFUS_MENER = "L'équipe mène le tour des pitchs d'une promotion ouverte."
REFUS_ECRIRE = "Cette fiche est écrite par son binôme, jusqu'à la clôture de la promotion."
NOM_MAX = 80
# Without the signs that one takes for another.
SIGNES = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@action("pitchs.regler_tour", champs=("debut",))
def regler_tour(*, par: Personne, promotion: Promotion, debut: datetime) -> TourDePitchs:
    """Say when the round begins; the first time, draw the code of its guests."""
    promotion = _verrouiller(par, promotion)
    tour = TourDePitchs.objects.filter(promotion=promotion).first()
    if tour is None:
        tour = TourDePitchs(promotion=promotion, code=tirer_un_code())
    tour.debut = debut
    tour.save()
    assurer_pitchs(promotion)
    return tour


@action("pitchs.ordonner", objet="promotion")
def ordonner_pitchs(*, par: Personne, promotion: Promotion, binomes: Sequence[int]) -> None:
    """Set the running order: the binômes of the promotion, each once. Raises RegleViolee when
    one is missing or comes twice."""
    promotion = _verrouiller(par, promotion)
    pitchs = {pitch.binome_id: pitch for pitch in assurer_pitchs(promotion)}
    if sorted(binomes) != sorted(pitchs):
        raise RegleViolee(
            "Chaque structure passe une fois, et une seule : donnez à chacune un rang différent.",
            constraint="pitch_ordre_unique",
        )
    for ordre, binome in enumerate(binomes, start=1):
        pitchs[binome].ordre = ordre
    Pitch.objects.bulk_update(pitchs.values(), ["ordre"])


@action("pitchs.ouvrir_reactions", objet="tour", champs=("ouvert_le", "clos_le"))
def ouvrir_reactions(*, par: Personne, tour: TourDePitchs, instant: datetime) -> None:
    """Open the reactions to the room, again if they were ended."""
    _verrouiller(par, tour.promotion)
    tour.ouvert_le, tour.clos_le = instant, None
    tour.save(update_fields=["ouvert_le", "clos_le"])


@action("pitchs.clore_reactions", objet="tour", champs=("clos_le",))
def clore_reactions(*, par: Personne, tour: TourDePitchs, instant: datetime) -> None:
    """End the reactions: the code of the guests opens nothing any more."""
    _verrouiller(par, tour.promotion)
    tour = TourDePitchs.objects.select_for_update().get(pk=tour.pk)
    if not tour.est_ouvert:
        raise RegleViolee("Les réactions ne sont pas ouvertes.")
    tour.clos_le = instant
    tour.save(update_fields=["clos_le"])


@action("pitchs.ecrire")
def ecrire_pitch(
    *,
    par: Personne,
    binome: Binome,
    points: str,
    demande: str,
    revision: int,
    instant: datetime,
    diapositive: FichierExamine | None = None,
    retirer_diapositive: bool = False,
) -> Pitch:
    """Write the sheet of a pitch, and bring or take back its slide.

    Raises VersionDepassee with the sheet as it stands when the other member changed it since
    `revision`, RegleViolee for a text too long or a file that cannot be kept.
    """
    if not peut_ecrire_pitch(par, binome):
        raise AccesRefuse(REFUS_ECRIRE)
    points, demande = normaliser(points).strip(), normaliser(demande).strip()
    if max(len(points), len(demande)) > TEXTE_MAX:
        raise RegleViolee(f"Chaque partie compte {TEXTE_MAX} signes au plus : cinq minutes.")
    promotion = Promotion.objects.select_for_update().get(pk=binome.promotion_id)
    pitch = next(p for p in assurer_pitchs(promotion) if p.binome_id == binome.pk)
    if (pitch.points, pitch.demande) != (points, demande):
        verifier_revision(pitch, revision)
    ancienne = pitch.diapositive
    if diapositive is not None:
        pitch.diapositive = deposer_fichier(par=par, examine=diapositive, instant=instant)
    elif retirer_diapositive:
        pitch.diapositive = None
    pitch.points, pitch.demande = points, demande
    pitch.revision += 1
    pitch.modifie_le, pitch.modifie_par = instant, par
    pitch.save()
    if ancienne is not None and ancienne != pitch.diapositive:
        retirer_fichier(par=par, fichier=ancienne)
    return pitch


@action("pitchs.reagir")
def reagir(
    *, par: Personne | None, pitch: Pitch, texte: str, nom: str = "", instant: datetime
) -> Reaction:
    """Answer a pitch on the spot: a person of the promotion, or a guest of the room (`par` is
    then None, and `nom` what the guest calls herself, if anything).

    Raises RegleViolee when reactions are not open, when nothing is said, or too much.
    """
    if par is not None and not peut_reagir(par, pitch.promotion):
        raise AccesRefuse("Les réactions sont celles de la salle.")
    texte, nom = normaliser(texte).strip(), " ".join(normaliser(nom).split())
    if not texte:
        raise RegleViolee("Écrivez votre réaction.", constraint="reaction_texte")
    if len(texte) > REACTION_MAX or len(nom) > NOM_MAX:
        raise RegleViolee(
            f"Une réaction compte {REACTION_MAX} signes au plus : gardez l'essentiel.",
            constraint="reaction_texte",
        )
    return Reaction.objects.create(
        pitch=pitch, auteur=par, nom="" if par else nom, texte=texte, ecrite_le=instant
    )


@action("pitchs.masquer_reaction", objet="reaction", champs=("masquee_le",))
def masquer_reaction(
    *, par: Personne, reaction: Reaction, masquee: bool, instant: datetime
) -> None:
    """Hide a reaction from all but the équipe, or show it again."""
    if not peut_masquer(par, reaction.pitch.promotion):
        raise AccesRefuse("L'équipe masque une réaction.")
    reaction.masquee_le, reaction.masquee_par = (instant, par) if masquee else (None, None)
    reaction.save(update_fields=["masquee_le", "masquee_par"])


def assurer_pitchs(promotion: Promotion) -> list[Pitch]:
    """The pitchs of all the binômes of a promotion, those that are missing added at the end of
    the order; called within an action that holds the promotion."""
    pitchs = list(Pitch.objects.filter(promotion=promotion).select_related("diapositive"))
    connus = {pitch.binome_id for pitch in pitchs}
    dernier = max((pitch.ordre for pitch in pitchs), default=0)
    manquants = promotion.binomes.exclude(pk__in=connus).order_by("rang")
    neufs = [
        Pitch(promotion=promotion, binome=binome, ordre=dernier + rang)
        for rang, binome in enumerate(manquants, start=1)
    ]
    return sorted(pitchs + Pitch.objects.bulk_create(neufs), key=lambda pitch: pitch.ordre)


def tirer_un_code() -> str:
    """A code that people read on a screen and type on a phone."""
    return "".join(secrets.choice(SIGNES) for _ in range(6))


def _verrouiller(par: Personne, promotion: Promotion) -> Promotion:
    """The promotion, held, for whoever leads its round."""
    if not peut_mener_le_tour(par, promotion):
        raise AccesRefuse(REFUS_MENER)
    return Promotion.objects.select_for_update().get(pk=promotion.pk)
