"""The journée conclusive: guests without account, and the synthesis that anyone may read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.journees import (
    ecrire_synthese,
    effacer_invite,
    preparer_journee,
    publier_synthese,
    s_annoncer,
)
from parcours.animation.courriels.journees import lien_d_invite
from parcours.animation.models import InviteExterne, JourneeConclusive
from parcours.promotions.actions.rencontres import annuler_rencontre
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.courriels import envoyer
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds
from tests.promotions.test_binomes_concurrence import ensemble

pytestmark = pytest.mark.django_db
ENVOI = {"nom": "Lucie Amblard", "organisme": "Région", "email": "Lucie@Essai.test"}


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def journee(monde):
    return ouvrir(monde)


def ouvrir(monde, places=2, ouverte=True):
    """The journée of the promotion, open to guests."""
    rencontre = monde.promotion.rencontres.select_related("promotion").get(nature="journee")
    return preparer_journee(
        par=monde.equipe,
        rencontre=rencontre,
        presentation="Venez **nombreux**",
        places_invites=places,
        ouverte=ouverte,
    )


def annoncer(journee, prenom, instant=None):
    return s_annoncer(
        par=None,
        journee=journee,
        nom=prenom,
        organisme="",
        email=f"{prenom}@essai.test",
        instant=instant or timezone.now(),
    )


def equipe(nom, journee, *suite):
    rencontre = journee.rencontre
    return reverse(f"equipe:{nom}", args=[rencontre.promotion.code, rencontre.pk, *suite])


def passer(journee):
    hier = timezone.now() - timedelta(days=1)
    scenes.forcer(
        lambda: Rencontre.objects.filter(pk=journee.rencontre_id).update(
            debut=hier, fin=hier + timedelta(hours=6)
        )
    )
    journee.rencontre.refresh_from_db()


class TestLesInvites:
    def test_a_guest_registers_and_gets_a_mail(self, monde, journee, mailoutbox):
        public = Client()
        assert (
            "<strong>nombreux</strong>" in public.get(journee.get_absolute_url()).content.decode()
        )
        faite = public.post(journee.get_absolute_url(), ENVOI, follow=True)
        assert "Votre inscription est notée" in faite.content.decode()
        invite = InviteExterne.objects.get()
        assert invite.email == "lucie@essai.test"
        courriel = Courriel.objects.get(genre="invite_annonce")
        assert courriel.destinataire is None
        envoyer(courriel.pk)
        assert mailoutbox[-1].to == ["lucie@essai.test"]
        assert lien_d_invite(invite) in mailoutbox[-1].body
        assert "ucie" not in str(list(EntreeJournal.objects.values("avant", "apres")))

    def test_twice_is_one_row_and_tells_nothing(self, monde, journee):
        public = Client()
        une = public.post(journee.get_absolute_url(), ENVOI)
        deux = public.post(journee.get_absolute_url(), ENVOI | {"nom": "Quelqu'un d'autre"})
        assert (une.status_code, une["Location"]) == (deux.status_code, deux["Location"])
        assert InviteExterne.objects.get().nom == "Lucie Amblard"
        assert Courriel.objects.filter(genre="invite_annonce").count() == 2

    def test_badly_filled_full_or_too_often(self, monde, journee, settings):
        public, url = Client(), journee.get_absolute_url()
        mal = public.post(url, ENVOI | {"email": "pas une adresse"})
        assert (mal.status_code, set(mal.context["form"].errors)) == (422, {"email"})
        assert "Lucie Amblard" in mal.content.decode()
        annoncer(journee, "un"), annoncer(journee, "deux")
        plein = public.post(url, ENVOI)
        assert plein.status_code == 409
        assert "Toutes les places" in plein.content.decode()
        assert "Lucie Amblard" in plein.content.decode()
        reponses = [public.post(url, ENVOI).status_code for _ in range(5)]
        assert reponses[-1] == 429

    def test_closed_cancelled_or_begun(self, monde, journee):
        preparer_journee(
            par=monde.equipe,
            rencontre=journee.rencontre,
            presentation="",
            places_invites=2,
            ouverte=False,
        )
        assert Client().get(journee.get_absolute_url()).status_code == 404
        with pytest.raises(RegleViolee, match="closes"):
            annoncer(JourneeConclusive.objects.get(), "un")
        journee = ouvrir(monde)
        with pytest.raises(RegleViolee, match="closes"):
            annoncer(journee, "un", instant=journee.rencontre.debut)
        annuler_rencontre(par=monde.equipe, rencontre=journee.rencontre, instant=timezone.now())
        assert Client().post(journee.get_absolute_url(), ENVOI).status_code == 409

    def test_she_erases_herself_by_her_link(self, monde, journee):
        lien = lien_d_invite(annoncer(journee, "un"))
        public = Client()
        page = public.get(lien)
        assert "un@essai.test" in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert public.get(f"{lien}x").status_code == 404
        assert public.post(lien).status_code == 303
        assert not InviteExterne.objects.exists()
        assert "nous ne gardons rien" in public.get(lien).content.decode()
        courriel = Courriel.objects.get(genre="invite_annonce")
        assert registres.courriels["invite_annonce"].preparer(courriel.pk) is None

    def test_the_equipe_erases_on_request(self, monde, journee, client_de):
        invite = annoncer(journee, "un")
        with pytest.raises(AccesRefuse):
            effacer_invite(par=monde.coach, invite=invite)
        url = equipe("effacer_invite", journee, invite.pk)
        assert client_de(monde.equipe).post(url).status_code == 303
        assert not InviteExterne.objects.exists()

    def test_the_database_holds_it(self, monde, journee):
        annoncer(journee, "un"), annoncer(journee, "deux")
        ligne = {"journee": journee, "nom": "Trois", "inscrit_le": timezone.now()}

        def ajouter(email):
            return scenes.refus_de_la_base(
                lambda: InviteExterne.objects.create(email=email, **ligne)
            ).constraint

        assert ajouter("trois@essai.test") == "regle_invite_externe_places"
        with pytest.raises(RegleViolee, match="déjà 2 invités"):
            ouvrir(monde, places=1)
        ouvrir(monde, places=9)
        assert ajouter("un@essai.test") == "invite_externe_une_fois"
        assert ajouter("Un@essai.test") == "invite_externe_email"
        session = monde.promotion.rencontres.get(nature="session", etape__ordre=3)
        assert (
            scenes.refus_de_la_base(
                lambda: JourneeConclusive.objects.update(rencontre=session)
            ).constraint
            == "regle_journee_nature"
        )


class TestLaSynthese:
    def test_published_it_is_read_by_anyone(self, monde, journee, client_de):
        client = client_de(monde.equipe)
        ecrire = equipe("synthese_de_journee", journee, "ecrire")
        publier = equipe("synthese_de_journee", journee, "publier")
        assert client.post(publier, {"synthese": "Trop tôt"}).status_code == 409
        passer(journee)
        assert client.post(publier, {"synthese": ""}).status_code == 409
        assert client.post(ecrire, {"synthese": "Un **élan**"}).status_code == 303
        public = Client()
        assert "élan" not in public.get(journee.get_absolute_url()).content.decode()
        assert client.post(publier, {"synthese": "Un **élan**"}).status_code == 303
        assert "<strong>élan</strong>" in public.get(journee.get_absolute_url()).content.decode()
        vide = client.post(ecrire, {"synthese": ""})
        assert vide.status_code == 409
        assert "avant de la publier" in vide.content.decode()
        client.post(equipe("synthese_de_journee", journee, "retirer"), {"synthese": ""})
        assert "élan" not in public.get(journee.get_absolute_url()).content.decode()
        journee.refresh_from_db()
        assert journee.synthese == "Un **élan**"

    def test_it_is_the_equipe_s(self, monde, journee):
        for acte in (
            lambda: ecrire_synthese(par=monde.coach, journee=journee, synthese="x"),
            lambda: publier_synthese(par=monde.coach, journee=journee, instant=timezone.now()),
            lambda: preparer_journee(
                par=monde.comite,
                rencontre=journee.rencontre,
                presentation="",
                places_invites=1,
                ouverte=True,
            ),
        ):
            with pytest.raises(AccesRefuse):
                acte()


def test_ceilings_at_two_sizes(monde, journee, client_de):
    annoncer(journee, "premier")
    staff, membre = client_de(monde.equipe), client_de(monde.catalyseur)
    pages = [
        lambda: Client().get(journee.get_absolute_url()),
        lambda: staff.get(equipe("journee", journee)),
        lambda: membre.get(journee.rencontre.get_absolute_url()),
    ]

    def grossir():
        plus = ouvrir(monde, places=40)
        for rang in range(30):
            annoncer(plus, f"invite{rang}")

    verifier_plafonds([(page, PAGE) for page in pages], grossir)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_the_guests(transactional_db):
    journee = ouvrir(scenes.monde(), places=1)
    reussis, refus = ensemble(*(lambda n=n: annoncer(journee, f"invite{n}") for n in range(8)))
    assert (len(reussis), len(refus)) == (1, 7)
    assert InviteExterne.objects.count() == 1
