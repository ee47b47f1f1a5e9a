"""The palette keeps its promise: text is readable on its grounds, light and dark."""

import re
from pathlib import Path

import pytest

JETONS = (Path(__file__).parents[2] / "static/css/jetons.css").read_text(encoding="utf-8")
CLAIR, SOMBRE = JETONS.split("@media screen and (prefers-color-scheme: dark)")
ENCRES = (
    "encre",
    "gris",
    "rameau",
    "accent",
    "erreur",
    "info",
    "succes",
    "attention",
    *(f"etape-{n}" for n in range(1, 5)),
)
COUPLES = [
    *((encre, fond) for encre in ENCRES for fond in ("papier", "surface")),
    *((encre, "creux") for encre in ("encre", "gris")),
    *((sens, f"{sens}-pale") for sens in ("info", "succes", "attention", "erreur", "accent")),
    *(("encre", f"{sens}-pale") for sens in ("info", "succes", "attention", "erreur", "rameau")),
    *((f"etape-{n}", f"etape-{n}-pale") for n in range(1, 5)),
    *(("sur-etape", f"etape-{n}") for n in range(1, 5)),
    ("sur-rameau", "rameau"),
    ("sur-rameau", "rameau-fonce"),
    ("sur-accent", "accent"),
    ("sur-erreur", "erreur"),
    ("rameau-fonce", "rameau-pale"),
]


def couleurs(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(couleur: str) -> float:
    canaux = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, v, b = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux]
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(a: str, b: str) -> float:
    clair, sombre = sorted((luminance(a), luminance(b)), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


@pytest.mark.parametrize("css", [CLAIR, SOMBRE], ids=["clair", "sombre"])
def test_every_ink_keeps_a_contrast_of_four_and_a_half_on_its_grounds(css):
    palette = couleurs(css)
    faibles = {
        (encre, fond): round(contraste(palette[encre], palette[fond]), 2)
        for encre, fond in COUPLES
        if contraste(palette[encre], palette[fond]) < 4.5
    }
    assert not faibles
    assert contraste(palette["filet-fort"], palette["surface"]) >= 3


def test_the_dark_palette_renames_every_colour_of_the_light_one():
    assert couleurs(CLAIR).keys() == couleurs(SOMBRE).keys()
