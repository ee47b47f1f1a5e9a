"""Binômes: seats, members, replacement, coach, committee; and their pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.a_traiter.binomes import invitations_hors_des_binomes
from parcours.promotions.actions.binomes import (
    Invite,
    affecter_coach,
    ajouter_binome,
    inviter_binome,
    inviter_coach,
    remplacer_participant,
    terminer_participation,
)
from parcours.promotions.actions.comite import inviter_au_comite, quitter_le_comite
from parcours.promotions.actions.personnes import inviter_dans_equipe
from parcours.promotions.models import AffectationCoach, Binome, MembreComite, Participation
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from rameau.comptes.actions.invitations import retirer_invitation
from rameau.comptes.models import Invitation, Personne
from territoires.models import Territoire
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db

INSTANT = timezone.now


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def vide(monde):
    """A binôme without anyone."""
    return monde.promotion.binomes.get(rang=3)


def inviter(monde, binome, *prenoms, par=None):
    return inviter_binome(
        par=par or monde.equipe,
        binome=binome,
        invites=[scenes.invite(prenom) for prenom in prenoms],
        instant=INSTANT(),
    )


def libre(monde):
    pris = monde.promotion.binomes.values("territoire")
    return Territoire.objects.exclude(pk__in=pris).order_by("pk").first()


class TestAjouter:
    def test_the_next_free_seat_with_its_works(self, monde):
        territoire = libre(monde)
        binome = ajouter_binome(
            par=monde.equipe,
            promotion=monde.promotion,
            structure=territoire.structure,
            territoire=territoire,
        )
        assert binome.rang == 5
        assert list(
            binome.livrables.order_by("etape__ordre").values_list("nature", "du_le")
        ) == list(
            monde.promotion.etapes.filter(livrable_du_le__isnull=False)
            .order_by("ordre")
            .values_list("modele__livrable__nature", "livrable_du_le")
        )

    def test_what_the_parcours_refuses(self, monde):
        territoire, autre = libre(monde), monde.binome.territoire
        for structure, lieu, message in (
            (territoire.structure, None, "dites lequel"),
            (territoire.structure, autre, "animé par une autre structure"),
            (autre.structure, autre, "participe déjà"),
        ):
            with pytest.raises(RegleViolee, match=message):
                ajouter_binome(
                    par=monde.equipe,
                    promotion=monde.promotion,
                    structure=structure,
                    territoire=lieu,
                )
        assert monde.promotion.binomes.count() == 4

    def test_only_the_equipe_and_only_while_open(self, monde):
        territoire = libre(monde)
        for par, promotion in ((monde.coach, monde.promotion), (monde.equipe, monde.close)):
            with pytest.raises(AccesRefuse):
                ajouter_binome(
                    par=par,
                    promotion=promotion,
                    structure=territoire.structure,
                    territoire=territoire,
                )

    def test_the_database_holds_the_seats(self, monde):
        territoire = libre(monde)

        def binome(**changes):
            valeurs = {
                "promotion": monde.promotion,
                "structure": territoire.structure,
                "territoire": territoire,
                "rang": 5,
            }
            return lambda: Binome.objects.create(**valeurs | changes)

        regles = [
            scenes.refus_de_la_base(faire).constraint
            for faire in (
                binome(rang=13),
                binome(rang=0),
                binome(rang=1),
                binome(territoire=None),
                binome(structure=monde.binome.structure),
            )
        ]
        assert regles == [
            "regle_binome_capacite",
            "regle_binome_capacite",
            "binome_rang_unique",
            "regle_binome_territoire",
            "binome_structure_unique",
        ]
        assert scenes.forcer(binome(rang=12)).rang == 12


class TestInviter:
    def test_two_people_each_get_a_mail(self, monde, vide):
        participations = inviter(monde, vide, "Gaël", "Hana")
        assert [p.place for p in participations] == [1, 2]
        for participation in participations:
            invitation = participation.personne.invitations.get()
            assert invitation.motif == "Promotion en cours, Centre-Val de Loire"
            assert Courriel.objects.filter(genre="invitation", objet_id=invitation.pk).exists()

    def test_one_person_may_be_alone_and_the_second_come_later(self, monde, vide):
        assert [p.place for p in inviter(monde, vide, "Gaël")] == [1]
        assert [p.place for p in inviter(monde, vide, "Hana")] == [2]

    def test_a_third_member_is_refused_and_nobody_is_invited(self, monde, vide):
        inviter(monde, vide, "Gaël")
        avant = Invitation.objects.count()
        with pytest.raises(RegleViolee, match="deux personnes au plus"):
            inviter(monde, vide, "Hana", "Ivan")
        assert not Personne.objects.filter(prenom__in=["Hana", "Ivan"]).exists()
        assert Invitation.objects.count() == avant

    def test_someone_already_in_the_promotion_is_refused_all_or_nothing(self, monde, vide):
        with pytest.raises(RegleViolee, match="participe déjà à la promotion"):
            inviter(monde, vide, "Gaël", "Amina")
        assert not vide.participations.exists()
        assert not Personne.objects.filter(prenom="Gaël").exists()

    def test_a_known_person_keeps_her_account_and_her_names(self, monde, vide):
        inviter_binome(
            par=monde.equipe,
            binome=vide,
            invites=[Invite(email=" EDGAR@essai.test", prenom="Autre", nom="Nom")],
            instant=INSTANT(),
        )
        edgar = Personne.objects.get(email="edgar@essai.test")
        assert edgar.nom_complet == "Edgar Essai"
        assert edgar.participations.filter(jusqua=None).count() == 2

    def test_the_coach_of_a_binome_is_not_of_it(self, monde):
        with pytest.raises(RegleViolee, match="soi-même"):
            inviter(monde, monde.autre_binome, "Côme")

    def test_only_the_equipe_invites(self, monde, vide):
        for par in (monde.coach, monde.catalyseur, monde.comite):
            with pytest.raises(AccesRefuse):
                inviter(monde, vide, "Gaël", par=par)

    def test_the_database_holds_the_two_seats(self, monde):
        membre = monde.binome.participations.get(place=2)
        gael = scenes.personne("Gaël")

        def participation(**changes):
            valeurs = {
                "binome": monde.binome,
                "personne": gael,
                "place": 1,
                "depuis": membre.depuis,
            }
            return lambda: Participation.objects.create(**valeurs | changes)

        regles = [
            scenes.refus_de_la_base(faire).constraint
            for faire in (
                participation(),
                participation(place=3),
                participation(binome=monde.autre_binome, personne=monde.catalyseur, place=2),
                participation(jusqua=membre.depuis),
            )
        ]
        assert regles == [
            "participation_place_unique",
            "participation_place",
            "regle_participation_une_par_promotion",
            "participation_fin_motivee",
        ]
        passee = participation(jusqua=membre.depuis, motif_de_fin="Partie ailleurs")
        assert scenes.forcer(passee).jusqua


class TestRemplacer:
    def test_the_works_and_their_history_stay(self, monde):
        version = scenes.partager(monde)
        ancienne = monde.binome.participations.get(personne=monde.catalyseur)
        nouvelle = remplacer_participant(
            par=monde.equipe,
            participation=ancienne,
            invite=scenes.invite("Gaël"),
            motif="Changement de poste",
            instant=INSTANT(),
        )
        ancienne.refresh_from_db()
        assert (ancienne.motif_de_fin, nouvelle.place) == ("Changement de poste", ancienne.place)
        assert version.livrable.binome == nouvelle.binome
        assert Chapeau.CATALYSEUR not in scenes.relire(monde.catalyseur).chapeaux
        assert list(nouvelle.binome.participations.actives().values_list("place", flat=True)) == [
            1,
            2,
        ]

    def test_it_needs_a_reason_and_happens_once(self, monde):
        participation = monde.binome.participations.get(place=1)

        def terminer(motif="Départ"):
            terminer_participation(
                par=monde.equipe, participation=participation, motif=motif, instant=INSTANT()
            )

        with pytest.raises(RegleViolee, match="Dites pourquoi"):
            terminer("  ")
        terminer()
        with pytest.raises(RegleViolee, match="déjà pris fin"):
            terminer()

    def test_an_impossible_replacement_ends_nothing(self, monde):
        participation = monde.binome.participations.get(place=1)
        with pytest.raises(RegleViolee, match="participe déjà"):
            remplacer_participant(
                par=monde.equipe,
                participation=participation,
                invite=scenes.invite("Delphine"),
                motif="Départ",
                instant=INSTANT(),
            )
        participation.refresh_from_db()
        assert participation.jusqua is None

    def test_who_wears_no_hat_any_more_loses_her_invitation(self, monde):
        seule = monde.catalyseur2.participations.get()
        scenes.forcer(
            lambda: MembreComite.objects.create(
                programme=monde.promotion.programme,
                personne=monde.catalyseur,
                organisme="Un financeur",
                depuis=seule.depuis,
            )
        )
        for participation in monde.binome.participations.actives():
            terminer_participation(
                par=monde.equipe, participation=participation, motif="Départ", instant=INSTANT()
            )
        assert not monde.catalyseur2.invitations.en_attente().exists()
        assert monde.catalyseur.invitations.en_attente().exists()


class TestCoach:
    def test_a_binome_is_handed_over(self, monde):
        nouvelle = affecter_coach(
            par=monde.equipe,
            binome=monde.binome,
            coach=monde.autre_coach,
            jour=timezone.localdate(),
        )
        assert monde.binome.affectations.get(jusqua=None) == nouvelle
        assert Chapeau.COACH not in scenes.relire(monde.coach).chapeaux

    @pytest.mark.parametrize(
        ("qui", "message"), [("coach", "suit déjà"), ("catalyseur", "soi-même")]
    )
    def test_who_cannot(self, monde, qui, message):
        with pytest.raises(RegleViolee, match=message):
            affecter_coach(
                par=monde.equipe,
                binome=monde.binome,
                coach=getattr(monde, qui),
                jour=timezone.localdate(),
            )
        assert monde.binome.affectations.get(jusqua=None).coach == monde.coach

    def test_one_coach_at_a_time_holds_in_the_database(self, monde):
        regle = scenes.refus_de_la_base(
            lambda: AffectationCoach.objects.create(
                binome=monde.binome, coach=monde.autre_coach, depuis=timezone.localdate()
            )
        )
        assert regle.constraint == "affectation_un_coach"

    def test_a_newcomer_is_invited_and_a_known_one_is_not_again(self, monde, vide):
        inviter_coach(
            par=monde.equipe, binome=vide, invite=scenes.invite("Gaël"), instant=INSTANT()
        )
        gael = Personne.objects.get(email="gaël@essai.test")
        assert gael.invitations.get().motif == "Coach, Promotion en cours"
        inviter_coach(
            par=monde.equipe,
            binome=monde.binome,
            invite=scenes.invite("Gaël"),
            instant=INSTANT(),
        )
        assert gael.invitations.count() == 1


class TestComiteEtEquipe:
    def test_a_seat_is_given_once_and_ended_once(self, monde):
        acte = {
            "par": monde.equipe,
            "programme": monde.promotion.programme,
            "invite": scenes.invite("Gaël"),
            "organisme": "Une collectivité",
            "instant": INSTANT(),
        }
        siege = inviter_au_comite(**acte)
        assert scenes.relire(siege.personne).chapeaux == {Chapeau.COMITE}
        with pytest.raises(RegleViolee, match="siège déjà"):
            inviter_au_comite(**acte)
        with pytest.raises(AccesRefuse):
            inviter_au_comite(**acte | {"par": monde.coach})
        quitter_le_comite(par=monde.equipe, siege=siege, instant=INSTANT())
        assert scenes.relire(siege.personne).chapeaux == frozenset()
        with pytest.raises(RegleViolee, match="déjà pris fin"):
            quitter_le_comite(par=monde.equipe, siege=siege, instant=INSTANT())

    def test_the_equipe_welcomes_and_keeps_one_member_at_least(self, monde, client_de):
        client = client_de(monde.equipe)
        envoi = {"prenom": "Gaël", "nom": "Essai", "email": "gael@essai.test"}
        assert client.post(reverse("equipe:inviter_equipe"), envoi).status_code == 303
        gael = Personne.objects.get(email="gael@essai.test")
        assert scenes.relire(gael).chapeaux == {Chapeau.EQUIPE}
        page = client.post(reverse("equipe:inviter_equipe"), envoi)
        assert page.status_code == 409
        assert "déjà de l" in str(page.context["form"].errors["email"])
        quitter = reverse("equipe:quitter_equipe", args=[gael.pk])
        assert client.get(quitter).status_code == 200
        assert client.post(quitter).status_code == 303
        assert scenes.relire(gael).chapeaux == frozenset()
        assert client.post(quitter).status_code == 404
        soi = reverse("equipe:quitter_equipe", args=[monde.equipe.pk])
        assert client.post(soi).status_code == 409
        with pytest.raises(AccesRefuse):
            inviter_dans_equipe(par=monde.coach, invite=scenes.invite("Hana"), instant=INSTANT())


class TestPages:
    @pytest.fixture
    def client(self, monde, client_de):
        return client_de(monde.equipe)

    def url(self, nom, binome, *args):
        return reverse(f"equipe:{nom}", args=[binome.promotion.code, binome.pk, *args])

    def une(self, rang, prenom):
        return {
            f"personne{rang}-prenom": prenom,
            f"personne{rang}-nom": "Essai",
            f"personne{rang}-email": f"{prenom.lower()}@essai.test",
            f"personne{rang}-fonction": "Chargée de mission",
        }

    def test_inviting_two_one_or_none(self, client, vide):
        url = self.url("inviter_binome", vide)
        page = client.post(url, {"personne1-prenom": "", **self.une(2, "Hana")})
        assert page.status_code == 422
        assert 'value="hana@essai.test"' in page.content.decode()
        memes = self.une(1, "Hana") | self.une(2, "Hana")
        page = client.post(url, memes)
        assert page.status_code == 422
        assert not vide.participations.exists()
        assert client.post(url, self.une(1, "Gael")).status_code == 303
        assert vide.participations.get().fonction == "Chargée de mission"
        page = client.post(url, self.une(1, "Amina"))
        assert (page.status_code, "participe déjà" in page.content.decode()) == (409, True)
        assert client.post(url, self.une(1, "Hana")).status_code == 303
        page = client.post(url, self.une(1, "Ivan"))
        assert (page.status_code, "deux personnes au plus" in page.content.decode()) == (409, True)
        assert client.get(url).status_code == 302

    def test_an_invitation_is_sent_again_withdrawn_and_made_anew(self, client, monde):
        page = self.url("binome", monde.binome)
        participation = monde.binome.participations.get(place=1)
        invitation = participation.personne.invitations.get()
        scenes.forcer(
            lambda: Invitation.objects.filter(pk=invitation.pk).update(
                expire_le=INSTANT() - timedelta(days=1)
            )
        )
        assert "expirée" in client.get(page).content.decode()
        renvoyer = reverse("equipe:renvoyer_invitation", args=[invitation.pk])
        answer = client.post(renvoyer, {"suite": page})
        assert (answer.status_code, answer["Location"]) == (303, page)
        assert client.post(renvoyer, {"suite": "https://ailleurs.test/"})["Location"] == (
            "/equipe/personnes/"
        )
        retirer = reverse("equipe:retirer_invitation", args=[invitation.pk])
        assert client.post(retirer, {"suite": page}).status_code == 303
        assert client.post(renvoyer, {"suite": page}).status_code == 409
        assert "retirée" in client.get(page).content.decode()
        anew = self.url("reinviter", monde.binome, participation.pk)
        assert client.post(anew).status_code == 303
        assert client.post(anew).status_code == 409
        assert participation.personne.invitations.en_attente().count() == 1

    def test_a_mail_refused_is_said(self, client, monde):
        invitation = monde.catalyseur.invitations.get()
        scenes.forcer(
            lambda: Courriel.objects.filter(objet_id=invitation.pk, genre="invitation").update(
                etat="refuse", erreur="réponse 550"
            )
        )
        page = client.get(self.url("binome", monde.binome)).content.decode()
        assert "courriel refusé : réponse 550".replace(" :", "\u00a0:") in page
        source = registres.a_traiter_de_promotion["invitations"]
        faits = source(personne=monde.equipe, maintenant=INSTANT())
        assert [f.texte for f in faits] == [
            "Promotion en cours, Hauts-de-France : l'invitation de Amina Essai n'est pas arrivée."
        ]
        assert source(personne=monde.coach, maintenant=INSTANT()) == []

    def test_expired_invitations_of_others_are_told_together(self, monde, vide):
        inviter_coach(
            par=monde.equipe, binome=vide, invite=scenes.invite("Gaël"), instant=INSTANT()
        )
        plus_tard = INSTANT() + timedelta(days=30)
        [fait] = invitations_hors_des_binomes(personne=monde.equipe, maintenant=plus_tard)
        assert fait.texte.startswith("1\u00a0invitation a expiré hors des binômes")
        retirer_invitation(
            par=monde.equipe,
            invitation=Invitation.objects.get(personne__prenom="Gaël"),
            instant=INSTANT(),
        )
        assert invitations_hors_des_binomes(personne=monde.equipe, maintenant=plus_tard) == []

    def test_replacing_on_the_page(self, client, monde):
        participation = monde.binome.participations.get(place=1)
        url = self.url("remplacer", monde.binome, participation.pk)
        page = client.post(url, {"prenom": "Gaël", "nom": "", "email": "faux", "motif": ""})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {"nom", "email", "motif"}
        page = client.post(url, {"acte": "terminer", "fin-motif": ""})
        assert page.status_code == 422
        envoi = {"prenom": "Gaël", "nom": "E", "email": "delphine@essai.test", "motif": "Départ"}
        assert client.post(url, envoi).status_code == 409
        assert client.post(url, envoi | {"email": "gael@essai.test"}).status_code == 303
        assert client.get(url).status_code == 404
        reste = monde.binome.participations.actives().get(place=2)
        url = self.url("remplacer", monde.binome, reste.pk)
        assert client.post(url, {"acte": "terminer", "fin-motif": "Départ"}).status_code == 303
        assert monde.binome.participations.actives().count() == 1

    def test_choosing_a_coach_on_the_page(self, client, monde, vide):
        url = self.url("coach", vide)
        assert client.post(url, {}).status_code == 422
        assert client.post(url, {"coach": monde.coach.pk}).status_code == 303
        page = client.post(url, {"coach": monde.coach.pk})
        assert (page.status_code, "suit déjà" in page.content.decode()) == (409, True)
        nouveau = {"prenom": "Gaël", "nom": "Essai", "email": "gael@essai.test"}
        assert client.post(url, nouveau).status_code == 303
        assert vide.affectations.get(jusqua=None).coach.email == "gael@essai.test"

    def test_adding_a_structure_until_the_promotion_is_full(self, client, monde):
        url = reverse("equipe:nouveau_binome", args=[monde.promotion.code])
        page = client.get(url)
        assert "8\u00a0places sont libres" in page.content.decode()
        choix = str(libre(monde).pk)
        assert client.post(url, {"structure": "0"}).status_code == 422
        assert client.post(url, {"structure": choix}).status_code == 303
        assert client.post(url, {"structure": choix}).status_code == 422
        scenes.agrandir(monde)
        assert "est complète" in client.get(url).content.decode()

    def test_who_sees_the_people_and_who_may_reach_them(self, monde, client_de):
        url = reverse("parcours:binome", args=[monde.promotion.code, monde.binome.pk])
        for qui in ("catalyseur", "autre", "coach", "autre_coach", "equipe"):
            assert "amina@essai.test" in client_de(getattr(monde, qui)).get(url).content.decode()
        page = client_de(monde.comite).get(url).content.decode()
        assert "Amina Essai" in page
        assert "@essai.test" not in page
        for qui in (monde.ailleurs, monde.alumni):
            assert client_de(qui).get(url).status_code == 404
        voisin = reverse("parcours:binome", args=[monde.close.code, monde.binome.pk])
        assert client_de(monde.equipe).get(voisin).status_code == 404

    def test_people_are_found_by_name_hat_and_waiting_invitation(self, client, monde):
        def noms(**filtres):
            page = client.get(reverse("equipe:personnes"), filtres)
            return {ligne.personne.prenom for ligne in page.context["lignes"]}

        assert {"Amina", "Ophélie", "Constance"} <= noms()
        assert noms(q="ophelie") == {"Ophélie"}
        assert noms(q="AMINA@") == {"Amina"}
        assert noms(chapeau="comite") == {"Constance"}
        assert noms(chapeau="a-relancer") == set()
        assert noms(q="personne de ce nom") == set()

    def test_the_committee_s_page(self, client, monde):
        url = reverse("equipe:comite", args=[monde.promotion.programme_id])
        assert "Un financeur" in client.get(url).content.decode()
        assert client.post(url, {"prenom": "Gaël"}).status_code == 422
        envoi = {
            "prenom": "Constance",
            "nom": "Essai",
            "email": "constance@essai.test",
            "organisme": "Autre",
        }
        assert client.post(url, envoi).status_code == 409
        siege = monde.comite.sieges.get()
        quitter = reverse("equipe:quitter_comite", args=[siege.programme_id, siege.pk])
        ailleurs = reverse("equipe:quitter_comite", args=[monde.close.programme_id, siege.pk])
        assert client.post(ailleurs).status_code == 404
        assert client.post(quitter).status_code == 303
        assert client.post(quitter).status_code == 409

    def test_ceilings_at_two_sizes(self, client, monde, client_de):
        membre = client_de(monde.catalyseur)
        pages = [
            (client, self.url("binome", monde.binome)),
            (client, self.url("inviter_binome", monde.promotion.binomes.get(rang=3))),
            (client, reverse("equipe:nouveau_binome", args=[monde.promotion.code])),
            (client, reverse("equipe:personnes")),
            (client, reverse("equipe:comite", args=[monde.promotion.programme_id])),
            (membre, reverse("parcours:binome", args=[monde.promotion.code, monde.binome.pk])),
        ]
        verifier_plafonds(
            [(lambda c=c, u=url: c.get(u), PAGE) for c, url in pages],
            lambda: scenes.agrandir(monde),
        )

    def test_the_facts_cost_the_same_for_one_and_for_many(self, monde):
        plus_tard = INSTANT() + timedelta(days=100)
        verifier_plafonds(
            [
                (lambda s=source: s(personne=monde.equipe, maintenant=plus_tard), 2)
                for source in registres.a_traiter_de_promotion
            ],
            lambda: scenes.agrandir(monde),
        )
