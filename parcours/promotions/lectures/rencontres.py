"""A rencontre as calendars show it."""

from parcours.promotions.models import Rencontre
from rameau.commun.registres import RendezVous


def en_rendez_vous(rencontre: Rencontre) -> RendezVous:
    """Return a rencontre as a calendar shows it; « comment venir », which may name someone, stays
    on its page. `rencontre` comes with its promotion and its stage."""
    presence = " Votre présence est attendue." if rencontre.obligatoire else ""
    return RendezVous(
        cle=f"rencontre-{rencontre.pk}",
        titre=rencontre.titre,
        debut=rencontre.debut,
        fin=rencontre.fin,
        lieu=", ".join(filter(None, (rencontre.lieu, rencontre.adresse))),
        lien=rencontre.lien,
        url=rencontre.get_absolute_url(),
        nature=rencontre.nature,
        libelle=rencontre.get_nature_display(),
        etape=rencontre.etape.ordre if rencontre.etape else None,
        revision=rencontre.revision,
        annule=rencontre.annulee_le is not None,
        attendu=rencontre.obligatoire,
        description=f"{rencontre.promotion.nom}, {rencontre.get_nature_display()}.{presence}",
    )
