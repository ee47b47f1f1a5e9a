"""Structured elements, tags, what a work takes up from the one before."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.lectures.etiquettes import familles, inconnues, libelle
from parcours.travaux.actions.livrables import Apport, Precisions, modifier_element, retirer_element
from parcours.travaux.actions.reprises import a_reprendre, reprendre_elements
from parcours.travaux.actions.versions import remettre_livrable
from parcours.travaux.lectures.contenus import figer, lire
from parcours.travaux.lectures.trames import PRECISIONS, TRAMES
from parcours.travaux.models import Contribution, Element, Livrable
from parcours.travaux.models.chaine import Partage
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from tests import scenes
from tests.travaux.chaine_scenes import EMPLOI, MOBILITE, ajouter

APPORTS = (Apport("La ville", "une salle", "de la visibilité"), Apport("Une fondation"))
ACTION = Precisions(
    porteur="La mission locale",
    debut=date(2027, 1, 4),
    fin=date(2027, 6, 30),
    moyens="Une demi-journée par semaine",
    indicateur="Vingt jeunes",
    etat="en-cours",
    etiquettes=(EMPLOI,),
    contributions=APPORTS,
)


def modifier(monde, element, precisions=None, **kwargs):
    return modifier_element(
        par=monde.catalyseur,
        element=element,
        **{
            "titre": element.titre,
            "detail": element.detail,
            "issu_de": element.issu_de,
            "revision": element.revision,
            "instant": timezone.now(),
            "precisions": precisions,
            **kwargs,
        },
    )


def remettre(monde, nature="bilan"):
    return remettre_livrable(
        par=monde.catalyseur,
        livrable=monde.livrable(nature),
        partage=Partage.COACH,
        instant=timezone.now(),
    )


class TestTrames:
    def test_each_kind_says_what_it_asks_for_and_each_section_has_its_code_once(self):
        assert set(PRECISIONS) == set(Element.Nature)
        for trame in TRAMES.values():
            assert len(set(trame.codes)) == len(trame.codes)

    def test_tags_are_those_of_the_programme(self):
        assert [f.code for f in familles()] == ["dynamique", "mode", "sphere", "fragilite"]
        assert libelle(EMPLOI) == "Emploi et insertion"
        assert inconnues([EMPLOI, "fragilite:inventee"]) == ["fragilite:inventee"]
        codes = [e.code for f in familles() for _, groupe in f.groupes for e in groupe]
        assert len(set(codes)) == len(codes)
        assert max(map(len, codes)) <= 60


class TestPrecisions:
    def test_an_action_says_who_with_whom_when_and_how_one_will_know(self, monde):
        action = modifier(monde, ajouter(monde, "Un essai", "action-prevue", "plan"), ACTION)
        action.refresh_from_db()
        assert (action.porteur, action.fin, action.etat) == (
            "La mission locale",
            date(2027, 6, 30),
            "en-cours",
        )
        assert [c.partenaire for c in action.contributions.all()] == ["La ville", "Une fondation"]
        fige = lire(remettre(monde, "plan")).elements[0]
        assert (fige.debut, fige.etiquettes) == ("2027-01-04", (EMPLOI,))
        assert fige.contributions[0].recoit == "de la visibilité"

    def test_changing_a_partner_is_a_change_and_saying_nothing_keeps_all(self, monde):
        action = modifier(monde, ajouter(monde, "Un essai", "action-prevue", "plan"), ACTION)
        meme = modifier(monde, action, titre="Un essai plus court")
        assert (meme.porteur, meme.contributions.count()) == ("La mission locale", 2)
        sans = modifier(monde, meme, Precisions(porteur="La mission locale"))
        assert sans.revision == meme.revision + 1
        assert not sans.contributions.exists()

    @pytest.mark.parametrize(
        ("nature", "travail", "dit", "refus"),
        [
            ("frein", "bilan", {"porteur": "Quelqu'un"}, "ne porte pas"),
            ("frein", "bilan", {"contributions": APPORTS}, "ne porte pas"),
            ("frein", "bilan", {"etiquettes": ("fragilite:inventee",)}, "parmi celles"),
            ("action-prevue", "plan", {"indicateur": "x" * 241}, "240"),
            ("action-prevue", "plan", {"contributions": (Apport(" "),)}, "Nommez"),
            ("action-prevue", "plan", {"contributions": (Apport("A"),) * 21}, "20 partenaires"),
            (
                "action-prevue",
                "plan",
                {"debut": date(2027, 2, 1), "fin": date(2027, 1, 1)},
                "finit après",
            ),
        ],
    )
    def test_what_a_kind_does_not_say_is_refused(self, monde, nature, travail, dit, refus):
        with pytest.raises(RegleViolee, match=refus):
            ajouter(monde, "Un élément", nature, travail, **dit)
        assert not Element.objects.exists()
        assert not Contribution.objects.exists()


class TestRetrait:
    def test_it_leaves_every_list_and_stays_for_what_stems_from_it(self, monde):
        frein = ajouter(monde, "Un frein")
        objectif = ajouter(monde, "Un objectif", "objectif", "plan", issu_de=frein)
        version = remettre(monde)
        retirer_element(par=monde.catalyseur, element=frein, instant=timezone.now())
        assert not Element.objects.filter(nature="frein").exists()
        assert not figer(monde.livrable())["elements"]
        assert lire(version).elements[0].titre == "Un frein"
        objectif = Element.objects.select_related("issu_de").get(pk=objectif.pk)
        assert objectif.issu_de.retire_le
        # What stems from it may still be changed, its origin kept.
        assert modifier(monde, objectif, titre="Un autre objectif").issu_de == frein

    def test_one_that_is_out_changes_no_more(self, monde):
        frein = ajouter(monde, "Un frein")
        retirer_element(par=monde.catalyseur, element=frein, instant=timezone.now())
        with pytest.raises(RegleViolee, match="vient d'être retiré"):
            modifier(monde, frein, titre="Trop tard")

    def test_the_database_never_lets_one_go(self, monde):
        frein = ajouter(monde, "Un frein")
        with pytest.raises(Exception, match="Cannot delete"):
            scenes.forcer(lambda: Element.objects.filter(pk=frein.pk).delete())


class TestReprises:
    def test_handing_in_fills_the_next_work_with_what_it_takes_up(self, monde):
        frein = ajouter(monde, "Le temps manque", etiquettes=(EMPLOI,))
        ajouter(monde, "Un essai", "action-entreprise")
        remettre(monde)
        question = monde.livrable("plan").elements.get()
        assert question.titre == "Comment lever ce frein : « Le temps manque » ?"
        assert (question.nature, question.issu_de, question.etiquettes) == (
            "question",
            frein,
            [EMPLOI],
        )
        # What nobody has yet written is not work under way.
        assert Livrable.objects.avec_etat().get(pk=monde.livrable("plan").pk).etat == "a-faire"

    def test_objectives_become_axes_and_actions_stay_actions_with_all_they_say(self, monde):
        objectif = ajouter(monde, "Tenir", "objectif", "plan", indicateur="Trois rencontres")
        action = ajouter(monde, "Un essai", "action-prevue", "plan", issu_de=objectif)
        modifier(monde, action, ACTION)
        remettre(monde, "plan")
        axe, reprise = monde.livrable("feuille-de-route").elements.order_by("-nature")
        assert (axe.issu_de, axe.indicateur) == (objectif, "Trois rencontres")
        assert (reprise.issu_de, reprise.porteur, reprise.fin) == (
            action,
            "La mission locale",
            date(2027, 6, 30),
        )
        assert [c.donne for c in reprise.contributions.all()] == ["une salle", ""]

    def test_never_twice_and_never_over_what_was_typed(self, monde):
        pris = ajouter(monde, "Un frein déjà suivi")
        ajouter(monde, "Un objectif à nous", "objectif", "plan", issu_de=pris)
        ajouter(monde, "Un autre frein")
        remettre(monde)
        plan = monde.livrable("plan")
        assert sorted(plan.elements.values_list("titre", flat=True)) == [
            "Comment lever ce frein : « Un autre frein » ?",
            "Un objectif à nous",
        ]
        with pytest.raises(RegleViolee, match="déjà repris"):
            reprendre_elements(par=monde.catalyseur, livrable=plan, instant=timezone.now())

    def test_what_was_taken_up_then_taken_out_does_not_come_back(self, monde):
        ajouter(monde, "Un frein")
        remettre(monde)
        plan = monde.livrable("plan")
        question = plan.elements.get()
        retirer_element(par=monde.catalyseur, element=question, instant=timezone.now())
        assert not a_reprendre(plan).exists()

    def test_the_database_holds_it_to_once(self, monde):
        frein = ajouter(monde, "Un frein")
        remettre(monde)
        refus = scenes.refus_de_la_base(
            lambda: Element.objects.create(
                livrable=monde.livrable("plan"),
                nature="question",
                ordre=9,
                titre="Encore",
                issu_de=frein,
                repris_le=timezone.now(),
            )
        )
        assert refus.constraint == "element_repris_une_fois"

    def test_a_long_sentence_is_cut_to_what_a_sentence_holds(self, monde):
        ajouter(monde, "x" * 200)
        remettre(monde)
        titre = monde.livrable("plan").elements.get().titre
        assert len(titre) == 200
        assert titre.endswith("… » ?")

    def test_before_handing_in_a_button_takes_up_what_is_there(self, monde, client_de):
        ajouter(monde, "Un frein", etiquettes=(MOBILITE,))
        plan, client = monde.livrable("plan"), client_de(monde.catalyseur)
        page = client.get(plan.get_absolute_url()).content.decode()
        assert "À reprendre de votre travail précédent" in page
        url = reverse("parcours:reprises", args=[monde.promotion.code, plan.pk])
        assert client.post(url).status_code == 303
        assert plan.elements.get().issu_de.titre == "Un frein"
        page = client.post(url, follow=True).content.decode()
        assert "Tout est déjà repris" in page
        assert "À reprendre de votre travail" not in page
        assert client_de(monde.autre).post(url).status_code == 404
        with pytest.raises(AccesRefuse):
            reprendre_elements(par=monde.equipe, livrable=plan, instant=timezone.now())


class TestPage:
    def url(self, monde, element):
        return reverse(
            "parcours:element",
            args=[monde.promotion.code, element.livrable_id, element.pk],
        )

    def test_each_kind_shows_what_it_asks_for(self, monde, client_de):
        client = client_de(monde.catalyseur)
        frein = client.get(self.url(monde, ajouter(monde, "Un frein"))).content.decode()
        jalon = ajouter(monde, "Six mois", "jalon", "feuille-de-route")
        action = ajouter(monde, "Un essai", "action-prevue", "plan")
        assert 'name="etiquettes"' in frein
        assert 'name="porteur"' not in frein
        assert "Pour le" in client.get(self.url(monde, jalon)).content.decode()
        page = client.get(self.url(monde, action)).content.decode()
        assert all(f'name="{nom}"' in page for nom in ("porteur", "debut", "moyens", "etat"))

    def test_it_is_filled_in_with_partners_and_tags(self, monde, client_de):
        action = ajouter(monde, "Un essai", "action-prevue", "plan")
        donnees = {
            "titre": "Un essai",
            "revision": 0,
            "etat": "faite",
            "debut": "2027-01-04",
            "etiquettes": [EMPLOI, MOBILITE],
            "contribution-TOTAL_FORMS": 2,
            "contribution-INITIAL_FORMS": 0,
            "contribution-0-partenaire": "La ville",
            "contribution-0-donne": "une salle",
        }
        client, url = client_de(monde.catalyseur), self.url(monde, action)
        seule = client.post(url, donnees | {"contribution-1-donne": "du temps"})
        assert seule.status_code == 422
        assert "Nommez le partenaire" in seule.content.decode()
        assert "du temps" in seule.content.decode()
        assert client.post(url, donnees).status_code == 303
        action.refresh_from_db()
        assert (action.etat, action.etiquettes) == ("faite", [EMPLOI, MOBILITE])
        assert action.contributions.get().donne == "une salle"
        page = client.get(action.livrable.get_absolute_url()).content.decode()
        assert "Emploi et insertion" in page
        assert "La ville" in page

    def test_an_origin_that_was_taken_out_is_said(self, monde, client_de):
        frein = ajouter(monde, "Un frein")
        objectif = ajouter(monde, "Un objectif", "objectif", "plan", issu_de=frein)
        retirer_element(par=monde.catalyseur, element=frein, instant=timezone.now())
        page = client_de(monde.catalyseur).get(self.url(monde, objectif)).content.decode()
        assert "retiré depuis de votre travail\N{NO-BREAK SPACE}: le lien est gardé" in page
