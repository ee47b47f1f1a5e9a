from rameau.comptes.models.accueils import Accueil
from rameau.comptes.models.invitations import Invitation
from rameau.comptes.models.personnes import MembreEquipe, Personne

__all__ = ["Accueil", "Invitation", "MembreEquipe", "Personne"]
