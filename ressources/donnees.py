"""The nature of each field of this app's models."""

from rameau.commun.registres import Declaration

DECLARATIONS = {"CentreRessources": Declaration(techniques="id ordre nom adresse")}
