"""Synthetic programmes and promotions: their temps, stages, rencontres and agendas."""

from parcours.calendrier import ajouter_mois
from parcours.models import (
    Etape,
    ModeleEtape,
    ModeleTemps,
    Programme,
    Promotion,
    Rencontre,
    Sequence,
    TacheProgramme,
    TempsProgramme,
)
from parcours.models.rencontres import enchainer
from rameau.accueil.actions.peuplement.lot import PAQUET, Fiche, Lot


def peupler_promotions(lot: Lot) -> None:
    """A programme of 18 months and its promotion, one for one."""
    temps_types = list(lot.parcours.temps.order_by("ordre"))
    etapes_types = list(lot.parcours.etapes.order_by("ordre"))
    programmes = [_programme(fiche, temps_types) for fiche in lot.fiches]
    Programme.objects.bulk_create(programmes, PAQUET)
    temps = [
        _temps(fiche, programme, modele)
        for fiche, programme in zip(lot.fiches, programmes, strict=True)
        for modele in temps_types
    ]
    TempsProgramme.objects.bulk_create(temps, PAQUET)
    taches = {modele.ordre: modele.taches for modele in temps_types}
    TacheProgramme.objects.bulk_create(
        [
            TacheProgramme(temps=un_temps, ordre=rang, titre=titre)
            for un_temps in temps
            for rang, titre in enumerate(taches[un_temps.ordre], start=1)
        ],
        PAQUET,
    )
    for fiche, programme in zip(lot.fiches, programmes, strict=True):
        fiche.promotion = Promotion(
            programme=programme,
            parcours=lot.parcours,
            nom=f"Promotion synthétique {fiche.nom}",
            code=code_de(fiche.nom),
            debut=fiche.calendrier.debut,
            fin=fiche.calendrier.fin,
            etat=fiche.etat,
        )
    Promotion.objects.bulk_create([fiche.promotion for fiche in lot.fiches], PAQUET)
    _peupler_etapes(lot.fiches, etapes_types)


def code_de(nom: str) -> str:
    """The address of a synthetic promotion."""
    return f"promotion-synthetique-{nom}"


def _programme(fiche: Fiche, modeles: list[ModeleTemps]) -> Programme:
    premier = fiche.calendrier.debut.replace(day=1)
    return Programme(
        titre=f"Programme synthétique {fiche.nom}",
        debut=ajouter_mois(premier, modeles[0].debut_mois),
        fin=ajouter_mois(premier, modeles[-1].debut_mois + modeles[-1].nombre_mois),
    )


def _temps(fiche: Fiche, programme: Programme, modele: ModeleTemps) -> TempsProgramme:
    premier = fiche.calendrier.debut.replace(day=1)
    return TempsProgramme(
        programme=programme,
        ordre=modele.ordre,
        titre=modele.titre,
        debut=ajouter_mois(premier, modele.debut_mois),
        fin=ajouter_mois(premier, modele.debut_mois + modele.nombre_mois),
    )


def _peupler_etapes(fiches: list[Fiche], modeles: list[ModeleEtape]) -> None:
    etapes = {
        (fiche.nom, modele.pk): Etape(
            promotion=fiche.promotion,
            modele=modele,
            ordre=modele.ordre,
            titre=modele.titre,
            livrable_du_le=next(
                (t.du_le for t in fiche.calendrier.travaux if t.etape == modele.ordre), None
            ),
        )
        for fiche in fiches
        for modele in modeles
    }
    Etape.objects.bulk_create(etapes.values(), PAQUET)
    rencontres = [
        Rencontre(
            promotion=fiche.promotion,
            etape=etapes[fiche.nom, prevue.modele.etape_id],
            nature=prevue.modele.nature,
            titre=prevue.modele.titre,
            debut=prevue.debut,
            fin=prevue.fin,
            obligatoire=prevue.modele.obligatoire,
            lieu="Maison des possibles",
        )
        for fiche in fiches
        for prevue in fiche.calendrier.rencontres
    ]
    Rencontre.objects.bulk_create(rencontres, PAQUET)
    par_modele = {modele.pk: modele for modele in modeles}
    Sequence.objects.bulk_create(
        [
            sequence
            for session in rencontres
            if session.nature == Rencontre.Nature.SESSION and session.etape is not None
            for sequence in enchainer(session, _agenda(par_modele[session.etape.modele_id]))
        ],
        PAQUET,
    )


def _agenda(modele: ModeleEtape) -> list[tuple[str, str, int]]:
    temps = Sequence.Temps
    return [
        (temps.THEORIE, modele.theorie_titre, 180),
        (temps.PAUSE, "Déjeuner", 60),
        (temps.PRATIQUE, modele.pratique, 180),
    ]
