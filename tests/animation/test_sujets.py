"""The topic of stage 3: proposed by all, chosen by a secret vote, confirmed by the équipe."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from parcours.animation.actions.sujets import (
    confirmer_sujet,
    fixer_scrutin,
    proposer_sujet,
    retirer_sujet,
    voter,
)
from parcours.animation.models import Bulletin, Scrutin, Sujet
from parcours.promotions.actions.rencontres import annuler_rencontre
from parcours.promotions.models import Sequence
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import EntreeJournal
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db

HEURE = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


def proposer(monde, titre="Financer l'animation", par=None, **kwargs):
    return proposer_sujet(
        par=par or monde.catalyseur,
        promotion=kwargs.pop("promotion", monde.promotion),
        titre=titre,
        instant=kwargs.pop("instant", timezone.now() - 5 * HEURE),
        **kwargs,
    )


def ouvrir(monde, debut=-HEURE, fin=HEURE):
    """A vote around now, its dates set while nothing had begun."""
    maintenant = timezone.now()
    return fixer_scrutin(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvre_le=maintenant + debut,
        ferme_le=maintenant + fin,
        instant=maintenant + debut - 3 * HEURE,
    )


def deposer(scrutin, par, sujet, instant=None):
    voter(par=par, scrutin=scrutin, sujet=sujet, instant=instant or timezone.now())


class TestActions:
    def test_participants_and_the_equipe_propose_until_the_vote_opens(self, monde):
        sujet = proposer(monde)
        proposer(monde, "Un sujet de l'équipe", par=monde.equipe, origine="Freins en commun")
        for par in (monde.coach, monde.ailleurs, monde.comite):
            with pytest.raises(AccesRefuse):
                proposer(monde, "Refusé", par=par)
        with pytest.raises(AccesRefuse):
            proposer(monde, "Refusé", par=monde.alumni, promotion=monde.close)
        with pytest.raises(RegleViolee, match="déjà proposé"):
            proposer(monde, par=monde.autre)
        with pytest.raises(AccesRefuse):
            retirer_sujet(par=monde.autre, sujet=sujet, instant=timezone.now())
        retirer_sujet(par=monde.catalyseur, sujet=sujet, instant=timezone.now())
        proposer(monde, par=monde.autre)
        ouvrir(monde)
        with pytest.raises(RegleViolee, match="ne change plus"):
            proposer(monde, "Trop tard", instant=timezone.now())
        with pytest.raises(RegleViolee, match="ne change plus"):
            retirer_sujet(
                par=monde.equipe,
                sujet=Sujet.objects.proposes().order_by("pk")[0],
                instant=timezone.now(),
            )

    def test_one_ballot_each_that_may_change_until_the_close(self, monde):
        un, deux = proposer(monde), proposer(monde, "Associer les entreprises")
        scrutin = ouvrir(monde)
        deposer(scrutin, monde.catalyseur, un)
        deposer(scrutin, monde.catalyseur, deux)
        deposer(scrutin, monde.autre, un, scrutin.ferme_le - timedelta(seconds=1))
        assert sorted(Bulletin.objects.order_by("pk").values_list("votant", "sujet")) == sorted(
            [(monde.catalyseur.pk, deux.pk), (monde.autre.pk, un.pk)]
        )

    def test_before_after_and_from_elsewhere_it_is_refused(self, monde):
        sujet = proposer(monde)
        scrutin = ouvrir(monde)
        with pytest.raises(RegleViolee, match="pas encore ouvert"):
            deposer(scrutin, monde.catalyseur, sujet, scrutin.ouvre_le - timedelta(seconds=1))
        with pytest.raises(RegleViolee, match="Le vote est fermé"):
            deposer(scrutin, monde.catalyseur, sujet, scrutin.ferme_le)
        for par in (monde.ailleurs, monde.coach, monde.equipe, monde.comite):
            with pytest.raises(AccesRefuse):
                deposer(scrutin, par, sujet)
        assert not Bulletin.objects.exists()

    @pytest.mark.parametrize(
        ("champs", "regle"),
        [
            ({"depose_le": -2}, "regle_bulletin_avant"),
            ({"depose_le": 2}, "regle_bulletin_apres"),
            ({"votant": "coach"}, "regle_bulletin_votant"),
            ({"sujet": "retire"}, "regle_bulletin_sujet"),
            ({}, "bulletin_unique"),
        ],
    )
    def test_the_database_holds_it(self, monde, champs, regle):
        sujet, retire = proposer(monde), proposer(monde, "Retiré")
        retirer_sujet(par=monde.catalyseur, sujet=retire, instant=timezone.now() - 4 * HEURE)
        scrutin = ouvrir(monde)
        deposer(scrutin, monde.autre, sujet)
        votant = monde.autre if regle == "bulletin_unique" else monde.catalyseur
        bulletin = Bulletin(
            scrutin=scrutin,
            votant=monde.coach if "votant" in champs else votant,
            sujet=retire if "sujet" in champs else sujet,
            depose_le=timezone.now() + champs.get("depose_le", 0) * HEURE,
        )
        assert scenes.refus_de_la_base(bulletin.save).constraint == regle

    def test_the_dates_of_a_vote(self, monde):
        with pytest.raises(AccesRefuse):
            fixer_scrutin(
                par=monde.coach,
                promotion=monde.promotion,
                ouvre_le=timezone.now(),
                ferme_le=timezone.now() + HEURE,
                instant=timezone.now(),
            )
        with pytest.raises(RegleViolee, match="ferme après avoir ouvert"):
            ouvrir(monde, HEURE, HEURE)
        scrutin = ouvrir(monde)

        def changer(ouvre, ferme, instant):
            return fixer_scrutin(
                par=monde.equipe,
                promotion=monde.promotion,
                ouvre_le=ouvre,
                ferme_le=ferme,
                instant=instant,
            )

        maintenant = timezone.now()
        prolonge = changer(scrutin.ouvre_le, maintenant + 9 * HEURE, maintenant)
        assert prolonge.ferme_le > scrutin.ferme_le
        with pytest.raises(RegleViolee, match="seule sa fermeture"):
            changer(maintenant + HEURE, maintenant + 9 * HEURE, maintenant)
        with pytest.raises(RegleViolee, match="à venir"):
            changer(scrutin.ouvre_le, maintenant - timedelta(minutes=1), maintenant)
        with pytest.raises(RegleViolee, match="ne rouvre pas"):
            changer(maintenant + 20 * HEURE, maintenant + 30 * HEURE, maintenant + 10 * HEURE)
        assert Scrutin.objects.count() == 1

    def test_the_topic_confirmed_titles_the_theory_of_session_3(self, monde):
        sujet = proposer(monde)
        scrutin = ouvrir(monde)
        with pytest.raises(RegleViolee, match="une fois le vote fermé"):
            confirmer_sujet(par=monde.equipe, scrutin=scrutin, sujet=sujet, instant=timezone.now())
        ailleurs = proposer(
            monde,
            "Ailleurs",
            par=monde.ailleurs,
            promotion=monde.ailleurs.participations.get().binome.promotion,
        )
        fin = scrutin.ferme_le
        with pytest.raises(RegleViolee, match="pas proposé"):
            confirmer_sujet(par=monde.equipe, scrutin=scrutin, sujet=ailleurs, instant=fin)
        with pytest.raises(AccesRefuse):
            confirmer_sujet(par=monde.catalyseur, scrutin=scrutin, sujet=sujet, instant=fin)
        confirmer_sujet(par=monde.equipe, scrutin=scrutin, sujet=sujet, instant=fin)
        theories = Sequence.objects.filter(
            rencontre__promotion=monde.promotion, temps="theorie", titre=sujet.titre
        )
        assert theories.get().rencontre.etape.ordre == 3

    def test_neither_a_topic_taken_back_nor_a_session_cancelled_is_titled(self, monde):
        sujet, retire = proposer(monde), proposer(monde, "Retiré")
        retirer_sujet(par=monde.catalyseur, sujet=retire, instant=timezone.now() - 4 * HEURE)
        scrutin = ouvrir(monde)
        with pytest.raises(RegleViolee, match="pas proposé"):
            confirmer_sujet(
                par=monde.equipe, scrutin=scrutin, sujet=retire, instant=scrutin.ferme_le
            )
        session = monde.promotion.rencontres.sessions().get(etape__ordre=3)
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        confirmer_sujet(par=monde.equipe, scrutin=scrutin, sujet=sujet, instant=scrutin.ferme_le)
        assert not Sequence.objects.filter(titre=sujet.titre).exists()

    def test_nobody_proposes_in_a_closed_promotion(self, monde):
        with pytest.raises(AccesRefuse):
            proposer(monde, par=monde.equipe, promotion=monde.close)

    def test_the_journal_says_neither_the_ballot_nor_the_choice(self, monde):
        sujet = proposer(monde)
        deposer(ouvrir(monde), monde.catalyseur, sujet)
        ligne = EntreeJournal.objects.get(verbe="sujets.voter")
        assert (ligne.type_objet, ligne.objet_id, ligne.avant, ligne.apres) == ("", None, {}, {})


class TestPages:
    def url(self, monde):
        return reverse("parcours:sujets", args=[monde.promotion.code])

    def test_propose_then_vote_then_change_one_s_mind(self, monde, client_de):
        client = client_de(monde.catalyseur)
        assert client.post(self.url(monde), {"titre": ""}).status_code == 422
        piste = client.get(self.url(monde)).context["pistes"][0]
        for titre in ("Associer les entreprises", piste):
            assert client.post(self.url(monde), {"titre": titre}).status_code == 303
        assert client.post(self.url(monde), {"titre": piste}).status_code == 409
        de_la_piste = Sujet.objects.get(titre=piste)
        assert de_la_piste.origine == "Piste du parcours"
        vote = reverse("parcours:bulletin", args=[monde.promotion.code])
        assert client.post(vote, {"sujet": de_la_piste.pk}).status_code == 404
        ouvrir(monde)
        assert client.post(vote, {}).status_code == 422
        assert client.post(vote, {"sujet": de_la_piste.pk}).status_code == 303
        page = client.get(self.url(monde))
        assert "Changer ma voix" in page.content.decode()
        assert page.context["resultats"] == []
        autre = Sujet.objects.exclude(pk=de_la_piste.pk).get()
        assert client.post(vote, {"sujet": autre.pk}).status_code == 303
        assert Bulletin.objects.get().sujet == autre

    def test_nobody_reads_a_ballot_and_the_result_waits_for_the_close(self, monde, client_de):
        sujet = proposer(monde)
        proposer(monde, "Sans aucune voix")
        scrutin = ouvrir(monde)
        deposer(scrutin, monde.catalyseur, sujet)
        staff = client_de(monde.equipe)
        pendant = staff.get(self.url(monde))
        assert "1\u00a0voix déposée" in pendant.content.decode()
        assert pendant.context["resultats"] == []
        assert monde.catalyseur2.nom_complet not in pendant.content.decode()
        tard = timezone.now() - 9 * HEURE
        scenes.forcer(lambda: Scrutin.objects.update(ouvre_le=tard, ferme_le=tard + HEURE))
        for client in (staff, client_de(monde.autre)):
            page = client.get(self.url(monde))
            assert [(s.titre, n) for s, n in page.context["resultats"]] == [
                (sujet.titre, 1),
                ("Sans aucune voix", 0),
            ]
        late = client_de(monde.autre).post(
            reverse("parcours:bulletin", args=[monde.promotion.code]), {"sujet": sujet.pk}
        )
        assert late.status_code == 409
        assert "Le vote est fermé" in late.content.decode()
        confirmer = reverse("equipe:confirmer_sujet", args=[monde.promotion.code, sujet.pk])
        assert staff.post(confirmer).status_code == 303
        assert "est le sujet retenu" in staff.get(self.url(monde)).content.decode()

    def test_the_equipe_sets_the_dates(self, monde, client_de):
        client = client_de(monde.equipe)
        url = reverse("equipe:scrutin", args=[monde.promotion.code])
        demain = localdate() + timedelta(days=1)
        envoi = {
            "jour_ouverture": demain.isoformat(),
            "heure_ouverture": "09:00",
            "jour_fermeture": demain.isoformat(),
            "heure_fermeture": "08:00",
        }
        refus = client.post(url, envoi)
        assert (refus.status_code, set(refus.context["dates"].errors)) == (409, {"jour_fermeture"})
        assert client.post(url, envoi | {"jour_ouverture": "un jour"}).status_code == 422
        assert client.post(url, envoi | {"heure_fermeture": "18:00"}).status_code == 303
        assert "Le vote ouvre le" in client_de(monde.autre).get(self.url(monde)).content.decode()

    def test_who_sees_it(self, monde, client_de):
        for qui in ("catalyseur", "autre", "coach", "equipe"):
            assert client_de(getattr(monde, qui)).get(self.url(monde)).status_code == 200
        for qui, status in (("ailleurs", 404), ("alumni", 404), ("comite", 403)):
            assert client_de(getattr(monde, qui)).get(self.url(monde)).status_code == status

    def test_ceilings_at_two_sizes(self, monde, client_de):
        sujet = proposer(monde)
        scrutin = ouvrir(monde, fin=9 * HEURE)
        clients = [client_de(monde.catalyseur), client_de(monde.equipe)]

        def grossir():
            deposer(scrutin, monde.autre, sujet)
            scenes.forcer(
                lambda: Sujet.objects.bulk_create(
                    Sujet(
                        promotion=monde.promotion,
                        titre=f"Sujet {n}",
                        propose_par=monde.autre,
                        propose_le=timezone.now(),
                    )
                    for n in range(20)
                )
            )

        verifier_plafonds([(lambda c=c: c.get(self.url(monde)), PAGE) for c in clients], grossir)
