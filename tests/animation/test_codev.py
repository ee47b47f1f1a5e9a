"""Codev: groups, a sheet that several fill, what it leaves to the binôme that presented."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parcours.animation.actions.codev import (
    Groupe,
    ajouter_ligne,
    clore_atelier,
    commencer_etape,
    composer_groupes,
    distribuer_les_roles,
    ecrire_ligne,
    lignes_a_reprendre,
    reprendre_du_codev,
    retirer_ligne,
    rouvrir_atelier,
)
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev, PlaceCodev
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.travaux.actions.livrables import retirer_element
from parcours.travaux.models import Element
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.models import EntreeJournal
from tests import scenes
from tests.animation import codev_scenes

pytestmark = pytest.mark.django_db


def groupe(*binomes, expose=None, sujet=""):
    return Groupe(binomes=list(binomes), expose=expose or binomes[0], sujet=sujet)


def composer(monde, groupes, par=None):
    return composer_groupes(
        par=par or monde.equipe, rencontre=codev_scenes.session(monde), groupes=groupes
    )


@pytest.fixture
def sept():
    """Seven binômes: a group of three and a group of four."""
    return scenes.monde(7)


class TestGroupes:
    def test_the_equipe_composes_groups_of_three_or_four(self, sept):
        un, deux, trois, quatre, cinq, six, sept_ = sept.promotion.binomes.order_by("rang")
        ateliers = composer(
            sept, {1: groupe(un, deux, trois), 2: groupe(quatre, cinq, six, sept_, expose=six)}
        )
        assert [(a.rang, a.client) for a in ateliers] == [(1, un), (2, six)]
        assert [e.code for e in ateliers[0].etapes.order_by("ordre")] == EtapeCodev.Code.values
        with pytest.raises(AccesRefuse):
            composer(sept, {1: groupe(un, deux, trois)}, par=sept.catalyseur)

    def test_two_are_too_few_and_five_too_many(self, sept):
        binomes = list(sept.promotion.binomes.order_by("rang"))
        for wrong in (
            {1: groupe(*binomes[:5])},
            {1: groupe(*binomes[:4]), 2: groupe(*binomes[5:])},
        ):
            with pytest.raises(RegleViolee, match="trois ou quatre"):
                composer(sept, wrong)
        assert not AtelierCodev.objects.exists()

    def test_five_cannot_be_cut_otherwise_than_in_three_and_two(self, sept):
        binomes = list(sept.promotion.binomes.order_by("rang"))
        assert len(composer(sept, {1: groupe(*binomes[:3]), 2: groupe(*binomes[3:5])})) == 2

    def test_who_presents_is_of_the_group(self, monde):
        un, deux, trois, quatre = monde.promotion.binomes.order_by("rang")
        with pytest.raises(RegleViolee, match="expose"):
            composer(monde, {1: groupe(un, deux, trois, expose=quatre)})

    def test_the_database_holds_one_group_per_binome_one_who_presents_and_one_session(self, monde):
        feuille = codev_scenes.atelier(monde)
        place = feuille.places.get(binome=monde.binome)
        autre = codev_scenes.session(monde, 3)

        def ajouter(**champs):
            return lambda: PlaceCodev.objects.create(
                **{
                    "rencontre": feuille.rencontre,
                    "atelier": feuille,
                    "binome": monde.binome,
                    "place": 4,
                    **champs,
                }
            )

        refus = {
            scenes.refus_de_la_base(ajouter()).constraint,
            scenes.refus_de_la_base(ajouter(rencontre=autre)).constraint,
            scenes.refus_de_la_base(
                ajouter(binome=monde.ailleurs.participations.get().binome)
            ).constraint,
            scenes.refus_de_la_base(
                lambda: PlaceCodev.objects.filter(pk=place.pk).update(place=5)
            ).constraint,
            scenes.refus_de_la_base(
                lambda: PlaceCodev.objects.filter(atelier=feuille).update(expose=True)
            ).constraint,
        }
        assert refus >= {
            "regle_place_codev_meme_session",
            "place_codev_quatre",
            "place_codev_un_expose",
        }
        assert refus & {"place_codev_un_groupe", "place_codev_unique"}

    def test_adjusting_keeps_the_sheets_and_refuses_to_lose_one(self, sept):
        binomes = list(sept.promotion.binomes.order_by("rang"))
        premier, second = composer(sept, {1: groupe(*binomes[:3]), 2: groupe(*binomes[3:])})
        codev_scenes.ligne(sept, sur=premier)
        composer(sept, {1: groupe(*binomes[1:4]), 2: groupe(binomes[0], *binomes[4:])})
        assert LigneCodev.objects.get().etape.atelier == premier
        assert premier.places.order_by("place")[0].binome == binomes[1]
        with pytest.raises(RegleViolee, match="groupe 1 a déjà écrit"):
            composer(sept, {2: groupe(*binomes[3:])})
        composer(sept, {1: groupe(*binomes[:4])})
        assert not AtelierCodev.objects.filter(pk=second.pk).exists()

    def test_a_closed_sheet_does_not_change_hands(self, monde):
        feuille = codev_scenes.feuille_close(monde)
        binomes = list(monde.promotion.binomes.order_by("rang"))
        with pytest.raises(RegleViolee, match="close"):
            composer(monde, {1: groupe(*binomes, expose=binomes[1])})
        composer(monde, {1: groupe(*binomes, sujet="Un autre titre")})
        feuille.refresh_from_db()
        assert feuille.sujet == "Un autre titre"


class TestQuiLit:
    def test_the_group_its_coaches_and_the_equipe_never_the_committee(self, monde):
        binomes = list(monde.promotion.binomes.order_by("rang"))
        composer(monde, {1: groupe(*binomes[1:])})
        lisent = {
            nom
            for nom in ("catalyseur", "autre", "coach", "autre_coach", "equipe", "comite", "alumni")
            if AtelierCodev.objects.visibles_par(getattr(monde, nom)).exists()
        }
        # The first binôme and its coach are not of this group.
        assert lisent == {"autre", "autre_coach", "equipe"}

    def test_only_they_write_and_no_more_once_the_promotion_is_closed(self, monde, instant):
        feuille = codev_scenes.atelier(monde)
        for par in (monde.comite, monde.ailleurs, monde.alumni):
            with pytest.raises(AccesRefuse):
                ajouter_ligne(par=par, atelier=feuille, code="plan", texte="Non", instant=instant)
        for par in (monde.catalyseur2, monde.autre, monde.coach, monde.equipe):
            ajouter_ligne(par=par, atelier=feuille, code="plan", texte="Oui", instant=instant)
        for etat in ("evaluation", "close"):
            changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat=etat)
        feuille = AtelierCodev.objects.select_related("rencontre__promotion").get(pk=feuille.pk)
        with pytest.raises(AccesRefuse):
            ajouter_ligne(
                par=monde.catalyseur, atelier=feuille, code="plan", texte="Tard", instant=instant
            )
        assert LigneCodev.objects.count() == 4


class TestFeuille:
    def test_a_step_begins_ends_the_one_under_way_and_is_asked_once(self, monde, instant):
        feuille = codev_scenes.atelier(monde)
        tard = instant + timedelta(minutes=12)
        commencer_etape(par=monde.catalyseur, atelier=feuille, code="expose", instant=instant)
        commencer_etape(par=monde.autre, atelier=feuille, code="expose", instant=tard)
        expose = feuille.etapes.get(code="expose")
        assert (expose.commencee_le, expose.finie_le) == (instant, None)
        commencer_etape(par=monde.autre, atelier=feuille, code="clarification", instant=tard)
        expose.refresh_from_db()
        assert expose.finie_le == tard
        # Back to it: a time of its own again.
        commencer_etape(par=monde.autre, atelier=feuille, code="expose", instant=tard)
        assert feuille.etapes.filter(finie_le=None, commencee_le=tard).get().code == "expose"
        with pytest.raises(RegleViolee):
            commencer_etape(par=monde.autre, atelier=feuille, code="sieste", instant=tard)

    def test_two_people_on_one_line_both_keep_their_text(self, monde, instant):
        ligne = codev_scenes.ligne(monde, "Avant")
        ecrire_ligne(
            par=monde.catalyseur, ligne=ligne, texte="Le mien", revision=1, instant=instant
        )
        with pytest.raises(VersionDepassee) as depassee:
            ecrire_ligne(par=monde.autre, ligne=ligne, texte="Le sien", revision=1, instant=instant)
        assert depassee.value.actuel.texte == "Le mien"
        # Having read it, she keeps hers; the same text again does no harm.
        for revision in (2, 2):
            ecrire_ligne(
                par=monde.autre, ligne=ligne, texte="Le sien", revision=revision, instant=instant
            )
        ligne.refresh_from_db()
        assert (ligne.texte, ligne.revision, ligne.modifiee_par) == ("Le sien", 3, monde.autre)

    def test_a_line_taken_out_while_someone_writes_comes_back_with_her_text(self, monde, instant):
        ligne = codev_scenes.ligne(monde)
        with pytest.raises(VersionDepassee):
            retirer_ligne(par=monde.autre, ligne=ligne, revision=0, instant=instant)
        retirer_ligne(par=monde.autre, ligne=ligne, revision=1, instant=instant)
        with pytest.raises(VersionDepassee) as depassee:
            ecrire_ligne(
                par=monde.catalyseur, ligne=ligne, texte="Un mot", revision=1, instant=instant
            )
        assert depassee.value.actuel.retiree_le == instant
        ecrire_ligne(
            par=monde.catalyseur,
            ligne=ligne,
            texte="Un mot",
            revision=depassee.value.actuel.revision,
            instant=instant,
        )
        ligne.refresh_from_db()
        assert (ligne.texte, ligne.retiree_le) == ("Un mot", None)

    @pytest.mark.parametrize("texte", ["", "   \n", "x" * 2001])
    def test_a_line_says_something_and_not_too_much(self, monde, instant, texte):
        feuille = codev_scenes.atelier(monde)
        with pytest.raises(RegleViolee):
            ajouter_ligne(
                par=monde.catalyseur, atelier=feuille, code="plan", texte=texte, instant=instant
            )
        assert not LigneCodev.objects.exists()

    def test_a_line_taken_out_twice_is_out_once(self, monde, instant):
        ligne = codev_scenes.ligne(monde)
        for _ in range(2):
            retirer_ligne(par=monde.autre, ligne=ligne, revision=1, instant=instant)
        ligne.refresh_from_db()
        assert (ligne.retiree_le, ligne.revision) == (instant, 2)

    def test_closing_ends_the_step_under_way(self, monde, instant):
        feuille = codev_scenes.atelier(monde)
        commencer_etape(par=monde.autre, atelier=feuille, code="plan", instant=instant)
        clore_atelier(par=monde.autre, atelier=feuille, instant=instant + timedelta(minutes=9))
        etape = EtapeCodev.objects.get(atelier=feuille, code="plan")
        assert etape.finie_le == instant + timedelta(minutes=9)

    def test_a_line_sent_twice_is_there_once(self, monde, instant):
        """The network came back, or a finger pressed twice: not another line."""
        feuille = codev_scenes.atelier(monde)

        def ajouter(texte="Un carnet", code="plan", par=monde.catalyseur):
            return ajouter_ligne(
                par=par, atelier=feuille, code=code, texte=texte, instant=instant
            ).pk

        premiere = ajouter()
        assert ajouter(" Un carnet\r\n") == premiere
        others = {ajouter(par=monde.autre), ajouter(code="contrat"), ajouter("Deux carnets")}
        assert len(others | {premiere}) == 4
        ligne = LigneCodev.objects.select_related("etape__atelier__rencontre__promotion").get(
            pk=premiere
        )
        retirer_ligne(par=monde.autre, ligne=ligne, revision=1, instant=instant)
        assert ajouter() != premiere

    def test_each_act_raises_the_revision_of_the_sheet(self, monde, instant):
        feuille = codev_scenes.atelier(monde)

        def revision():
            return AtelierCodev.objects.get(pk=feuille.pk).revision

        ligne = codev_scenes.ligne(monde, sur=feuille)
        for acte in (
            lambda: commencer_etape(
                par=monde.autre, atelier=feuille, code="expose", instant=instant
            ),
            lambda: distribuer_les_roles(
                par=monde.autre,
                atelier=feuille,
                facilitateur=monde.autre,
                gardien_du_temps=monde.coach,
            ),
            lambda: ecrire_ligne(
                par=monde.autre, ligne=ligne, texte="Autre", revision=1, instant=instant
            ),
            lambda: retirer_ligne(par=monde.autre, ligne=ligne, revision=2, instant=instant),
            lambda: clore_atelier(par=monde.autre, atelier=feuille, instant=instant),
            lambda: rouvrir_atelier(par=monde.autre, atelier=feuille),
        ):
            avant = revision()
            acte()
            assert revision() == avant + 1

    def test_roles_are_for_those_who_read_the_sheet(self, monde):
        feuille = codev_scenes.atelier(monde)
        with pytest.raises(RegleViolee, match="n'est pas de ce groupe"):
            distribuer_les_roles(
                par=monde.autre,
                atelier=feuille,
                facilitateur=monde.ailleurs,
                gardien_du_temps=None,
            )

    def test_a_closed_sheet_is_written_again_once_open(self, monde, instant):
        feuille = codev_scenes.feuille_close(monde)
        with pytest.raises(RegleViolee, match="close"):
            codev_scenes.ligne(monde, sur=feuille)
        rouvrir_atelier(par=monde.autre, atelier=feuille)
        codev_scenes.ligne(monde, sur=feuille)

    def test_the_journal_never_holds_a_line(self, monde, instant):
        ligne = codev_scenes.ligne(monde, "Secret de groupe")
        for texte in ("Secret bis", "Secret ter"):
            ligne.refresh_from_db()
            ecrire_ligne(
                par=monde.autre, ligne=ligne, texte=texte, revision=ligne.revision, instant=instant
            )
        ecrites = EntreeJournal.objects.filter(verbe="codev.ecrire_ligne")
        assert ecrites.count() == 1  # one per person, line and hour
        assert "Secret" not in str(list(EntreeJournal.objects.order_by("pk").values()))


class TestReprise:
    def test_a_closed_sheet_offers_its_decisions_to_the_next_work_alone(self, monde, instant):
        feuille = codev_scenes.feuille_close(monde)
        offertes = {
            nature: lignes_a_reprendre(monde.livrable(nature)).count()
            for nature in ("bilan", "plan", "feuille-de-route")
        }
        assert offertes == {"bilan": 0, "plan": 2, "feuille-de-route": 0}
        autre = monde.autre_binome.livrables.get(nature="plan")
        assert not lignes_a_reprendre(autre).exists()
        rouvrir_atelier(par=monde.autre, atelier=feuille)
        assert not lignes_a_reprendre(monde.livrable("plan")).exists()

    def test_taken_up_once_each_becomes_an_element_of_the_chosen_kind(self, monde, instant):
        feuille = codev_scenes.feuille_close(monde)
        plan = monde.livrable("plan")
        decision, lecon = lignes_a_reprendre(plan).order_by("pk")
        choix = {decision.pk: "action-prevue", lecon.pk: "objectif"}
        with pytest.raises(AccesRefuse):
            reprendre_du_codev(par=monde.autre, livrable=plan, choix=choix)
        assert len(reprendre_du_codev(par=monde.catalyseur2, livrable=plan, choix=choix)) == 2
        assert reprendre_du_codev(par=monde.catalyseur, livrable=plan, choix=choix) == []
        elements = {e.nature: e.titre for e in Element.objects.filter(livrable=plan).order_by("pk")}
        assert elements == {"action-prevue": decision.texte, "objectif": lecon.texte}
        # Taken out of the work, it may be taken up again.
        retirer_element(
            par=monde.catalyseur,
            element=Element.objects.get(nature="objectif"),
            instant=timezone.now(),
        )
        assert list(lignes_a_reprendre(plan)) == [lecon]
        assert feuille.clos_le is None  # the instance is old; the row says otherwise
        assert AtelierCodev.objects.get().clos_le

    def test_a_long_line_is_a_phrase_and_a_detail(self, monde):
        feuille = codev_scenes.atelier(monde)
        texte = "Réunir les acteurs du territoire. " * 12
        codev_scenes.ligne(monde, texte, sur=feuille)
        clore_atelier(par=monde.autre, atelier=feuille, instant=timezone.now())
        plan = monde.livrable("plan")
        (ligne,) = lignes_a_reprendre(plan)
        (element,) = reprendre_du_codev(
            par=monde.catalyseur, livrable=plan, choix={ligne.pk: "action-prevue"}
        )
        assert len(element.titre) <= 200
        assert element.titre.endswith("…")
        assert element.detail == texte.strip()
