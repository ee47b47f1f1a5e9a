"""The pictures of the README and of the guides, made by `make images` from the demo."""

import re
from pathlib import Path

import pytest

from tests.navigateur.images import IMAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"


@pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.nom)
@pytest.mark.images
def test_keep_the_picture(ouvrir, site, image):
    width, height = image.taille
    page = ouvrir(image.compte, taille={"width": width, "height": height})
    page.goto(site.adresse + image.adresse)
    for words in image.suivre:
        target = page.get_by_role("link", name=re.compile(re.escape(words)))
        button = page.get_by_role("button", name=re.compile(re.escape(words)))
        (target.or_(button)).first.click()
        page.wait_for_load_state()
    page.mouse.move(0, 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{image.nom}.png")
