"""Synthetic structures and the territories they animate, spread over the country."""

from decimal import Decimal

from rameau.commun.texte import cle_de_tri
from rameau.demonstration.actions.peuplement.lot import PAQUET, STRUCTURES, Fiche, Lot
from territoires.models import Organisation, Territoire

_LIEUX = (
    *("Valmont", "Clairval", "Rochebrune", "Montfleury", "Beaurepaire", "Hautecombe"),
    *("Verneuil-le-Vieux", "Sourdeval", "Aigremont", "Fontbelle", "Morlande", "Castelvieil"),
)
_PROFILS = ("collectivité territoriale", "acteur de l'ESS", "associations", "entreprise")
# A region of INSEE (2016), one of its departments, and a point of it.
_POINTS = (
    *(("11", "75", 48.86, 2.35), ("24", "37", 47.39, 0.69), ("27", "21", 47.32, 5.04)),
    *(("28", "76", 49.44, 1.10), ("32", "59", 50.63, 3.06), ("44", "67", 48.58, 7.75)),
    *(("52", "44", 47.22, -1.55), ("53", "35", 48.11, -1.68), ("75", "33", 44.84, -0.58)),
    *(("76", "31", 43.60, 1.44), ("84", "69", 45.76, 4.84), ("93", "13", 43.53, 5.45)),
)


def peupler_structures(lot: Lot) -> None:
    """Twelve structures per promotion, each with its territory."""
    for fiche in lot.fiches:
        fiche.structures = [_structure(fiche, rang) for rang in range(STRUCTURES)]
        fiche.territoires = [
            _territoire(fiche, rang, structure) for rang, structure in enumerate(fiche.structures)
        ]
    Organisation.objects.bulk_create(
        [structure for fiche in lot.fiches for structure in fiche.structures], PAQUET
    )
    Territoire.objects.bulk_create(
        [territoire for fiche in lot.fiches for territoire in fiche.territoires], PAQUET
    )


def _structure(fiche: Fiche, rang: int) -> Organisation:
    nom = f"Fabrique de {_LIEUX[rang]} {fiche.nom}"
    return Organisation(
        nom=nom,
        cle_de_tri=cle_de_tri(nom),
        profil=_PROFILS[rang % len(_PROFILS)],
        sphere=fiche.hasard.choice(Organisation.Sphere.values),
    )


def _territoire(fiche: Fiche, rang: int, structure: Organisation) -> Territoire:
    nom = f"Pays de {_LIEUX[rang]} {fiche.nom}"
    region, departement, latitude, longitude = fiche.hasard.choice(_POINTS)
    return Territoire(
        nom=nom,
        cle_de_tri=cle_de_tri(nom),
        structure=structure,
        region=region,
        departements=[departement],
        latitude=_pres_de(fiche, latitude),
        longitude=_pres_de(fiche, longitude),
    )


def _pres_de(fiche: Fiche, degres: float) -> Decimal:
    return Decimal(str(degres)) + Decimal(fiche.hasard.randint(-30, 30)) / 100
