"""The synthesis of a session: half written, saved, published, corrected with a date."""

from datetime import timedelta

import pytest
from django.urls import reverse

from parcours.animation.actions.syntheses import ecrire_synthese, publier_synthese
from parcours.animation.lectures.syntheses import A_COMPLETER, ebaucher
from parcours.animation.models import Synthese
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from tests import scenes
from tests.animation import codev_scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ecrire(monde, instant):
    def _ecrire(texte="Un texte", revision=0, par=None, plus_tard=0):
        return ecrire_synthese(
            par=par or monde.equipe,
            rencontre=codev_scenes.session(monde),
            texte=texte,
            pour_l_exterieur="",
            revision=revision,
            instant=instant + timedelta(days=plus_tard),
        )

    return _ecrire


@pytest.fixture
def client_equipe(monde, client_de):
    monde.equipe.authenticator_set.create(type="totp", data={})
    return client_de(monde.equipe)


def adresse(monde, espace="equipe"):
    return reverse(
        f"{espace}:synthese", args=[monde.promotion.code, codev_scenes.session(monde).pk]
    )


def test_it_starts_with_what_was_planned_retained_and_comes_next(monde):
    codev_scenes.feuille_close(monde)
    rencontre = codev_scenes.session(monde)
    ebauche = ebaucher(rencontre).texte
    assert A_COMPLETER in ebauche
    assert "Dire non quand il le faut." in ebauche
    assert "Une réunion par mois" not in ebauche  # the plan is the binôme's alone
    assert rencontre.sequences.filter(temps="theorie").first().titre in ebauche
    assert "attendu le" in ebauche
    troisieme = codev_scenes.session(monde, 3).titre
    assert ebauche.rstrip().splitlines()[-1].startswith(f"- {troisieme}")


def test_an_open_sheet_is_still_its_group_s_alone(monde):
    codev_scenes.ligne(monde, "Pas encore dit", "apprentissages")
    assert "Pas encore dit" not in ebaucher(codev_scenes.session(monde)).texte


def test_reading_the_half_written_one_keeps_nothing(monde, client_equipe):
    page = client_equipe.get(adresse(monde)).content.decode()
    assert "Ce que nous gardons de cette session" in page
    assert not Synthese.objects.exists()


def test_two_members_at_once_both_keep_their_text(monde, ecrire, client_equipe):
    ecrire("Le premier")
    with pytest.raises(VersionDepassee) as depassee:
        ecrire("Le second")
    assert depassee.value.actuel.texte == "Le premier"
    corps = {"texte": "Le troisième", "pour_l_exterieur": "", "revision": 0}
    refus = client_equipe.post(adresse(monde), corps)
    assert refus.status_code == 409
    page = refus.content.decode()
    assert "Le premier</textarea>" in page
    assert "Le troisième</textarea>" in page
    assert client_equipe.post(adresse(monde), corps | {"revision": 1}).status_code == 303
    assert Synthese.objects.get().texte == "Le troisième"


def test_only_the_equipe_writes_and_something(monde, ecrire):
    for par in (monde.catalyseur, monde.coach, monde.comite):
        with pytest.raises(AccesRefuse):
            ecrire(par=par)
    with pytest.raises(RegleViolee):
        ecrire("  ")


def test_the_promotion_reads_it_once_published(monde, ecrire, client_de, client_equipe):
    lecture = adresse(monde, "parcours")
    client = client_de(monde.catalyseur)
    ecrire("## Le temps long")
    assert client.get(lecture).status_code == 404
    assert client_equipe.get(lecture).status_code == 200
    corps = {"texte": "## Le temps long", "pour_l_exterieur": "", "revision": 1}
    assert client_equipe.post(adresse(monde), corps | {"acte": "publier"}).status_code == 303
    page = client.get(lecture).content.decode()
    assert "Le temps long</h" in page
    assert "complétée le" not in page
    assert client_de(monde.ailleurs).get(lecture).status_code == 404


def test_what_is_corrected_after_bears_its_date(monde, ecrire, instant, client_de):
    gardee = ecrire("Avant")
    publier_synthese(par=monde.equipe, synthese=gardee, revision=1, instant=instant)
    assert ecrire("Avant", revision=1, plus_tard=1).corrigee_le is None  # nothing changed
    assert ecrire("Après", revision=1, plus_tard=2).corrigee_le == instant + timedelta(days=2)
    page = client_de(monde.catalyseur).get(adresse(monde, "parcours")).content.decode()
    assert "complétée le" in page


def test_one_publishes_what_one_has_read(monde, ecrire, instant):
    gardee = ecrire("Avant")
    ecrire("Après", revision=1)
    with pytest.raises(VersionDepassee):
        publier_synthese(par=monde.equipe, synthese=gardee, revision=1, instant=instant)
    with pytest.raises(AccesRefuse):
        publier_synthese(par=monde.catalyseur, synthese=gardee, revision=2, instant=instant)
    assert Synthese.objects.get().publiee_le is None


def test_the_database_refuses_a_publication_without_its_author(monde, ecrire, instant):
    ecrire()
    refus = scenes.refus_de_la_base(lambda: Synthese.objects.update(publiee_le=instant))
    assert refus.constraint == "synthese_publiee_par"
