"""Sub-groups and supports of a session; the volunteer of the community."""

from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.sous_groupes import (
    SousGroupeCompose,
    composer_sous_groupes,
    proposer_sous_groupes,
)
from parcours.animation.actions.volontaires import (
    decharger_volontaire,
    nommer_volontaire,
    se_proposer,
)
from parcours.animation.models import MembreDeSousGroupe, SousGroupe, Support, Volontaire
from parcours.promotions.models import Participation
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from tests import scenes
from tests.plafonds import PAGE, TABLEAU, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def session(monde):
    return monde.promotion.rencontres.get(nature="session", etape__ordre=2)


def participations(monde):
    return list(
        Participation.objects.actives()
        .filter(binome__promotion=monde.promotion)
        .select_related("personne", "binome__promotion")
        .order_by("binome__rang", "place")
    )


def composer(monde, session, *groupes, par=None):
    composer_sous_groupes(
        par=par or monde.equipe,
        rencontre=session,
        groupes=[
            SousGroupeCompose(nom=f"Groupe {rang}", participations=groupe)
            for rang, groupe in enumerate(groupes, start=1)
        ],
    )


class TestSousGroupes:
    @pytest.mark.parametrize("combien", [2, 3, 5])
    @pytest.mark.parametrize("ensemble", [True, False])
    def test_a_proposal_is_balanced_and_keeps_binomes_as_asked(self, monde, combien, ensemble):
        scenes.agrandir(monde)
        gens = participations(monde)
        groupes = proposer_sous_groupes(gens, combien=combien, ensemble=ensemble)
        assert sorted(p.pk for groupe in groupes for p in groupe) == sorted(p.pk for p in gens)
        tailles = [len(groupe) for groupe in groupes]
        assert max(tailles) - min(tailles) <= (2 if ensemble else 1)
        ou = {p.pk: rang for rang, groupe in enumerate(groupes) for p in groupe}
        paires = [
            (ou[une.pk], ou[autre.pk])
            for une, autre in pairwise(gens)
            if une.binome_id == autre.binome_id
        ]
        assert paires
        assert all((une == autre) is ensemble for une, autre in paires)

    def test_those_who_come_alone_even_out_the_groups(self):
        """Two alone before a binôme: it is placed first, and they go where there is room."""
        gens = [
            Participation(pk=pk, binome_id=binome)
            for pk, binome in ((1, 1), (2, 2), (3, 3), (4, 3))
        ]
        groupes = proposer_sous_groupes(gens, combien=2, ensemble=True)
        assert [[p.pk for p in groupe] for groupe in groupes] == [[3, 4], [1, 2]]

    def test_each_is_in_one_group_of_her_promotion(self, monde, session):
        gens = participations(monde)
        composer(monde, session, gens[:1], gens[1:])
        composer(monde, session, gens)
        assert SousGroupe.objects.get().participations.count() == len(gens)
        with pytest.raises(RegleViolee, match="un seul sous-groupe"):
            composer(monde, session, gens, gens[:1])
        with pytest.raises(RegleViolee, match="« Groupe 2 »"):
            composer(monde, session, gens, [])
        ailleurs = monde.ailleurs.participations.get()
        with pytest.raises(RegleViolee, match="participants de la promotion"):
            composer(monde, session, [ailleurs])
        with pytest.raises(AccesRefuse):
            composer(monde, session, gens, par=monde.coach)
        assert MembreDeSousGroupe.objects.count() == len(gens)

    def test_proposed_composed_then_read_with_one_s_own_first(self, monde, session, client_de):
        client = client_de(monde.equipe)
        url = reverse("equipe:sous_groupes", args=[monde.promotion.code, session.pk])
        assert client.get(url, {"combien": 1, "binomes": "separes"}).status_code == 422
        page = client.get(url, {"combien": 2, "binomes": "separes"})
        assert not SousGroupe.objects.exists()
        form = page.context["form"]
        envoi = {nom: form[nom].initial for nom in form.fields}
        refus = client.post(url, envoi | {"nom-1": ""})
        assert refus.status_code == 422
        vide = envoi | {nom: "1" for nom in envoi if nom.startswith("place-")}
        assert client.post(url, vide).status_code == 409
        dit = {"lieu-2": "Salle bleue", "consigne-2": "Trois idées, un rapporteur."}
        assert client.post(url, envoi | dit).status_code == 303
        for qui in (monde.catalyseur, monde.catalyseur2):
            groupes = client_de(qui).get(session.get_absolute_url()).context["autour"].groupes
            assert [g.mien for g in groupes] == [True, False]
            assert qui in [p.personne for p in groupes[0].membres]
        page = client.get(url)
        assert 'value="Salle bleue"' in page.content.decode()
        assert "Trois idées, un rapporteur.</textarea>" in page.content.decode()

    def test_two_who_compose_them_at_once_lose_nothing(self, monde, session, client_de):
        gens = participations(monde)
        composer(monde, session, gens[:1], gens[1:])
        client = client_de(monde.equipe)
        url = reverse("equipe:sous_groupes", args=[monde.promotion.code, session.pk])
        page = client.get(url)
        form = page.context["form"]
        lu = {nom: form[nom].initial for nom in form.fields} | {"lu": page.context["lu"]}
        assert client.post(url, lu | {"consigne-1": "Dire ce qui tient"}).status_code == 303
        refus = client.post(url, lu | {"consigne-1": "Dire ce qui manque"})
        assert refus.status_code == 409
        for mots in ("Quelqu’un d’autre", "Dire ce qui tient", "Dire ce qui manque"):
            assert mots in refus.content.decode()
        assert session.sous_groupes.get(ordre=1).consigne == "Dire ce qui tient"
        encore = lu | {"consigne-1": "Dire ce qui manque", "lu": refus.context["lu"]}
        assert client.post(url, encore).status_code == 303
        assert session.sous_groupes.get(ordre=1).consigne == "Dire ce qui manque"

    def test_ceilings_at_two_sizes(self, monde, session, client_de):
        composer(monde, session, participations(monde))
        membre, staff = client_de(monde.catalyseur), client_de(monde.equipe)
        url = reverse("equipe:sous_groupes", args=[monde.promotion.code, session.pk])
        pages = [(qui, session.get_absolute_url(), TABLEAU) for qui in (membre, staff)]
        pages += [(staff, url, PAGE), (staff, f"{url}?combien=2&binomes=ensemble", PAGE)]

        def grossir():
            scenes.agrandir(monde)
            gens = participations(monde)
            composer(monde, session, *(gens[n::6] for n in range(6)))

        verifier_plafonds([(lambda c=c, u=u: c.get(u), p) for c, u, p in pages], grossir)


class TestSupports:
    def url(self, session):
        return reverse("equipe:supports", args=[session.promotion.code, session.pk])

    def test_a_link_waits_for_its_publication(self, monde, session, client_de):
        client = client_de(monde.equipe)
        envoi = {"titre": "À lire", "lien": "https://exemple.fr/a", "moment": "avant"}
        assert client.post(self.url(session), envoi).status_code == 303
        support = Support.objects.get()
        membre = client_de(monde.catalyseur)
        assert support.lien not in membre.get(session.get_absolute_url()).content.decode()
        acte = reverse("equipe:support", args=[monde.promotion.code, session.pk, support.pk])
        assert client.post(acte, {"acte": "publier"}).status_code == 303
        assert support.lien in membre.get(session.get_absolute_url()).content.decode()
        assert (
            support.lien
            not in client_de(monde.comite).get(session.get_absolute_url()).content.decode()
        )
        assert client.post(acte, {"acte": "reprendre"}).status_code == 303
        assert not Support.objects.visibles_par(monde.catalyseur).exists()
        assert client.post(acte, {"acte": "retirer"}).status_code == 303
        assert not Support.objects.exists()

    def test_it_is_a_link_or_a_file(self, monde, session, client_de):
        client = client_de(monde.equipe)
        envoi = {"titre": "À lire", "moment": "avant"}
        pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

        def fichier(nom="a.pdf", octets=pdf):
            return {"fichier": SimpleUploadedFile(nom, octets)}

        for refuse in (
            {},
            {"lien": "https://exemple.fr"} | fichier(),
            fichier("a.exe"),
            {"lien": "javascript:alert(1)"},
        ):
            assert client.post(self.url(session), envoi | refuse).status_code == 422, refuse
        assert client.post(self.url(session), envoi | fichier()).status_code == 303
        support = Support.objects.get()
        url = reverse("parcours:support", args=[monde.promotion.code, session.pk, support.pk])
        donne = client.get(url)
        assert b"".join(donne.streaming_content) == pdf
        assert donne["Content-Disposition"].startswith("attachment")
        assert client_de(monde.catalyseur).get(url).status_code == 404
        scenes.forcer(lambda: Support.objects.update(publie_le=timezone.now()))
        assert b"".join(client_de(monde.catalyseur).get(url).streaming_content) == pdf
        for qui in (monde.comite, monde.ailleurs):
            assert client_de(qui).get(url).status_code == 404
        deux = scenes.refus_de_la_base(lambda: Support.objects.update(lien="https://exemple.fr"))
        assert deux.constraint == "support_lien_ou_fichier"

    def test_ceilings_at_two_sizes(self, monde, session, client_de):
        client = client_de(monde.equipe)

        def ajouter(combien):
            for n in range(combien):
                envoi = {"titre": f"N° {n}", "lien": "https://exemple.fr", "moment": "avant"}
                client.post(self.url(session), envoi)

        ajouter(1)
        pages = [(lambda: client.get(self.url(session)), PAGE)]
        verifier_plafonds(pages, lambda: ajouter(10))


class TestVolontaires:
    def test_offered_named_replaced_with_its_history(self, monde):
        amina, bruno, delphine = participations(monde)
        instant = timezone.now()
        se_proposer(par=monde.catalyseur, participation=amina, mot="Volontiers", instant=instant)
        with pytest.raises(RegleViolee, match="déjà proposée"):
            se_proposer(par=monde.catalyseur, participation=amina, mot="", instant=instant)
        with pytest.raises(AccesRefuse):
            se_proposer(par=monde.catalyseur, participation=bruno, mot="", instant=instant)

        def nommer(participation, par=monde.equipe):
            return nommer_volontaire(
                par=par, promotion=monde.promotion, participation=participation, instant=instant
            )

        with pytest.raises(AccesRefuse):
            nommer(amina, par=monde.coach)
        premiere = nommer(amina)
        assert nommer(amina) == premiere
        seconde = nommer(delphine)
        assert list(Volontaire.objects.nommes()) == [seconde]
        assert list(Volontaire.objects.anciens()) == [premiere]
        with pytest.raises(RegleViolee, match="catalyseurs de la promotion"):
            nommer(monde.ailleurs.participations.get())
        deux = scenes.refus_de_la_base(
            lambda: Volontaire.objects.filter(pk=premiere.pk).update(fini_le=None)
        )
        assert deux.constraint == "volontaire_un_seul"
        decharger_volontaire(par=monde.equipe, volontaire=seconde, instant=instant)
        assert not Volontaire.objects.nommes().exists()

    def test_from_the_offer_to_the_page_of_the_promotion(self, monde, client_de):
        url = reverse("parcours:se_porter_volontaire", args=[monde.promotion.code])
        client = client_de(monde.catalyseur)
        assert client.post(url, {"mot": "Avec plaisir"}).status_code == 303
        assert client.post(url, {}).status_code == 409
        assert client.post(url, {"acte": "retirer"}).status_code == 303
        assert client.post(url, {"mot": "Avec plaisir"}).status_code == 303
        staff = client_de(monde.equipe)
        nommer = reverse("equipe:volontaire", args=[monde.promotion.code])
        assert "Avec plaisir" in staff.get(nommer).content.decode()
        assert staff.post(nommer, {}).status_code == 422
        choix = Volontaire.objects.candidats().get().participation_id
        assert staff.post(nommer, {"participation": choix}).status_code == 303
        assert client.post(url, {"acte": "retirer"}).status_code == 403
        promotion = monde.promotion.get_absolute_url()
        assert "anime les échanges" in client_de(monde.autre).get(promotion).content.decode()
        assert "anime les échanges" not in client_de(monde.comite).get(promotion).content.decode()
        assert staff.post(nommer, {"acte": "decharger"}).status_code == 303
        assert "Auparavant" in staff.get(nommer).content.decode()

    def test_ceilings_at_two_sizes(self, monde, client_de):
        staff, membre = client_de(monde.equipe), client_de(monde.catalyseur)
        code = monde.promotion.code

        def proposer():
            for p in participations(monde):
                if not p.volontariats.exists():
                    se_proposer(par=p.personne, participation=p, mot="", instant=timezone.now())

        proposer()
        pages = [
            (staff, reverse("equipe:volontaire", args=[code])),
            (membre, reverse("parcours:se_porter_volontaire", args=[code])),
        ]

        def grossir():
            scenes.agrandir(monde)
            proposer()

        verifier_plafonds([(lambda c=c, u=u: c.get(u), PAGE) for c, u in pages], grossir)
