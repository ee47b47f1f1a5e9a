"""Writing a work: sections saved as one types, typed elements, and what is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from parcours.travaux.actions.livrables import (
    ajouter_element,
    deplacer_element,
    ecrire_section,
    modifier_element,
    retirer_element,
)
from parcours.travaux.lectures.trames import TRAMES, trame_de
from parcours.travaux.models import Element, Livrable
from parcours.travaux.models.livrables import LONGUEUR_MAX, Nature
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.models import EntreeJournal
from tests import scenes

Sorte = Element.Nature


def saisir(monde, texte, *, code="actions", revision=0, par=None, instant):
    return ecrire_section(
        par=par or monde.catalyseur,
        livrable=monde.livrable(),
        code=code,
        texte=texte,
        revision=revision,
        instant=instant,
    )


def ajouter(monde, titre, nature=Sorte.FREIN, livrable="bilan", **kwargs):
    return ajouter_element(
        par=monde.catalyseur,
        livrable=monde.livrable(livrable),
        nature=nature,
        titre=titre,
        **kwargs,
    )


def modifier(monde, element, titre, *, instant, revision=0, par=None, detail="", issu_de=None):
    return modifier_element(
        par=par or monde.catalyseur,
        element=element,
        titre=titre,
        detail=detail,
        issu_de=issu_de,
        revision=revision,
        instant=instant,
    )


def etat(livrable):
    return Livrable.objects.avec_etat().get(pk=livrable.pk).etat


class TestOuverture:
    def test_each_binome_has_the_three_works_of_its_parcours(self, monde):
        for binome in monde.promotion.binomes.all():
            assert [livrable.nature for livrable in binome.livrables.order_by("etape__ordre")] == [
                Nature.BILAN,
                Nature.PLAN,
                Nature.FEUILLE_DE_ROUTE,
            ]

    def test_each_is_due_when_its_stage_says(self, monde):
        for livrable in monde.binome.livrables.select_related("etape"):
            assert livrable.du_le == livrable.etape.livrable_du_le

    def test_every_kind_of_work_has_its_trame(self):
        assert set(TRAMES) == set(Nature.values)
        for trame in TRAMES.values():
            assert len(set(trame.codes)) == len(trame.codes)
            assert all(len(code) <= 40 for code in trame.codes)
            assert all(section.question for section in trame.sections)


class TestSection:
    def test_a_member_writes_and_the_work_is_under_way(self, monde, instant):
        assert etat(monde.livrable()) == Livrable.Etat.A_FAIRE
        section = saisir(monde, "Un début", instant=instant)
        assert (section.texte, section.revision) == ("Un début", 1)
        assert (section.modifiee_par, section.modifiee_le) == (monde.catalyseur, instant)
        assert etat(monde.livrable()) == Livrable.Etat.EN_COURS

    def test_both_members_write_and_nobody_else(self, monde, instant):
        saisir(monde, "De Bruno", par=monde.catalyseur2, instant=instant)
        for etranger in (monde.autre, monde.coach, monde.equipe, monde.comite, monde.ailleurs):
            with pytest.raises(AccesRefuse):
                saisir(monde, "D'un autre", par=etranger, instant=instant)
        assert monde.livrable().sections.get().texte == "De Bruno"

    def test_in_a_closed_promotion_works_are_read_no_longer_written(self, monde, instant):
        with pytest.raises(AccesRefuse):
            ecrire_section(
                par=monde.alumni,
                livrable=Livrable.objects.de(monde.alumni).get(nature="bilan"),
                code="actions",
                texte="Trop tard",
                revision=0,
                instant=instant,
            )

    def test_a_stale_save_is_refused_with_the_text_as_it_stands(self, monde, instant):
        saisir(monde, "D'Amina", instant=instant)
        with pytest.raises(VersionDepassee) as refus:
            saisir(monde, "De Bruno", par=monde.catalyseur2, instant=instant)
        assert refus.value.actuel.texte == "D'Amina"
        assert refus.value.actuel.revision == 1
        assert monde.livrable().sections.get().texte == "D'Amina"
        saisir(monde, "D'Amina et de Bruno", revision=1, par=monde.catalyseur2, instant=instant)
        assert monde.livrable().sections.get().texte == "D'Amina et de Bruno"

    def test_the_same_text_saved_twice_does_no_harm(self, monde, instant):
        saisir(monde, "Pareil", instant=instant)
        assert saisir(monde, "Pareil", instant=instant).revision == 1

    def test_two_sections_do_not_disturb_each_other(self, monde, instant):
        saisir(monde, "Actions", instant=instant)
        saisir(monde, "Freins", code="freins", par=monde.catalyseur2, instant=instant)
        assert monde.livrable().sections.count() == 2

    def test_text_is_kept_in_one_form(self, monde, instant):
        section = saisir(monde, "e\u0301te\u0301\r\nfin\x00\r", instant=instant)
        assert section.texte == "été\nfin\n"
        assert saisir(monde, " \r\n ", revision=1, instant=instant).texte == ""
        assert etat(monde.livrable()) == Livrable.Etat.A_FAIRE

    def test_a_text_too_long_is_refused_in_words(self, monde, instant):
        saisir(monde, "a" * LONGUEUR_MAX, instant=instant)
        with pytest.raises(RegleViolee, match="compte 40\u202f001 signes"):
            saisir(monde, "a" * (LONGUEUR_MAX + 1), revision=1, instant=instant)

    def test_a_section_that_the_work_has_not_is_refused(self, monde, instant):
        with pytest.raises(RegleViolee, match="n'a pas cette section"):
            saisir(monde, "Vision", code="vision", instant=instant)
        assert not monde.livrable().sections.exists()

    def test_the_journal_holds_one_row_per_person_section_and_hour_and_no_text(
        self, monde, instant
    ):
        pile = instant.replace(minute=5)
        for revision in range(5):
            saisir(monde, f"Secret {revision}", revision=revision, instant=pile)
        saisir(monde, "Secret 5", revision=5, par=monde.catalyseur2, instant=pile)
        saisir(monde, "Secret 6", revision=6, instant=pile + timedelta(hours=1))
        saisir(monde, "Secret", code="freins", instant=pile)
        rows = EntreeJournal.objects.filter(verbe="livrables.ecrire_section")
        assert rows.count() == 4
        assert_no_text_in_the_journal("Secret")


class TestElement:
    def test_elements_follow_one_another_within_their_kind(self, monde):
        ajouter(monde, "Pas de temps dédié")
        ajouter(monde, "Trois ateliers", Sorte.ACTION_ENTREPRISE)
        ajouter(monde, "Un élu absent")
        assert list(monde.livrable().elements.values_list("titre", "ordre")) == [
            ("Trois ateliers", 1),
            ("Pas de temps dédié", 1),
            ("Un élu absent", 2),
        ]
        assert etat(monde.livrable()) == Livrable.Etat.EN_COURS

    def test_a_work_gathers_only_the_kinds_of_its_trame(self, monde):
        for nature in Nature.values:
            for sorte in Sorte:
                if sorte in trame_de(nature).natures:
                    ajouter(monde, "Une phrase", sorte, nature)
                else:
                    with pytest.raises(RegleViolee, match="ne rassemble pas"):
                        ajouter(monde, "Une phrase", sorte, nature)

    def test_only_members_touch_elements(self, monde, instant):
        element = ajouter(monde, "Un frein")
        acts = (
            lambda qui: ajouter_element(
                par=qui, livrable=monde.livrable(), nature=Sorte.FREIN, titre="Intrus"
            ),
            lambda qui: modifier(monde, element, "Intrus", par=qui, instant=instant),
            lambda qui: deplacer_element(par=qui, element=element, monter=True),
            lambda qui: retirer_element(par=qui, element=element, instant=timezone.now()),
        )
        for qui in (monde.autre, monde.coach, monde.equipe, monde.comite):
            for act in acts:
                with pytest.raises(AccesRefuse):
                    act(qui)
        assert monde.livrable().elements.get().titre == "Un frein"
        for act in acts[1:]:
            act(monde.catalyseur2)
        assert not monde.livrable().elements.exists()

    def test_an_element_says_something_short(self, monde):
        for titre in ("", "  \n "):
            with pytest.raises(RegleViolee, match="en une phrase"):
                ajouter(monde, titre)
        with pytest.raises(RegleViolee, match="201 signes"):
            ajouter(monde, "a" * 201)
        with pytest.raises(RegleViolee, match="Ce détail compte"):
            ajouter(monde, "Court", detail="a" * (LONGUEUR_MAX + 1))
        assert ajouter(monde, " a " * 3, detail="b" * LONGUEUR_MAX).titre == "a a a"

    def test_a_stale_change_is_refused_with_the_element_as_it_stands(self, monde, instant):
        element = ajouter(monde, "Un frein")
        assert modifier(monde, element, "D'Amina", instant=instant).revision == 1
        with pytest.raises(VersionDepassee) as refus:
            modifier(monde, element, "De Bruno", par=monde.catalyseur2, instant=instant)
        assert refus.value.actuel.titre == "D'Amina"
        assert modifier(monde, element, "D'Amina", instant=instant).revision == 1
        modifier(monde, element, "De Bruno", revision=1, par=monde.catalyseur2, instant=instant)
        element.refresh_from_db()
        assert element.titre == "De Bruno"

    def test_moving_exchanges_neighbours_and_stops_at_the_ends(self, monde):
        un, deux, trois = (ajouter(monde, titre) for titre in ("un", "deux", "trois"))

        def ordre():
            return list(monde.livrable().elements.order_by("ordre").values_list("titre", flat=True))

        deplacer_element(par=monde.catalyseur, element=trois, monter=True)
        assert ordre() == ["un", "trois", "deux"]
        deplacer_element(par=monde.catalyseur, element=un, monter=True)
        deplacer_element(par=monde.catalyseur, element=deux, monter=False)
        assert ordre() == ["un", "trois", "deux"]
        deplacer_element(par=monde.catalyseur, element=un, monter=False)
        assert ordre() == ["trois", "un", "deux"]

    def test_an_element_stems_from_what_came_before_in_its_binome(self, monde, instant):
        frein = ajouter(monde, "Un frein")
        objectif = ajouter(monde, "Un objectif", Sorte.OBJECTIF, "plan", issu_de=frein)
        action = ajouter(monde, "Une action", Sorte.ACTION_PREVUE, "plan", issu_de=objectif)
        assert (action.issu_de, objectif.issu_de) == (objectif, frein)
        with pytest.raises(RegleViolee, match="plus ancien"):
            modifier(monde, frein, "Un frein", issu_de=objectif, instant=instant)
        with pytest.raises(RegleViolee, match="plus ancien"):
            modifier(monde, objectif, "Un objectif", issu_de=action, instant=instant)
        autre = ajouter_element(
            par=monde.autre,
            livrable=monde.autre_binome.livrables.get(nature="bilan"),
            nature=Sorte.FREIN,
            titre="Le frein d'un autre",
        )
        with pytest.raises(RegleViolee, match="de votre binôme"):
            modifier(monde, objectif, "Un objectif", issu_de=autre, instant=instant)

    def test_taking_one_out_leaves_those_that_stem_from_it(self, monde):
        frein = ajouter(monde, "Un frein")
        objectif = ajouter(monde, "Un objectif", Sorte.OBJECTIF, "plan", issu_de=frein)
        retirer_element(par=monde.catalyseur, element=frein, instant=timezone.now())
        objectif.refresh_from_db()
        # The link stays, and says that its origin was taken out.
        assert objectif.issu_de == frein
        assert objectif.issu_de.retire_le is not None
        assert not frein.livrable.elements.exists()
        row = EntreeJournal.objects.get(verbe="livrables.retirer_element")
        assert row.objet_id == frein.pk

    def test_the_journal_never_holds_what_elements_say(self, monde, instant):
        element = ajouter(monde, "Secret", detail="Secret aussi")
        modifier(monde, element, "Secret changé", instant=instant)
        deplacer_element(par=monde.catalyseur, element=element, monter=True)
        retirer_element(par=monde.catalyseur, element=element, instant=timezone.now())
        assert_no_text_in_the_journal("Secret")


def assert_no_text_in_the_journal(texte):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM commun_entreejournal j WHERE j::text LIKE %s", [f"%{texte}%"]
        )
        assert cursor.fetchone()[0] == 0
    assert EntreeJournal.objects.exists()


def test_the_scene_writes(monde):
    assert scenes.ecrire(monde).sections.get().texte == scenes.TEXTE
