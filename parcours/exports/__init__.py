"""The lists that the équipe takes away: one file per room, here the table of their names.

Each function composes the `Tableau` of a list as its page shows it: what the person may see, with
the filter of the page, in a constant number of queries.
"""

from collections.abc import Callable, Mapping
from typing import Any

from parcours.exports import (
    binomes,
    candidatures,
    capitalisation,
    comite,
    inscriptions,
    intervenants,
    journees,
    livrables,
    personnes,
    pitchs,
    presences,
    programmes,
    promotions,
    publications,
    rappels,
    rencontres,
    suivis,
    sujets,
    webinaires,
)
from parcours.models import Programme, Promotion, Rencontre
from rameau.commun.exports import Demande, Tableau

DE_LA_PLATEFORME: Mapping[str, Callable[[Demande], Tableau[Any]]] = {
    "promotions": promotions.toutes,
    "personnes": personnes.toutes,
    "intervenants": intervenants.tous,
    "publications": publications.demandees,
}

DU_PROGRAMME: Mapping[str, Callable[[Programme, Demande], Tableau[Any]]] = {
    "taches": programmes.taches,
    "comite": comite.membres,
}

DE_LA_PROMOTION: Mapping[str, Callable[[Promotion, Demande], Tableau[Any]]] = {
    "binomes": binomes.binomes,
    "personnes": binomes.personnes,
    "rencontres": rencontres.rencontres,
    "echeances": rencontres.echeances,
    "candidatures": candidatures.candidatures,
    "presences-des-structures": presences.des_structures,
    "presences-des-personnes": presences.des_personnes,
    "travaux": livrables.travaux,
    "versions": livrables.versions,
    "elements": capitalisation.elements,
    "regroupements": capitalisation.regroupements,
    "sujets": sujets.sujets,
    "pitchs": pitchs.passages,
    "reactions": pitchs.reactions,
    "suivis": suivis.suivis,
    "rappels-prevus": rappels.prevus,
    "rappels-envoyes": rappels.envoyes,
}

DE_LA_RENCONTRE: Mapping[str, Callable[[Rencontre, Demande], Tableau[Any]]] = {
    "presences": presences.de_la_rencontre,
    "inscriptions": inscriptions.inscriptions,
    "deroule": rencontres.deroule,
    "questions": webinaires.questions,
    "accords": webinaires.accords,
    "invites": journees.invites,
}
