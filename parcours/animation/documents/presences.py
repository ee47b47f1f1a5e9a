"""The documents of presence: the sheet to print, the signed sheet, what each person is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from parcours.animation.lectures.demi_journees import DemiJournee, moments_de
from parcours.animation.models import Presence
from parcours.animation.models.presences import Moment, attendus
from parcours.promotions.models import Participation, Rencontre
from parcours.promotions.models.programmes import Option
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.registres import Composition, GenreDeDocument
from rameau.commun.temps import instant_de_paris
from rameau.commun.texte import NBSP, date_courte, date_longue, heure, periode
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class LigneDeFeuille:
    """A person on the sheet, and what stands in each column: empty where one signs by hand."""

    nom: str
    structure: str
    cases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LigneDAttestation:
    """A rencontre on an attestation; `duree` in hours."""

    titre: str
    quand: str
    duree: float
    comment: str = ""

    @property
    def duree_dite(self) -> str:
        return dire_heures(self.duree)


def dire_heures(heures: float) -> str:
    """« 3 h », « 3 h 30 »."""
    entieres, minutes = divmod(round(heures * 60), 60)
    return f"{entieres}{NBSP}h{NBSP}{minutes:02d}" if minutes else f"{entieres}{NBSP}h"


def inscrire() -> None:
    """Register these kinds of document."""
    for code, libelle, objets, composer, exemple in (
        (
            "feuille_de_presence",
            "Feuille de présence à imprimer",
            rencontres_a_tenir,
            feuille_de_presence,
            _exemple_feuille,
        ),
        (
            "feuille_signee",
            "Feuille de présence signée",
            rencontres_signees,
            feuille_signee,
            _exemple_signee,
        ),
        (
            "attestation_de_presence",
            "Attestation de présence",
            participations_a_attester,
            attestation,
            _exemple_attestation,
        ),
        (
            "certificat_de_realisation",
            "Certificat de réalisation",
            participations_a_certifier,
            certificat,
            _exemple_certificat,
        ),
    ):
        registres.documents.inscrire(
            code,
            GenreDeDocument(libelle=libelle, objets=objets, composer=composer, exemple=exemple),
        )


# --- for whom ----------------------------------------------------------------------------------
def rencontres_a_tenir(personne: Personne) -> QuerySet[Rencontre]:
    """Rule: the sheet of a rencontre is for the équipe."""
    if not personne.porte(Chapeau.EQUIPE):
        return Rencontre.objects.none()
    return Rencontre.objects.maintenues().exclude(nature=Rencontre.Nature.BILATERALE)


def rencontres_signees(personne: Personne) -> QuerySet[Rencontre]:
    """Rule: the signed sheet is for the équipe, where the parcours signs each half-day."""
    return rencontres_a_tenir(personne).filter(
        promotion__parcours__options__contains=[Option.DEMI_JOURNEES.value]
    )


def participations_a_attester(personne: Personne) -> QuerySet[Participation]:
    """Rule: an attestation is for the person it is about, and for the équipe."""
    if personne.porte(Chapeau.EQUIPE):
        return Participation.objects.all()
    return Participation.objects.filter(personne=personne)


def participations_a_certifier(personne: Personne) -> QuerySet[Participation]:
    """Rule: the same for a certificate, where the parcours signs each half-day."""
    return participations_a_attester(personne).filter(
        binome__promotion__parcours__options__contains=[Option.DEMI_JOURNEES.value]
    )


# --- the sheets --------------------------------------------------------------------------------
def _rencontre(objet: Rencontre) -> Rencontre:
    return Rencontre.objects.select_related("promotion__parcours").get(pk=objet.pk)


def feuille_de_presence(*, objet: Rencontre, personne: Personne, instant: datetime) -> Composition:
    """Who is expected, with a place to sign by hand for each moment; excuses are said."""
    rencontre = _rencontre(objet)
    demis = moments_de(rencontre)
    excusees = set(
        rencontre.presences.filter(etat=Presence.Etat.EXCUSE).values_list("participation", "moment")
    )
    lignes = [
        LigneDeFeuille(
            nom=str(p.personne),
            structure=p.binome.nom,
            cases=tuple("excuse" if (p.pk, d.moment) in excusees else "" for d in demis),
        )
        for p in attendus(rencontre)
    ]
    return _feuille("Feuille de présence", rencontre, demis, lignes, instant, signee=False)


def feuille_signee(*, objet: Rencontre, personne: Personne, instant: datetime) -> Composition:
    """Who signed each half-day, under which name, when, and who countersigned."""
    rencontre = _rencontre(objet)
    demis = moments_de(rencontre)
    presences = {(p.participation_id, p.moment): p for p in rencontre.presences.order_by("pk")}
    lignes = [
        LigneDeFeuille(
            nom=str(p.personne),
            structure=p.binome.nom,
            cases=tuple(_signature(presences.get((p.pk, d.moment))) for d in demis),
        )
        for p in attendus(rencontre)
    ]
    return _feuille("Feuille de présence signée", rencontre, demis, lignes, instant, signee=True)


def _signature(presence: Presence | None) -> str:
    if presence is None:
        return "non notée"
    if presence.signee_le is None:
        return (
            f"{presence.get_etat_display()}, sans signature"
            if (presence.etat == Presence.Etat.PRESENT)
            else presence.get_etat_display()
        )
    dite = f"«{NBSP}{presence.nom_signe}{NBSP}», {heure(localtime(presence.signee_le))}"
    if presence.a_distance:
        dite += f", à distance ({presence.moyen})" if presence.moyen else ", à distance"
    dite += f" – empreinte {presence.empreinte[:12]}"
    if presence.contresignee_le is not None:
        dite += (
            f" ; contresignée «{NBSP}{presence.nom_contresigne}{NBSP}», "
            f"le {date_courte(localtime(presence.contresignee_le))} "
            f"– empreinte {presence.empreinte_contresignee[:12]}"
        )
    return dite


def _feuille(
    titre: str,
    rencontre: Rencontre,
    demis: Iterable[DemiJournee],
    lignes: list[LigneDeFeuille],
    instant: datetime,
    *,
    signee: bool,
) -> Composition:
    colonnes = [
        f"{Moment(d.moment).label.removeprefix('le ').removeprefix('l’').capitalize()}, "
        f"{heure(d.debut)} – {heure(d.fin)}"
        if d.moment != Moment.RENCONTRE
        else "Signature"
        for d in demis
    ]
    contexte: dict[str, Any] = {
        "quand": periode(localtime(rencontre.debut), localtime(rencontre.fin)),
        "lieu": ", ".join(filter(None, (rencontre.lieu, rencontre.adresse))),
        "rencontre": rencontre.titre,
        "colonnes": colonnes,
        "lignes": lignes,
        "signee": signee,
    }
    return Composition(
        titre=titre,
        sous_titre=f"{rencontre.titre}, {rencontre.promotion.nom}",
        template="documents/feuille_de_presence",
        contexte=contexte,
        instant=instant,
    )


# --- what a person is given --------------------------------------------------------------------
def _lignes(participation: Participation, *, signees: bool) -> list[LigneDAttestation]:
    """The moments she was at, with their length; only signed ones for a certificate."""
    presences = (
        participation.presences.tenues()
        .select_related("rencontre__promotion__parcours")
        .order_by("rencontre__debut", "-moment")
    )
    if signees:
        presences = presences.exclude(signee_le=None)
    par_rencontre: dict[int, list[DemiJournee]] = {}
    lignes = []
    for presence in presences:
        rencontre = presence.rencontre
        demis = par_rencontre.setdefault(rencontre.pk, moments_de(rencontre))
        demi = next((d for d in demis if d.moment == presence.moment), None)
        if demi is None:
            continue
        quand = date_longue(demi.debut)
        if presence.moment != Moment.RENCONTRE:
            quand += f", de {heure(demi.debut)} à {heure(demi.fin)}"
        lignes.append(
            LigneDAttestation(
                titre=rencontre.titre,
                quand=quand,
                duree=_duree(demi, rencontre),
                comment="à distance" if presence.a_distance else "sur place",
            )
        )
    return lignes


def _duree(demi: DemiJournee, rencontre: Rencontre) -> float:
    """The hours of a moment; the pauses of a whole day are not counted."""
    if demi.moment != Moment.RENCONTRE:
        return demi.heures
    pauses = sum(
        s.duree_minutes for s in rencontre.sequences.filter(temps="pause").order_by("ordre")
    )
    return max(demi.heures - pauses / 60, 0)


def _participation(objet: Participation) -> Participation:
    return Participation.objects.select_related(
        "personne", "binome__structure", "binome__territoire", "binome__promotion__parcours"
    ).get(pk=objet.pk)


def attestation(*, objet: Participation, personne: Personne, instant: datetime) -> Composition:
    """What one person took part in, rencontre by rencontre."""
    participation = _participation(objet)
    return _attester(
        "Attestation de présence",
        participation,
        _lignes(participation, signees=False),
        instant,
        certificat=False,
    )


def certificat(*, objet: Participation, personne: Personne, instant: datetime) -> Composition:
    """The half-days one person signed, and their hours in all."""
    participation = _participation(objet)
    return _attester(
        "Certificat de réalisation",
        participation,
        _lignes(participation, signees=True),
        instant,
        certificat=True,
    )


def _attester(
    titre: str,
    participation: Participation,
    lignes: list[LigneDAttestation],
    instant: datetime,
    *,
    certificat: bool,
) -> Composition:
    promotion = participation.binome.promotion
    contexte: dict[str, Any] = {
        "nom": str(participation.personne),
        "structure": str(participation.binome.structure),
        "parcours": promotion.parcours.titre,
        "promotion": promotion.nom,
        "du": promotion.debut,
        "au": promotion.fin,
        "lignes": lignes,
        "total": dire_heures(sum(ligne.duree for ligne in lignes)),
        "certificat": certificat,
    }
    return Composition(
        titre=titre,
        sous_titre=f"{participation.personne}, {promotion.nom}",
        template="documents/attestation_de_presence",
        contexte=contexte,
        instant=instant,
    )


# --- examples, of invented facts ---------------------------------------------------------------
_JOUR = date(2018, 1, 18)
_NOMS = ("Amina Exemple", "Bruno Modèle", "Chloé Essai", "Denis Patron")


def _exemple_de_feuille(titre: str, *, signee: bool) -> Composition:
    debut = instant_de_paris(_JOUR, time(9, 30))
    demis = [
        DemiJournee(Moment.MATIN, debut, debut + timedelta(hours=3)),
        DemiJournee(Moment.APRES_MIDI, debut + timedelta(hours=4), debut + timedelta(hours=7)),
    ]
    cases = ("« Amina Exemple », 9 h 41 – empreinte 3fa2c19b7d20", "excuse") if signee else ("", "")
    lignes = [
        LigneDeFeuille(
            nom=_NOMS[rang % 4], structure=f"Vallée de l’Exemple {rang // 2 + 1}", cases=cases
        )
        for rang in range(24)
    ]
    contexte = {
        "quand": "jeudi 18 janvier 2018, de 9 h 30 à 16 h 30",
        "lieu": "Maison des possibles",
        "rencontre": "Session 1 – Comprendre",
        "colonnes": [f"{d.moment.label.capitalize()}, {heure(d.debut)}" for d in demis],
        "lignes": lignes,
        "signee": signee,
    }
    return Composition(
        titre=titre,
        sous_titre="Session 1 – Comprendre, promotion d’exemple",
        template="documents/feuille_de_presence",
        contexte=contexte,
        instant=timezone.now(),
    )


def _exemple_feuille() -> Composition:
    return _exemple_de_feuille("Feuille de présence", signee=False)


def _exemple_signee() -> Composition:
    return _exemple_de_feuille("Feuille de présence signée", signee=True)


def _exemple_d_attestation(titre: str, *, certificat: bool) -> Composition:
    lignes = [
        LigneDAttestation(
            titre=f"Session {rang} – Exemple",
            quand=date_longue(_JOUR + timedelta(days=70 * rang)),
            duree=6.0,
            comment="sur place",
        )
        for rang in range(1, 5)
    ]
    return Composition(
        titre=titre,
        sous_titre="Amina Exemple, promotion d’exemple",
        template="documents/attestation_de_presence",
        contexte={
            "nom": "Amina Exemple",
            "structure": "Agence des alliances",
            "parcours": "Co-construction territoriale",
            "promotion": "Promotion d’exemple",
            "du": _JOUR,
            "au": _JOUR + timedelta(days=270),
            "lignes": lignes,
            "total": dire_heures(24),
            "certificat": certificat,
        },
        instant=timezone.now(),
    )


def _exemple_attestation() -> Composition:
    return _exemple_d_attestation("Attestation de présence", certificat=False)


def _exemple_certificat() -> Composition:
    return _exemple_d_attestation("Certificat de réalisation", certificat=True)
