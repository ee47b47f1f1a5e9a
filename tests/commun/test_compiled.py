"""Queries compiled once: the rows of the plain query set, whatever the values; loud otherwise."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parcours.promotions.models import Binome, Participation, Promotion, Rencontre
from parcours.travaux.models import Livrable, Version
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne


@compiled
def works(binome: Binome) -> QuerySet[Livrable]:
    return binome.livrables.avec_etat().select_related("etape").order_by("etape__ordre")


@compiled
def seen(personne: Personne, code: str) -> QuerySet[Promotion]:
    return Promotion.objects.visibles_par(personne).filter(code=code).order_by()


@compiled
def between(promotion: Promotion, du: date, au: date) -> QuerySet[Livrable, int]:
    due = Livrable.objects.filter(binome__promotion=promotion, du_le__gte=du, du_le__lte=au)
    return due.order_by("pk").values_list("pk", flat=True)


class TestItGivesTheSameRows:
    def test_for_other_values_than_those_it_was_compiled_with(self, monde):
        premier, second = monde.promotion.binomes.order_by("rang")[:2]
        for binome in (premier, second, premier):
            plain = binome.livrables.avec_etat().order_by("etape__ordre")
            assert [(t.pk, t.etat) for t in works(binome)] == [(t.pk, t.etat) for t in plain]

    def test_with_their_annotations_and_what_is_read_with_them(self, monde):
        binome = monde.promotion.binomes.order_by("rang")[0]
        with CaptureQueriesContext(connection) as captured:
            travaux = works(binome)
            assert [t.etape.ordre for t in travaux] == sorted(t.etape.ordre for t in travaux)
            # The one asked for stands beside its rows, as through a related manager.
            assert all(travail.binome is binome for travail in travaux)
        assert len(captured) == 1

    def test_as_values_too(self, monde):
        travail = Livrable.objects.filter(binome__promotion=monde.promotion).order_by("du_le")[0]
        jour = travail.du_le
        assert travail.pk in between(monde.promotion, jour, jour)
        assert between(monde.promotion, jour - timedelta(days=9), jour - timedelta(days=1)) == []


class TestItKeepsToTheRights:
    def test_what_a_person_sees_is_hers_though_another_asked_before(self, monde):
        promotion, autre = monde.promotion, monde.close
        equipe, membre = monde.equipe, monde.catalyseur
        assert seen(equipe, autre.code) == [autre]
        assert seen(membre, promotion.code) == [promotion]
        assert seen(membre, autre.code) == []
        assert seen(equipe, autre.code) == [autre]

    def test_a_hat_lost_is_another_shape(self, monde):
        membre = Personne.objects.get(pk=monde.catalyseur.pk)
        assert seen(membre, monde.close.code) == []
        membre.__dict__["chapeaux"] = frozenset({Chapeau.EQUIPE})
        assert seen(membre, monde.close.code) == [monde.close]


class TestFirstAndNone:
    def test_the_first_row_or_none_or_404(self, monde):
        assert seen.first(monde.equipe, monde.promotion.code) == monde.promotion
        assert seen.first(monde.equipe, "nulle-part") is None
        assert seen.or_404(monde.equipe, monde.promotion.code) == monde.promotion
        with pytest.raises(Http404):
            seen.or_404(monde.equipe, "nulle-part")

    def test_what_cannot_match_gives_nothing(self, monde):
        @compiled
        def nothing(personne: Personne) -> QuerySet[Promotion]:
            return Promotion.objects.filter(pk__in=[]).filter(pk=personne.pk)

        assert nothing(monde.catalyseur) == []


class TestItRefusesAloud:
    def test_a_value_that_is_computed_with(self, monde):
        @compiled
        def since(jour: date) -> QuerySet[Livrable]:
            return Livrable.objects.filter(du_le__gte=jour - timedelta(days=1)).order_by("pk")

        with pytest.raises(TypeError, match="not there yet"):
            since(timezone.localdate())

    def test_a_value_that_bounds_the_rows(self, monde):
        @compiled
        def some(combien: int) -> QuerySet[Livrable]:
            return Livrable.objects.order_by("pk")[:combien]

        with pytest.raises(TypeError, match="do not reach"):
            some(3)

    def test_a_field_that_is_no_part_of_the_shape(self, monde):
        @compiled
        def of_the_same_name(promotion: Promotion) -> QuerySet[Promotion]:
            return Promotion.objects.filter(nom=promotion.nom).order_by("pk")

        with pytest.raises(Promotion.DoesNotExist):
            of_the_same_name(monde.promotion)

    def test_lists_read_apart(self, monde):
        @compiled
        def with_lists(promotion: Promotion) -> QuerySet[Binome]:
            return promotion.binomes.prefetch_related("livrables").order_by("rang")

        with pytest.raises(TypeError, match="prefetch"):
            with_lists(monde.promotion)

    @pytest.mark.parametrize(
        "asked",
        [
            lambda promotion, code, nombre, jour: promotion == Promotion(pk=1),
            lambda promotion, code, nombre, jour: bool(promotion),
            lambda promotion, code, nombre, jour: f"{promotion}",
            lambda promotion, code, nombre, jour: {promotion},
            lambda promotion, code, nombre, jour: code == "essai",
            lambda promotion, code, nombre, jour: not code,
            lambda promotion, code, nombre, jour: f"{code}-suite",
            lambda promotion, code, nombre, jour: code + "-suite",
            lambda promotion, code, nombre, jour: "e" in code,
            lambda promotion, code, nombre, jour: list(code),
            lambda promotion, code, nombre, jour: nombre > 3,
            lambda promotion, code, nombre, jour: nombre or 1,
            lambda promotion, code, nombre, jour: nombre + 1,
            lambda promotion, code, nombre, jour: str(nombre),
            lambda promotion, code, nombre, jour: jour <= date(2027, 1, 1),
            lambda promotion, code, nombre, jour: jour - timedelta(days=1),
            lambda promotion, code, nombre, jour: jour.isoformat(),
            lambda promotion, code, nombre, jour: {jour: 1},
        ],
    )
    def test_a_value_that_the_function_looks_at(self, monde, asked):
        @compiled
        def looking(promotion: Promotion, code: str, nombre: int, jour: date) -> QuerySet[Livrable]:
            asked(promotion, code, nombre, jour)
            return Livrable.objects.order_by("pk")

        with pytest.raises(TypeError, match="not there yet"):
            looking(monde.promotion, "essai", 3, timezone.localdate())

    def test_an_instant_that_the_function_looks_at(self, monde):
        @compiled
        def comparing(instant: datetime) -> QuerySet[Livrable]:
            return Livrable.objects.none() if instant > timezone.now() else Livrable.objects.all()

        with pytest.raises(TypeError, match="not there yet"):
            comparing(timezone.now())


def test_a_query_compiled_costs_one_query_and_no_building(monde, monkeypatch):
    @compiled
    def shared(personne: Personne, rencontre: Rencontre) -> QuerySet[Version]:
        members = Participation.objects.actives().filter(binome=OuterRef("livrable__binome"))
        versions: QuerySet[Version] = Version.objects.visibles_par(personne)
        return versions.filter(Exists(members), livrable__etape__rencontres=rencontre).order_by(
            "pk"
        )

    rencontre = monde.promotion.rencontres.order_by("pk")[0]
    first = shared(monde.catalyseur, rencontre)
    built = []
    monkeypatch.setattr(
        "rameau.commun.compiled._compile", lambda *arguments: built.append(arguments)
    )
    with CaptureQueriesContext(connection) as captured:
        assert shared(monde.catalyseur, rencontre) == first
    assert (len(captured), built) == (1, [])
