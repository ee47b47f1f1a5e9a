"""The frame of every write."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from parcours.promotions.models import Programme
from rameau.commun.actions import action
from rameau.commun.erreurs import RegleViolee
from rameau.commun.models import EntreeJournal
from rameau.commun.write_guard import is_writing
from tests import scenes

pytestmark = pytest.mark.django_db


@action("essais.creer", champs=("titre", "debut"))
def creer(*, par, titre, debut="2026-01-01", fin="2027-01-01"):
    return Programme.objects.create(titre=titre, debut=debut, fin=fin)


@action("essais.renommer", objet="programme", champs=("titre",))
def renommer(*, par, programme, titre, pour_le_compte_de=None):
    Programme.objects.filter(pk=programme.pk).update(titre=titre)


@action("essais.deux")
def creer_deux(*, par, premier, second):
    creer(par=par, titre=premier)
    creer(par=par, titre=second)


def entree() -> EntreeJournal:
    return EntreeJournal.objects.order_by("-pk")[0]


def test_an_action_takes_keywords_only_and_its_author():
    with pytest.raises(TypeError, match="keywords only"):

        @action("essais.faux")
        def positional(programme, *, par): ...

    with pytest.raises(TypeError, match="par="):

        @action("essais.faux")
        def nobody(*, programme): ...

    with pytest.raises(TypeError, match="no parameter named"):

        @action("essais.faux", objet="absent")
        def elsewhere(*, par): ...


def test_the_journal_tells_who_did_what_with_old_and_new_values():
    ophelie, amina = scenes.personne("Ophélie"), scenes.personne("Amina")
    programme = creer(par=ophelie, titre="Premier")
    ligne = entree()
    assert (ligne.par, ligne.verbe, ligne.type_objet, ligne.objet_id) == (
        ophelie,
        "essais.creer",
        "promotions.Programme",
        programme.pk,
    )
    assert ligne.avant == {}
    assert ligne.apres == {"titre": "Premier", "debut": "2026-01-01"}

    renommer(par=ophelie, programme=programme, titre="Second", pour_le_compte_de=amina)
    ligne = entree()
    assert (ligne.avant, ligne.apres) == ({"titre": "Premier"}, {"titre": "Second"})
    assert ligne.pour_le_compte_de == amina


def test_one_row_per_action_also_for_those_it_calls():
    before = EntreeJournal.objects.count()
    creer_deux(par=None, premier="Un", second="Deux")
    assert EntreeJournal.objects.count() == before + 3


def test_what_changed_no_row_is_not_journalled():
    @action("essais.balayer")
    def balayer(*, par, titre):
        return Programme.objects.filter(titre=titre).update(titre="Balayé")

    @action("essais.constater", toujours=True)
    def constater(*, par): ...

    creer(par=None, titre="Un")
    before = EntreeJournal.objects.count()
    balayer(par=None, titre="Aucun")
    assert EntreeJournal.objects.count() == before
    balayer(par=None, titre="Un")
    assert entree().verbe == "essais.balayer"
    constater(par=None)
    assert entree().verbe == "essais.constater"
    assert EntreeJournal.objects.count() == before + 2


def test_the_value_of_a_personal_field_never_reaches_the_journal():
    secret = "amina.secrete@essai.test"
    scenes.personne("Amina", email=secret)
    journal = json.dumps(list(EntreeJournal.objects.values("avant", "apres")))
    assert "comptes.Personne" in list(EntreeJournal.objects.values_list("type_objet", flat=True))
    assert secret not in journal
    assert "Amina" not in journal


def test_all_or_nothing_when_an_inner_action_is_refused():
    creer(par=None, titre="Pris")
    before = EntreeJournal.objects.count()
    with pytest.raises(RegleViolee, match="porte déjà ce titre"):
        creer_deux(par=None, premier="Libre", second="Pris")
    assert not Programme.objects.filter(titre="Libre").exists()
    assert EntreeJournal.objects.count() == before


def test_a_broken_rule_of_the_database_is_said_in_its_own_sentence():
    with pytest.raises(RegleViolee) as refusal:
        creer(par=None, titre="À l'envers", debut="2027-01-01", fin="2026-01-01")
    assert refusal.value.message == "Un programme finit après avoir commencé."
    assert refusal.value.constraint == "programme_dates"


def test_the_journal_is_append_only_even_for_an_action():
    creer(par=None, titre="Un")

    @action("essais.tricher")
    def tricher(*, par):
        EntreeJournal.objects.all().update(verbe="rien")

    with pytest.raises(DatabaseError, match="Cannot update"):
        tricher(par=None)
    assert entree().verbe == "essais.creer"


@pytest.mark.django_db(transaction=True)
def test_an_action_is_durable_and_refuses_to_hide_in_a_transaction():
    assert not is_writing()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        creer(par=None, titre="Caché")
    creer(par=None, titre="Au jour")
    assert not connection.in_atomic_block
    assert Programme.objects.filter(titre="Au jour").exists()


def test_an_unknown_constraint_still_gives_a_kind_sentence():
    @action("essais.inconnue")
    def inconnue(*, par):
        raise IntegrityError("quelque chose")

    with pytest.raises(RegleViolee, match="rien n'a été changé"):
        inconnue(par=None)
