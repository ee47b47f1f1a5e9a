"""Who reads which part of a version; what becomes public, once the équipe has read it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.travaux.actions.publications import demander_publication, repondre_a_la_demande
from parcours.travaux.actions.versions import elargir_partage
from parcours.travaux.lectures.contenus import contenu_pour, lire
from parcours.travaux.models import Publication, Version
from parcours.travaux.models.chaine import Partage
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from tests import scenes
from tests.travaux.chaine_scenes import ajouter, publier


def retenir(monde, partage, **retenues):
    """A bilan whose freins are held back, shared at a level."""
    if not Version.objects.exists():
        ajouter(monde, "Un secret de comité")
        scenes.partager(monde)
    version = Version.objects.get()
    return elargir_partage(
        par=monde.catalyseur, version=version, partage=partage, retenues=retenues
    )


def codes(version, personne):
    return [section.code for section in contenu_pour(version, personne).sections]


class TestParties:
    def test_each_reads_the_parts_that_are_hers(self, monde):
        version = retenir(monde, Partage.COMITE, freins=Partage.COACH, actions=Partage.PROMOTION)
        toutes = [s.code for s in lire(version).sections]
        for nom in ("catalyseur", "catalyseur2", "coach", "equipe"):
            assert codes(version, getattr(monde, nom)) == toutes, nom
        assert "freins" not in codes(version, monde.autre)
        assert "actions" in codes(version, monde.autre)
        assert not {"freins", "actions"} & set(codes(version, monde.comite))
        assert contenu_pour(version, monde.autre).elements == ()

    def test_the_page_and_the_search_keep_it(self, monde, client_de):
        version = retenir(monde, Partage.PROMOTION, freins=Partage.COACH)
        autre = client_de(monde.autre)
        page = autre.get(version.get_absolute_url()).content.decode()
        assert "partie n’est pas partagée" in page
        assert "Un secret de comité" not in page
        cherche = reverse("accueil:recherche") + "?q=secret+comit%C3%A9"
        assert version.get_absolute_url() not in autre.get(cherche).content.decode()
        elargir_partage(par=monde.catalyseur, version=version, partage=Partage.COMITE, retenues={})
        assert version.get_absolute_url() in autre.get(cherche).content.decode()

    def test_a_part_held_back_stays_so_as_the_rest_is_widened(self, monde):
        retenir(monde, Partage.PROMOTION, freins=Partage.COACH)
        version = Version.objects.get()
        elargir_partage(par=monde.catalyseur, version=version, partage=Partage.RESEAU)
        version.refresh_from_db()
        assert version.niveau_de("freins") == Partage.COACH
        assert "freins" not in codes(version, monde.alumni)

    def test_what_others_have_read_is_not_taken_back_by_anybody(self, monde):
        version = retenir(monde, Partage.PROMOTION)
        with pytest.raises(RegleViolee, match="déjà lue plus largement"):
            elargir_partage(
                par=monde.catalyseur,
                version=version,
                partage=Partage.COMITE,
                retenues={"freins": Partage.COACH},
            )
        version.retenues = {"sections": {"freins": 0}}
        refus = scenes.refus_de_la_base(lambda: version.save(update_fields=["retenues"]))
        assert refus.constraint == "regle_partie_lue"

    @pytest.mark.parametrize("retenues", [{"inconnue": 1}, {"freins": Partage.PUBLIC}])
    def test_only_parts_and_levels_that_exist(self, monde, retenues):
        with pytest.raises(RegleViolee, match="chaque partie"):
            retenir(monde, Partage.PROMOTION, **retenues)

    def test_one_says_it_on_the_page_of_handing_in(self, monde, client_de):
        scenes.ecrire(monde)
        url = reverse("parcours:remettre", args=[monde.promotion.code, monde.livrable().pk])
        client = client_de(monde.catalyseur)
        donnees = {"partage": 2, "partie-freins": 1}
        assert client.post(url, donnees | {"partie-actions": 9}).status_code == 422
        assert client.post(url, donnees).status_code == 303
        assert Version.objects.get().parties_retenues == {"freins": Partage.COACH}


class TestPublic:
    def test_the_equipe_reads_first_then_anybody(self, monde, client_de, client):
        version = scenes.partager(monde)
        page = reverse("parcours:illustration", args=[version.pk])
        demander_publication(par=monde.catalyseur, version=version, instant=timezone.now())
        assert client.get(page).status_code == 404
        monde.equipe.authenticator_set.create(type="totp", data={})
        equipe, publication = client_de(monde.equipe), Publication.objects.get()
        url = reverse("equipe:publication", args=[publication.pk])
        assert scenes.TEXTE in equipe.get(url).content.decode().replace("’", "'")
        assert "souhaite rendre publique" in equipe.get("/").content.decode()
        assert equipe.post(url, {"acte": "decliner"}).status_code == 409
        assert equipe.post(url, {"acte": "publier"}).status_code == 303
        lue = client.get(page)
        assert lue.status_code == 200
        assert "agence d" in lue.content.decode()
        assert "Amina" not in lue.content.decode()
        assert Courriel.objects.filter(genre="publication_repondue").count() == 2

    def test_a_refusal_says_why_and_leaves_it_as_it_was(self, monde):
        version = scenes.partager(monde)
        publication = demander_publication(
            par=monde.catalyseur, version=version, instant=timezone.now()
        )
        repondre_a_la_demande(
            par=monde.equipe,
            publication=publication,
            publiee=False,
            mot="Un nom",
            instant=timezone.now(),
        )
        version.refresh_from_db()
        assert version.partage == Partage.COACH
        with pytest.raises(RegleViolee, match="déjà sa réponse"):
            repondre_a_la_demande(
                par=monde.equipe,
                publication=publication,
                publiee=True,
                mot="",
                instant=timezone.now(),
            )
        # One may ask again, once what was said is settled.
        demander_publication(par=monde.catalyseur, version=version, instant=timezone.now())
        with pytest.raises(RegleViolee, match="entre les mains"):
            demander_publication(par=monde.catalyseur2, version=version, instant=timezone.now())

    def test_only_the_binome_asks_and_only_the_equipe_answers(self, monde):
        version = scenes.partager(monde)
        for nom in ("autre", "coach", "equipe"):
            with pytest.raises(AccesRefuse):
                demander_publication(
                    par=getattr(monde, nom), version=version, instant=timezone.now()
                )
        publication = demander_publication(
            par=monde.catalyseur, version=version, instant=timezone.now()
        )
        with pytest.raises(AccesRefuse):
            repondre_a_la_demande(
                par=monde.catalyseur,
                publication=publication,
                publiee=True,
                mot="",
                instant=timezone.now(),
            )

    def test_the_database_makes_nothing_public_unread(self, monde):
        version = scenes.partager(monde)
        version.partage = Partage.PUBLIC
        refus = scenes.refus_de_la_base(lambda: version.save(update_fields=["partage"]))
        assert refus.constraint == "regle_publique_lue"

    def test_a_part_held_back_is_not_public(self, monde, client):
        version = retenir(monde, Partage.PROMOTION, freins=Partage.COACH)
        publier(monde, version)
        page = client.get(reverse("parcours:illustration", args=[version.pk])).content.decode()
        assert "Un secret de comité" not in page

    def test_a_fetch_hidden_in_a_text_is_harmless(self, monde, client):
        piege = (
            "Lire ![](https://ailleurs.test/x.png) <img src=https://ailleurs.test/y>"
            " <style>@import 'https://ailleurs.test/z'</style> [clic](javascript:alert(1))"
        )
        version = scenes.partager(monde, piege)
        publier(monde, version)
        page = client.get(reverse("parcours:illustration", args=[version.pk]))
        texte = page.content.decode().split('class="lecture"')[1].split("</main>")[0]
        assert not any(mal in texte for mal in ("<img", "<style", 'href="javascript'))
        assert "default-src 'none'" in page["Content-Security-Policy"]


class TestReseau:
    def test_catalyseurs_of_other_promotions_read_what_is_shared_with_the_reseau(
        self, monde, client_de
    ):
        version = scenes.partager(monde)
        for nom in ("ailleurs", "alumni"):
            assert client_de(getattr(monde, nom)).get(version.get_absolute_url()).status_code == 404
        elargir_partage(par=monde.catalyseur, version=version, partage=Partage.RESEAU)
        for nom in ("ailleurs", "alumni"):
            page = client_de(getattr(monde, nom)).get(version.get_absolute_url())
            assert page.status_code == 200
            assert monde.promotion.get_absolute_url() + '"' not in page.content.decode()
