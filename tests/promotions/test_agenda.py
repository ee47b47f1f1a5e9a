"""« Mon agenda »: what each sees, how it is shown, the private feed and who may still read it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from parcours.promotions.actions.agenda import ouvrir_flux, revoquer_flux
from parcours.promotions.actions.binomes import terminer_participation
from parcours.promotions.actions.rencontres import (
    annuler_rencontre,
    modifier_rencontre,
    planifier_rencontre,
)
from parcours.promotions.lectures.agenda import composer_agenda, lire_mois, rendez_vous_de
from parcours.promotions.models import FluxAgenda, Participation
from parcours.promotions.models.binomes import MembreComite
from parcours.travaux.models import Livrable
from rameau.comptes.actions.personnes import desactiver_personne, nommer_dans_equipe
from territoires.models import Territoire
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds
from tests.promotions.agenda_scenes import lire

pytestmark = pytest.mark.django_db

LOIN = {"du": date(2000, 1, 1), "au": date(2100, 1, 1)}


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def session(monde):
    return monde.promotion.rencontres.get(nature="session", etape__ordre=3)


def titres(personne, **kwargs):
    return [r.titre for r in rendez_vous_de(scenes.relire(personne), **LOIN | kwargs)]


def page(client, **demande):
    return client.get(reverse("agenda:agenda"), demande)


def adresse(monde):
    """A new private address of the catalyseur."""
    jeton = ouvrir_flux(par=monde.catalyseur, instant=timezone.now())
    return reverse("agenda:flux", args=[jeton])


def mois(instant):
    return f"{localdate(instant):%Y-%m}"


class TestCeQueChacunVoit:
    def test_a_catalyseur_has_her_rencontres_and_the_works_of_her_binome(self, monde):
        siens = titres(monde.catalyseur)
        assert sum(t.startswith("Session ") for t in siens) == 4
        assert sum(t.endswith(": attendu") for t in siens) == 3
        cles = {r.cle for r in rendez_vous_de(monde.catalyseur, **LOIN)}
        assert {f"livrable-{t.pk}" for t in monde.binome.livrables.all()} < cles
        assert f"livrable-{monde.autre_binome.livrables.all()[0].pk}" not in cles
        assert not any("voisine" in r.description for r in rendez_vous_de(monde.autre, **LOIN))

    def test_an_extension_moves_the_work_of_its_binome_alone(self, monde):
        travail = monde.livrable("plan")
        nouveau = travail.du_le + timedelta(days=5)
        scenes.forcer(lambda: Livrable.objects.filter(pk=travail.pk).update(du_le=nouveau))

        def jour(qui, nature):
            return {
                r.debut
                for r in rendez_vous_de(qui, **LOIN)
                if r.nature == "travail" and r.titre.startswith(travail.titre)
            }

        assert jour(monde.catalyseur, "plan") == {nouveau}
        assert jour(monde.autre, "plan") == {travail.du_le}
        # The équipe sees both days, one line for each.
        assert jour(monde.equipe, "plan") >= {nouveau, travail.du_le}

    def test_a_coach_has_those_of_her_binomes_and_their_works_counted(self, monde):
        siens = rendez_vous_de(monde.coach, **LOIN)
        travaux = [r for r in siens if r.nature == "travail"]
        assert [r.description.split(" de ")[-1] for r in travaux] == ["1\u00a0binôme."] * 3
        assert sum(r.nature == "session" for r in siens) == 4

    def test_the_equipe_follows_the_open_promotions(self, monde):
        descriptions = {r.description.split(",")[0] for r in rendez_vous_de(monde.equipe, **LOIN)}
        assert {"Promotion en cours", "Promotion voisine"} <= descriptions
        assert "Promotion close" not in descriptions

    def test_who_is_of_the_equipe_and_of_a_binome_has_her_work_once(self, monde):
        nommer_dans_equipe(par=None, personne=monde.catalyseur, jour=localdate())
        elle, plan = scenes.relire(monde.catalyseur), monde.livrable("plan")
        ce_jour = rendez_vous_de(elle, du=plan.du_le, au=plan.du_le)
        assert [r.cle for r in ce_jour if r.cle == f"livrable-{plan.pk}"]
        [autres] = [r for r in ce_jour if r.cle.startswith(f"travaux-{plan.etape_id}-")]
        assert "de 3\u00a0binômes" in autres.description

    def test_the_committee_has_what_is_open_to_it(self, monde):
        assert {r.nature for r in rendez_vous_de(monde.comite, **LOIN)} == {"journee"}
        scenes.forcer(
            lambda: MembreComite.objects.filter(personne=monde.comite).update(
                jusqua=localdate() - timedelta(days=1)
            )
        )
        assert titres(monde.comite) == []

    def test_who_has_left_has_nothing_left(self, monde):
        terminer_participation(
            par=monde.equipe,
            participation=Participation.objects.get(personne=monde.catalyseur),
            motif="Change de métier",
            instant=timezone.now(),
        )
        assert titres(monde.catalyseur) == []

    def test_how_to_come_stays_on_its_page(self, monde, session):
        modifier_rencontre(
            par=monde.equipe, rencontre=session, acces="Demander Madame Martin", lieu="Tours"
        )
        ligne = next(r for r in rendez_vous_de(monde.catalyseur, **LOIN) if r.lieu == "Tours")
        assert "Martin" not in repr(ligne)


class TestLaPage:
    def test_the_month_and_the_list_are_in_the_address(self, monde, session, client_de):
        client = client_de(monde.catalyseur)
        reponse = page(client, mois=mois(session.debut))
        semaines = reponse.context["page"].semaines
        assert {len(semaine) for semaine in semaines} == {7}
        assert semaines[0][0].date.weekday() == 0
        [jour] = [j for s in semaines for j in s if j.date == localdate(session.debut)]
        assert [ligne.rendez_vous.titre for ligne in jour.lignes] == ["Session 3 : approfondir"]
        html = reponse.content.decode()
        assert '<th scope="col">lundi</th>' in html
        assert "9\u00a0h\u00a030 – 16\u00a0h\u00a030" in html
        liste = page(client, mois=mois(session.debut), vue="liste")
        assert "<table" not in liste.content.decode()
        assert liste.context["page"].semaines == []
        assert liste.context["page"].jours[0].date >= localdate(session.debut).replace(day=1)

    @pytest.mark.parametrize("texte", ["", "hier", "2026-13", "1200-01", "9999-12", "2026-11-03"])
    def test_a_month_that_is_none_is_this_one(self, texte):
        assert lire_mois(texte, aujourdhui=date(2026, 11, 21)) == date(2026, 11, 1)

    def test_arrows_keep_the_choice(self, monde, client_de):
        client = client_de(monde.catalyseur)
        contexte = page(client, mois="2026-12", nature="session").context
        assert contexte["suivant"] == "?mois=2027-01&nature=session"
        contexte = page(client, mois="2026-12", vue="liste").context
        assert contexte["precedent"] == "?mois=2026-09&vue=liste"

    def test_one_kind_at_a_time(self, monde, session, client_de):
        reponse = page(client_de(monde.catalyseur), mois=mois(session.debut), nature="travail")
        montres = {
            ligne.rendez_vous.nature for j in reponse.context["page"].jours for ligne in j.lignes
        }
        assert montres <= {"travail"}
        assert ("session", "session collective") in reponse.context["page"].natures

    def test_a_cancelled_rencontre_is_said_cancelled(self, monde, session, client_de):
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        html = page(client_de(monde.catalyseur), mois=mois(session.debut)).content.decode()
        assert '<span class="rdv__annule">annulé</span>' in html

    def test_one_s_own_time_is_shown_when_it_differs(self, monde, session, client_de):
        client = client_de(monde.catalyseur)
        assert "chez vous" not in page(client, mois=mois(session.debut)).content.decode()
        scenes.forcer(
            lambda: Territoire.objects.filter(pk=monde.binome.territoire_id).update(
                fuseau="Indian/Reunion"
            )
        )
        la_bas = session.debut.astimezone(ZoneInfo("Indian/Reunion"))
        html = page(client, mois=mois(session.debut)).content.decode()
        assert f"chez vous ({monde.binome.territoire.nom})" in html.replace("&#x27;", "'")
        assert f"{la_bas.hour}\u00a0h\u00a030 –" in html

    def test_a_rencontre_until_midnight_is_of_one_day(self, monde):
        soir = datetime.combine(date(2027, 3, 2), time(22), ZoneInfo("Europe/Paris"))
        planifier_rencontre(
            par=monde.equipe,
            promotion=monde.promotion,
            nature="visite",
            titre="Une soirée",
            debut=soir,
            fin=soir + timedelta(hours=2),
        )
        agenda = composer_agenda(
            monde.catalyseur,
            mois=date(2027, 3, 1),
            liste=True,
            nature="visite",
            aujourdhui=date(2027, 3, 1),
        )
        assert [j.date for j in agenda.jours if j.date.month == 3] == [date(2027, 3, 2)]

    def test_a_night_that_began_the_month_before_is_there(self, monde):
        soir = datetime.combine(date(2027, 3, 31), time(23), ZoneInfo("Europe/Paris"))
        planifier_rencontre(
            par=monde.equipe,
            promotion=monde.promotion,
            nature="visite",
            titre="Une nuit",
            debut=soir,
            fin=soir + timedelta(hours=2),
        )

        def nuits(mois):
            agenda = composer_agenda(
                monde.catalyseur, mois=mois, liste=True, nature="visite", aujourdhui=mois
            )
            lignes = [(jour.date, ligne) for jour in agenda.jours for ligne in jour.lignes]
            return [jour for jour, ligne in lignes if ligne.rendez_vous.titre == "Une nuit"]

        assert nuits(date(2027, 4, 1)) == [date(2027, 4, 1)]
        # A list of three months holds its last day.
        assert nuits(date(2027, 1, 1)) == [date(2027, 3, 31)]

    def test_the_file_of_one_rencontre(self, monde, session, client_de):
        url = reverse("parcours:rencontre_ics", args=[monde.promotion.code, session.pk])
        reponse = client_de(monde.catalyseur).get(url)
        assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
        [un] = lire(reponse.content).walk("VEVENT")
        assert un["DTSTART"].dt == session.debut
        lien = client_de(monde.catalyseur).get(session.get_absolute_url()).content.decode()
        assert url in lien

    def test_ceilings_at_two_sizes(self, monde, session, client_de):
        jeton = ouvrir_flux(par=monde.equipe, instant=timezone.now())
        pages = [
            (client_de(qui), f"{reverse('agenda:agenda')}?mois={mois(session.debut)}{vue}")
            for qui in (monde.catalyseur, monde.coach, monde.equipe)
            for vue in ("", "&vue=liste")
        ]
        pages += [
            (Client(), reverse("agenda:flux", args=[jeton])),
            (client_de(monde.catalyseur), reverse("agenda:abonnement")),
        ]

        def grossir():
            scenes.agrandir(monde)
            for jours in range(10):
                debut = session.debut + timedelta(days=jours, hours=10)
                planifier_rencontre(
                    par=monde.equipe,
                    promotion=monde.promotion,
                    nature="visite",
                    titre="Une visite de plus",
                    debut=debut,
                    fin=debut + timedelta(hours=1),
                )

        verifier_plafonds([(lambda c=c, u=u: c.get(u), PAGE) for c, u in pages], grossir)


class TestLeFlux:
    @pytest.fixture
    def url(self, monde):
        return adresse(monde)

    def evenements(self, url):
        reponse = Client().get(url)
        assert reponse.status_code == 200
        return {str(e["UID"]).split("@")[0]: e for e in lire(reponse.content).walk("VEVENT")}

    def test_it_holds_what_the_person_sees_without_sign_in(self, monde, session, url):
        evenements = self.evenements(url)
        un = evenements[f"rencontre-{session.pk}"]
        assert (un["DTSTART"].dt, un["STATUS"]) == (session.debut, "CONFIRMED")
        plan = monde.livrable("plan")
        travail = evenements[f"livrable-{plan.pk}"]
        # A whole day ends, by the norm, when the next begins.
        assert (travail["DTSTART"].dt, travail["DTEND"].dt) == (
            plan.du_le,
            plan.du_le + timedelta(days=1),
        )
        # The calendar of one's telephone keeps what is past, for a quarter.
        passee = monde.promotion.rencontres.get(nature="session", etape__ordre=1)
        assert f"rencontre-{passee.pk}" in evenements
        texte = Client().get(url).content.decode()
        for autrui in (monde.catalyseur2, monde.coach, monde.equipe, monde.catalyseur):
            assert autrui.email not in texte
            assert autrui.prenom not in texte

    def test_it_follows_a_move_and_a_cancellation(self, monde, session, url):
        plus_tard = session.debut + timedelta(hours=1)
        modifier_rencontre(par=monde.equipe, rencontre=session, debut=plus_tard)
        un = self.evenements(url)[f"rencontre-{session.pk}"]
        assert (un["DTSTART"].dt, un["SEQUENCE"]) == (plus_tard, 1)
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        un = self.evenements(url)[f"rencontre-{session.pk}"]
        assert (un["STATUS"], un["SEQUENCE"]) == ("CANCELLED", 2)

    def test_nothing_new_costs_no_calendar(self, monde, session, url):
        client = Client()
        reponse = client.get(url)
        assert reponse["Cache-Control"] == "private, no-cache"
        assert "Set-Cookie" not in reponse
        encore = client.get(url, headers={"If-None-Match": reponse["ETag"]})
        assert (encore.status_code, encore.content) == (304, b"")
        assert encore["Cache-Control"] == "private, no-cache"
        modifier_rencontre(par=monde.equipe, rencontre=session, lieu="Blois")
        assert client.get(url, headers={"If-None-Match": reponse["ETag"]}).status_code == 200

    def test_a_leaked_address_dies_when_renewed_or_revoked(self, monde, url):
        nouvelle = adresse(monde)
        reponse = Client().get(url)
        assert (reponse.status_code, reponse["Cache-Control"]) == (410, "private, no-cache")
        assert Client().get(nouvelle).status_code == 200
        revoquer_flux(par=monde.catalyseur, instant=timezone.now())
        assert Client().get(nouvelle).status_code == 410
        assert Client().get(reverse("agenda:flux", args=["au-hasard"])).status_code == 404

    def test_a_hat_taken_away_takes_its_events(self, monde, session, url):
        terminer_participation(
            par=monde.equipe,
            participation=Participation.objects.get(personne=monde.catalyseur),
            motif="Change de métier",
            instant=timezone.now(),
        )
        assert self.evenements(url) == {}
        desactiver_personne(par=monde.equipe, personne=monde.catalyseur, instant=timezone.now())
        assert Client().get(url).status_code == 404

    def test_the_address_is_shown_once_and_kept_nowhere(self, monde, client_de):
        client, url = client_de(monde.catalyseur), reverse("agenda:abonnement")
        assert client.get(url).context["flux"] is None
        reponse = client.post(url, follow=True)
        adresse = reponse.context["adresse"]
        assert adresse in reponse.content.decode()
        jeton = adresse.rsplit("/", 1)[1].removesuffix(".ics")
        assert jeton not in repr(list(FluxAgenda.objects.values()))
        assert client.get(url).context["adresse"] == ""
        assert Client().get(reverse("agenda:flux", args=[jeton])).status_code == 200
        assert client.post(reverse("agenda:revoquer")).status_code == 303
        assert Client().get(reverse("agenda:flux", args=[jeton])).status_code == 410

    def test_the_database_holds_one_open_address_per_person(self, monde, url):
        regle = scenes.refus_de_la_base(
            lambda: FluxAgenda.objects.create(
                personne=monde.catalyseur, empreinte="x", cree_le=timezone.now()
            )
        )
        assert regle.constraint == "flux_agenda_un_ouvert"
