"""French typography, dates and plurals, as the person reads them."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from rameau.commun import texte
from rameau.commun.templatetags.typo import typo


def lire(ecrit: str) -> str:
    """Write `_` for a no-break space and `~` for a thin one, so that expectations can be read."""
    return ecrit.replace("_", "\u00a0").replace("~", "\u202f")


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("l'équipe d'aujourd'hui", "l’équipe d’aujourd’hui"),
        ('le "plan" est là', "le «_plan_» est là"),
        ("«plan»", "«_plan_»"),
        ("Qui ? Vous ! Bien ; oui", "Qui~? Vous~! Bien~; oui"),
        ("Qui? Vous! Bien; oui", "Qui~? Vous~! Bien~; oui"),
        ("Reste : deux jours", "Reste_: deux jours"),
        ("Reste: deux jours", "Reste_: deux jours"),
        ("à 14h30 ou 9 h", "à 14_h_30 ou 9_h"),
        ("80 % et 10 €", "80_% et 10_€"),
        ("attendez...", "attendez…"),
        (
            "https://exemple.fr/?a=1;b=2 et x@exemple.fr",
            "https://exemple.fr/?a=1;b=2 et x@exemple.fr",
        ),
        ("à 14:30", "à 14:30"),
    ],
)
def test_a_sentence_gets_french_typography_once_and_for_all(ecrit, attendu):
    rendu = texte.typographier(ecrit)
    assert rendu == lire(attendu)
    assert texte.typographier(rendu) == rendu


def test_the_filter_escapes_what_is_plain_and_respects_what_is_safe():
    assert typo('<b>"oui" & non</b>') == lire("&lt;b&gt;«_oui_» &amp; non&lt;/b&gt;")
    assert typo(mark_safe('<a title="x">l\'eau ?</a>')) == lire('<a title="x">l’eau~?</a>')
    assert typo("l'un & l'autre") == "l’un &amp; l’autre"


def test_dates_are_said_as_people_say_them():
    jour = date(2026, 3, 2)
    assert texte.date_longue(jour) == lire("lundi 2_mars 2026")
    assert texte.date_sans_jour(date(2026, 8, 1)) == lire("1er_août 2026")
    assert texte.date_courte(jour) == lire("2_mars")
    assert texte.heure(time(14, 30)) == lire("14_h_30")
    assert texte.heure(time(9, 0)) == lire("9_h")


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), "mardi 3_mars 2026"),
        (date(2026, 3, 3), date(2026, 3, 7), "du 3 au 7_mars 2026"),
        (date(2026, 3, 28), date(2026, 4, 2), "du 28_mars au 2_avril 2026"),
        (date(2025, 12, 28), date(2026, 1, 2), "du 28_décembre 2025 au 2_janvier 2026"),
        (
            datetime(2026, 3, 3, 9, tzinfo=UTC),
            datetime(2026, 3, 3, 17, 30, tzinfo=UTC),
            "mardi 3_mars 2026, de 9_h à 17_h_30",
        ),
    ],
)
def test_a_period_does_not_repeat_itself(debut, fin, attendu):
    assert texte.periode(debut, fin) == lire(attendu)


def test_the_plural_starts_at_two():
    assert [texte.accorder(n, "personne", "personnes") for n in (0, 1, 2, 1250)] == [
        lire("0_personne"),
        lire("1_personne"),
        lire("2_personnes"),
        lire("1~250_personnes"),
    ]


def test_templates_speak_in_paris_time_and_say_nothing_of_nothing(settings):
    settings.TIME_ZONE = "Europe/Paris"
    rendu = Template(
        "{% load typo %}{{ m|date_fr }} | {{ m|heure_fr }} | {{ rien|date_fr }}{{ rien|heure_fr }}"
        '| {{ m|periode:f }} | {{ m|date_fr:"courte" }} | {% pluriel 3 "talon" "talons" %}'
    ).render(
        Context(
            {
                "m": datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
                "f": datetime(2026, 7, 2, 8, tzinfo=UTC),
                "rien": None,
            }
        )
    )
    assert rendu == lire(
        "jeudi 2_juillet 2026 | 0_h_30 | | jeudi 2_juillet 2026, de 0_h_30 à 10_h"
        " | 2_juillet | 3_talons"
    )
