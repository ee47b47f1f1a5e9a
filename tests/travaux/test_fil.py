"""The thread: what stems from what, as a picture and as words."""

from django.urls import reverse
from django.utils import timezone

from parcours.travaux.actions.livrables import retirer_element
from parcours.travaux.actions.versions import elargir_partage, partager_version, remettre_livrable
from parcours.travaux.lectures.fil import Maillon, composer_fil
from parcours.travaux.models.chaine import Partage
from tests.plafonds import verifier_plafond
from tests.travaux.chaine_scenes import ajouter


def maillon(pk, nature, issu_de=None, rang=0, **kwargs):
    return Maillon(
        id=pk, nature=nature, titre=f"{nature} {pk}", rang=rang, issu_de=issu_de, **kwargs
    )


def arbre(noeuds):
    return [(n.titre, arbre(n.enfants)) for n in noeuds]


def test_it_goes_from_frein_to_action():
    fil = composer_fil(
        [
            maillon(1, "frein"),
            maillon(2, "objectif", 1, 1),
            maillon(3, "action-prevue", 2, 1, indicateur="Vingt", etat="en-cours"),
            maillon(4, "jalon", 3, 2),
        ]
    )
    assert arbre(fil.branches) == [("frein 1", [("objectif 2", [("action-prevue 3", [])])])]
    action = fil.branches[0].enfants[0].enfants[0]
    assert [j.id for j in action.jalons] == [4]
    assert (action.maillon.libelle_etat, action.sans_indicateur) == ("en cours", False)
    assert (fil.freins, fil.objectifs, fil.actions) == (1, 1, 1)


def test_what_one_work_takes_up_from_another_is_one_knot_in_its_latest_words():
    fil = composer_fil(
        [
            maillon(1, "frein"),
            maillon(2, "question", 1, 1),
            maillon(3, "objectif", 2, 1),
            maillon(4, "action-prevue", 3, 1),
            maillon(5, "objectif", 3, 2),
            maillon(6, "action-prevue", 4, 2),
        ]
    )
    assert arbre(fil.branches) == [("frein 1", [("objectif 5", [("action-prevue 6", [])])])]
    assert fil.branches[0].enfants[0].avant == ("objectif 3",)
    # The question is what one does of the frein, not another way to say it.
    assert fil.branches[0].avant == ()
    assert fil.actions == 1


def test_a_missing_place_is_said_and_a_loop_breaks_nothing():
    fil = composer_fil(
        [
            maillon(1, "frein"),
            maillon(2, "action-prevue", 1, 1),
            maillon(3, "action-prevue", None, 1),
            maillon(4, "objectif", 99, 1),
            maillon(5, "frein", 6),
            maillon(6, "frein", 5),
        ]
    )
    titres = str([arbre([branche]) for branche in fil.branches])
    assert "('frein 1', [('sans objectif nommé', [('action-prevue 2', [])])])" in titres
    assert "('sans frein nommé', [('sans objectif nommé', [('action-prevue 3', [])])" in titres
    assert "('objectif 4', [])" in titres


def test_a_milestone_keeps_its_action_and_what_was_done_shows_when_it_leads_somewhere():
    fil = composer_fil(
        [
            maillon(1, "action-entreprise"),
            maillon(2, "action-entreprise"),
            maillon(3, "objectif", 2, 1),
            maillon(4, "action-prevue", 3, 2, retire=True),
            maillon(5, "jalon", 4, 2),
            maillon(6, "action-prevue", 3, 2, retire=True),
        ]
    )
    assert arbre(fil.branches) == [
        ("action-entreprise 2", [("objectif 3", [("action-prevue 4", [])])])
    ]
    action = fil.branches[0].enfants[0].enfants[0]
    assert action.est_retire
    assert not action.sans_indicateur  # its milestone tells


def test_what_was_taken_out_stays_for_what_stems_from_it_alone():
    seul = composer_fil([maillon(1, "frein", retire=True)])
    assert seul.branches == ()
    fil = composer_fil([maillon(1, "frein", retire=True), maillon(2, "objectif", 1, 1)])
    assert fil.branches[0].est_retire
    assert arbre(fil.branches) == [("frein 1", [("objectif 2", [])])]
    assert fil.freins == 0


class TestPage:
    def ecrire(self, monde):
        frein = ajouter(monde, "Le temps manque")
        objectif = ajouter(monde, "Tenir", "objectif", "plan", issu_de=frein)
        ajouter(
            monde, "Un essai", "action-prevue", "plan", issu_de=objectif, indicateur="Vingt jeunes"
        )
        return frein

    def url(self, monde):
        return reverse("parcours:fil", args=[monde.promotion.code, monde.binome.pk])

    def test_the_binome_sees_what_it_writes_and_what_it_took_out(self, monde, client_de):
        frein = self.ecrire(monde)
        retirer_element(par=monde.catalyseur, element=frein, instant=timezone.now())
        page = client_de(monde.catalyseur2).get(self.url(monde)).content.decode()
        for mots in ("Le temps manque", "retiré depuis", "Tenir", "Un essai", "Vingt jeunes"):
            assert mots in page

    def test_others_see_what_is_shared_with_them(self, monde, client_de):
        self.ecrire(monde)
        autre = client_de(monde.autre)
        assert "Rien à relier" in autre.get(self.url(monde)).content.decode()
        remettre_livrable(
            par=monde.catalyseur,
            livrable=monde.livrable(),
            partage=Partage.PROMOTION,
            instant=timezone.now(),
        )
        page = autre.get(self.url(monde)).content.decode()
        assert "Le temps manque" in page
        assert "Un essai" not in page
        plan = partager_version(
            par=monde.catalyseur, livrable=monde.livrable("plan"), instant=timezone.now()
        )
        elargir_partage(
            par=monde.catalyseur,
            version=plan,
            partage=Partage.PROMOTION,
            retenues={"actions-prevues": Partage.COACH},
        )
        page = autre.get(self.url(monde)).content.decode()
        assert "Tenir" in page
        assert "Un essai" not in page
        assert client_de(monde.ailleurs).get(self.url(monde)).status_code == 404

    def test_at_two_sizes(self, monde, client_de):
        self.ecrire(monde)
        client = client_de(monde.catalyseur)
        verifier_plafond(
            lambda: client.get(self.url(monde)),
            lambda: [self.ecrire(monde) for _ in range(6)],
        )
