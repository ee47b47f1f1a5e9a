"""The words of the screen: French typography, the words of the programme, « vous », plurals.

What a template says in clear is checked here: its text, the attributes people read or hear, and
the sentences it hands to a component. What comes from data goes through the `typo` filter.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rameau.commun.courriels import compose
from rameau.commun.registres import courriels

ROOT = Path(__file__).resolve().parent.parent
NBSP, FINE = "\u00a0", "\u202f"
READ_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "data-libelle"}
READ_ATTRIBUTES |= {"data-confirmation", "data-confirmer"}
# Given to a component through `with`: names that hold words.
WORDS_GIVEN = re.compile(r'\b(?:titre|texte|libelle)="([^"]*)"')
TAGS = re.compile(r"{#.*?#}|{%.*?%}", re.S)
VALUE = re.compile(r"{{.*?}}", re.S)

RULES = {
    "apostrophe droite": re.compile(r"\w'\w"),
    "guillemets droits": re.compile(r'"'),
    "trois points": re.compile(r"\.\.\."),
    "espace insécable après «": re.compile(rf"«(?![{NBSP}{FINE}])"),
    "espace insécable avant »": re.compile(rf"(?<![{NBSP}{FINE}])»"),
    "espace insécable avant : ; ? !": re.compile(rf"(?<![{NBSP}{FINE}])[:;?!](?=\s|$)"),
    "pluriel entre parenthèses": re.compile(r"\((?:s|x|e|es|ent)\)"),
    "tutoiement": re.compile(r"\b(?:tu|toi|ton|tes|t’)\b", re.I),
    "mot du programme": re.compile(
        r"\b(?:élèves?|devoirs?|validée?s?|corrigée?s?|tickets?|utilisat(?:eur|rice)s?|assignments?)\b"
        r"|(?<!en )(?<!au )\bcours\b|\bnotes? sur\b",
        re.I,
    ),
}


class Visible(HTMLParser):
    """Gathers what people read or hear in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in READ_ATTRIBUTES and value]


def words_of(source: str) -> Iterator[str]:
    """The sentences of a template, its variables being a figure."""
    without_comments = re.sub(r"{#.*?#}", "", source, flags=re.S)
    for tag in re.findall(r"{%.*?%}", without_comments, flags=re.S):
        yield from WORDS_GIVEN.findall(tag)
    parser = Visible()
    parser.feed(VALUE.sub("0", TAGS.sub("\x00", without_comments)))
    parser.close()
    for text in parser.found:
        for part in text.split("\x00"):
            yield " ".join(re.split(r"[ \t\n]+", part)).strip(" ")


def faults(sentence: str) -> list[str]:
    return [name for name, rule in RULES.items() if rule.search(sentence)]


def templates() -> list[Path]:
    """All but the frame of a field, which says nothing of its own."""
    found = (ROOT / "templates").rglob("*.html")
    return sorted(path for path in found if "django" not in path.parts)


def test_templates_say_it_in_good_french():
    found = [
        f"{path.relative_to(ROOT)}: {', '.join(wrong)}: {sentence}"
        for path in templates()
        for sentence in words_of(path.read_text(encoding="utf-8"))
        if (wrong := faults(sentence))
    ]
    assert found == [], "\n".join(found)


def test_mails_say_it_in_good_french_in_both_their_parts():
    """As they leave: what data brings is set as well, in the subject and in the plain text too."""
    found = []
    for code, kind in courriels.items():
        mail = compose(kind.exemple(), to="amina@essai.test")
        page = Visible()
        page.feed(mail.alternatives[0][0])
        lines = [mail.subject, *mail.body.splitlines(), *page.found]
        found += [
            f"{code}: {', '.join(w)}: {line}" for line in lines if (w := faults(line.strip()))
        ]
    assert found == [], "\n".join(found)


def test_a_mail_says_who_writes_and_why_and_leads_to_one_place():
    for code, kind in courriels.items():
        mail = compose(kind.exemple(), to="amina@essai.test")
        page = mail.alternatives[0][0]
        assert "\n\n\n" not in mail.body, code
        for part in (mail.body, page):
            assert part.count("Vous recevez ce courriel parce qu") == 1, code
            assert "info@lerameau.fr" in part, code
        corps, pied = mail.body.rstrip().rsplit("\n-- \n", 1)
        assert len(pied.splitlines()) == 3, code
        liens = re.findall(r'<a class="courriel__bouton" href="([^"]+)"', page)
        assert len(liens) <= 1, code
        assert all(f"\u00a0:\n{lien}\n" in f"{corps}\n" for lien in liens), code


def test_guides_say_it_in_good_french():
    found = [
        f"{path.name}: {', '.join(wrong)}: {line}"
        for path in sorted((ROOT / "docs" / "guides").glob("*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if (wrong := faults(re.sub(r"^!\[(.*)\]\(.*\)$", r"\1", line)))
    ]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("L'équipe", "apostrophe droite"),
        ('Le "bilan"', "guillemets droits"),
        ("Un instant...", "trois points"),
        ("« bilan\u00a0»", "espace insécable après «"),
        ("«\u00a0bilan »", "espace insécable avant »"),
        ("Qui ?", "espace insécable avant : ; ? !"),
        ("Qui?", "espace insécable avant : ; ? !"),
        ("personne(s)", "pluriel entre parenthèses"),
        ("Écris ton bilan", "tutoiement"),
        ("Votre devoir est validé", "mot du programme"),
        ("Les cours à venir", "mot du programme"),
    ],
)
def test_the_check_sees_each_fault(sentence, fault):
    assert faults(sentence) == [fault]


@pytest.mark.parametrize(
    "sentence",
    [
        "L’équipe, à 14\u00a0h\u00a030\u202f: «\u00a0bilan\u00a0»\u202f!",
        "La promotion est en cours, au cours de neuf mois de parcours.",
        "https://exemple.fr",
    ],
)
def test_the_check_lets_good_french_through(sentence):
    assert faults(sentence) == []
