"""Scenes of the chain of works: structured elements, shared bilans, public versions."""

from typing import Any

from django.utils import timezone

from parcours.promotions.models import Binome
from parcours.travaux.actions.livrables import Precisions, ajouter_element
from parcours.travaux.actions.publications import demander_publication, repondre_a_la_demande
from parcours.travaux.actions.versions import elargir_partage, partager_version
from parcours.travaux.models import Element, Publication, Version
from rameau.comptes.models import Personne
from tests.scenes import Monde

EMPLOI, MOBILITE = "fragilite:emploi-et-insertion", "fragilite:mobilite-et-transports"


def ajouter(
    monde: Monde,
    titre: str,
    nature: str = "frein",
    travail: str = "bilan",
    *,
    par: Personne | None = None,
    binome: Binome | None = None,
    issu_de: Element | None = None,
    **precisions: Any,
) -> Element:
    """A member adds an element to a work of her binôme."""
    return ajouter_element(
        par=par or monde.catalyseur,
        livrable=(binome or monde.binome).livrables.get(nature=travail),
        nature=nature,
        titre=titre,
        issu_de=issu_de,
        precisions=Precisions(**precisions),
    )


def partager_bilan_d_un_autre(monde: Monde, partage: int) -> Version:
    """Another binôme of the promotion shares a bilan with a frein about employment."""
    ajouter(
        monde,
        "Les entreprises se lassent des réunions",
        par=monde.autre,
        binome=monde.autre_binome,
        etiquettes=(EMPLOI,),
    )
    version = partager_version(
        par=monde.autre,
        livrable=monde.autre_binome.livrables.get(nature="bilan"),
        instant=timezone.now(),
    )
    if partage > version.partage:
        elargir_partage(par=monde.autre, version=version, partage=partage)
    return version


def publier(monde: Monde, version: Version) -> Publication:
    """Its binôme asks, the équipe publishes."""
    publication = demander_publication(
        par=monde.catalyseur, version=version, instant=timezone.now()
    )
    return repondre_a_la_demande(
        par=monde.equipe, publication=publication, publiee=True, mot="", instant=timezone.now()
    )
