from rameau.commun.models.courriels import Courriel
from rameau.commun.models.documents import Document
from rameau.commun.models.fichiers import Fichier

__all__ = ["Courriel", "Document", "Fichier"]
