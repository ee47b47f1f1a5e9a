from rameau.commun.models.courriels import Courriel

__all__ = ["Courriel"]
