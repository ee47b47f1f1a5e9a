"""What becomes of a roadmap's actions: when it may be said, by whom, and nothing lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.models import Promotion
from parcours.promotions.models.programmes import Option
from parcours.travaux.a_traiter.suivis import suivis_attendus
from parcours.travaux.actions.suivis import ecrire_suivi
from parcours.travaux.lectures.suivis import derniers_suivis
from parcours.travaux.models import Suivi, Version
from parcours.travaux.models.livrables import Partage
from parcours.travaux.models.suivis import moments_de
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.temps import ajouter_mois
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds
from tests.travaux.feuilles_scenes import remettre_la_feuille


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings):
    settings.DEMO = True


def terminer(monde, mois: int, etat: str = Promotion.Etat.CLOSE) -> None:
    """Say that the promotion ended so many months ago."""
    fin = ajouter_mois(timezone.localdate(), -mois)
    debut = fin - timedelta(days=270)
    scenes.forcer(
        lambda: Promotion.objects.filter(pk=monde.promotion.pk).update(
            fin=fin, debut=debut, etat=etat
        )
    )
    monde.promotion.refresh_from_db()


def dire(version, action: int | None = None, *, par, mois=6, revision=0, **mots) -> Suivi:
    contenu = version.contenu["elements"]
    premiere = next(e["id"] for e in contenu if e["nature"] == "action-prevue")
    return ecrire_suivi(
        par=par,
        version=Version.objects.select_related("livrable__binome__promotion__parcours").get(
            pk=version.pk
        ),
        mois=mois,
        id_action=action or premiere,
        etat=mots.pop("etat", "en-cours"),
        revision=revision,
        instant=timezone.now(),
        **mots,
    )


def page(monde, mois: int = 6) -> str:
    return reverse("parcours:suivi", args=[monde.promotion.code, monde.binome.pk, mois])


# --- when ------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_six_and_twelve_months_then_longer_when_the_parcours_says_so(monde):
    terminer(monde, 0)
    moments = moments_de(monde.promotion, aujourdhui=timezone.localdate())
    assert [m.mois for m in moments] == [6, 12]
    assert moments[0].le == ajouter_mois(monde.promotion.fin, 6)
    scenes.allumer(Option.SUIVI_LONG)
    longue = Promotion.objects.select_related("parcours").get(pk=monde.promotion.pk)
    moments = moments_de(longue, aujourdhui=timezone.localdate())
    assert [m.mois for m in moments] == [6, 12, 24, 36]


@pytest.mark.django_db
def test_it_opens_one_month_before_its_day(monde):
    terminer(monde, 0)
    fin = monde.promotion.fin
    veille = ajouter_mois(fin, 5) - timedelta(days=1)
    assert not moments_de(monde.promotion, aujourdhui=veille)[0].ouverte
    assert moments_de(monde.promotion, aujourdhui=ajouter_mois(fin, 5))[0].ouverte
    assert not moments_de(monde.promotion, aujourdhui=ajouter_mois(fin, 5))[0].venue


# --- who -------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_either_member_writes_after_the_closing_and_nobody_else(monde):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    une = dire(version, par=monde.catalyseur, mot="Lancée.", mesure="4 sur 10")
    assert (une.etat, une.mot, une.mesure, une.revision) == ("en-cours", "Lancée.", "4 sur 10", 1)
    suite = dire(version, par=monde.catalyseur2, etat="faite", revision=1)
    assert (suite.etat, suite.ecrit_par) == ("faite", monde.catalyseur2)
    for autre in (monde.autre, monde.coach, monde.equipe):
        with pytest.raises(AccesRefuse):
            dire(version, par=autre)
    with pytest.raises(AccesRefuse):
        dire(version, par=monde.catalyseur, mois=12)


@pytest.mark.django_db
def test_the_same_line_written_twice_keeps_both_texts(monde):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    dire(version, par=monde.catalyseur, mot="Le mien")
    with pytest.raises(VersionDepassee) as depassee:
        dire(version, par=monde.catalyseur2, mot="Le sien")
    assert depassee.value.actuel.mot == "Le mien"
    assert dire(version, par=monde.catalyseur2, mot="Le mien").revision == 1  # no harm


@pytest.mark.django_db
def test_the_database_refuses_an_action_that_was_not_handed_in(monde):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    with pytest.raises(RegleViolee, match="feuille de route remise"):
        dire(version, 10**9, par=monde.catalyseur)
    axe = next(e["id"] for e in version.contenu["elements"] if e["nature"] == "objectif")
    with pytest.raises(RegleViolee, match="feuille de route remise"):
        dire(version, axe, par=monde.catalyseur)
    action = dire(version, par=monde.catalyseur).action
    refus = scenes.refus_de_la_base(
        lambda: Suivi.objects.create(
            version=version,
            mois=7,
            action=action,
            etat="faite",
            ecrit_le=timezone.now(),
            ecrit_par=monde.catalyseur,
        )
    )
    assert refus.constraint == "suivi_mois"


@pytest.mark.django_db
def test_a_text_too_long_is_said_and_kept(monde, client_de):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    action = next(e["id"] for e in version.contenu["elements"] if e["nature"] == "action-prevue")
    donnees = {"action": action, "revision": 0, "etat": "faite", "mot": "m" * 2_001}
    reponse = client_de(monde.catalyseur).post(page(monde), donnees)
    assert reponse.status_code == 422
    assert "m" * 2_001 in reponse.content.decode()


# --- pages -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_line_is_saved_by_itself_and_a_conflict_shows_both(monde, client_de):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    action = next(e["id"] for e in version.contenu["elements"] if e["nature"] == "action-prevue")
    client = client_de(monde.catalyseur)
    donnees = {"action": action, "revision": 0, "etat": "en-cours", "mot": "Le premier mot"}
    reponse = client.post(page(monde), donnees)
    assert reponse.status_code == 303
    assert reponse.url.endswith(f"#action-{action}")
    conflit = client.post(page(monde), {**donnees, "mot": "Un autre mot"})
    assert conflit.status_code == 409
    html = conflit.content.decode()
    assert "Le premier mot" in html
    assert "Un autre mot" in html
    assert 'name="revision" value="1"' in html
    assert client.post(page(monde), {**donnees, "mot": "Un autre mot", "revision": 1}).status_code
    assert Suivi.objects.get().mot == "Un autre mot"


@pytest.mark.django_db
def test_readers_of_the_roadmap_read_its_follow_up(monde, client_de):
    version = remettre_la_feuille(monde, partage=Partage.PROMOTION)
    terminer(monde, 6)
    dire(version, par=monde.catalyseur, mot="Le tableau est tenu.")
    for nom, status in {
        "catalyseur2": 200,
        "autre": 200,
        "equipe": 200,
        "coach": 200,
        "comite": 404,
        "ailleurs": 404,
    }.items():
        reponse = client_de(getattr(monde, nom)).get(page(monde))
        assert reponse.status_code == status, nom
        if status == 200:
            assert "Le tableau est tenu." in reponse.content.decode()
    assert client_de(monde.catalyseur).get(page(monde, 24)).status_code == 404


@pytest.mark.django_db
def test_an_alumni_finds_it_on_her_home(monde, client_de):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    client = client_de(scenes.relire(monde.catalyseur))
    accueil = client.get("/").content.decode()
    assert page(monde) in accueil
    assert "Dire où en sont nos actions" in accueil
    dire(version, par=monde.catalyseur)
    assert "1 sur 2" in client.get("/").content.decode()


@pytest.mark.django_db
def test_the_equipe_sees_where_everyone_stands_and_is_told_when_nothing_comes(monde, client_de):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    maintenant = timezone.now()
    (fait,) = suivis_attendus(personne=monde.equipe, maintenant=maintenant)
    assert "suivi à 6 mois" in fait.texte
    assert monde.binome.nom in fait.texte
    assert suivis_attendus(personne=monde.coach, maintenant=maintenant) == []
    dire(version, par=monde.catalyseur)
    assert suivis_attendus(personne=monde.equipe, maintenant=maintenant) == []
    html = client_de(monde.equipe).get(fait.url).content.decode()
    assert "1 sur 2" in html
    assert "1 en cours" in html
    assert html.count("feuille de route pas remise") == 3
    tard = suivis_attendus(personne=monde.equipe, maintenant=maintenant + timedelta(days=200))
    assert "suivi à 12 mois" in tard[0].texte


@pytest.mark.django_db
def test_the_thread_ends_with_what_was_said_last(monde):
    version = remettre_la_feuille(monde)
    terminer(monde, 12)
    dire(version, par=monde.catalyseur, etat="en-cours")
    dernier = dire(version, par=monde.catalyseur, mois=12, etat="faite")
    assert derniers_suivis([version], personne=monde.catalyseur) == {dernier.action: dernier}
    assert derniers_suivis([version], personne=monde.ailleurs) == {}


@pytest.mark.django_db
def test_the_pages_cost_no_more_with_more_to_show(monde, client_de):
    version = remettre_la_feuille(monde)
    terminer(monde, 6)
    alumni = scenes.relire(monde.catalyseur)
    client, equipe = client_de(alumni), client_de(monde.equipe)
    tous = reverse("equipe:suivis", args=[monde.promotion.code])

    def grossir() -> None:
        terminer(monde, 6, Promotion.Etat.EN_COURS)
        autre = remettre_la_feuille(monde, binome=monde.autre_binome, membre=monde.autre, actions=9)
        terminer(monde, 6)
        dire(version, par=alumni)
        for element in autre.contenu["elements"]:
            if element["nature"] == "action-prevue":
                dire(autre, element["id"], par=monde.autre)

    verifier_plafonds(
        [
            (lambda: client.get(page(monde)), PAGE),
            (lambda: equipe.get(tous), PAGE),
            (lambda: client.get("/"), PAGE),
        ],
        grossir,
    )


@pytest.mark.django_db
def test_the_page_of_the_thread_shows_it(monde, client_de):
    version = remettre_la_feuille(monde)
    terminer(monde, 13)
    dire(version, par=monde.catalyseur)
    dire(version, par=monde.catalyseur2, mois=12, etat="faite", mesure="8 conventions")
    fil = reverse("parcours:fil", args=[monde.promotion.code, monde.binome.pk])
    for qui in (monde.catalyseur, monde.equipe):
        page = client_de(qui).get(fil).content.decode()
        assert "faite, à 12 mois" in page
        assert "8 conventions" in page
