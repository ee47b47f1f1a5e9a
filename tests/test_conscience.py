"""The guards of the tests themselves, each broken on purpose: what must fail does fail."""

import warnings

import pytest
from django.template import Context, engines
from django.template.base import VariableDoesNotExist

from parcours.promotions.models import Promotion, TacheProgramme
from tests import scenes
from tests.plafonds import queries_of, verifier_plafond


def render(text, **context):
    return engines["django"].engine.from_string(text).render(Context(context))


def test_an_undefined_template_variable_fails():
    assert render("{{ nom }}", nom="Lyon") == "Lyon"
    with pytest.raises(VariableDoesNotExist, match="nom"):
        render("{{ nom }}")
    with pytest.raises(VariableDoesNotExist, match=r"personne\.nom"):
        render("{{ personne.nom }}", personne={})


@pytest.mark.django_db
def test_an_unordered_queryset_comes_back_shuffled():
    scenes.charger_reference()
    rows = TacheProgramme.objects.order_by("pk")
    assert len({tuple(rows.values_list("pk", flat=True)) for _ in range(20)}) == 1
    unordered = TacheProgramme.objects.order_by()
    assert len({tuple(unordered.values_list("pk", flat=True)) for _ in range(20)}) > 1


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("attention", stacklevel=1)


@pytest.mark.django_db
def test_a_page_whose_queries_grow_with_its_rows_fails(monde):
    def page():
        for binome in monde.promotion.binomes.order_by("rang"):
            str(binome.structure)

    with pytest.raises(AssertionError, match=", puis"):
        verifier_plafond(page, lambda: scenes.agrandir(monde))


@pytest.mark.django_db
def test_a_page_above_its_ceiling_fails():
    def page():
        for _ in range(13):
            Promotion.objects.count()

    assert len(queries_of(page)) == 13
    with pytest.raises(AssertionError):
        verifier_plafond(page, lambda: None)


@pytest.mark.django_db
def test_the_table_of_routes_sees_a_write_and_a_route_it_does_not_know():
    from tests.test_table_des_routes import fingerprint, routes, rows

    before = fingerprint()
    assert fingerprint() == before
    scenes.personne("Amina")
    assert fingerprint() != before
    assert routes() - (set(rows()) - {("accueil:accueil", "GET")}) == {("accueil:accueil", "GET")}
