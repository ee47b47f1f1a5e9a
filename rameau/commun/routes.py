"""Who may enter a route, and the guard of reads.

    @ouvert_a(Chapeau.EQUIPE, methodes="GET POST")
    def creer(request): ...

A view without such a declaration is never served. The declaration names hats, or `TOUS`
(anyone, signed in or not), or `CONNECTES` (anyone signed in); what a person may see inside is
the business of `visibles_par`. GET and HEAD run the view and the rendering of its response in a
read-only transaction of the database, so a read cannot write.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from rameau.commun.chapeaux import SECOND_FACTEUR_EXIGE, Chapeau
from rameau.commun.erreurs import AccesRefuse, RegleViolee

View = Callable[..., HttpResponse]

TOUS = "tous"
CONNECTES = "connectes"
READS = frozenset({"GET", "HEAD"})

# Reads that must write, each with its reason; the test of routes holds this list exact.
READS_THAT_WRITE: Mapping[str, str] = {}


class UndeclaredRoute(RuntimeError):
    """A route whose view does not say who may enter."""


@dataclass(frozen=True)
class Entree:
    """The declaration a view carries: who may enter, and by which methods."""

    publics: frozenset[Chapeau | str]
    methodes: frozenset[str]
    lecture_gardee: bool

    def est_publique(self) -> bool:
        return TOUS in self.publics


def ouvert_a(
    *publics: Chapeau | str,
    methodes: str = "GET",
    second_facteur: bool = True,
    lecture_gardee: bool = True,
) -> Callable[[View], View]:
    """Declare who may enter a view.

    `second_facteur=False` is for the pages that set it up; `lecture_gardee=False` for the health
    addresses, which must answer without a database.
    """
    if not publics:
        raise UndeclaredRoute("ouvert_a: dire à qui")
    methods = frozenset(methodes.split()) | ({"HEAD"} if "GET" in methodes.split() else set())
    entree = Entree(frozenset(publics), methods, lecture_gardee)

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = _refusal(request, entree, second_facteur)
            response = refusal or _answer(request, view, args, kwargs, lecture_gardee)
            if not entree.est_publique() and not response.has_header("Cache-Control"):
                response["Cache-Control"] = "no-store, private"
            patch_vary_headers(response, ["HX-Request"])
            return response

        run.entree = entree  # type: ignore[attr-defined]
        return run

    return decorate


def _refusal(request: HttpRequest, entree: Entree, second_facteur: bool) -> HttpResponse | None:
    """Return the answer given at the door, or None when the person may enter."""
    if request.method not in entree.methodes:
        return HttpResponseNotAllowed(sorted(entree.methodes))
    if entree.est_publique():
        return None
    person = request.user
    if not person.is_authenticated:
        if request.headers.get("HX-Request") or request.method not in READS:
            # A page already open must learn that its session is over without losing its text.
            return render(request, "401.html", status=401)
        return redirect_to_login(request.get_full_path())
    if second_facteur and must_set_second_factor(person):
        return redirect("mfa_activate_totp")
    if CONNECTES not in entree.publics and not person.chapeaux & entree.publics:
        return render(request, "403.html", {"motif": ""}, status=403)
    return None


def must_set_second_factor(person: Any) -> bool:
    """Rule: équipe and coach set up a second factor before any personal data, demo excepted."""
    return bool(
        not settings.DEMO
        and person.chapeaux & SECOND_FACTEUR_EXIGE
        and not person.a_un_second_facteur
    )


def _answer(
    request: HttpRequest,
    view: View,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    guarded: bool,
) -> HttpResponse:
    name = request.resolver_match.view_name if request.resolver_match else ""
    reading = guarded and request.method in READS and name not in READS_THAT_WRITE
    try:
        with read_only() if reading else nullcontext():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response.render()
            return response
    except AccesRefuse as refusal:
        return render(request, "403.html", {"motif": refusal.message}, status=403)
    except RegleViolee as broken:
        return render(request, "409.html", {"motif": broken.message}, status=409)


@contextmanager
def read_only() -> Iterator[None]:
    """A transaction in which the database itself refuses every write."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Inside an outer transaction (a test's), PostgreSQL gives the mode back on release.
            cursor.execute("SET TRANSACTION READ ONLY")
        yield


class DeclaredRouteMiddleware:
    """Refuse to serve a view that does not declare who may enter."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not isinstance(getattr(view, "entree", None), Entree):
            raise UndeclaredRoute(f"{request.path}: the view does not declare who may enter")
        return None
