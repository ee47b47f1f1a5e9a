"""The pages of the works: who enters, what they say, what they keep of what was typed."""

import re

import pytest
from django.urls import reverse

from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.actions.retours import ecrire_remarque
from parcours.travaux.actions.versions import elargir_partage
from parcours.travaux.lectures.ecriture import digest
from parcours.travaux.models import Element, Livrable, Section, Version
from parcours.travaux.models.livrables import Partage
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds

TOUS = (
    "catalyseur",
    "catalyseur2",
    "autre",
    "ailleurs",
    "coach",
    "autre_coach",
    "equipe",
    "comite",
    "alumni",
)


def adresse(monde, nom, *args, nature="bilan", promotion=None):
    code = (promotion or monde.promotion).code
    return reverse(f"parcours:{nom}", args=[code, monde.livrable(nature).pk, *args])


@pytest.fixture
def qui(monde, client_de):
    """A signed-in client by the name of its person in the scene."""
    monde.equipe.authenticator_set.create(type="totp", data={})
    for nom in ("coach", "autre_coach"):
        getattr(monde, nom).authenticator_set.create(type="totp", data={})
    return lambda nom: client_de(getattr(monde, nom))


def codes(qui, url, noms=TOUS, methode="get", **donnees):
    return {nom: getattr(qui(nom), methode)(url, donnees).status_code for nom in noms}


class TestEntrees:
    """Each page by each person: absent and forbidden look alike."""

    def test_the_facts_are_seen_by_the_promotion(self, monde, qui):
        attendu = dict.fromkeys(TOUS, 200) | {"ailleurs": 404, "alumni": 404}
        assert codes(qui, adresse(monde, "livrable")) == attendu
        liste = reverse("parcours:livrables", args=[monde.promotion.code])
        assert codes(qui, liste) == attendu

    def test_writing_pages_are_those_of_the_binome(self, monde, qui):
        element = ajouter_element(
            par=monde.catalyseur, livrable=monde.livrable(), nature="frein", titre="Un frein"
        )
        version = scenes.partager(monde)
        attendu = dict.fromkeys(TOUS, 404) | {
            "coach": 403,
            "autre_coach": 403,
            "equipe": 403,
            "comite": 403,
            "catalyseur": 200,
            "catalyseur2": 200,
        }
        for url in (
            adresse(monde, "element", element.pk),
            adresse(monde, "partager"),
            adresse(monde, "reprendre"),
            adresse(monde, "elargir", version.numero),
        ):
            assert codes(qui, url) == attendu, url

    def test_handing_in_is_the_binome_s_or_the_equipe_s(self, monde, qui):
        attendu = dict.fromkeys(TOUS, 404) | {
            "coach": 403,
            "autre_coach": 403,
            "comite": 403,
            "equipe": 200,
            "catalyseur": 200,
            "catalyseur2": 200,
        }
        assert codes(qui, adresse(monde, "remettre")) == attendu

    @pytest.mark.parametrize(
        ("partage", "lecteurs"),
        [
            (Partage.COACH, {"catalyseur", "catalyseur2", "coach", "equipe"}),
            (Partage.PROMOTION, set(TOUS) - {"ailleurs", "alumni", "comite"}),
            (Partage.COMITE, set(TOUS) - {"ailleurs", "alumni"}),
        ],
    )
    def test_a_version_is_seen_by_whom_it_is_shared_with(self, monde, qui, partage, lecteurs):
        version = scenes.partager(monde)
        if partage > Partage.COACH:
            elargir_partage(par=monde.catalyseur, version=version, partage=partage)
        url = version.get_absolute_url()
        assert {nom for nom, code in codes(qui, url).items() if code == 200} == lecteurs
        assert set(codes(qui, url).values()) <= {200, 404}

    def test_the_regard_is_the_coach_s(self, monde, qui):
        version = scenes.partager(monde)
        url = adresse(monde, "regard", version.numero)
        refuses = [nom for nom in TOUS if nom != "coach"]
        assert set(codes(qui, url, refuses, "post", mot="Intrus").values()) == {403, 404}
        assert not version.retours.exists()
        assert qui("coach").get(url).status_code == 405

    def test_posts_of_others_change_nothing(self, monde, qui):
        scenes.ecrire(monde)
        for nom in set(TOUS) - {"catalyseur", "catalyseur2"}:
            client = qui(nom)
            section = adresse(monde, "section", "actions")
            assert client.post(section, {"texte": "Intrus", "revision": 1}).status_code in (
                403,
                404,
            )
            page = client.post(adresse(monde, "livrable"), {"texte-actions": "Intrus"})
            assert page.status_code == 404
            assert client.post(adresse(monde, "partager")).status_code in (403, 404)
        assert Section.objects.get().texte == scenes.TEXTE
        assert not Version.objects.exists()

    def test_an_address_under_another_promotion_is_absent(self, monde, qui):
        version = scenes.partager(monde)
        for url in (
            adresse(monde, "livrable", promotion=monde.close),
            adresse(monde, "version", version.numero, promotion=monde.close),
            adresse(monde, "remettre", promotion=monde.close),
        ):
            assert qui("equipe").get(url).status_code == 404
        url = adresse(monde, "partager", promotion=monde.close)
        assert qui("catalyseur").get(url).status_code == 404

    def test_in_a_closed_promotion_one_reads_one_s_own_text(self, monde, qui):
        travail = Livrable.objects.de(monde.alumni).get(nature="bilan")
        page = qui("alumni").get(travail.get_absolute_url())
        assert page.status_code == 200
        assert "<textarea" not in page.content.decode()
        assert (
            qui("alumni").post(travail.get_absolute_url(), {"texte-actions": "x"}).status_code
            == 403
        )


class TestEcriture:
    def donnees(self, **kwargs):
        donnees = {}
        for code, (texte, revision, avant) in kwargs.items():
            donnees |= {
                f"texte-{code}": texte,
                f"revision-{code}": revision,
                f"origine-{code}": digest(avant),
            }
        return donnees

    def test_one_button_keeps_all_the_page(self, monde, qui):
        url = adresse(monde, "livrable")
        donnees = self.donnees(actions=("Des actions", 0, ""), freins=("Des freins", 0, ""))
        reponse = qui("catalyseur").post(
            url, donnees | {"nouveau-frein": "Un frein", "suite": "section:freins"}
        )
        assert (reponse.status_code, reponse.url) == (303, f"{url}#freins")
        assert dict(Section.objects.values_list("code", "texte")) == {
            "actions": "Des actions",
            "freins": "Des freins",
        }
        assert Element.objects.get().titre == "Un frein"
        page = qui("catalyseur2").get(url).content.decode()
        assert "Des actions" in page
        assert "Amina Essai a enregistré" in page

    @pytest.mark.parametrize("suite", ["partager", "remettre"])
    def test_the_main_acts_keep_what_is_typed_first(self, monde, qui, suite):
        donnees = self.donnees(actions=("Des actions", 0, ""))
        reponse = qui("catalyseur").post(adresse(monde, "livrable"), donnees | {"suite": suite})
        assert (reponse.status_code, reponse.url) == (303, adresse(monde, suite))
        assert Section.objects.get().texte == "Des actions"

    def test_a_section_left_untouched_never_conflicts(self, monde, qui):
        scenes.ecrire(monde, "Avant")
        scenes.ecrire(monde, "Écrit par l'autre pendant ce temps")
        donnees = self.donnees(actions=("Avant", 1, "Avant"), freins=("Des freins", 0, ""))
        assert qui("catalyseur2").post(adresse(monde, "livrable"), donnees).status_code == 303
        assert Section.objects.get(code="actions").texte == "Écrit par l'autre pendant ce temps"
        assert Section.objects.get(code="freins").texte == "Des freins"

    def test_two_texts_for_one_section_are_both_shown(self, monde, qui):
        scenes.ecrire(monde, "Le texte d'Amina")
        donnees = self.donnees(actions=("Le texte de Bruno", 0, ""), freins=("Gardé", 0, ""))
        client = qui("catalyseur2")
        reponse = client.post(adresse(monde, "livrable"), donnees)
        page = reponse.content.decode()
        assert reponse.status_code == 409
        assert "Le texte d&#x27;Amina" in page
        assert "Le texte de Bruno" in page
        assert Section.objects.get(code="freins").texte == "Gardé"
        revision = re.search(r'name="revision-actions"\s+value="(\d+)"', page)[1]
        origine = re.search(r'name="origine-actions" value="(\w+)"', page)[1]
        again = {
            "texte-actions": "Le texte de Bruno",
            "revision-actions": revision,
            "origine-actions": origine,
        }
        assert client.post(adresse(monde, "livrable"), again).status_code == 303
        assert Section.objects.get(code="actions").texte == "Le texte de Bruno"

    def test_what_is_refused_stays_on_the_page(self, monde, qui):
        trop = "b" * 40_001
        donnees = self.donnees(actions=(trop, 0, "")) | {"nouveau-frein": "c" * 201}
        reponse = qui("catalyseur").post(adresse(monde, "livrable"), donnees)
        page = reponse.content.decode()
        assert reponse.status_code == 422
        assert trop in page
        assert "c" * 201 in page
        assert "40\u202f001 signes" in page
        assert not Section.objects.exists()

    def test_markup_typed_stays_text(self, monde, qui):
        scenes.ecrire(monde, "</textarea><script>alert(1)</script>")
        assert (
            "<script>alert"
            not in qui("catalyseur").get(adresse(monde, "livrable")).content.decode()
        )


class TestAutosave:
    def envoyer(self, client, monde, texte="Un texte", revision=0, code="actions"):
        url = adresse(monde, "section", code)
        return client.post(
            url, {"texte": texte, "revision": revision}, headers={"HX-Request": "true"}
        )

    def test_it_says_when_and_gives_the_next_revision(self, monde, qui):
        reponse = self.envoyer(qui("catalyseur"), monde)
        page = reponse.content.decode()
        assert reponse.status_code == 200
        assert 'data-revision="1"' in page
        assert re.search(r"Enregistré\s+à \d+\u00a0h", page)
        assert "<html" not in page
        assert Section.objects.get().texte == "Un texte"

    def test_a_conflict_answers_with_the_other_text(self, monde, qui):
        self.envoyer(qui("catalyseur"), monde, "D'Amina")
        reponse = self.envoyer(qui("catalyseur2"), monde, "De Bruno")
        page = reponse.content.decode()
        assert reponse.status_code == 409
        assert "D&#x27;Amina" in page
        assert "Amina Essai a enregistré un autre texte" in page
        assert 'data-revision="1"' in page
        reponse = self.envoyer(qui("catalyseur2"), monde, "De Bruno", revision=1)
        assert reponse.status_code == 200

    def test_too_long_is_said(self, monde, qui):
        reponse = self.envoyer(qui("catalyseur"), monde, "a" * 200_000)
        assert reponse.status_code == 422
        assert "200\u202f000 signes" in reponse.content.decode()

    def test_a_session_over_is_said_as_such(self, monde, client):
        assert self.envoyer(client, monde).status_code == 401
        assert not Section.objects.exists()

    def test_an_unknown_section_is_absent_and_a_strange_revision_harmless(self, monde, qui):
        assert self.envoyer(qui("catalyseur"), monde, code="vision").status_code == 404
        assert self.envoyer(qui("catalyseur"), monde, revision="-1").status_code == 200
        assert self.envoyer(qui("catalyseur"), monde, "x", revision="²").status_code == 409


class TestElement:
    @pytest.fixture
    def frein(self, monde):
        return ajouter_element(
            par=monde.catalyseur, livrable=monde.livrable(), nature="frein", titre="Un frein"
        )

    def test_it_is_specified_moved_and_taken_out(self, monde, qui, frein):
        client, url = qui("catalyseur2"), adresse(monde, "element", frein.pk)
        retour = adresse(monde, "livrable") + "#freins"
        donnees = {"titre": "Un grand frein", "detail": "Car…", "issu_de": "", "revision": 0}
        reponse = client.post(url, donnees)
        assert (reponse.status_code, reponse.url) == (303, retour)
        frein.refresh_from_db()
        assert (frein.titre, frein.detail) == ("Un grand frein", "Car…")
        assert client.post(url, {"acte": "monter"}).status_code == 303
        assert client.post(url, {"acte": "retirer"}).status_code == 303
        assert client.get(url).status_code == 404

    def test_what_is_wrong_is_said_and_kept(self, monde, qui, frein):
        client, url = qui("catalyseur"), adresse(monde, "element", frein.pk)
        vide = client.post(url, {"titre": "", "detail": "Gardé", "revision": 0})
        assert vide.status_code == 422
        assert "Gardé" in vide.content.decode()
        client.post(url, {"titre": "D'Amina", "revision": 0})
        conflit = qui("catalyseur2").post(url, {"titre": "De Bruno", "revision": 0})
        page = conflit.content.decode()
        assert conflit.status_code == 409
        assert "D&#x27;Amina" in page
        assert 'value="De Bruno"' in page
        assert 'name="revision" value="1"' in page

    def test_an_element_of_another_work_is_absent(self, monde, qui, frein):
        url = adresse(monde, "element", frein.pk, nature="plan")
        assert qui("catalyseur").get(url).status_code == 404


class TestPartageEtRemise:
    def test_sharing_says_who_will_read_and_does_it(self, monde, qui):
        scenes.ecrire(monde)
        url = adresse(monde, "partager")
        page = qui("catalyseur").get(url).content.decode()
        assert "Claire Essai recevra un courriel" in page
        assert "4\u00a0sections sont encore vides" in page
        reponse = qui("catalyseur").post(url, follow=True)
        assert reponse.status_code == 200
        assert "La version 1 est partagée." in reponse.content.decode()
        encore = qui("catalyseur").post(url)
        assert encore.status_code == 409
        assert "déjà partagée" in encore.content.decode()

    def test_without_a_coach_it_says_so(self, monde, qui):
        url = reverse(
            "parcours:partager",
            args=[
                monde.ailleurs.participations.get().binome.promotion.code,
                Livrable.objects.de(monde.ailleurs).get(nature="bilan").pk,
            ],
        )
        assert "Aucun coach" in qui("ailleurs").get(url).content.decode()

    def test_handing_in_says_what_is_empty_who_is_told_and_what_is_shared(self, monde, qui):
        scenes.ecrire(monde)
        client, url = qui("catalyseur"), adresse(monde, "remettre")
        page = client.get(url).content.decode()
        assert "Freins rencontrés" in page
        assert re.search(r"Bruno Essai et Claire Essai\s+reçoivent", page)
        assert re.search(r'value="2"[^>]*checked', page)
        assert client.post(url, {}).status_code == 422
        assert client.post(url, {"partage": 5}).status_code == 422
        reponse = client.post(url, {"partage": 2})
        assert (reponse.status_code, reponse.url) == (303, adresse(monde, "livrable"))
        assert monde.livrable().remis_par == monde.catalyseur
        trop_tard = qui("catalyseur2").post(url, {"partage": 2})
        assert trop_tard.status_code == 409
        assert "vient de le remettre" in trop_tard.content.decode()

    @pytest.mark.parametrize(
        ("nature", "niveau"), [("bilan", 2), ("plan", 2), ("feuille-de-route", 3)]
    )
    def test_each_stage_proposes_its_sharing(self, monde, qui, nature, niveau):
        page = qui("catalyseur").get(adresse(monde, "remettre", nature=nature)).content.decode()
        assert re.search(rf'value="{niveau}"[^>]*checked', page)
        assert page.count("checked") == 1
        assert 'value="5"' not in page  # what is public is asked for, then read by the équipe

    def test_the_equipe_says_for_whom(self, monde, qui):
        client, url = qui("equipe"), adresse(monde, "remettre")
        assert client.post(url, {"partage": 2}).status_code == 422
        autre = {"partage": 2, "pour_le_compte_de": monde.autre.pk}
        assert client.post(url, autre).status_code == 422
        pour = {"partage": 2, "pour_le_compte_de": monde.catalyseur.pk}
        assert client.post(url, pour).status_code == 303
        assert monde.livrable().remis_par == monde.equipe

    def test_taking_back(self, monde, qui):
        client, url = qui("catalyseur2"), adresse(monde, "reprendre")
        assert client.post(url).status_code == 409
        scenes.remettre(monde)
        assert "le binôme seulement" in client.get(url).content.decode()
        assert client.post(url).status_code == 303
        assert monde.livrable().remis_le is None

    def test_widening(self, monde, qui):
        version = scenes.partager(monde)
        client, url = qui("catalyseur"), adresse(monde, "elargir", version.numero)
        assert client.post(url, {"partage": 1}).status_code == 422
        assert client.post(url, {"partage": 3}).status_code == 303
        version.refresh_from_db()
        assert version.partage == Partage.COMITE
        assert client.post(url, {"partage": 4}).status_code == 303
        page = client.get(url).content.decode()
        assert "aussi largement que possible" in page
        assert "Demander à l’équipe de la publier" in page


class TestRegard:
    @pytest.fixture
    def version(self, monde):
        return scenes.partager(monde)

    def test_the_coach_gathers_then_sends_once(self, monde, qui, version):
        coach, url = qui("coach"), adresse(monde, "regard", version.numero)
        reponse = coach.post(
            url,
            {
                "actions-citation": "l'agence d'urbanisme",
                "actions-texte": "Quel rôle joue-t-elle ?",
                "mot": "Merci",
                "suite": "section:actions",
            },
        )
        assert (reponse.status_code, reponse.url) == (
            303,
            f"{version.get_absolute_url()}#actions",
        )
        lecture = version.get_absolute_url()
        assert "Quel rôle joue-t-elle" not in qui("catalyseur").get(lecture).content.decode()
        page = coach.get(lecture).content.decode()
        assert "pas encore envoyée" in page
        assert "1\u00a0remarque prête" in page
        assert "Merci" in page
        donnees = {"freins-texte": "Et les freins ?", "mot": "Merci à vous", "suite": "envoyer"}
        assert coach.post(url, donnees).status_code == 303
        for nom in ("catalyseur", "catalyseur2", "coach"):
            page = qui(nom).get(lecture).content.decode()
            assert "Quel rôle joue-t-elle" in page
            assert "Et les freins" in page
            assert "Merci à vous" in page
        assert "Et les freins" not in qui("equipe").get(lecture).content.decode()
        assert coach.post(url, {"mot": "Encore", "suite": "envoyer"}).status_code == 422

    def test_what_is_wrong_is_said_and_kept(self, monde, qui, version):
        coach, url = qui("coach"), adresse(monde, "regard", version.numero)
        reponse = coach.post(
            url,
            {
                "actions-citation": "absent du texte",
                "actions-texte": "Ma remarque",
                "freins-texte": "Gardée",
                "mot": "Mon mot",
                "suite": "envoyer",
            },
        )
        page = reponse.content.decode()
        assert reponse.status_code == 422
        for typed in ("absent du texte", "Ma remarque", "Mon mot", "Gardée"):
            assert typed in page
        assert version.retours.get().envoye_le is None
        rien = coach.post(adresse(monde, "regard", version.numero), {"suite": "garder"})
        assert rien.status_code == 303

    def test_nothing_said_is_not_sent(self, monde, qui, version):
        reponse = qui("coach").post(
            adresse(monde, "regard", version.numero), {"mot": " ", "suite": "envoyer"}
        )
        assert reponse.status_code == 422
        assert "une remarque ou un mot" in reponse.content.decode()

    def test_a_remark_is_changed_or_taken_back_before_sending(self, monde, qui, version):
        coach = qui("coach")
        coach.post(adresse(monde, "regard", version.numero), {"actions-texte": "Un", "mot": ""})
        remarque = version.retours.get().remarques.get()
        url = adresse(monde, "remarque", version.numero, remarque.pk)
        assert coach.get(url).status_code == 200
        assert coach.post(url, {"texte": ""}).status_code == 422
        refus = coach.post(url, {"texte": "Deux", "citation": "absent"})
        assert refus.status_code == 422
        assert coach.post(url, {"texte": "Deux"}).status_code == 303
        remarque.refresh_from_db()
        assert remarque.texte == "Deux"
        assert qui("autre_coach").get(url).status_code == 404
        assert coach.post(url, {"acte": "retirer"}).status_code == 303
        assert coach.get(url).status_code == 404

    def test_the_coach_s_home_says_what_waits(self, monde, qui, version):
        url = reverse("coaching:binomes")
        page = qui("coach").get(url).content.decode()
        assert "1\u00a0version attend votre regard" in page
        assert "Amina Essai, Bruno Essai" in page
        qui("coach").post(
            adresse(monde, "regard", version.numero), {"mot": "Vu", "suite": "envoyer"}
        )
        page = qui("coach").get(url).content.decode()
        assert "Aucune version n’attend" in page
        assert "regard reçu" in page
        assert monde.binome.nom not in qui("autre_coach").get(url).content.decode()


class TestPlafonds:
    """At most 12 queries a page, session and person included, whatever it holds."""

    def remplir(self, monde, combien):
        for rang in range(combien):
            for sorte in ("frein", "action-entreprise"):
                ajouter_element(
                    par=monde.catalyseur,
                    livrable=monde.livrable(),
                    nature=sorte,
                    titre=f"Élément {rang}",
                )
            for code in ("actions", "freins", "questions"):
                scenes.ecrire(monde, f"Texte {combien} {rang} " * 20, code=code)
            version = scenes.partager(monde, f"Version {combien} {rang}")
            elargir_partage(par=monde.catalyseur, version=version, partage=Partage.COMITE)
            ecrire_remarque(
                par=monde.coach,
                version=version,
                section="actions",
                citation="",
                texte="Une remarque",
                instant=version.figee_le,
            )
        return version

    PAGES = (
        ("catalyseur", "livrables"),
        ("equipe", "livrables"),
        ("catalyseur", "livrable"),
        ("autre", "livrable"),
        ("equipe", "livrable"),
        ("catalyseur", "partager"),
        ("catalyseur", "remettre"),
        ("equipe", "remettre"),
        ("catalyseur", "reprendre"),
        ("catalyseur", "elargir"),
        ("catalyseur", "element"),
        ("catalyseur", "version"),
        ("coach", "version"),
        ("comite", "version"),
        ("coach", "remarque"),
        ("coach", "coaching:binomes"),
    )

    def test_at_two_sizes(self, monde, qui):
        """The promotion grows once for all the pages: it is what takes long."""
        version = self.remplir(monde, 1)
        remarque = version.retours.get().remarques.get()
        adresses = {
            "coaching:binomes": reverse("coaching:binomes"),
            "livrables": reverse("parcours:livrables", args=[monde.promotion.code]),
            "version": adresse(monde, "version", version.numero),
            "elargir": adresse(monde, "elargir", version.numero),
            "remarque": adresse(monde, "remarque", version.numero, remarque.pk),
            "element": adresse(monde, "element", Element.objects.order_by("pk").first().pk),
        }

        def lecture(nom, page):
            client, url = qui(nom), adresses.get(page) or adresse(monde, page)

            def lire():
                assert client.get(url).status_code == 200, (nom, page)

            return lire

        def grossir():
            self.remplir(monde, 12)
            scenes.agrandir(monde)

        verifier_plafonds([(lecture(*couple), PAGE) for couple in self.PAGES], grossir)
