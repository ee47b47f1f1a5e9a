"""Words that bring two texts near, the same wherever one looks for what resembles."""

import pytest

from rameau.commun.mots_proches import racines


@pytest.mark.parametrize(
    ("un", "autre", "communes"),
    [
        ("Peu de partenaires", "Un partenariat fragile", {"parten"}),
        ("Les ÉLUS prudents", "Un élu prudent", {"pruden"}),
        ("Le temps d'animation", "L’Animation coûte", {"animat"}),
        ("L'entreprise ne vient pas", "Entretenir le lien", set()),
        ("Avec chaque personne du territoire", "Toutes les personnes, entre territoires", set()),
        ("Personnel absent", "Le personnel change", {"person"}),
        ("Plan 2026 à 40 000 €", "2026, l'an un", set()),
    ],
)
def test_what_two_texts_have_in_common(un, autre, communes):
    assert racines(un).keys() & racines(autre).keys() == communes


def test_a_word_is_said_as_it_was_written():
    assert racines("La Mobilité des salariés") == {"mobili": "mobilité", "salari": "salariés"}


def test_a_ligature_is_letters_and_nothing_makes_nothing():
    assert racines("Mettre en œuvre")["oeuvre"] == "œuvre"
    assert racines("") == {}
