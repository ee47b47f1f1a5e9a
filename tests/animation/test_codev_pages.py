"""The pages of codev: who enters, what they say, what they keep of what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.codev import commencer_etape, composer_groupes
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev
from parcours.promotions.models import Promotion
from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.models import Element
from tests import scenes
from tests.animation import codev_scenes
from tests.animation.test_codev import groupe
from tests.plafonds import PAGE, queries_of, verifier_plafonds

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def qui(monde, client_de):
    """A signed-in client by the name of its person in the scene."""
    for nom in ("equipe", "coach", "autre_coach"):
        getattr(monde, nom).authenticator_set.create(type="totp", data={})
    return lambda nom: client_de(getattr(monde, nom))


def adresse(feuille, nom="codev", *args):
    code = feuille.rencontre.promotion.code
    return reverse(f"parcours:{nom}", args=[code, feuille.pk, *args])


class TestFeuille:
    def test_two_people_on_one_line_without_script_read_both_texts(self, monde, qui):
        ligne = codev_scenes.ligne(monde, "Avant")
        url = adresse(ligne.etape.atelier, "codev_ligne", ligne.pk)
        corps = {"texte": "Celui d'Amina", "revision": 1, "acte": "ecrire"}
        assert qui("catalyseur").post(url, corps).status_code == 303
        refus = qui("autre").post(url, corps | {"texte": "Celui de Delphine"})
        assert refus.status_code == 409
        page = refus.content.decode()
        assert "Celui de Delphine</textarea>" in page
        assert "Celui d&#x27;Amina</textarea>" in page
        assert "Garder mon texte" in page
        # Sent again from that page, hers is kept.
        assert 'name="revision" value="2"' in page
        encore = corps | {"texte": "Les deux", "revision": 2}
        assert qui("autre").post(url, encore).status_code == 303
        assert LigneCodev.objects.get().texte == "Les deux"

    def test_the_script_gets_the_conflict_alone(self, monde, qui):
        ligne = codev_scenes.ligne(monde, "Avant")
        url = adresse(ligne.etape.atelier, "codev_ligne", ligne.pk)
        client = qui("catalyseur")
        gardee = client.post(url, {"texte": "Un", "revision": 1}, headers=HTMX)
        assert gardee.status_code == 200
        assert "data-feuille" in gardee.content.decode()
        refus = client.post(url, {"texte": "Deux", "revision": 1}, headers=HTMX)
        assert refus.status_code == 409
        assert 'data-revision="2"' in refus.content.decode()
        assert "<html" not in refus.content.decode()

    def test_a_line_refused_by_a_closed_sheet_stays_on_the_page(self, monde, qui):
        feuille = codev_scenes.feuille_close(monde)
        client = qui("catalyseur")
        for nom, args in (("codev_lignes", ()), ("codev_ligne", (LigneCodev.objects.first().pk,))):
            corps = {"etape": "plan", "texte": "Dernière idée", "revision": 1}
            refus = client.post(adresse(feuille, nom, *args), corps)
            assert refus.status_code == 409
            assert "Dernière idée</textarea>" in refus.content.decode()

    def test_a_text_far_too_long_is_said_and_stays(self, monde, qui):
        ligne = codev_scenes.ligne(monde, "Avant")
        feuille, client = ligne.etape.atelier, qui("catalyseur")
        texte = "x" * 200_000
        for nom, args in (("codev_lignes", ()), ("codev_ligne", (ligne.pk,))):
            corps = {"etape": "plan", "texte": texte, "revision": 1}
            refus = client.post(adresse(feuille, nom, *args), corps)
            assert refus.status_code == 409
            page = refus.content.decode().replace("\xa0", " ").replace("\u202f", " ")
            assert "compte 200 000 signes ; elle en accepte 2 000" in page
            assert f"{texte}</textarea>" in page
        assert list(LigneCodev.objects.values_list("texte", flat=True)) == ["Avant"]

    def test_a_closed_sheet_is_opened_again_by_its_group_until_the_promotion_closes(
        self, monde, qui
    ):
        feuille = codev_scenes.feuille_close(monde)
        client = qui("catalyseur")
        assert "Rouvrir la feuille" in client.get(adresse(feuille)).content.decode()
        scenes.forcer(lambda: Promotion.objects.update(etat="close"))
        page = client.get(adresse(feuille)).content.decode()
        assert "Close par" in page
        assert "Rouvrir la feuille" not in page

    def test_the_step_to_begin_is_the_next_one_never_begun(self, monde, qui):
        feuille, client = codev_scenes.atelier(monde), qui("catalyseur")

        def suivante():
            return client.get(adresse(feuille)).context["suivante"]

        assert suivante() == 1
        for rang, code in enumerate(EtapeCodev.Code.values, start=1):
            commencer_etape(par=monde.autre, atelier=feuille, code=code, instant=timezone.now())
            assert suivante() == (rang + 1 if rang < 6 else 0)

    def test_an_empty_line_is_refused_and_a_line_of_another_sheet_is_absent(self, monde, qui):
        ligne = codev_scenes.ligne(monde)
        feuille, client = ligne.etape.atelier, qui("catalyseur")
        vide = client.post(adresse(feuille, "codev_lignes"), {"etape": "plan", "texte": " "})
        assert vide.status_code == 409
        assert "Écrivez quelque chose" in vide.content.decode()
        autre = codev_scenes.atelier(monde, 3)
        assert client.post(adresse(autre, "codev_ligne", ligne.pk)).status_code == 404

    def test_nothing_new_is_204_at_one_query_and_news_come_as_a_fragment(self, monde, qui):
        ligne = codev_scenes.ligne(monde)
        feuille, client = ligne.etape.atelier, qui("autre")
        revision = AtelierCodev.objects.get().revision
        url = f"{adresse(feuille, 'codev_nouvelles')}?depuis={revision}"
        meme = client.get(url)
        assert (meme.status_code, meme["Cache-Control"]) == (204, "private, no-cache")
        ceux_de_la_personne = ("django_session", '"comptes_personne"')
        siennes = [
            sql
            for sql in queries_of(lambda: client.get(url))
            if not any(
                f"FROM {table}" in sql or f'FROM "{table}"' in sql
                for table in ("django_session", "comptes_personne")
            )
        ]
        assert len(siennes) == 1, (siennes, ceux_de_la_personne)
        codev_scenes.ligne(monde, "Du neuf", sur=feuille)
        neuf = client.get(url)
        assert neuf.status_code == 200
        assert "Du neuf" in neuf.content.decode()
        assert "<html" not in neuf.content.decode()

    def test_without_script_one_reads_when_it_began_and_until_when(self, monde, qui):
        feuille = codev_scenes.atelier(monde)
        instant = timezone.now() - timedelta(minutes=4)
        commencer_etape(par=monde.autre, atelier=feuille, code="expose", instant=instant)
        page = qui("catalyseur").get(adresse(feuille)).content.decode()
        assert "En ce moment" in page
        assert "prévu jusqu’à" in page
        # The script counts from the server's time to the end it says.
        fin = int(page.split('data-fin="')[1].split('"')[0])
        maintenant = int(page.split('data-maintenant="')[1].split('"')[0])
        assert fin == int((instant + timedelta(minutes=10)).timestamp() * 1000)
        assert 350_000 <= fin - maintenant <= 360_000

    def test_the_step_under_way_stays_in_sight_unless_it_was_forgotten(self, monde, qui):
        feuille, client = codev_scenes.atelier(monde), qui("catalyseur")
        commence = timezone.now() - timedelta(hours=3)
        commencer_etape(par=monde.autre, atelier=feuille, code="expose", instant=commence)
        page = client.get(adresse(feuille)).content.decode()
        assert page.count("data-fin=") == 2  # at the top, and on the step
        assert '<a href="#expose">1. Exposé</a>' in page
        oubliee = commence - timedelta(hours=2)
        scenes.forcer(lambda: EtapeCodev.objects.filter(code="expose").update(commencee_le=oubliee))
        page = client.get(adresse(feuille)).content.decode()
        assert "pas encore finie" in page
        assert "data-fin=" not in page

    def test_acts_of_the_sheet(self, monde, qui):
        feuille, client = codev_scenes.atelier(monde), qui("autre")
        url = adresse(feuille, "codev_actes")
        temps = dict.fromkeys(feuille.etapes.values_list("code", flat=True), 5)
        assert client.post(url, {"acte": "temps", **temps}).status_code == 303
        assert set(feuille.etapes.values_list("minutes", flat=True)) == {5}
        assert client.post(url, {"acte": "temps", **temps, "plan": 0}).status_code == 422
        roles = {"acte": "roles", "facilitateur": monde.coach.pk, "gardien_du_temps": ""}
        assert client.post(url, roles).status_code == 303
        roles["facilitateur"] = monde.ailleurs.pk
        assert client.post(url, roles).status_code == 422
        assert client.post(url, {"acte": "danser"}).status_code == 404
        assert client.post(url, {"acte": "clore"}).status_code == 303
        feuille.refresh_from_db()
        assert feuille.facilitateur == monde.coach
        assert feuille.clos_par == monde.autre

    def test_links_to_read_ahead_are_those_one_may_read(self, monde, qui):
        scenes.partager(monde)
        feuille = codev_scenes.atelier(monde)
        bilan = monde.livrable().titre
        assert bilan in qui("catalyseur").get(adresse(feuille)).content.decode()
        assert bilan not in qui("autre").get(adresse(feuille)).content.decode()
        scenes.remettre(monde)
        assert bilan in qui("autre").get(adresse(feuille)).content.decode()

    def test_ceilings(self, monde, qui):
        feuille = codev_scenes.atelier(monde)
        scenes.partager(monde)
        groupes = reverse("equipe:codev", args=[monde.promotion.code, feuille.rencontre_id])
        pages = [
            (adresse(feuille), qui("catalyseur")),
            (adresse(feuille, "codev_nouvelles"), qui("catalyseur")),
            (feuille.rencontre.get_absolute_url(), qui("catalyseur")),
            (monde.livrable().get_absolute_url(), qui("catalyseur")),
            (groupes, qui("equipe")),
        ]

        def grossir():
            for rang in range(40):
                codev_scenes.ligne(monde, f"Ligne {rang}", "plan", feuille)
            scenes.agrandir(monde)
            binomes = list(monde.promotion.binomes.order_by("rang"))
            composer_groupes(
                par=monde.equipe,
                rencontre=feuille.rencontre,
                groupes={rang: groupe(*binomes[4 * rang - 4 : 4 * rang]) for rang in (1, 2, 3)},
            )

        verifier_plafonds(
            [(lambda url=url, client=client: client.get(url), PAGE) for url, client in pages],
            grossir,
        )


class TestComposition:
    def test_one_act_proposes_groups_that_bring_near_freins_together(self, monde, qui):
        for par, binome in ((monde.catalyseur, monde.binome), (monde.autre, monde.autre_binome)):
            bilan = binome.livrables.get(nature="bilan")
            ajouter_element(par=par, livrable=bilan, nature="frein", titre="Le temps manque")
        url = reverse("equipe:codev", args=[monde.promotion.code, codev_scenes.session(monde).pk])
        assert qui("equipe").post(url, {"acte": "proposer"}).status_code == 303
        (feuille,) = AtelierCodev.objects.all()
        assert feuille.places.count() == 4
        assert "exposé" not in qui("equipe").get(url).content.decode()

    def test_the_form_says_what_is_wrong_and_keeps_what_was_chosen(self, monde, qui):
        rencontre = codev_scenes.session(monde)
        url = reverse("equipe:codev", args=[monde.promotion.code, rencontre.pk])
        un, deux, trois, quatre = monde.promotion.binomes.order_by("rang")
        choix = {f"groupe-{b.pk}": "1" for b in (un, deux, trois)}
        sans_expose = qui("equipe").post(url, choix)
        assert sans_expose.status_code == 422
        assert "cochez le binôme" in sans_expose.content.decode()
        deux_groupes = choix | {f"groupe-{trois.pk}": "2", f"groupe-{quatre.pk}": "2"}
        deux_groupes |= {f"expose-{un.pk}": "on", f"expose-{trois.pk}": "on"}
        assert qui("equipe").post(url, deux_groupes).status_code == 409
        assert qui("equipe").post(url, choix | {f"expose-{un.pk}": "on"}).status_code == 303
        assert AtelierCodev.objects.get().client == un

    def test_a_webinaire_has_no_groups(self, monde, qui):
        webinaire = monde.promotion.rencontres.exclude(nature="session").first()
        for nom in ("codev", "preparer", "synthese"):
            url = reverse(f"equipe:{nom}", args=[monde.promotion.code, webinaire.pk])
            assert qui("equipe").get(url).status_code == 404


class TestReprise:
    def test_one_click_takes_up_the_codev_in_the_plan(self, monde, qui):
        codev_scenes.feuille_close(monde)
        plan, client = monde.livrable("plan"), qui("catalyseur")
        page = client.get(plan.get_absolute_url()).content.decode()
        assert "Du codev" in page
        assert "Reprendre dans notre plan de mise en œuvre" in page
        lignes = LigneCodev.objects.order_by("pk")
        corps = {f"nature-{lignes[0].pk}": "action-prevue", f"nature-{lignes[1].pk}": ""}
        url = reverse("parcours:reprendre_du_codev", args=[monde.promotion.code, plan.pk])
        assert client.post(url, corps).status_code == 303
        assert Element.objects.get().nature == "action-prevue"
        apres = client.get(plan.get_absolute_url()).content.decode()
        assert "Dire non quand il le faut." in apres  # left aside, still offered
        # A kind that this work does not gather is passed over.
        client.post(url, {f"nature-{lignes[1].pk}": "jalon"})
        assert Element.objects.count() == 1

    def test_nobody_else_is_offered_it(self, monde, qui):
        codev_scenes.feuille_close(monde)
        plan = monde.livrable("plan")
        url = reverse("parcours:reprendre_du_codev", args=[monde.promotion.code, plan.pk])
        assert "Du codev" not in qui("equipe").get(plan.get_absolute_url()).content.decode()
        assert qui("autre").post(url).status_code == 404
        sien = monde.autre_binome.livrables.get(nature="plan")
        assert "Du codev" not in qui("autre").get(sien.get_absolute_url()).content.decode()
