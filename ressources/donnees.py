"""The nature of each field of this app's models."""

from rameau.commun.registres import Declaration, donnees_personnelles


def inscrire() -> None:
    """Register the declarations of this app."""
    donnees_personnelles.inscrire(
        "ressources.CentreRessources", Declaration(techniques="id ordre nom adresse")
    )
