"""Synthetic binômes: their two people, their coach; and the committee's seats."""

from datetime import timedelta

from parcours.promotions.models import AffectationCoach, Binome, MembreComite, Participation
from rameau.demonstration.actions.peuplement.lot import PAQUET, Lot

_ORGANISMES = ("CGET", "FNCE", "CDC")


def peupler_binomes(lot: Lot) -> None:
    """Twelve binômes per promotion, each with two members and a coach; three seats."""
    participations, affectations, sieges = [], [], []
    for fiche in lot.fiches:
        depuis = fiche.calendrier.debut - timedelta(days=40)
        fiche.binomes = [
            Binome(promotion=fiche.promotion, structure=structure, territoire=territoire, rang=rang)
            for rang, (structure, territoire) in enumerate(
                zip(fiche.structures, fiche.territoires, strict=True), start=1
            )
        ]
        for rang, (binome, paire) in enumerate(zip(fiche.binomes, fiche.membres, strict=True)):
            participations += [
                Participation(
                    binome=binome,
                    personne=personne,
                    place=place,
                    fonction="catalyseur du territoire",
                    depuis=depuis,
                )
                for place, personne in enumerate(paire, start=1)
            ]
            affectations.append(
                AffectationCoach(binome=binome, coach=fiche.coach(rang), depuis=depuis)
            )
        sieges += [
            MembreComite(
                programme=fiche.promotion.programme,
                personne=personne,
                organisme=organisme,
                depuis=depuis,
            )
            for personne, organisme in zip(fiche.comite, _ORGANISMES, strict=True)
        ]
    Binome.objects.bulk_create([b for fiche in lot.fiches for b in fiche.binomes], PAQUET)
    Participation.objects.bulk_create(participations, PAQUET)
    AffectationCoach.objects.bulk_create(affectations, PAQUET)
    MembreComite.objects.bulk_create(sieges, PAQUET)
