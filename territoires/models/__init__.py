from territoires.models.organisations import Organisation
from territoires.models.territoires import Territoire

__all__ = ["Organisation", "Territoire"]
