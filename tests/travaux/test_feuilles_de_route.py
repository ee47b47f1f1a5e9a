"""A roadmap composed once says the same everywhere, and only what its reader may read."""

import dataclasses
import io
import zipfile
from datetime import timedelta
from functools import cache
from html import unescape

import docx
import pptx
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from pptx.util import Emu, Pt

from parcours.travaux.actions.livrables import ecrire_section, retirer_element
from parcours.travaux.actions.versions import partager_version
from parcours.travaux.documents import feuilles_de_route as documents
from parcours.travaux.documents.feuille_d_exemple import feuille_d_exemple
from parcours.travaux.documents.feuille_en_diapositive import Diapositive, actions_cles, diaporama
from parcours.travaux.documents.feuille_en_texte import texte_a_modifier
from parcours.travaux.lectures.feuilles_de_route import (
    FeuilleDeRoute,
    Partenaire,
    composer,
    composer_toutes,
    versions_a_reunir,
)
from parcours.travaux.lectures.frise import HAUTEUR_MAX, dessiner_frise
from parcours.travaux.models.livrables import Partage
from rameau.commun import documents as en_commun
from rameau.commun.documents import (
    avancer_document,
    echouer_document,
    prendre_document,
    preparer,
    render_document,
    retirer_perimes,
)
from rameau.commun.mesure import INTERLIGNE, fold
from rameau.commun.models import Document
from rameau.commun.pdf import pdf_bytes
from rameau.commun.registres import Format
from rameau.commun.registres import documents as genres
from tests import scenes
from tests.plafonds import PAGE, TABLEAU, queries_of, verifier_plafonds
from tests.travaux.feuilles_scenes import ACTION, AXE, FREIN, OBJECTIF, remettre_la_feuille


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings):
    settings.DEMO = True


def rien(fait: int, total: int) -> None:
    """Nobody waits for this one."""


def lire(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(p.extract_text() for p in pages).replace("\u00a0", " ").split())


@cache
def pdf_d_exemple() -> bytes:
    return pdf_bytes(render_document(genres["feuille_de_route"].exemple()))


def page_de(version) -> str:
    livrable = version.livrable
    return reverse(
        "parcours:feuille_de_route",
        args=[livrable.binome.promotion.code, livrable.pk, version.numero],
    )


# --- what it says ----------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_roadmap_says_who_leads_each_action_and_where_it_comes_from(monde):
    version = remettre_la_feuille(monde)
    feuille = composer(version, personne=monde.catalyseur)
    premiere, seconde = feuille.actions
    assert (premiere.numero, premiere.titre, premiere.axe) == ("1.1", ACTION, AXE)
    assert premiere.porteur == "la mission locale"
    assert [(p.nom, p.donne) for p in premiere.partenaires] == [("le club", "une salle")]
    assert (premiere.libelle_etat, seconde.libelle_etat) == ("en cours", "à lancer")
    assert (seconde.numero, seconde.axe) == ("2.1", "Sans axe")
    assert (feuille.fils[0].frein, feuille.fils[0].objectif) == (FREIN, OBJECTIF)
    assert feuille.fils[1].frein == ""
    assert set(feuille.membres) == {"Amina Essai", "Bruno Essai"}
    assert feuille.empreinte == version.empreinte


@pytest.mark.django_db
def test_the_thread_shows_a_reader_only_the_works_she_may_read(monde):
    """The bilan and the plan are shared with the coach: a peer reads the roadmap alone."""
    version = remettre_la_feuille(monde, partage=Partage.PROMOTION)
    for lectrice in (monde.coach, monde.catalyseur, monde.equipe):
        assert composer(version, personne=lectrice).fils[0].frein == FREIN
    chez_le_pair = composer(version, personne=monde.autre)
    assert chez_le_pair.fils[0].frein == ""
    assert chez_le_pair.fils[0].objectif == AXE
    assert chez_le_pair.actions == composer(version, personne=monde.coach).actions


@pytest.mark.django_db
def test_a_withdrawn_ancestor_cuts_the_thread_and_nothing_else(monde):
    bilan = monde.livrable()
    version = remettre_la_feuille(monde)
    retirer_element(par=monde.catalyseur, element=bilan.elements.get(), instant=timezone.now())
    scenes.ecrire(monde)
    partager_version(par=monde.catalyseur, livrable=bilan, instant=timezone.now())
    feuille = composer(version, personne=monde.catalyseur)
    assert feuille.fils[0].frein == ""
    assert feuille.fils[0].objectif == OBJECTIF
    assert feuille.actions[0].axe == AXE


@pytest.mark.django_db
def test_composing_twelve_costs_no_more_queries_than_composing_one(monde):
    versions = [
        remettre_la_feuille(monde),
        remettre_la_feuille(monde, binome=monde.autre_binome, membre=monde.autre),
    ]
    une = queries_of(lambda: composer_toutes(versions[:1], personne=monde.equipe))
    deux = queries_of(lambda: composer_toutes(versions, personne=monde.equipe))
    assert len(une) == len(deux) <= 3


# --- everywhere the same ---------------------------------------------------------------------
DITS = (
    *("Vision", "une entreprise", AXE, ACTION, "la mission locale", "le club", "une salle"),
    *("un quart de poste", "dix engagements tenus", "Rendre visibles les suites"),
)


@pytest.mark.django_db
def test_page_pdf_and_text_say_the_same(monde, client_de):
    version = remettre_la_feuille(monde)
    page = client_de(monde.catalyseur).get(page_de(version))
    assert page.status_code == 200
    html = unescape(page.content.decode())
    composition = documents.en_pdf(objet=version, personne=monde.catalyseur, instant=timezone.now())
    pdf = lire(pdf_bytes(render_document(composition)))
    fabrication = documents.en_texte(
        objet=version, personne=monde.catalyseur, instant=timezone.now()
    )
    texte = docx.Document(io.BytesIO(fabrication.fabriquer(rien)))
    mots = "\n".join(p.text for p in texte.paragraphs) + "\n".join(
        case.text for table in texte.tables for rangee in table.rows for case in rangee.cells
    )
    for dit in DITS:
        assert dit in html, dit
        assert dit in pdf, dit
        assert dit in mots, dit
    assert version.empreinte[:32] in pdf


def test_the_pdf_reads_in_its_order_from_its_contents_to_its_annex():
    texte = lire(pdf_d_exemple())
    ordre = [
        "Feuille de route",
        "Agence des alliances de la vallée 1",
        "Version 3",
        "Sommaire",
        "Annexe : le fil, du frein à l’indicateur",
        "La vallée s’est donné un cap",
        "1.1 ",
        "donne : deux jours par mois",
        "Modèle économique",
        "La frise des actions",
        "Les actions de chaque axe",
        "Les suites d’une rencontre ne se voient pas",
    ]
    places, depart = [], 0
    for mots in ordre:
        depart = texte.find(mots, depart)
        places.append(depart)
    assert -1 not in places, [m for m, p in zip(ordre, places, strict=True) if p < 0]


def test_the_contents_name_the_right_pages():
    reader = pypdf.PdfReader(io.BytesIO(pdf_d_exemple()))
    textes = [" ".join(p.extract_text().split()) for p in reader.pages]
    frise = next(i for i, t in enumerate(textes, 1) if i > 2 and "La frise des actions" in t)
    assert f". {frise} " in textes[1].split("La frise des actions", 1)[1][:200]
    assert "Page 3 sur" in textes[2]


def test_the_collection_numbers_its_pages_through_and_says_who_is_missing():
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(render_document(documents.recueil_d_exemple(2)))))
    textes = [" ".join(p.extract_text().split()) for p in reader.pages]
    assert "Vallée voisine" in textes[1]
    assert "n’est pas encore remise" in textes[1]
    seconde = next(i for i, t in enumerate(textes, 1) if i > 3 and "Vallée de l’Exemple 2" in t)
    assert f". {seconde}" in textes[1]
    assert f"Page {len(textes)} sur {len(textes)}" in textes[-1]


# --- the text to edit, the slide ----------------------------------------------------------------
def test_the_text_is_made_of_real_styles_and_tables_with_headers():
    texte = docx.Document(
        io.BytesIO(genres["feuille_en_texte"].exemple().fabriquer(rien))  # type: ignore[union-attr]
    )
    titres = [p.text for p in texte.paragraphs if p.style.name == "Heading 1"]
    assert titres[:3] == ["Vision", "Enjeux", "Axes"]
    assert texte.core_properties.language == "fr-FR"
    xml = texte.element.xml
    assert 'TOC \\o "1-2"' in xml
    # Programs that ask before they bring fields up to date would frighten: nothing asks.
    assert "updateFields" not in texte.settings.element.xml
    assert all("w:tblHeader" in table._tbl.xml for table in texte.tables)
    assert all("w:tblCaption" in table._tbl.xml for table in texte.tables)
    assert any(p.style.name == "List Bullet" for p in texte.paragraphs)
    assert any(run.bold for p in texte.paragraphs for run in p.runs)


def test_the_text_reads_in_its_order_from_its_contents_to_its_annex():
    feuille = feuille_d_exemple()
    texte = docx.Document(io.BytesIO(texte_a_modifier(feuille)))
    assert texte.core_properties.title == "Feuille de route – Vallée de l’Exemple 1"
    mots = [p.text.replace("\u00a0", " ") for p in texte.paragraphs]
    ordre = [
        *("Feuille de route", "Vallée de l’Exemple 1", "Sommaire"),
        *("Vision", "1. Ouvrir les entreprises aux jeunes", "La frise des actions"),
        "Annexe : le fil, du frein à l’indicateur",
        *("Vision", "Axes", "Ouvrir les entreprises aux jeunes", "Actions"),
        *("1. Ouvrir les entreprises aux jeunes", "1.1 " + feuille.actions[0].titre),
        *("État : faite", "Qui porte : l’agence, avec une personne nommée"),
        "Quand : du 1er juin 2018 au 1er juin 2020",
        "Indicateur : 6 engagements tenus sur 8",
        "Avec la mission locale, donne : deux jours par mois, reçoit : une vue d’ensemble",
        *("1.2 " + feuille.actions[1].titre, "Jalons", "La frise des actions"),
        "Annexe : le fil, du frein à l’indicateur",
    ]
    depart = 0
    for dit in ordre:
        assert dit in mots[depart:], dit
        depart = mots.index(dit, depart) + 1
    frise = [rangee.cells[0].text.split()[0] for rangee in texte.tables[0].rows][1:]
    par_debut = sorted(feuille.actions, key=lambda a: a.debut)
    assert frise == [action.numero for action in par_debut]
    neuves = [p.text for p in texte.paragraphs if p.paragraph_format.page_break_before]
    assert neuves == ["Vision", "La frise des actions"]
    # The contents name the titles of the text, all of them, in their order.
    debut = mots.index("Sommaire") + 1
    titres = [p for p in texte.paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    assert mots[debut : debut + len(titres)] == [t.text.replace("\u00a0", " ") for t in titres]


def test_the_facts_of_an_action_stay_together_and_let_the_next_one_go():
    feuille = feuille_d_exemple()
    premiere, seconde, *_ = feuille.axes[0].actions
    seule = dataclasses.replace(premiere, partenaires=())
    axe = dataclasses.replace(feuille.axes[0], actions=(seule, seconde))
    texte = docx.Document(io.BytesIO(texte_a_modifier(dataclasses.replace(feuille, axes=(axe,)))))
    liees = {
        libelle: [
            p.paragraph_format.keep_with_next
            for p in texte.paragraphs
            if p.text.startswith(f"{libelle}\u00a0:")
        ]
        for libelle in ("État", "Moyens", "Indicateur")
    }
    assert liees == {
        "État": [True, True],
        "Moyens": [True, True],
        "Indicateur": [False, True],
    }


def vide() -> FeuilleDeRoute:
    pleine = feuille_d_exemple()
    parties = tuple(dataclasses.replace(p, texte="", lignes=()) for p in pleine.parties)
    return dataclasses.replace(pleine, parties=parties, axes=(), jalons=(), fils=())


def test_what_is_not_written_is_said_part_by_part():
    feuille = vide()
    texte = docx.Document(io.BytesIO(texte_a_modifier(feuille)))
    mots = [p.text for p in texte.paragraphs]
    pdf = lire(pdf_bytes(render_document(documents.page_d_une_feuille(feuille, timezone.now()))))
    assert mots.count("Cette partie n’est pas écrite.") == len(feuille.parties) == 7
    assert pdf.count("Cette partie n’est pas écrite.") == 7
    for absent in ("En bref", "La frise", "Annexe", "actions jalons"):
        assert absent not in pdf, absent
    pleine = feuille_d_exemple()
    assert pleine.parties_vides == frozenset()
    assert pleine.chiffres == (
        *(("4", "axes"), ("16", "actions"), ("3", "jalons")),
        ("4", "partenaires"),
    )
    une = dataclasses.replace(pleine, axes=pleine.axes[:1], jalons=())
    assert une.chiffres[0] == ("1", "axe")
    assert [nom for _, nom in une.chiffres] == ["axe", "actions", "partenaires"]


def test_the_pdf_sums_up_each_axis_on_its_second_page():
    feuille = feuille_d_exemple()
    reader = pypdf.PdfReader(io.BytesIO(pdf_d_exemple()))
    seconde = " ".join(reader.pages[1].extract_text().split()).replace("\u00a0", " ")
    assert "En bref" in seconde
    axe = feuille.axes[0]
    assert axe.mois == "juin 2018 – octobre 2020"
    assert f"1. {axe.titre} 4 {axe.mois} la mission locale, le club" in seconde
    titres = [str(signet.title) for signet in reader.outline if not isinstance(signet, list)]
    assert titres == ["Vallée de l’Exemple 1"]


def bavarde() -> FeuilleDeRoute:
    """A roadmap whose texts are all far too long for a slide."""
    long = feuille_d_exemple()
    return dataclasses.replace(
        long,
        structure="structure " * 60,
        parties=tuple(dataclasses.replace(p, texte="mot " * 20_000) for p in long.parties),
        axes=tuple(
            dataclasses.replace(
                axe,
                titre="axe " * 50,
                actions=tuple(
                    dataclasses.replace(
                        a,
                        titre="M" * 200,
                        porteur="b " * 80,
                        indicateur="i " * 300,
                        partenaires=tuple(Partenaire(f"partenaire {i}" * 3) for i in range(20)),
                    )
                    for a in axe.actions
                ),
            )
            for axe in long.axes * 3
        ),
    )


def hauteur_ecrite(cadre, largeur: float) -> float:
    """The height that the paragraphs of a frame take in this width, in points."""
    haut = 0.0
    for paragraphe in cadre.paragraphs:
        if paragraphe.runs:
            (passage,) = paragraphe.runs
            corps = passage.font.size.pt
            lignes = len(fold(passage.text, corps, largeur, gras=bool(passage.font.bold)))
            haut += lignes * corps * INTERLIGNE + (paragraphe.space_before or Pt(0)).pt
    return haut


@pytest.mark.parametrize("feuille", [feuille_d_exemple(), bavarde(), vide()], ids=lambda _: "")
def test_everything_on_a_slide_holds_in_its_place_and_reads_from_the_back(feuille):
    deck = pptx.Presentation(io.BytesIO(diaporama([Diapositive("x " * 300, feuille)], rien)))
    (diapositive,) = deck.slides
    for forme in diapositive.shapes:
        assert forme.top + forme.height <= deck.slide_height
        assert forme.left + forme.width <= Emu(deck.slide_width)
        if forme.has_text_frame and forme.text_frame.text:
            bords = forme.text_frame.margin_left + forme.text_frame.margin_right
            largeur = (forme.width - bords) / Pt(1)
            assert hauteur_ecrite(forme.text_frame, largeur) <= forme.height.pt, forme.name
            tailles = [r.font.size.pt for p in forme.text_frame.paragraphs for r in p.runs]
            assert min(tailles) >= 16
        if forme.has_table:
            for rangee in forme.table.rows:
                for case, colonne in zip(rangee.cells, forme.table.columns, strict=True):
                    largeur = (colonne.width - case.margin_left - case.margin_right) / Pt(1)
                    assert hauteur_ecrite(case.text_frame, largeur) <= rangee.height.pt
    tables = [f for f in diapositive.shapes if f.has_table]
    assert len(tables) == (1 if feuille.actions else 0)


def test_a_slide_says_it_in_its_order_and_its_notes_say_the_rest():
    feuille = feuille_d_exemple()
    deck = pptx.Presentation(io.BytesIO(diaporama([Diapositive(feuille.nom, feuille)], rien)))
    (diapositive,) = deck.slides
    dits = [
        f.text_frame.text.replace("\u00a0", " ")
        for f in diapositive.shapes
        if f.has_text_frame and f.text_frame.text
    ]
    assert diapositive.shapes.title.text_frame.text == feuille.nom == dits[0]
    assert dits[1].startswith("Notre vision\nLa vallée s’est donné un cap")
    assert "Nos axes\n1. Ouvrir les entreprises aux jeunes\n2. Tenir" in dits[1]
    assert "Avec : la mission locale, le club" in dits[3]
    assert dits[4] == "Ce qui dira que l’on avance : 6 engagements tenus sur 8"
    (table,) = [f.table for f in diapositive.shapes if f.has_table]
    assert [c.text for c in table.rows[0].cells] == ["Action", "Qui porte", "Quand"]
    assert table.cell(1, 2).text == "juin 2018 – juin 2020"
    assert len(table.rows) == 5
    parlees = diapositive.notes_slide.notes_text_frame.text
    for action in feuille.actions:
        assert f"{action.numero} {action.titre}" in parlees
    assert "Ce qui reste à trouver est dit" in parlees  # the end of the vision, not on the slide
    assert deck.core_properties.language == "fr-FR"
    # Whoever adds a slide finds places as wide as the others.
    largeur = max(f.left + f.width for f in deck.slide_layouts[1].placeholders)
    assert largeur > deck.slide_width * 0.9


def test_more_axes_than_a_slide_holds_are_counted():
    feuille = feuille_d_exemple()
    plus = dataclasses.replace(feuille, axes=feuille.axes * 2)
    deck = pptx.Presentation(io.BytesIO(diaporama([Diapositive("Nous", plus)], rien)))
    assert "Nos axes, et 4 de plus" in deck.slides[0].placeholders[1].text_frame.text
    seule = pptx.Presentation(io.BytesIO(diaporama([Diapositive("Nous", None, "Un mot.")], rien)))
    assert seule.slides[0].placeholders[1].text_frame.text == "Un mot."


def test_key_actions_speak_of_every_axis_before_any_speaks_twice():
    feuille = feuille_d_exemple()
    assert [a.numero for a in actions_cles(feuille)] == ["1.1", "2.1", "3.1", "4.1"]
    deux = dataclasses.replace(feuille, axes=feuille.axes[:2])
    assert [a.numero for a in actions_cles(deux)] == ["1.1", "1.2", "2.1", "2.2"]
    premier = feuille.axes[0]
    laissee = dataclasses.replace(premier.actions[0], etat="abandonnee")
    reste = dataclasses.replace(premier, actions=(laissee, *premier.actions[1:]))
    trois = dataclasses.replace(feuille, axes=(reste,))
    assert [a.numero for a in actions_cles(trois)] == ["1.2", "1.3", "1.4"]


def test_a_long_timeline_goes_on_over_several_drawings_that_each_fit_a_page():
    frise = dessiner_frise(feuille_d_exemple())
    assert frise is not None
    assert len(frise.dessins) == 2
    assert all(dessin.hauteur < HAUTEUR_MAX + 80 for dessin in frise.dessins)
    assert "16 actions et 3 jalons" in frise.legende.replace("\u00a0", " ")


@pytest.mark.django_db
def test_without_a_date_no_timeline_is_drawn(monde):
    version = remettre_la_feuille(monde, actions=0)
    assert dessiner_frise(composer(version, personne=monde.catalyseur)) is None


# --- all those of a promotion ----------------------------------------------------------------
@pytest.mark.django_db
def test_the_archive_holds_a_pdf_each_and_says_who_is_missing(monde):
    remettre_la_feuille(monde)
    avances: list[tuple[int, int]] = []
    archive = documents.en_archive(
        objet=monde.promotion, personne=monde.equipe, instant=timezone.now()
    ).fabriquer(lambda fait, total: avances.append((fait, total)))
    with zipfile.ZipFile(io.BytesIO(archive)) as zip_:
        noms = sorted(zip_.namelist())
        assert len([n for n in noms if n.endswith(".pdf")]) == 1
        lisez_moi = zip_.read("LISEZ-MOI.txt").decode()
        assert lisez_moi.count("n’est pas encore remise") == 3
        liste = zip_.read("liste.csv").decode("utf-8-sig").splitlines()
        assert len(liste) == 5
        assert "version 1" in liste[1]
    assert avances == [(1, 2), (2, 2)]


@pytest.mark.django_db
def test_a_reader_brings_together_what_is_shared_with_her(monde):
    remettre_la_feuille(monde, partage=Partage.COACH)
    remettre_la_feuille(
        monde, binome=monde.autre_binome, membre=monde.autre, partage=Partage.PROMOTION
    )
    combien = {
        nom: len([v for _, v in versions_a_reunir(monde.promotion, getattr(monde, nom)) if v])
        for nom in ("equipe", "coach", "catalyseur", "autre", "comite")
    }
    assert combien == {"equipe": 2, "coach": 2, "catalyseur": 2, "autre": 1, "comite": 0}
    chez_l_autre = documents.reunir(monde.promotion, monde.autre)
    assert (monde.binome.nom, "sa feuille de route n’est pas partagée avec vous") in (
        chez_l_autre.manquantes
    )


@pytest.mark.django_db
def test_a_later_version_takes_the_place_of_the_one_handed_in_for_those_who_read_it(monde):
    remise = remettre_la_feuille(monde, partage=Partage.COMITE)
    livrable = remise.livrable
    ecrire_section(
        par=monde.catalyseur,
        livrable=livrable,
        code="enjeux",
        texte="Trois enjeux.",
        revision=0,
        instant=timezone.now(),
    )
    suivante = partager_version(
        par=monde.catalyseur, livrable=livrable, instant=timezone.now() + timedelta(minutes=1)
    )
    assert versions_a_reunir(monde.promotion, monde.coach)[0][1] == suivante
    assert versions_a_reunir(monde.promotion, monde.comite)[0][1] == remise


@pytest.mark.parametrize("genre", documents.UNE)
@pytest.mark.django_db
def test_a_roadmap_in_every_form_is_for_those_who_read_it(monde, client_de, genre):
    version = remettre_la_feuille(monde, partage=Partage.COACH)
    url = reverse("documents:demander", args=[genre, version.pk])
    for nom, status in {"catalyseur": 303, "coach": 303, "autre": 404, "comite": 404}.items():
        assert client_de(getattr(monde, nom)).post(url).status_code == status, nom
    bilan = monde.livrable().versions.get()
    url = reverse("documents:demander", args=[genre, bilan.pk])
    assert client_de(monde.catalyseur).post(url).status_code == 404


def test_each_kind_has_its_format():
    formats = [genres[code].format for code in (*documents.UNE, *documents.TOUTES)]
    assert formats == [
        *(Format.PDF, Format.DOCX, Format.PPTX),
        *(Format.ZIP, Format.PDF, Format.PPTX),
    ]


# --- pages -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_page_of_the_roadmaps_says_who_handed_in(monde, client_de):
    version = remettre_la_feuille(monde, partage=Partage.PROMOTION)
    client = client_de(monde.autre)
    url = reverse("parcours:feuilles_de_route", args=[monde.promotion.code])
    page = client.get(url).content.decode()
    assert page_de(version) in page
    assert page.count("pas encore remise") == 3
    assert client_de(monde.ailleurs).get(url).status_code == 404
    travaux = client.get(reverse("parcours:livrables", args=[monde.promotion.code]))
    assert url in travaux.content.decode()
    assert page_de(version) in client.get(version.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_what_was_asked_for_is_found_again_at_each_of_its_stages(monde, client_de, monkeypatch):
    """On its way, failed or ready: the page of the roadmap leads to it, and to what was ready
    before; past seven days it is gone, and one asks again."""
    version = remettre_la_feuille(monde)
    client = client_de(monde.catalyseur)
    monkeypatch.setattr(en_commun, "bytes_within_limits", lambda make, **_: b"PK essai")

    def lue() -> str:
        return unescape(client.get(page_de(version)).content.decode()).replace("\u00a0", " ")

    assert "en préparation" not in lue()
    client.post(reverse("documents:demander", args=["feuille_en_texte", version.pk]))
    document = Document.objects.get()
    assert reverse("documents:document", args=[document.pk]) in lue()
    assert "en préparation" in lue()
    prendre_document(par=None, document_id=document.pk, instant=timezone.now())
    document.refresh_from_db()
    avancer_document(par=None, document=document, fait=3, total=12)
    assert "en préparation, 3 sur 12" in lue()
    echouer_document(par=None, document=document)
    assert "n’a pas pu être établi" in lue()
    client.post(reverse("documents:demander", args=["feuille_en_texte", version.pk]))
    preparer(Document.objects.latest("pk").pk)
    fichier = reverse("documents:fichier", args=[Document.objects.latest("pk").pk])
    assert fichier in lue()
    assert "n’a pas pu être établi" not in lue()
    reponse = client.get(fichier)
    assert b"".join(reponse.streaming_content) == b"PK essai"
    nom = reponse["Content-Disposition"]
    assert f"feuille-de-route-a-modifier-{slugify(monde.binome.nom)}-" in nom
    # Asked again: the former one waits beside the one on its way, until it is a week old.
    client.post(reverse("documents:demander", args=["feuille_en_texte", version.pk]))
    assert fichier in lue()
    assert "en préparation" in lue()
    retirer_perimes(par=None, instant=timezone.now() + timedelta(days=8))
    assert fichier not in lue()
    assert client.get(fichier).status_code == 404


@pytest.mark.django_db
def test_the_work_itself_leads_to_its_roadmap(monde, client_de):
    version = remettre_la_feuille(monde, partage=Partage.PROMOTION)
    for lectrice in (monde.catalyseur, monde.autre):
        page = client_de(lectrice).get(version.livrable.get_absolute_url())
        assert page_de(version) in page.content.decode()
    bilan = client_de(monde.catalyseur).get(monde.livrable().get_absolute_url())
    assert "feuille-de-route/" not in bilan.content.decode().split("<main")[1]


@pytest.mark.django_db
def test_the_pages_cost_no_more_with_more_to_show(monde, client_de):
    version = remettre_la_feuille(monde)
    client = client_de(monde.equipe)
    liste = reverse("parcours:feuilles_de_route", args=[monde.promotion.code])

    def grossir() -> None:
        remettre_la_feuille(monde, binome=monde.autre_binome, membre=monde.autre, actions=12)

    verifier_plafonds(
        [(lambda: client.get(liste), PAGE), (lambda: client.get(page_de(version)), TABLEAU)],
        grossir,
    )
