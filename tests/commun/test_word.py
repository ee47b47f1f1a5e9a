"""Texts to edit: Markdown becomes real paragraphs, titles, lists, tables and links."""

import io

import docx
from docx.document import Document as Texte

from rameau.commun.texte import borner
from rameau.commun.word import add_markdown, new_text, to_bytes

MARKDOWN = """# Un titre

Un mot **gras**, un *penché*, du `code`,
à la ligne, et un [lien](https://exemple.fr/page).

- un
- deux
  - dedans

1. premier

> cité

| Qui | Quoi |
| --- | --- |
| nous | **tout** |

<script>alert(1)</script> ![image](https://ailleurs.test/i.png) [non](javascript:alert)
"""


def ecrit(markdown: str) -> Texte:
    texte = new_text("Essai", "Sujet")
    add_markdown(texte, markdown)
    return docx.Document(io.BytesIO(to_bytes(texte)))


def test_each_block_has_its_style():
    texte = ecrit(MARKDOWN)
    styles = {p.text.split("\n")[0]: p.style.name for p in texte.paragraphs}
    assert styles["Un titre"] == "Heading 2"
    assert styles["un"] == styles["deux"] == "List Bullet"
    assert styles["dedans"] == "List Bullet 2"
    assert styles["premier"] == "List Number"
    assert styles["cité"] == "Quote"
    (table,) = texte.tables
    assert [c.text for c in table.rows[0].cells] == ["Qui", "Quoi"]
    assert "w:tblHeader" in table._tbl.xml


def test_runs_keep_their_weight_and_their_line():
    runs = {r.text: r for p in ecrit(MARKDOWN).paragraphs for r in p.runs}
    assert runs["gras"].bold
    assert runs["penché"].italic
    assert runs["code"].font.name == "Consolas"
    assert "\n" in runs


def test_a_link_opens_its_address_and_nothing_else_opens_one():
    texte = ecrit(MARKDOWN)
    adresses = {r.target_ref for r in texte.part.rels.values() if r.reltype.endswith("/hyperlink")}
    # An image of people is a link, never fetched; a script is no address.
    assert adresses == {"https://exemple.fr/page", "https://ailleurs.test/i.png"}
    assert not [r for r in texte.part.rels.values() if r.reltype.endswith("/image")]
    mots = "\n".join(p.text for p in texte.paragraphs)
    assert "alert(1)" in mots  # said as it was typed, run by nothing
    assert "lien" in mots


def test_what_xml_cannot_hold_is_left_out_and_a_very_long_text_passes():
    texte = ecrit("un\x07 deux\x0b trois " + "mot " * 50_000)
    assert texte.paragraphs[0].text.startswith("un deux trois")


def test_each_numbered_list_begins_anew_and_a_point_bears_one_number():
    texte = ecrit("1. un\n2. deux\n\n   la suite de deux\n\nEntre les deux.\n\n3. trois\n4. quatre")
    numeros = {p.text: p._p.pPr.numPr for p in texte.paragraphs if p._p.pPr is not None}
    premiere, seconde = numeros["un"].numId.val, numeros["trois"].numId.val
    assert premiere == numeros["deux"].numId.val
    assert seconde == numeros["quatre"].numId.val != premiere
    departs = {
        num.numId: num.lvlOverride_lst[0].startOverride.val
        for num in texte.part.numbering_part.element.num_lst
        if num.lvlOverride_lst
    }
    assert departs == {premiere: 1, seconde: 3}
    styles = {p.text: p.style.name for p in texte.paragraphs}
    assert styles["la suite de deux"] == "List Continue"
    assert "Entre les deux." in styles


def test_no_row_is_cut_by_the_end_of_a_page():
    (table,) = ecrit(MARKDOWN).tables
    assert all("w:cantSplit" in rangee._tr.xml for rangee in table.rows)


def test_a_text_is_cut_at_a_word():
    assert borner("Un deux trois", 20) == "Un deux trois"
    assert borner("Un deux trois quatre", 12) == "Un deux…"
    assert len(borner("x" * 300, 40)) == 40
    assert borner("Un\n  deux", 9) == "Un deux"
