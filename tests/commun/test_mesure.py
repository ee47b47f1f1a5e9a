"""What is written on a slide holds in its place, whatever is written."""

import pytest

from rameau.commun.mesure import INTERLIGNE, fit, fold, largest, width_of

PHRASE = "La vallée s’est donné un cap que chacun peut redire"


def test_words_are_folded_at_spaces_and_none_is_lost():
    lignes = fold(PHRASE, 18, 150)
    assert len(lignes) > 2
    assert " ".join(lignes) == PHRASE
    assert all(width_of(ligne, 18) <= 150 for ligne in lignes)
    assert fold("Un mot", 18, 150) == ["Un mot"]


def test_a_word_wider_than_the_place_is_cut():
    lignes = fold("a " + "m" * 60, 18, 100)
    assert "".join(lignes) == "a" + "m" * 60
    assert all(width_of(ligne, 18) <= 100 for ligne in lignes)


@pytest.mark.parametrize("mots", [PHRASE * 9, "m" * 900, "a, " * 400, "un  deux\ntrois " * 60])
def test_what_is_too_long_keeps_its_beginning_and_says_so(mots):
    tenus = fit(mots, 18, 150, 2)
    assert len(fold(tenus, 18, 150)) <= 2
    assert tenus.endswith("…")
    assert not tenus.endswith((" …", ",…"))
    assert " ".join(mots.split()).startswith(tenus[:-1])
    # No shorter than it must be: one line would hold less.
    assert len(tenus) > len(fit(mots, 18, 150, 1))


def test_what_holds_is_left_as_it_is():
    assert fit(PHRASE, 18, 2_000, 1) == PHRASE
    assert fit("", 18, 100, 1) == ""
    assert fit("à\n9\u00a0h ", 18, 100, 1) == "à 9\u00a0h"


def test_bold_is_wider_and_so_is_a_larger_body():
    assert width_of(PHRASE, 18, gras=True) > width_of(PHRASE, 18)
    assert width_of(PHRASE, 36) == pytest.approx(2 * width_of(PHRASE, 18))


def test_the_largest_body_that_holds_is_chosen_and_the_smallest_failing_that():
    haut = 24 * INTERLIGNE
    assert largest(["Un mot"], (24, 18), 400, haut, 0) == 24
    assert largest(["Un mot"], (24, 18), 400, haut - 1, 0) == 18
    assert largest(["Un mot", "Deux"], (24, 18), 400, 2 * haut, 0) == 24
    assert largest(["Un mot", "Deux"], (24, 18), 400, 2 * haut, 3) == 18
    assert largest([PHRASE * 50], (24, 18), 100, 10, 0) == 18
