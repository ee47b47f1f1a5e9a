"""« À partager chez moi »: a page and three slides by a link without account."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation

from parcours.animation.actions.partages import (
    creer_lien,
    empreinte_du_jeton,
    noter_destinataire,
    raconter_session,
    retirer_lien,
)
from parcours.animation.models import DestinataireDePartage, LienDePartage, PageAPartager
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.models import EntreeJournal
from tests.animation import codev_scenes
from tests.plafonds import PAGE, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monde, client_de):
    return client_de(monde.catalyseur)


def adresse(monde):
    return reverse(
        "parcours:a_partager", args=[monde.promotion.code, codev_scenes.session(monde).pk]
    )


def page(jeton, nom="page"):
    return reverse(f"partages:{nom}", args=[jeton])


def raconter(monde, texte="Chez nous, un carnet des liens.", revision=0, par=None):
    return raconter_session(
        par=par or monde.catalyseur,
        rencontre=codev_scenes.session(monde),
        binome=monde.binome,
        texte=texte,
        revision=revision,
    )


class TestLien:
    def test_it_opens_the_page_and_the_slides_without_account(self, monde):
        codev_scenes.synthese_publiee(monde)
        raconter(monde)
        _, jeton = codev_scenes.lien(monde)
        passant = Client()
        reponse = passant.get(page(jeton))
        assert reponse.status_code == 200
        lu = reponse.content.decode()
        assert "Une journée sur le temps long." in lu
        assert "Chez nous, un carnet des liens." in lu
        assert "Nous avons parlé du" not in lu  # the promotion's synthesis stays inside
        assert reponse["X-Robots-Tag"] == "noindex, nofollow"
        assert reponse["Referrer-Policy"] == "no-referrer"
        assert "no-store" in reponse["Cache-Control"]
        fichier = passant.get(page(jeton, "diapositives"))
        diapositives = Presentation(BytesIO(fichier.content)).slides
        assert len(diapositives) == 3
        assert all(d.shapes.title.text_frame.text for d in diapositives)

    def test_it_names_nobody(self, monde):
        codev_scenes.synthese_publiee(monde)
        _, jeton = codev_scenes.lien(monde)
        lu = Client().get(page(jeton)).content.decode()
        for personne in (monde.catalyseur, monde.catalyseur2, monde.coach, monde.equipe):
            assert personne.prenom not in lu
            assert personne.email not in lu

    def test_guessed_withdrawn_or_expired_it_opens_nothing_and_says_the_same(self, monde):
        codev_scenes.synthese_publiee(monde)
        lien, jeton = codev_scenes.lien(monde)
        _, expire = creer_lien(
            par=monde.catalyseur,
            rencontre=codev_scenes.session(monde),
            binome=monde.binome,
            jours=30,
            instant=timezone.now() - timedelta(days=30),
        )
        lien.page.rencontre.promotion = monde.promotion
        with pytest.raises(AccesRefuse):
            retirer_lien(par=monde.autre, lien=lien, instant=timezone.now())
        assert Client().get(page(jeton)).status_code == 200
        retirer_lien(par=monde.catalyseur2, lien=lien, instant=timezone.now())
        dits = set()
        for mauvais in (jeton, expire, f"{jeton}x", lien.empreinte_jeton, "x"):
            for nom in ("page", "diapositives"):
                reponse = Client().get(page(mauvais, nom))
                assert reponse.status_code == 404
                dits.add(reponse.content.decode().split("<main")[1].split("</main>")[0])
        assert len(dits) == 1

    def test_the_token_is_kept_nowhere(self, monde, client):
        codev_scenes.synthese_publiee(monde)
        reponse = client.post(adresse(monde), {"acte": "lien", "jours": 30})
        assert reponse.status_code == 201
        assert "no-store" in reponse["Cache-Control"]
        jeton = reponse.content.decode().split("/a-partager/")[1].split("/")[0]
        lien = LienDePartage.objects.get()
        assert lien.empreinte_jeton == empreinte_du_jeton(jeton) != jeton
        assert jeton not in str(list(EntreeJournal.objects.order_by("pk").values()))
        assert jeton not in str(dict(client.session))
        assert jeton not in client.get(adresse(monde)).content.decode()
        assert Client().get(page(jeton)).status_code == 200

    def test_no_link_before_the_synthesis_is_published(self, monde, client):
        with pytest.raises(RegleViolee, match="pas encore publiée"):
            codev_scenes.lien(monde)
        refus = client.post(adresse(monde), {"acte": "lien", "jours": 30})
        assert refus.status_code == 409
        assert client.post(adresse(monde), {"acte": "lien", "jours": 31}).status_code == 422
        assert not LienDePartage.objects.exists()

    def test_reading_costs_little(self, monde):
        codev_scenes.synthese_publiee(monde)
        _, jeton = codev_scenes.lien(monde)
        passant = Client()
        assert len(queries_of(lambda: passant.get(page(jeton)))) <= 3


class TestPreparer:
    def test_the_members_of_the_binome_prepare_their_page_nobody_else(self, monde, client_de):
        codev_scenes.synthese_publiee(monde)
        raconter(monde)
        assert client_de(monde.catalyseur2).get(adresse(monde)).status_code == 200
        assert "un carnet" not in client_de(monde.autre).get(adresse(monde)).content.decode()
        assert client_de(monde.ailleurs).get(adresse(monde)).status_code == 404
        with pytest.raises(AccesRefuse):
            raconter(monde, "Pas le sien", 1, par=monde.autre)

    def test_both_members_writing_both_keep_their_text(self, monde, client):
        raconter(monde, "Le premier")
        with pytest.raises(VersionDepassee):
            raconter(monde, "Le second", par=monde.catalyseur2)
        corps = {"acte": "raconter", "texte": "Le troisième", "revision": 0}
        refus = client.post(adresse(monde), corps)
        assert refus.status_code == 409
        assert "Le premier</textarea>" in refus.content.decode()
        assert "Le troisième</textarea>" in refus.content.decode()
        assert client.post(adresse(monde), corps | {"revision": 1}).status_code == 303
        assert PageAPartager.objects.get().texte == "Le troisième"
        trop = client.post(adresse(monde), corps | {"texte": "x" * 4001, "revision": 2})
        assert trop.status_code == 422

    def test_they_note_who_received_it_for_themselves(self, monde, client, client_de):
        codev_scenes.synthese_publiee(monde)
        corps = {
            "acte": "destinataire",
            "nom": "Une maire",
            "qualite": "",
            "remis_le": "2026-01-05",
        }
        assert client.post(adresse(monde), corps).status_code == 303
        demain = timezone.localdate() + timedelta(days=1)
        assert client.post(adresse(monde), corps | {"remis_le": demain}).status_code == 409
        assert client.post(adresse(monde), corps | {"nom": ""}).status_code == 422
        assert "Une maire" in client_de(monde.catalyseur2).get(adresse(monde)).content.decode()
        assert "Une maire" not in str(list(EntreeJournal.objects.order_by("pk").values()))
        pk = DestinataireDePartage.objects.get().pk
        autre = client_de(monde.autre)
        assert autre.post(adresse(monde), {"acte": f"oublier:{pk}"}).status_code == 404
        assert client.post(adresse(monde), {"acte": f"oublier:{pk}"}).status_code == 303
        assert not DestinataireDePartage.objects.exists()

    def test_a_link_of_another_page_is_not_withdrawn(self, monde, client, client_de):
        codev_scenes.synthese_publiee(monde)
        lien, jeton = codev_scenes.lien(monde)
        autre = client_de(monde.autre)
        assert autre.post(adresse(monde), {"acte": f"retirer:{lien.pk}"}).status_code == 404
        assert client.post(adresse(monde), {"acte": f"retirer:{lien.pk}"}).status_code == 303
        assert Client().get(page(jeton)).status_code == 404

    def test_the_page_costs_the_same_with_many(self, monde, client):
        codev_scenes.synthese_publiee(monde)
        codev_scenes.lien(monde)
        client.get(adresse(monde))
        avant = queries_of(lambda: client.get(adresse(monde)))
        for rang in range(12):
            codev_scenes.lien(monde)
            noter_destinataire(
                par=monde.catalyseur,
                rencontre=codev_scenes.session(monde),
                binome=monde.binome,
                nom=f"Personne {rang}",
                qualite="collègue",
                remis_le=timezone.localdate(),
                aujourdhui=timezone.localdate(),
            )
        apres = queries_of(lambda: client.get(adresse(monde)))
        assert len(apres) <= len(avant) <= PAGE
