"""The picture of the path: everything at its date, no label on another, today at its place."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from parcours.travaux.lectures.chemin import (
    CARACTERE,
    LARGEUR,
    Chemin,
    Feuille,
    Noeud,
    composer_chemin,
    plier,
)

DEBUT, FIN = date(2026, 1, 12), date(2026, 10, 9)


def composer(feuilles: list[Feuille], aujourdhui: date = date(2026, 5, 4)) -> Chemin:
    noeuds = [
        Noeud(ordre, titre, jour, "fait" if jour < aujourdhui else "a-venir")
        for ordre, titre, jour in (
            (1, "Comprendre", date(2026, 1, 20)),
            (2, "Mettre en œuvre", date(2026, 3, 31)),
            (3, "Approfondir", date(2026, 6, 18)),
            (4, "Mettre en perspective", date(2026, 9, 24)),
        )
    ]
    return composer_chemin(DEBUT, FIN, aujourdhui, noeuds, feuilles)


def boites(chemin: Chemin) -> list[tuple[int, int, int, int]]:
    """Room taken by each leaf and its label."""
    rendu = []
    for feuille in chemin.feuilles:
        largeur = CARACTERE * max(len(ligne) for ligne in feuille.lignes)
        debut = feuille.x_texte if feuille.ancre == "start" else feuille.x_texte - largeur
        rendu.append(
            (
                min(debut, feuille.x - 13),
                max(debut + largeur, feuille.x + 13),
                feuille.y - 13,
                feuille.y - 3 + 15 * len(feuille.lignes),
            )
        )
    return rendu


@pytest.mark.parametrize("pas", [1, 3, 9, 25])
def test_labels_never_cover_one_another(pas):
    feuilles = [
        Feuille(
            voie,
            "Une rencontre au titre assez long pour deux lignes",
            DEBUT + timedelta(days=pas * n),
            "a-venir",
        )
        for n in range(9)
        for voie in ("rencontres", "livrables", "coaching")
    ]
    chemin = composer(feuilles)
    for (a0, a1, ah, ab), (b0, b1, bh, bb) in combinations(boites(chemin), 2):
        assert a1 <= b0 or b1 <= a0 or ab <= bh or bb <= ah
    assert all(
        debut >= 0 and fin <= LARGEUR and bas < chemin.hauteur
        for debut, fin, _, bas in boites(chemin)
    )


@pytest.mark.parametrize("pas", [3, 9, 25])
def test_no_stalk_crosses_the_label_of_an_earlier_leaf_nearer_to_the_branch(pas):
    chemin = composer(
        [
            Feuille("rencontres", f"Visite {n}", DEBUT + timedelta(days=pas * n), "a-venir")
            for n in range(9)
        ]
    )
    for avant, apres in combinations(chemin.feuilles, 2):
        if avant.y > apres.y and avant.ancre == "start":
            assert apres.x > avant.x_texte + CARACTERE * max(map(len, avant.lignes))


def test_the_kind_of_a_rencontre_is_said_with_its_date():
    (visite,) = composer(
        [Feuille("rencontres", "Visite apprenante : une ville", date(2026, 3, 20), "fait")]
    ).feuilles
    assert (visite.genre, visite.lignes) == ("visite", ("Une ville",))
    (bilan,) = composer([Feuille("livrables", "Bilan : un essai", DEBUT, "fait")]).feuilles
    assert (bilan.genre, bilan.lignes) == ("", ("Bilan : un essai",))


def test_things_stand_in_the_order_of_their_dates():
    chemin = composer([Feuille("livrables", "Bilan", date(2026, 3, 20), "fait")])
    xs = [noeud.x for noeud in chemin.noeuds]
    assert xs == sorted(xs)
    assert chemin.noeuds[0].x < chemin.feuilles[0].x < chemin.noeuds[1].x
    assert [mois.libelle for mois in chemin.mois][1:3] == ["février", "mars"]


def test_a_leaf_belongs_to_the_stage_of_the_session_before_it():
    chemin = composer(
        [
            Feuille("livrables", "Bilan", date(2026, 3, 20), "fait"),
            Feuille("rencontres", "Webinaire", date(2026, 3, 31), "fait"),
            Feuille("coaching", "Accueil", DEBUT, "fait"),
        ]
    )
    assert {feuille.titre: feuille.etape for feuille in chemin.feuilles} == {
        "Accueil": 1,
        "Bilan": 1,
        "Webinaire": 2,
    }


def test_the_list_tells_the_same_facts_with_today_between_past_and_future():
    chemin = composer([Feuille("coaching", "Coaching", date(2026, 5, 20), "a-venir")])
    assert [repere.passe for repere in chemin.reperes] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert chemin.reperes[2].noeud is None
    assert chemin.reperes[2].feuille is None
    assert [repere.date for repere in chemin.reperes] == sorted(
        repere.date for repere in chemin.reperes
    )


@pytest.mark.parametrize(
    ("aujourdhui", "marque", "reste"),
    [
        (DEBUT - timedelta(days=1), False, True),
        (date(2026, 5, 4), True, True),
        (FIN + timedelta(days=1), False, False),
    ],
)
def test_the_wood_grows_with_time(aujourdhui, marque, reste):
    chemin = composer([], aujourdhui)
    assert (chemin.x_aujourdhui is not None) is marque
    assert bool(chemin.a_venir) is reste
    assert chemin.fini is not reste


def test_a_path_must_end_after_it_starts():
    with pytest.raises(ValueError, match="finit après"):
        composer_chemin(FIN, DEBUT, DEBUT, [], [])


def test_a_long_title_takes_two_lines_and_says_it_was_cut():
    assert plier("Bilan") == ("Bilan",)
    lignes = plier("Bilan des actions entreprises et des freins rencontrés pendant l’hiver")
    assert len(lignes) == 2
    assert lignes[1].endswith("…")
