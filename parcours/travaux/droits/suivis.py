"""Who may do what about the follow-up of a roadmap."""

from datetime import date

from parcours.promotions.droits.promotions import est_du_binome
from parcours.travaux.models import Version
from parcours.travaux.models.suivis import moment_a
from rameau.comptes.models import Personne


def peut_suivre(personne: Personne, version: Version, mois: int, *, aujourdhui: date) -> bool:
    """Rule: the members of the binôme say what becomes of the roadmap that they handed in, from
    one month before each moment on, whether the promotion is closed or not."""
    livrable = version.livrable
    moment = moment_a(livrable.binome.promotion, mois, aujourdhui=aujourdhui)
    return (
        moment is not None
        and moment.ouverte
        and livrable.version_remise_id == version.pk
        and est_du_binome(personne, livrable.binome)
    )
