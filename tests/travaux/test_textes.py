"""The history of a section, the preview, long texts; more time; « merci, utile »."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.travaux.actions.livrables import TEXTES_GARDES, ecrire_section
from parcours.travaux.actions.prolongations import prolonger_livrable
from parcours.travaux.actions.retours import remercier
from parcours.travaux.models import Livrable, Merci, Prolongation, TexteGarde
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from tests import scenes

LONG = "Un paragraphe entier de notre bilan. " * 20


def ecrire(monde, texte, instant, par=None):
    section = monde.livrable().sections.filter(code="actions").first()
    return ecrire_section(
        par=par or monde.catalyseur,
        livrable=monde.livrable(),
        code="actions",
        texte=texte,
        revision=section.revision if section else 0,
        instant=instant,
    )


def gardes():
    return list(TexteGarde.objects.order_by("revision").values_list("texte", flat=True))


class TestTextesGardes:
    def test_what_one_writes_in_a_row_is_one_text(self, monde, instant):
        for rang in range(5):
            ecrire(monde, "mot " * (rang + 1), instant + timedelta(minutes=rang))
        assert gardes() == ["mot " * 5]
        ecrire(monde, "mot " * 6, instant + timedelta(minutes=11))
        ecrire(monde, "mot " * 7, instant + timedelta(minutes=12), par=monde.catalyseur2)
        assert gardes() == ["mot " * 5, "mot " * 6, "mot " * 7]

    def test_a_text_cut_short_keeps_the_former_one(self, monde, instant):
        ecrire(monde, LONG, instant)
        ecrire(monde, "", instant + timedelta(minutes=1))
        assert gardes() == [LONG, ""]

    def test_the_latest_are_kept_and_no_more(self, monde, instant):
        for rang in range(TEXTES_GARDES + 3):
            ecrire(monde, f"Texte {rang}", instant + timedelta(hours=rang))
        assert len(gardes()) == TEXTES_GARDES
        assert gardes()[0] == "Texte 3"

    def test_taking_one_up_again_is_a_new_save(self, monde, client_de, instant):
        ecrire(monde, LONG, instant)
        ecrire(monde, "Plus rien", instant + timedelta(minutes=1))
        url = reverse(
            "parcours:textes", args=[monde.promotion.code, monde.livrable().pk, "actions"]
        )
        client = client_de(monde.catalyseur2)
        page = client.get(url).content.decode()
        assert page.count("Reprendre ce texte") == 1
        assert client.post(url, {"revision": 1, "actuelle": 1}).status_code == 409
        assert client.post(url, {"revision": 1, "actuelle": 2}).status_code == 303
        assert monde.livrable().sections.get().texte == LONG
        assert gardes() == [LONG, "Plus rien", LONG]
        assert client.post(url, {"revision": 99, "actuelle": 3}).status_code == 404
        assert client_de(monde.autre).get(url).status_code == 404


class TestEcrire:
    def test_a_text_far_too_long_says_how_much_to_cut_and_stays(self, monde, client_de):
        url = reverse(
            "parcours:section", args=[monde.promotion.code, monde.livrable().pk, "actions"]
        )
        reponse = client_de(monde.catalyseur).post(url, {"texte": "x" * 200_000, "revision": 0})
        assert reponse.status_code == 422
        dit = reponse.content.decode().replace("\u202f", " ")
        assert "160 000 à retirer" in dit
        page = client_de(monde.catalyseur).post(
            monde.livrable().get_absolute_url(), {"texte-actions": "x" * 200_000}
        )
        assert page.status_code == 422
        assert "x" * 200_000 in page.content.decode()

    def test_the_preview_is_the_house_s_own_and_keeps_nothing(self, monde, client_de):
        client = client_de(monde.catalyseur)
        page = client.post(
            reverse("parcours:apercu"),
            {"texte": "**Gras**\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<script>x</script>"},
        ).content.decode()
        assert "<strong>Gras</strong>" in page
        assert "<td>1</td>" in page
        assert "<script" not in page
        assert "Rien n’est écrit" in client.post(reverse("parcours:apercu")).content.decode()


class TestProlongation:
    def prolonger(self, monde, jours=10, raison="Un congé", par=None):
        livrable = monde.livrable()
        return prolonger_livrable(
            par=par or monde.equipe,
            livrable=livrable,
            du_le=livrable.du_le + timedelta(days=jours),
            raison=raison,
            instant=timezone.now(),
        )

    def test_the_day_changes_for_this_binome_alone_and_its_members_know_why(self, monde):
        avant = monde.livrable().du_le
        self.prolonger(monde)
        assert monde.livrable().du_le == avant + timedelta(days=10)
        autre = Livrable.objects.get(binome=monde.autre_binome, nature="bilan")
        assert autre.du_le == avant
        assert Courriel.objects.filter(genre="livrable_prolonge").count() == 2
        with pytest.raises(Exception, match="Cannot update"):
            scenes.forcer(lambda: Prolongation.objects.update(raison="Autre"))

    @pytest.mark.parametrize(("jours", "raison"), [(0, "x"), (-1, "x"), (3, " "), (3, "x" * 241)])
    def test_it_is_later_and_has_a_reason(self, monde, jours, raison):
        with pytest.raises(RegleViolee):
            self.prolonger(monde, jours, raison)
        assert not Prolongation.objects.exists()

    def test_the_equipe_alone_and_not_for_what_is_remis(self, monde):
        for nom in ("catalyseur", "coach", "comite"):
            with pytest.raises(AccesRefuse):
                self.prolonger(monde, par=getattr(monde, nom))
        scenes.remettre(monde)
        with pytest.raises(RegleViolee, match="n'attend plus rien"):
            self.prolonger(monde)

    def test_the_page_says_it_to_the_equipe_and_the_work_to_its_binome(self, monde, client_de):
        monde.equipe.authenticator_set.create(type="totp", data={})
        url = reverse("equipe:prolonger", args=[monde.promotion.code, monde.livrable().pk])
        equipe, jour = client_de(monde.equipe), monde.livrable().du_le
        refuse = equipe.post(url, {"du_le": jour.isoformat(), "raison": "Un congé"})
        assert refuse.status_code == 409
        assert "Un congé" in refuse.content.decode()
        plus_tard = (jour + timedelta(days=5)).isoformat()
        assert equipe.post(url, {"du_le": plus_tard, "raison": "Un congé"}).status_code == 303
        page = client_de(monde.catalyseur).get(monde.livrable().get_absolute_url())
        assert "L’équipe vous a donné du temps" in page.content.decode()
        assert client_de(monde.catalyseur).get(url).status_code == 403


class TestMerci:
    def test_the_binome_says_it_once_the_coach_sees_it_and_it_may_be_taken_back(
        self, monde, client_de
    ):
        version = scenes.partager(monde)
        remarque = scenes.regarder(monde).remarques.get()
        url = reverse(
            "parcours:merci",
            args=[monde.promotion.code, version.livrable_id, version.numero, remarque.pk],
        )
        client = client_de(monde.catalyseur)
        assert client.post(url).status_code == 303
        assert client.post(url).status_code == 303
        assert Merci.objects.get().dit_par == monde.catalyseur
        monde.coach.authenticator_set.create(type="totp", data={})
        page = client_de(monde.coach).get(version.get_absolute_url()).content.decode()
        assert "Merci, utile – Amina Essai" in page
        assert "Reprendre ce merci" not in page
        assert client.post(url, {"acte": "reprendre"}).status_code == 303
        assert not Merci.objects.exists()
        with pytest.raises(AccesRefuse):
            remercier(par=monde.autre, remarque=remarque, instant=timezone.now())
