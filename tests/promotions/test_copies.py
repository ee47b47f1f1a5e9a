"""A promotion on the pattern of another, and the preview with all its dates."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from parcours.promotions.actions.deplacements import deplacer_rencontre
from parcours.promotions.actions.echeances import modifier_echeance
from parcours.promotions.actions.rencontres import modifier_rencontre
from parcours.promotions.lectures.calendrier import calculer, refuser
from parcours.promotions.lectures.copies import dates_comme
from parcours.promotions.lectures.deplacements import prevoir_deplacement
from parcours.promotions.models import Echeance, Promotion
from parcours.travaux.actions.parcours import commencer_version, publier_version
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from tests import scenes
from tests.plafonds import PAGE, TABLEAU, verifier_plafond, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def debut(monde):
    """So many whole weeks after the former one's first day that it is to come."""
    return monde.promotion.debut + timedelta(weeks=60)


def ecarts(promotion):
    """Each date of a promotion, in days (and hours) from its first."""
    return [
        sorted(
            (r.titre, (localdate(r.debut) - promotion.debut).days, localtime(r.debut).time())
            for r in promotion.rencontres.maintenues().order_by("pk")
        ),
        [
            (e.livrable_du_le - promotion.debut).days
            for e in promotion.etapes.filter(livrable_du_le__isnull=False).order_by("ordre")
        ],
        sorted(
            (
                e.titre,
                (e.le - promotion.debut).days,
                e.jusquau and (e.jusquau - promotion.debut).days,
            )
            for e in Echeance.objects.de(promotion).order_by("pk")
        ),
    ]


def bouger(monde):
    """The promotion lived: a session moved, a visite another hour, a window shortened."""
    session = monde.promotion.rencontres.select_related("etape", "promotion").get(
        nature="session", etape__ordre=3
    )
    debut = session.debut + timedelta(days=7)
    deplacer_rencontre(
        par=monde.equipe,
        rencontre=session,
        debut=debut,
        empreinte=prevoir_deplacement(session, debut).empreinte,
        instant=debut,
    )
    visite = monde.promotion.rencontres.get(nature="visite", etape__ordre=1)
    modifier_rencontre(
        par=monde.equipe,
        rencontre=visite,
        debut=visite.debut + timedelta(hours=2),
        fin=visite.fin + timedelta(hours=2),
    )
    fenetre = Echeance.objects.de(monde.promotion).filter(genre="coaching").order_by("le")[0]
    modifier_echeance(
        par=monde.equipe,
        echeance=fenetre,
        titre=fenetre.titre,
        le=fenetre.le + timedelta(days=1),
        jusquau=fenetre.jusquau,
    )


def saisie(page):
    """What the preview would send back."""
    form = page.context["form"]
    envoi = {"parcours": form.parcours.code, "version": form.parcours.version, "acte": "ouvrir"}
    for champ in form:
        valeur = champ.value()
        if champ.name == "structures":
            envoi[champ.name] = [str(v) for v in valeur]
        else:
            envoi[champ.name] = champ.field.widget.format_value(valeur) or ""
    return envoi


class TestReprendre:
    def test_the_dates_are_those_of_the_former_from_another_day(self, monde, client_de, debut):
        bouger(monde)
        client = client_de(monde.equipe)
        url = reverse("equipe:reprendre_promotion", args=[monde.promotion.code])
        assert client.get(url).status_code == 200
        adresse = {"nom": "La suivante", "debut": debut.isoformat(), "structures": "on"}
        page = client.get(url, adresse)
        assert not Promotion.objects.filter(nom="La suivante").exists()
        assert page.context["choisies"] == monde.promotion.binomes.count()
        answer = client.post(reverse("equipe:nouvelle_promotion"), saisie(page))
        assert answer.status_code == 303, page.context["form"].errors
        copie = Promotion.objects.get(nom="La suivante")
        titres = {r.titre for r in monde.promotion.rencontres.order_by("pk")}
        assert {r.titre for r in copie.rencontres.order_by("pk")} == titres
        assert ecarts(copie) == ecarts(monde.promotion)
        assert set(copie.binomes.values_list("structure", flat=True)) == set(
            monde.promotion.binomes.values_list("structure", flat=True)
        )

    def test_the_version_is_the_same_or_the_latest(self, monde, client_de, debut):
        brouillon = commencer_version(par=monde.equipe, parcours=monde.promotion.parcours)
        publier_version(par=monde.equipe, parcours=brouillon)
        client = client_de(monde.equipe)
        url = reverse("equipe:reprendre_promotion", args=[monde.promotion.code])
        adresse = {"nom": "La suivante", "debut": debut.isoformat()}
        assert client.get(url, adresse).status_code == 422  # which version is to be said
        for version, attendu in (("meme", monde.promotion.parcours), ("derniere", brouillon)):
            page = client.get(url, adresse | {"version": version, "nom": f"Suite {version}"})
            answer = client.post(reverse("equipe:nouvelle_promotion"), saisie(page))
            assert answer.status_code == 303
            copie = Promotion.objects.get(nom=f"Suite {version}")
            assert copie.parcours == attendu
            assert ecarts(copie) == ecarts(monde.promotion)

    def test_a_first_day_past_is_said_and_what_was_typed_kept(self, monde, client_de):
        url = reverse("equipe:reprendre_promotion", args=[monde.promotion.code])
        hier = timezone.localdate() - timedelta(days=1)
        page = client_de(monde.equipe).get(url, {"nom": "Gardé", "debut": hier.isoformat()})
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"debut"})
        assert 'value="Gardé"' in page.content.decode()

    def test_ceilings_at_two_sizes(self, monde, client_de, debut):
        client = client_de(monde.equipe)
        url = reverse("equipe:reprendre_promotion", args=[monde.promotion.code])
        adresse = {"nom": "A", "debut": debut.isoformat(), "structures": "on"}
        verifier_plafonds(
            [(lambda: client.get(url), PAGE), (lambda: client.get(url, adresse), TABLEAU)],
            lambda: scenes.agrandir(monde),
        )


class TestLesEcheancesDeLApercu:
    def test_a_window_that_closes_before_it_opens_is_refused_at_its_row(self, monde, debut):
        parcours = scenes.parcours()
        nom, prevue = next(
            (nom, prevue)
            for nom, prevue in calculer(parcours, debut).echeances()
            if prevue.jusquau is not None
        )
        dates = {nom: (prevue.le, prevue.le - timedelta(days=1))}
        refus = refuser(calculer(parcours, debut, dates=dates), aujourdhui=debut)
        assert [un.constraint for un in refus] == [f"date-{nom}"]
        dates = {nom: (prevue.le, prevue.le)}
        assert refuser(calculer(parcours, debut, dates=dates), aujourdhui=debut) == []

    def test_they_are_seen_warned_of_and_follow_their_session(self, monde, client_de, debut):
        client = client_de(monde.equipe)
        url = reverse("equipe:nouvelle_promotion")
        page = client.get(url, {"nom": "A", "debut": debut.isoformat()})
        assert len(page.context["accompagnements"]) == 18
        form = page.context["form"]
        session = form.calendrier.sessions()[1]
        envoi = saisie(page) | {"acte": "recalculer"}
        envoi[f"jour_{session.modele.pk}"] = (
            localdate(session.debut) + timedelta(days=2)
        ).isoformat()
        touchee = next(n for n, p in form.calendrier.echeances() if p.titre.startswith("Lettre"))
        choisi = debut + timedelta(days=40)
        envoi[f"le_{touchee}"] = choisi.isoformat()
        apres = client.post(url, envoi).context["form"]
        avant = {n: (p.le, p.jusquau) for n, p in form.calendrier.echeances()}
        bouge = {
            p.titre: (p.le - avant[n][0]).days
            for n, p in apres.calendrier.echeances()
            if (p.le, p.jusquau) != avant[n]
        }
        assert bouge.pop("Lettre dédiée 1 : vers la session 2") == (choisi - avant[touchee][0]).days
        assert bouge == {
            "Coaching entre les sessions 1 et 2": 0,
            "Coaching entre les sessions 2 et 3": 2,
            "Lettre dédiée 2 : vers la session 3": 2,
            "Rappel du travail attendu : Bilan des actions entreprises et des freins rencontrés": 2,
            "Trois questions à la fin de la session 2": 2,
        }

    def test_a_copy_leaves_what_the_parcours_no_longer_has(self, monde, debut):
        comme = dates_comme(monde.promotion, scenes.parcours(), debut)
        assert len(comme["debuts"]) == 9
        assert len(comme["dates"]) == 18


class TestUneEcheance:
    @pytest.fixture
    def fenetre(self, monde):
        return Echeance.objects.de(monde.promotion).filter(genre="coaching").order_by("le")[0]

    def test_its_days_change_by_the_equipe_alone(self, monde, fenetre, client_de):
        url = reverse("equipe:echeance", args=[monde.promotion.code, fenetre.pk])
        envoi = {
            "titre": "Coaching du printemps",
            "le": fenetre.le.isoformat(),
            "jusquau": fenetre.jusquau.isoformat(),
        }
        client = client_de(monde.equipe)
        assert client.get(url).status_code == 200
        assert client.post(url, envoi).status_code == 303
        page = client.post(url, envoi | {"jusquau": (fenetre.le - timedelta(days=1)).isoformat()})
        assert (page.status_code, set(page.context["form"].errors)) == (409, {"jusquau"})
        assert 'value="Coaching du printemps"' in page.content.decode()
        fenetre.refresh_from_db()
        assert fenetre.titre == "Coaching du printemps"
        with pytest.raises(AccesRefuse):
            modifier_echeance(par=monde.coach, echeance=fenetre, titre="x", le=fenetre.le)
        with pytest.raises(RegleViolee, match="se ferme"):
            modifier_echeance(par=monde.equipe, echeance=fenetre, titre="x", le=fenetre.le)

    def test_the_promotion_s_page_lists_them_and_the_path_draws_the_windows(self, monde, client_de):
        page = client_de(monde.equipe).get(reverse("equipe:promotion", args=[monde.promotion.code]))
        assert page.context["echeances"]
        assert len(page.context["echeances"] + page.context["echeances_passees"]) == 18
        chemin = client_de(monde.catalyseur).get(monde.promotion.get_absolute_url())
        assert "Coaching entre les sessions 1 et 2" in chemin.content.decode()
        assert Echeance.objects.visibles_par(monde.catalyseur).de(monde.promotion).count() == 3
        assert not Echeance.objects.visibles_par(monde.ailleurs).de(monde.promotion).exists()

    def test_ceiling(self, monde, fenetre, client_de):
        client = client_de(monde.equipe)
        url = reverse("equipe:echeance", args=[monde.promotion.code, fenetre.pk])
        verifier_plafond(lambda: client.get(url), lambda: scenes.agrandir(monde))
