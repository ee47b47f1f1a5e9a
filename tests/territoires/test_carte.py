"""The map puts known places in their department and keeps every marker readable."""

import re
from itertools import combinations
from math import hypot

import pytest

from territoires.lectures.carte import ECART, LARGEUR, Lieu, composer_carte, contours, projeter


def anneaux(trace: str) -> list[list[tuple[int, int]]]:
    """Rings of an outline, read from its path."""
    rings = []
    for piece in trace.split("z")[:-1]:
        nombres = [int(n) for n in re.findall(r"-?\d+", piece)]
        x, y = nombres[:2]
        ring = [(x, y)]
        for dx, dy in zip(nombres[2::2], nombres[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def contient(trace: str, x: int, y: int) -> bool:
    """Even-odd rule."""
    dedans = False
    for ring in anneaux(trace):
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                dedans = not dedans
    return dedans


@pytest.mark.parametrize(
    ("ville", "latitude", "longitude", "departement"),
    [
        ("Lille", 50.63, 3.06, "59"),
        ("Brest", 48.39, -4.47, "29"),
        ("Strasbourg", 48.57, 7.72, "67"),
        ("Paris", 48.86, 2.35, "75"),
        ("Créteil", 48.79, 2.46, "94"),
        ("Les Mureaux", 48.99, 1.92, "78"),
        ("Lyon", 45.76, 4.84, "69"),
        ("Les Sables-d'Olonne", 46.51, -1.77, "85"),
        ("Toulouse", 43.60, 1.44, "31"),
        ("Aix", 43.53, 5.45, "13"),
        ("Perpignan", 42.70, 2.89, "66"),
        ("Ajaccio", 41.93, 8.74, "2A"),
    ],
)
def test_known_places_fall_in_their_department(ville, latitude, longitude, departement):
    trouves = [
        code
        for code, trace in contours().items()
        if contient(trace, *projeter(latitude, longitude))
    ]
    assert departement in trouves, (ville, trouves)


def test_every_department_of_metropolitan_france_is_drawn():
    assert len(contours()) == 96
    assert {"2A", "2B", "75", "95"} <= contours().keys()


def test_markers_never_overlap_even_on_one_spot():
    lieux = [Lieu(f"Lieu {n}", "", 48.85 + n / 200, 2.35) for n in range(4)] + [
        Lieu("Même", "", 48.85, 2.35)
    ]
    carte = composer_carte(lieux)
    for a, b in combinations(carte.points, 2):
        assert hypot(a.x_marque - b.x_marque, a.y_marque - b.y_marque) >= ECART - 3
    assert all(0 < point.x_marque < LARGEUR for point in carte.points)
    assert composer_carte(lieux) == carte


def test_a_lone_marker_stands_on_its_spot_and_its_departments_are_tinted():
    carte = composer_carte([Lieu("Lyon", "Le CentSept", 45.76, 4.84, departements=("69",))])
    assert not carte.points[0].ecarte
    assert [d.code for d in carte.departements if d.habite] == ["69"]
