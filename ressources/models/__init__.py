from ressources.models.ressources import CentreRessources

__all__ = ["CentreRessources"]
