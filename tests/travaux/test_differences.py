"""What changed between two versions: words, elements, and how long it may take."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.travaux.actions.versions import elargir_partage, partager_version
from parcours.travaux.lectures.contenus import Contenu, ContributionFigee, ElementFige, SectionFigee
from parcours.travaux.lectures.differences import comparer, mots_changes
from parcours.travaux.models.chaine import Partage
from tests import scenes
from tests.travaux.chaine_scenes import ajouter


def contenu(texte, *elements):
    section = SectionFigee("freins", "Freins", texte, "frein")
    return Contenu("bilan", "Bilan", (section,), elements)


def dits(morceaux):
    return [(m.statut, m.texte.strip()) for m in morceaux]


def frein(pk, titre, **kwargs):
    return ElementFige(pk, "frein", titre, kwargs.pop("detail", ""), None, **kwargs)


def test_words_that_came_and_went():
    assert dits(mots_changes("Le temps manque", "Le temps nous manque vraiment")) == [
        ("egal", "Le temps"),
        ("ajoute", "nous"),
        ("egal", "manque"),
        ("ajoute", "vraiment"),
    ]


def test_lines_are_compared_one_by_one_and_marks_set_aside():
    avant = contenu("Un.\n\nDeux mots ici.\n\nTrois.")
    (section,) = comparer(avant, contenu("Un.\n\nDeux **mots** là.\n\nTrois.\n\nQuatre."))
    assert [dits(bloc) for bloc in section.blocs] == [
        [("egal", "Un.")],
        [("egal", "Deux mots"), ("retire", "ici."), ("ajoute", "là.")],
        [("egal", "Trois.")],
        [("ajoute", "Quatre.")],
    ]
    assert section.resume == "2\u00a0mots ajoutés, 1\u00a0mot retiré"


def test_a_change_of_layout_alone_is_said_so():
    (section,) = comparer(contenu("Deux mots"), contenu("Deux **mots**"))
    assert (section.statut, section.mise_en_forme) == ("change", True)
    (meme,) = comparer(contenu("Deux mots"), contenu("Deux mots"))
    assert (meme.statut, meme.resume) == ("egal", "rien n'a changé")


def test_elements_that_came_went_and_changed():
    partenaire = ContributionFigee("La ville", "une salle", "")
    (section,) = comparer(
        contenu("", frein(1, "Le temps"), frein(2, "L'argent"), frein(4, "Pareil")),
        contenu(
            "",
            frein(1, "Le temps", contributions=(partenaire,)),
            frein(3, "Neuf"),
            frein(4, "Pareil"),
        ),
    )
    assert [(ligne.statut, dits(ligne.titre)[0][1]) for ligne in section.lignes] == [
        ("change", "Le temps"),
        ("ajoute", "Neuf"),
        ("egal", "Pareil"),
        ("retire", "L'argent"),
    ]
    assert section.lignes[0].precisions[0][0] == "partenaires"


def test_a_section_of_one_version_only():
    vide = replace(contenu(""), sections=())
    assert [s.statut for s in comparer(vide, contenu("Neuf"))] == ["ajoute"]
    assert [s.statut for s in comparer(contenu("Ancien"), vide)] == ["retire"]


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("a\n" * 2_000, "b\n" * 2_000),
        ("a b " * 10_000, "b a " * 9_999),
        (" ".join(map(str, range(7_000))), " ".join(map(str, range(7_000, 0, -1)))),
    ],
)
def test_the_longest_texts_are_compared_in_bounded_work(avant, apres):
    (section,) = comparer(contenu(avant), contenu(apres))
    assert section.statut == "change"
    rendu = " ".join(m.texte for bloc in section.blocs for m in bloc if m.statut != "retire")
    assert rendu.split() == apres.split()


class TestPage:
    def deux(self, monde):
        scenes.partager(monde)
        ajouter(monde, "Le temps manque")
        scenes.ecrire(monde, scenes.TEXTE + " Et la chambre de commerce.")
        version = partager_version(
            par=monde.catalyseur, livrable=monde.livrable(), instant=timezone.now()
        )
        return reverse(
            "parcours:differences",
            args=[monde.promotion.code, version.livrable_id, 2, 1],
        )

    def test_it_is_said_in_words_as_well_as_in_colours(self, monde, client_de):
        page = client_de(monde.coach)
        monde.coach.authenticator_set.create(type="totp", data={})
        texte = page.get(self.deux(monde)).content.decode()
        assert "ajouté\u00a0: </span>Et la chambre de commerce." in texte
        assert "1\u00a0élément ajouté" in texte

    def test_both_versions_are_read_with_one_s_rights(self, monde, client_de):
        url = self.deux(monde)
        assert client_de(monde.autre).get(url).status_code == 404
        for numero, retenues in ((1, {}), (2, {"freins": Partage.COACH})):
            elargir_partage(
                par=monde.catalyseur,
                version=monde.livrable().versions.get(numero=numero),
                partage=Partage.PROMOTION,
                retenues=retenues,
            )
        page = client_de(monde.autre).get(url).content.decode()
        assert "Et la chambre de commerce." in page
        assert "Le temps manque" not in page
        assert client_de(monde.catalyseur).get(url[:-2] + "9/").status_code == 404
