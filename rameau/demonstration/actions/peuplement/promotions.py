"""Synthetic programmes and promotions: their temps, stages, rencontres and agendas."""

from collections import defaultdict

from parcours.promotions.gabarits.echeances import ECHEANCES
from parcours.promotions.models import (
    Echeance,
    Etape,
    ModeleEtape,
    ModeleSequence,
    ModeleTemps,
    Programme,
    Promotion,
    Rencontre,
    Sequence,
    TacheProgramme,
    TempsProgramme,
)
from parcours.promotions.models.rencontres import enchainer
from rameau.commun.temps import ajouter_mois
from rameau.demonstration.actions.peuplement.lot import PAQUET, Fiche, Lot


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
    deroules = _deroules(modeles)
    prevues = [prevue.modele for fiche in fiches for prevue in fiche.calendrier.rencontres]
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
    Sequence.objects.bulk_create(
        [
            sequence
            for rencontre, modele in zip(rencontres, prevues, strict=True)
            for sequence in enchainer(
                rencontre,
                [(m.temps, m.titre, m.duree_minutes) for m in deroules.get(modele.pk, [])],
            )
        ],
        PAQUET,
    )
    par_rang = {(nom, etape.ordre): etape for (nom, _), etape in etapes.items()}
    Echeance.objects.bulk_create(
        [
            Echeance(
                etape=par_rang[fiche.nom, prevue.etape],
                modele_id=int(prevue.cle),
                genre=prevue.genre,
                titre=prevue.titre,
                le=prevue.le,
                jusquau=prevue.jusquau,
            )
            for fiche in fiches
            for prevue in fiche.calendrier.dates[ECHEANCES]
        ],
        PAQUET,
    )


def _deroules(modeles: list[ModeleEtape]) -> dict[int, list[ModeleSequence]]:
    """The agenda of each rencontre of the template."""
    par_rencontre: dict[int, list[ModeleSequence]] = defaultdict(list)
    for moment in ModeleSequence.objects.filter(rencontre__etape__in=modeles).order_by("ordre"):
        par_rencontre[moment.rencontre_id].append(moment)
    return par_rencontre
