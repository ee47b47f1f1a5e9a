"""Charts: every figure in the table, a series known without colour, nothing inline, no nonsense."""

import re
from dataclasses import replace
from datetime import date

import pytest

from rameau.commun.graphiques import LARGEUR, Genre, Graphique, Serie, plier, render_chart
from rameau.demonstration.graphiques import COMPETENCES, PRESENCE, THEMES, TRAVAUX, graphiques

TOUS = [pytest.param(un, id=un.code) for un in graphiques()]


@pytest.mark.parametrize("graphique", TOUS)
def test_a_chart_says_what_it_shows_and_gives_every_figure_in_its_table(graphique):
    html = render_chart(graphique)
    assert graphique.titre in html
    assert graphique.legende in html
    if graphique.est_vide:
        assert "<svg" not in html
        assert "Pas encore de chiffre" in html
        return
    assert 'role="img"' in html
    for categorie, valeurs in graphique.lignes:
        assert categorie in html
        for valeur in valeurs:
            assert f">{valeur}</td>" in html


@pytest.mark.parametrize("graphique", TOUS)
def test_nothing_inline_so_that_the_strict_policy_lets_it_be_drawn(graphique):
    html = render_chart(graphique)
    assert not re.search(r"style=|<style|<script|\son\w+=", html)
    assert html.count(f'id="{graphique.code}-titre"') <= 1


@pytest.mark.parametrize("graphique", TOUS)
def test_no_word_leaves_the_drawing(graphique):
    html = render_chart(graphique)
    for classe, x, texte in re.findall(r'<text class="([^"]*)" x="(-?\d+)" [^>]*>([^<]*)', html):
        largeur = 6.4 * len(texte)
        centre, fin = "centre" in classe or "dedans" in classe, "--fin" in classe
        debut = int(x) - (largeur / 2 if centre else largeur if fin else 0)
        assert debut >= -2, texte
        assert debut + largeur <= LARGEUR + 4, texte


def test_the_table_is_folded_on_screen_and_open_on_paper():
    assert "<details" in render_chart(THEMES)
    printed = render_chart(THEMES, imprime=True)
    assert "<details" not in printed
    assert "<table" in printed


def test_each_part_of_a_whole_has_its_own_pattern_and_its_key():
    html = render_chart(TRAVAUX)
    for motif in range(1, 6):
        assert f"graphique__plage--{motif}" in html
    for motif in (2, 3, 4):
        assert f'fill="url(#travaux-{motif})"' in html
    for serie in TRAVAUX.series:
        assert f">{serie.libelle}</text>" in html


def test_each_line_has_its_dash_its_mark_and_its_name():
    html = render_chart(PRESENCE)
    assert "graphique__trait--1" in html
    assert "graphique__trait--2" in html
    assert "graphique__point--2" in html
    assert ">À distance</text>" in html


def test_an_unknown_value_is_not_a_zero():
    assert PRESENCE.lignes[0][1] == ["96\u00a0%", "–"]
    assert render_chart(PRESENCE).count('class="graphique__point graphique__point--2"') == 3
    troue = replace(COMPETENCES, series=[Serie(libelle="Après", valeurs=[3, None, 2, 1, 4, 2])])
    # Five points and the key.
    assert render_chart(troue).count('class="graphique__point graphique__point--1"') == 6


def test_a_profile_on_fewer_than_three_axes_becomes_bars():
    deux = replace(
        COMPETENCES,
        categories=["Écouter", "Évaluer"],
        series=[Serie(libelle="Après", valeurs=[3, 2])],
    )
    assert "graphique__plage--1" in render_chart(deux)


def test_all_at_zero_is_drawn_without_dividing_by_it():
    zero = [Serie(libelle="Structures", valeurs=[0] * len(THEMES.categories))]
    assert ">0</text>" in render_chart(replace(THEMES, series=zero, maximum=None))
    assert "<svg" in render_chart(replace(TRAVAUX, series=[Serie(libelle="x", valeurs=[0, 0, 0])]))


def test_values_and_categories_go_together():
    with pytest.raises(ValueError, match="une valeur par catégorie"):
        Graphique(
            genre=Genre.BARRES,
            code="x",
            titre="t",
            legende="l",
            categories=["a", "b"],
            series=[Serie(libelle="s", valeurs=[1])],
        )


def test_long_words_are_folded_and_what_people_typed_is_escaped():
    assert len(plier("un mot " * 60, LARGEUR)) == 2
    piege = replace(
        THEMES,
        categories=["<script>alert(1)</script>"],
        series=[Serie(libelle="&", valeurs=[1])],
    )
    html = render_chart(piege)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_figures_are_said_the_french_way():
    seule = Graphique(
        genre=Genre.BARRES,
        code="x",
        titre="t",
        legende="l",
        categories=[date(2018, 3, 1)],
        series=[Serie(libelle="s", valeurs=[12345.5])],
    )
    assert seule.lignes == [("1er\u00a0mars", ["12\u202f345,5"])]
