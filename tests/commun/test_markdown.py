"""Texts of people shown as rich text: what helps stays, what harms goes."""

import re

import pytest

from rameau.commun.markdown import plain_text, render_markdown


def test_what_people_write_is_shown():
    html = render_markdown(
        "# Titre\n\nUn **gras**, un *penché*\nà la ligne.\n\n- un\n- deux\n\n"
        "3. trois\n\n> cité\n\n`code`\n\n[lien](https://exemple.fr/a?b=1&c=2)"
    )
    assert "<h3>Titre</h3>" in html
    assert "<strong>gras</strong>" in html
    assert "<em>penché</em><br>" in html
    assert "<li>deux</li>" in html
    assert '<ol start="3">' in html
    assert "<blockquote>" in html
    assert '<a href="https://exemple.fr/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">' in html


def test_a_pasted_table_becomes_one():
    html = render_markdown("| Qui | Quoi |\n|---|---|\n| Mairie | Prêt |")
    assert "<th>Qui</th>" in html
    assert "<td>Mairie</td>" in html


def test_titles_stay_under_those_of_the_page():
    assert "<h6>Bas</h6>" in render_markdown("###### Bas")
    assert "<h1" not in render_markdown("# Haut")


@pytest.mark.parametrize(
    "texte",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src='https://exemple.fr'></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "<style>body{display:none}</style>",
        "<b onclick=alert(1)>x</b>",
        "<!-- <script>alert(1)</script> -->",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox(1))",
        "[x](file:///etc/passwd)",
        "[x](//exemple.fr)",
        "[x](/equipe/)",
        "![x](https://exemple.fr/pixel.png)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](https://exemple.fr "\\" onmouseover=alert(1) \\"")',
    ],
)
def test_what_harms_does_not_pass(texte):
    html = render_markdown(texte)
    for tag in ("<script", "<img", "<svg", "<iframe", "<style", "<b ", "<!--"):
        assert tag not in html
    for attribute in (' onerror="', ' onclick="', ' onmouseover="', 'href="java', 'src="'):
        assert attribute not in html
    # An image becomes a mere link: nothing is fetched before someone asks.
    assert not re.search(r'href="(?!https://exemple\.fr)', html)


def test_mail_and_web_links_pass():
    assert 'href="mailto:a@exemple.fr"' in render_markdown("[écrire](mailto:a@exemple.fr)")
    assert 'href="http://exemple.fr"' in render_markdown("<http://exemple.fr>")


def test_plain_text_keeps_the_words():
    assert plain_text("# Un **titre**\n\n- un [lien](https://x.fr)\n- `code`\nsuite") == (
        "Un titre\nun lien\ncode\nsuite"
    )
    assert plain_text("") == ""
