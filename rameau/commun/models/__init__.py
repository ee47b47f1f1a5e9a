from rameau.commun.models.courriels import Courriel
from rameau.commun.models.documents import Document
from rameau.commun.models.fichiers import Fichier
from rameau.commun.models.journal import EntreeJournal

__all__ = ["Courriel", "Document", "EntreeJournal", "Fichier"]
