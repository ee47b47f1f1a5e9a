"""The structures considered for a promotion."""

from typing import Any

from parcours.promotions.exports.personnes import telephone
from parcours.promotions.lectures.candidatures import candidatures_montrees, liste_de
from parcours.promotions.models import Promotion
from rameau.commun import registres
from rameau.commun.exports import Demande, Tableau


def candidatures(promotion: Promotion, demande: Demande) -> Tableau[Any]:
    """The structures considered, as the page filters and orders them, with what is decided of each.

    The notes of the bilatérales stay on their page.
    """
    return Tableau(
        titre="Candidatures",
        de=promotion.nom,
        objets=candidatures_montrees(liste_de(promotion), demande.filtre),
        colonnes={
            "Structure": lambda c: c.nom,
            "Territoire": lambda c: c.nom_territoire,
            "Profil": lambda c: c.profil,
            "Région": lambda c: c.get_region_display(),
            "Départements": lambda c: ", ".join(c.departements),
            "Population": lambda c: c.population,
            "Maturité": lambda c: c.get_maturite_display(),
            "Origine": lambda c: c.get_origine_display(),
            "Reçue le": lambda c: c.recue_le,
            "Décision": lambda c: c.get_decision_display(),
            "Décidée le": lambda c: c.decidee_le,
            "Bilatérale": lambda c: c.bilaterale and c.bilaterale.debut,
            "Dans la promotion": lambda c: c.binome_id is not None,
            "Contact": lambda c: c.contact,
            "Adresse électronique": lambda c: c.contact_email,
            "Téléphone": lambda c: telephone(c.contact_telephone),
            "Ce qu’elle attend": lambda c: c.motivation,
        },
    )


def inscrire() -> None:
    """Register the lists of this room."""
    registres.exports.inscrire("promotion/candidatures", candidatures)
