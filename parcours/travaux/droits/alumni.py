"""Who may do what about what stays visible after a promotion."""

from parcours.promotions.models import Participation, Promotion
from parcours.travaux.models import ChoixAlumni
from rameau.commun.chapeaux import Chapeau
from rameau.comptes.models import Personne


def peut_choisir_la_suite(personne: Personne, participation: Participation) -> bool:
    """Rule: each catalyseur chooses for herself, from the évaluation on, and may choose again."""
    ouverts = (Promotion.Etat.EVALUATION, Promotion.Etat.CLOSE)
    return (
        participation.personne_id == personne.pk
        and participation.jusqua is None
        and participation.binome.promotion.etat in ouverts
    )


def peut_demander_les_choix(personne: Personne, promotion: Promotion) -> bool:
    """Rule: the équipe asks, while the promotion is in évaluation."""
    return personne.porte(Chapeau.EQUIPE) and promotion.etat == Promotion.Etat.EVALUATION


def peut_joindre(personne: Personne, participation: Participation) -> bool:
    """Rule: once a promotion is closed, the coordinates of a catalyseur are for the équipe, and
    for her former promotion if she said so. Reads `choix_alumni`, prefetched."""
    if participation.binome.promotion.etat != Promotion.Etat.CLOSE:
        return True
    if personne.porte(Chapeau.EQUIPE) or participation.personne_id == personne.pk:
        return True
    choix = dernier_choix(participation)
    return choix is not None and choix.coordonnees


def peut_appeler(personne: Personne, participation: Participation, *, depuis: Promotion) -> bool:
    """Rule: at a frein, one calls those of one's promotion as one reaches them there; those of
    another, once it is closed, if they said that they may be called. Reads `choix_alumni`,
    prefetched."""
    promotion = participation.binome.promotion
    if promotion == depuis:
        return peut_joindre(personne, participation)
    choix = dernier_choix(participation)
    return promotion.etat == Promotion.Etat.CLOSE and choix is not None and choix.entraide


def binomes_discrets(promotion: Promotion) -> set[int]:
    """Rule: once a promotion is closed, the works of a binôme are read by the promotion at most,
    unless each of its members said that they stay as they are shared."""
    return {
        participation.binome_id
        for participation in Participation.objects.actives()
        .filter(binome__promotion=promotion)
        .prefetch_related("choix_alumni")
        .order_by("pk")
        if (choix := dernier_choix(participation)) is None
        or choix.travaux != ChoixAlumni.Travaux.GARDER
    }


def dernier_choix(participation: Participation) -> ChoixAlumni | None:
    """The answer that counts: the latest. Reads `choix_alumni`, prefetched."""
    return max(participation.choix_alumni.all(), key=lambda c: (c.fait_le, c.pk), default=None)
