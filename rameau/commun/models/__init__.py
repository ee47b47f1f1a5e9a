from rameau.commun.models.courriels import Courriel
from rameau.commun.models.documents import Document

__all__ = ["Courriel", "Document"]
