"""What the équipe has set of a webinaire."""

from typing import Any

from parcours.animation.models import Webinaire


def reglages_du_webinaire(webinaire: Webinaire | None) -> dict[str, Any]:
    """Its recording, its replay and its chapters (second, title); of one that is not set, none."""
    if webinaire is None:
        return {"enregistre": False, "replay": "", "chapitres": []}
    chapitres = webinaire.chapitres.order_by("seconde")
    return {
        "enregistre": webinaire.enregistre,
        "replay": webinaire.replay,
        "chapitres": list(chapitres.values_list("seconde", "titre")),
    }
