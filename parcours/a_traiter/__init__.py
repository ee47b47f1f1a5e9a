"""« À traiter » : what a promotion waits for from the équipe, each fact with its act.

Each source reads the open promotions (or the one given) in a constant number of queries, and
gathers what is alike: one line per promotion, naming the structures only when they are few.
"""

from dataclasses import replace
from datetime import date, datetime

from parcours.a_traiter.binomes import (
    binomes_a_composer,
    invitations_en_souffrance,
    invitations_hors_des_binomes,
)
from parcours.a_traiter.livrables import travaux_attendus
from parcours.a_traiter.presences import presences_a_noter
from parcours.a_traiter.promotions import promotions_a_conduire
from parcours.a_traiter.publications import publications_a_lire
from parcours.a_traiter.rencontres import sessions_a_tenir
from parcours.a_traiter.sources import Source
from parcours.a_traiter.suivis import suivis_attendus
from parcours.a_traiter.visites import visites_a_tenir
from parcours.models import Promotion
from rameau.commun import registres
from rameau.commun.registres import Fait
from rameau.comptes.models import Personne

SOURCES: dict[str, Source] = {
    "promotions": promotions_a_conduire,
    "invitations": invitations_en_souffrance,
    "binomes": binomes_a_composer,
    "rencontres": sessions_a_tenir,
    "livrables": travaux_attendus,
    "presences": presences_a_noter,
    "publications": publications_a_lire,
    "visites": visites_a_tenir,
}


def faits_de(promotion: Promotion, *, personne: Personne, maintenant: datetime) -> list[Fait]:
    """Return what one promotion waits for, urgent first, then by date; its name goes unsaid."""
    faits = [
        replace(fait, texte=fait.texte.removeprefix(promotion.nom).lstrip(" :,"))
        for source in SOURCES.values()
        for fait in source(personne=personne, maintenant=maintenant, promotion=promotion)
    ]
    return sorted(faits, key=lambda f: (not f.urgent, f.echeance or date.max, f.texte))


def inscrire() -> None:
    """Register the sources of this app."""
    for nom, source in SOURCES.items():
        registres.a_traiter.inscrire(f"parcours.{nom}", source)
    registres.a_traiter.inscrire("parcours.invitations_hors_binomes", invitations_hors_des_binomes)
    registres.a_traiter.inscrire("parcours.suivis", suivis_attendus)
