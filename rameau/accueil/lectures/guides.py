"""The guides of `docs/guides/`, two pages per role, as the help page shows them."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.safestring import SafeString

from rameau.commun.chapeaux import Chapeau
from rameau.commun.markdown import render_guide

GUIDES: Path = settings.BASE_DIR / "docs" / "guides"
IMAGES: Path = settings.BASE_DIR / "docs" / "images"

# In the order of those who need one most.
LUS_PAR = {
    Chapeau.CATALYSEUR: "Vous êtes catalyseur",
    Chapeau.COACH: "Vous êtes coach",
    Chapeau.COMITE: "Vous siégez au comité",
    Chapeau.ALUMNI: "Vous êtes alumni",
    Chapeau.EQUIPE: "Vous êtes de l’équipe",
}


@cache
def guide_de(chapeau: Chapeau) -> tuple[str, SafeString]:
    """Return the title of a role's guide and its body, made once per process."""
    texte = (GUIDES / f"{chapeau.value}.md").read_text(encoding="utf-8")
    titre, _, corps = texte.partition("\n")
    return titre.removeprefix("# "), render_guide(corps, _picture_url)


def _picture_url(name: str) -> str | None:
    if not (IMAGES / name).is_file():
        return None
    return staticfiles_storage.url(f"guides/{name}")
