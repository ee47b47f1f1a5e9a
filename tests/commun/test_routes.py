"""The door of each route, and the guard of reads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.urls import get_resolver, include, path
from django.utils import timezone

from parcours.promotions.models import Programme
from rameau.commun.actions import action
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import (
    CONNECTES,
    READS_THAT_WRITE,
    TOUS,
    DeclaredRouteMiddleware,
    Entree,
    UndeclaredRoute,
    ouvert_a,
)
from tests import scenes
from tests.demandes import patterns

pytestmark = pytest.mark.django_db


@action("essais.ecrire")
def ecrire(*, par):
    return Programme.objects.create(titre="Écrit", debut="2026-01-01", fin="2027-01-01")


def ask(view, method="get", user=None, **headers):
    request = getattr(RequestFactory(headers=headers), method)("/essai/")
    request.user = user or AnonymousUser()
    request.session = {}
    request.resolver_match = None
    return view(request)


def undeclared(request):
    return HttpResponse("servi")


urlpatterns = [path("sans-declaration/", undeclared), path("", include("rameau.urls"))]


def test_an_undeclared_route_cannot_be_served(client, settings):
    settings.ROOT_URLCONF = __name__
    with pytest.raises(UndeclaredRoute):
        client.get("/sans-declaration/")


def test_the_middleware_is_what_refuses_it(settings, client):
    """Taking the guard away lets it through: the test above can fail."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        m for m in settings.MIDDLEWARE if not m.endswith(DeclaredRouteMiddleware.__name__)
    ]
    assert client.get("/sans-declaration/").content == b"servi"


def test_every_route_of_the_site_is_declared():
    def views(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            else:
                yield pattern

    found = list(views(get_resolver().url_patterns))
    assert len(found) > 30
    assert [p for p in found if not isinstance(getattr(p.callback, "entree", None), Entree)] == []


def test_a_declaration_names_someone():
    with pytest.raises(UndeclaredRoute):
        ouvert_a()


def write_a_session():
    """A write on a table the write guard leaves alone: only the database can refuse it."""
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_read_cannot_write(method):
    @ouvert_a(TOUS)
    def view(request):
        write_a_session()
        return HttpResponse()

    with pytest.raises(DatabaseError, match="read-only"):
        ask(view, method)
    assert not Session.objects.exists()


def test_the_rendering_of_a_read_cannot_write_either():
    @ouvert_a(TOUS)
    def view(request):
        template = engines["django"].from_string("{{ ecrire }}")
        return TemplateResponse(request, template, {"ecrire": write_a_session})

    with pytest.raises(DatabaseError, match="read-only"):
        ask(view)
    assert not Session.objects.exists()


def test_a_read_cannot_even_call_an_action():
    @ouvert_a(TOUS)
    def view(request):
        ecrire(par=None)
        return HttpResponse()

    with pytest.raises(RuntimeError, match="durable"):
        ask(view)
    assert not Programme.objects.exists()


def test_a_post_writes_and_a_read_before_it_leaves_no_trace():
    @ouvert_a(TOUS, methodes="GET POST")
    def view(request):
        if request.method == "POST":
            ecrire(par=None)
        return HttpResponse()

    assert ask(view).status_code == 200
    assert ask(view, "post").status_code == 200
    assert Programme.objects.count() == 1


def test_methods_not_declared_are_refused():
    @ouvert_a(TOUS)
    def view(request):
        return HttpResponse()

    assert [ask(view, m).status_code for m in ("get", "head", "post", "put", "delete")] == [
        200,
        200,
        405,
        405,
        405,
    ]


def test_who_may_enter_is_who_is_named():
    @ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
    def equipe_only(request):
        return HttpResponse("entré")

    @ouvert_a(CONNECTES)
    def signed_in(request):
        return HttpResponse("entré")

    staff, someone = scenes.equipe(), scenes.relire(scenes.personne("Amina"))
    staff.second_facteur_pose = True
    assert ask(equipe_only, user=staff).status_code == 200
    assert ask(equipe_only, user=someone).status_code == 403
    assert ask(signed_in, user=someone).status_code == 200
    answer = ask(equipe_only)
    assert (answer.status_code, answer["Location"]) == (302, "/connexion/?next=/essai/")


def test_a_page_already_open_is_told_that_its_session_is_over():
    @ouvert_a(CONNECTES, methodes="GET POST")
    def view(request):
        return HttpResponse()

    assert ask(view, "post").status_code == 401
    assert ask(view, HX_Request="true").status_code == 401


def test_personal_pages_are_kept_by_no_cache():
    @ouvert_a(CONNECTES)
    def personal(request):
        return HttpResponse()

    @ouvert_a(TOUS)
    def public(request):
        return HttpResponse()

    someone = scenes.relire(scenes.personne("Amina"))
    assert "no-store" in ask(personal, user=someone)["Cache-Control"]
    assert not ask(public).has_header("Cache-Control")


def test_without_a_second_factor_the_equipe_is_led_to_set_one(settings):
    @ouvert_a(Chapeau.EQUIPE)
    def view(request):
        return HttpResponse()

    staff = scenes.equipe()
    assert ask(view, user=staff).status_code == 302
    settings.DEMO = True
    assert ask(view, user=staff).status_code == 200


def test_the_reads_outside_the_guard_are_these_and_no_other():
    """Health must answer without a database; the witness of the benchmarks is a bare view."""
    unguarded = {
        name for name, _, pattern in patterns() if not pattern.callback.entree.lecture_gardee
    }
    assert unguarded == {
        "accueil:vivant",
        "accueil:pret",
        "accueil:complet",
        "accueil:temoin",
    }
    assert READS_THAT_WRITE == {}
