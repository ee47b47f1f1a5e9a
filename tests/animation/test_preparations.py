"""« Préparer la session N »: what is gathered, freins brought near, groups proposed, slides."""

from io import BytesIO

import pytest
from django.urls import reverse
from pptx import Presentation

from parcours.animation.actions.sequences import SequenceEcrite, ecrire_deroule
from parcours.animation.documents.preparations import diaporama_de, sessions_a_preparer
from parcours.animation.lectures.preparations import Frein, preparer, proposer_groupes, rapprocher
from parcours.animation.lectures.syntheses import ebaucher
from parcours.travaux.actions.livrables import ajouter_element
from rameau.commun.diapositives import Diaporama, Diapositive, Tableau, dessiner
from rameau.commun.texte import heure
from tests import scenes
from tests.animation import codev_scenes
from tests.plafonds import TABLEAU, verifier_plafond

pytestmark = pytest.mark.django_db


def frein(binome, titre, *etiquettes, groupe=""):
    return Frein(binome=binome, titre=titre, groupe=groupe, etiquettes=etiquettes, url="")


def ajouter_un_frein(monde, titre="Le temps d'animation manque"):
    ajouter_element(par=monde.catalyseur, livrable=monde.livrable(), nature="frein", titre=titre)


class TestFreins:
    def test_tags_bring_near_then_words(self, monde):
        un, deux, trois, quatre = monde.promotion.binomes.order_by("rang")
        groupes, isoles = rapprocher(
            [
                frein(un, "Le temps d'animation manque"),
                frein(deux, "Pas assez de temps"),
                frein(deux, "Des élus prudents", "gouvernance"),
                frein(trois, "Qui décide ?", "Gouvernance"),
                frein(trois, "Peu d'entreprises"),
                frein(quatre, "Les dirigeants des entreprises ne viennent pas"),
                frein(quatre, "Une réforme"),
                frein(quatre, "La même réforme"),
            ]
        )
        assert [(g.theme, g.binomes) for g in groupes] == [
            ("entreprises", 2),
            ("Gouvernance", 2),
            ("temps", 2),
        ]
        # The same word twice in one binôme brings nobody near.
        assert [f.titre for f in isoles] == ["Une réforme", "La même réforme"]

    def test_what_the_equipe_grouped_comes_before(self, monde):
        un, deux, trois, _ = monde.promotion.binomes.order_by("rang")
        groupes, isoles = rapprocher(
            [
                frein(un, "Le temps manque", "gouvernance", groupe="Tenir dans la durée"),
                frein(deux, "Qui décide ?", "gouvernance", groupe="Tenir dans la durée"),
                frein(trois, "Pas de temps", "gouvernance"),
            ]
        )
        assert [(g.theme, g.binomes) for g in groupes] == [("Tenir dans la durée", 2)]
        assert len(isoles) == 1

    def test_only_what_the_binome_shares_comes_out(self, monde):
        ajouter_un_frein(monde)
        session = codev_scenes.session(monde)
        assert preparer(session, monde.equipe).freins_isoles == []
        version = scenes.partager(monde)
        preparation = preparer(session, monde.equipe)
        assert [f.titre for f in preparation.freins_isoles] == ["Le temps d'animation manque"]
        assert preparation.travaux[0].version == version
        assert preparation.partages == 1


class TestGroupes:
    @pytest.mark.parametrize(
        ("combien", "tailles"),
        [(12, [3, 3, 3, 3]), (11, [4, 4, 3]), (7, [4, 3]), (5, [3, 2]), (3, [3]), (1, [])],
    )
    def test_threes_and_fours(self, monde, combien, tailles):
        binome = monde.binome
        binomes = [type(binome)(pk=rang, rang=rang) for rang in range(1, combien + 1)]
        assert [len(g) for g in proposer_groupes(binomes, [])] == tailles

    def test_those_who_share_a_frein_work_together_who_has_not_presented_first(self, monde):
        binomes = [type(monde.binome)(pk=rang, rang=rang) for rang in range(1, 7)]
        un, deux, trois, quatre, cinq, six = binomes
        rapproches, _ = rapprocher(
            [
                *(frein(b, "Le temps manque") for b in (un, trois, cinq)),
                *(frein(b, "La mobilité des salariés") for b in (deux, quatre, six)),
            ]
        )
        groupes = proposer_groupes(binomes, rapproches, frozenset({1, 2}))
        assert [{b.pk for b in g} for g in groupes] == [{1, 3, 5}, {2, 4, 6}]
        assert [g[0] for g in groupes] == [trois, quatre]


class TestPage:
    def adresse(self, monde, ordre=2):
        rencontre = codev_scenes.session(monde, ordre)
        return reverse("equipe:preparer", args=[monde.promotion.code, rencontre.pk])

    def test_one_page_with_its_acts(self, monde, client_de):
        monde.equipe.authenticator_set.create(type="totp", data={})
        ajouter_un_frein(monde)
        scenes.partager(monde)
        client = client_de(monde.equipe)
        lu = client.get(self.adresse(monde)).content.decode()
        for mots in (
            *("partagé au coach", "Le temps d’animation manque", "Diapositives", "Proposer"),
            "Feuille de présence",
        ):
            assert mots in lu, mots
        assert client.get(self.adresse(monde, 1)).status_code == 200

    def test_its_cost_does_not_grow(self, monde, client_de):
        monde.equipe.authenticator_set.create(type="totp", data={})
        ajouter_un_frein(monde)
        scenes.partager(monde)
        codev_scenes.ligne(monde)
        client, url = client_de(monde.equipe), self.adresse(monde)
        verifier_plafond(lambda: client.get(url), lambda: scenes.agrandir(monde), TABLEAU)


class TestUnSeulDeroule:
    """An agenda with a late start, an empty half hour and lunch at a fixed hour reads alike on
    every page and paper."""

    ATTENDU = (
        ("9\u00a0h\u00a045", "10\u00a0h\u00a045", "Accueil"),
        ("12\u00a0h\u00a030", "13\u00a0h\u00a030", "Déjeuner"),
    )

    @pytest.fixture
    def ecrite(self, monde):
        session = codev_scenes.session(monde)
        ecrire_deroule(
            par=monde.equipe,
            rencontre=session,
            sequences=[
                SequenceEcrite(
                    temps="theorie", titre="Accueil", duree_minutes=60, debut_minutes=15
                ),
                SequenceEcrite(
                    temps="pratique", titre="Déjeuner", duree_minutes=60, debut_minutes=180
                ),
            ],
        )
        return session

    def test_page_preparation_slides_and_synthesis_agree(self, monde, ecrite, client_de):
        monde.equipe.authenticator_set.create(type="totp", data={})
        lue = client_de(monde.equipe).get(ecrite.get_absolute_url()).context["moments"]
        preparation = preparer(ecrite, monde.equipe)
        assert preparation.moments == lue
        dites = tuple((heure(m.debut), heure(m.fin), m.sequence.titre) for m in lue)
        assert dites == self.ATTENDU
        deroule = next(d for d in diaporama_de(preparation).diapositives if d.tableau)
        assert [ligne[:2] for ligne in deroule.tableau.lignes] == [
            (f"{heure(m.debut)} – {heure(m.fin)}", m.sequence.titre) for m in lue
        ]
        ebauche = ebaucher(ecrite).texte
        for moment in lue:
            assert f"- {heure(moment.debut)} : {moment.sequence.titre}" in ebauche

    def test_the_work_expected_is_the_same_for_all(self, monde, ecrite, client_de):
        page = client_de(monde.comite).get(ecrite.get_absolute_url())
        assert preparer(ecrite, monde.equipe).attendu == page.context["attendu"]
        visite = monde.promotion.rencontres.get(nature="visite", etape__ordre=2)
        assert preparer(visite, monde.equipe).attendu is None


class TestDiapositives:
    def test_the_slides_say_what_the_page_says_and_can_be_heard(self, monde):
        ajouter_un_frein(monde)
        scenes.partager(monde)
        codev_scenes.ligne(monde)
        preparation = preparer(codev_scenes.session(monde), monde.equipe)
        fichier = Presentation(BytesIO(dessiner(diaporama_de(preparation))))
        textes = []
        for diapositive in fichier.slides:
            formes = list(diapositive.shapes)
            # The title is there, first in the reading order.
            assert formes[0] == diapositive.shapes.title
            assert formes[0].text_frame.text
            for forme in formes:
                proprietes = forme._element.xpath(".//p:cNvPr")[0]
                parle = forme.has_text_frame and forme.text_frame.text
                decor = "decorative" in proprietes.getparent().getparent().xml
                assert parle or decor or proprietes.get("descr"), forme.name
                textes.append(forme.text_frame.text if forme.has_text_frame else "")
                if forme.has_table:
                    assert forme.table.first_row
                    textes += [c.text for row in forme.table.rows for c in row.cells]
        dit = "\n".join(textes)
        assert fichier.core_properties.title.startswith(preparation.rencontre.titre)
        for mots in (monde.binome.nom, "Contrat\xa0: 5\xa0minutes", "partagé"):
            assert mots in dit, mots
        assert fichier.core_properties.language == "fr-FR"

    def test_a_long_table_goes_on_over_several_slides(self):
        lignes = tuple((f"Binôme {rang}", "remis") for rang in range(13))
        tableau = Tableau(entetes=("Qui", "État"), lignes=lignes, largeurs=(1, 1))
        octets = dessiner(
            Diaporama(
                titre="Session",
                sous_titre="Demain",
                diapositives=(Diapositive(titre="Les travaux", tableau=tableau),),
            )
        )
        titres = [s.shapes.title.text_frame.text for s in Presentation(BytesIO(octets)).slides]
        assert titres[1:] == [f"Les travaux ({rang} sur 3)" for rang in (1, 2, 3)]

    def test_they_are_the_equipe_s(self, monde):
        assert sessions_a_preparer(monde.equipe).count() > 0
        for nom in ("catalyseur", "coach", "comite"):
            assert not sessions_a_preparer(getattr(monde, nom)).exists()
