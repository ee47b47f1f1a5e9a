"""The dates beside the rencontres and the works, and where each stands."""

from dataclasses import dataclass
from datetime import date

from parcours.promotions.models import Echeance, Promotion
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class LigneEcheance:
    """A dated row of a promotion and where it stands."""

    echeance: Echeance
    statut: str


def echeances_de(promotion: Promotion, personne: Personne, *, jour: date) -> list[LigneEcheance]:
    """Return the dated rows of a promotion that the person sees, by date; one query."""
    return [
        LigneEcheance(echeance=echeance, statut=statut_d_echeance(echeance, jour))
        for echeance in Echeance.objects.visibles_par(personne)
        .de(promotion)
        .select_related("etape")
        .order_by("le", "pk")
    ]


def statut_d_echeance(echeance: Echeance, jour: date) -> str:
    """Return where a dated row stands on `jour`: fait, en-cours or a-venir."""
    if (echeance.jusquau or echeance.le) < jour:
        return "fait"
    return "en-cours" if echeance.le <= jour else "a-venir"
