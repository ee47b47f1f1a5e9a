"""What every answer carries, whatever its status."""

import pytest
from django.test import Client, override_settings
from django.urls import include, path

from rameau.commun.csp import content_security_policy
from rameau.commun.routes import TOUS, ouvert_a


@ouvert_a(TOUS)
def broken(request):
    raise LookupError("cassé exprès")


urlpatterns = [path("casse/", broken), path("", include("rameau.urls"))]
handler500 = "rameau.accueil.views.erreurs.server_error"


def assert_safe(response):
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    for directive in ("frame-ancestors", "base-uri", "object-src"):
        assert f"{directive} 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Request-ID"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/connexion/", 200), ("/pilotage/", 302), ("/nulle-part/", 404)],
)
def test_every_answer_carries_the_same_protections(client, db, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert_safe(response)


def test_a_refused_page_carries_them_too(client_de, monde):
    response = client_de(monde.catalyseur).get("/equipe/promotions/")
    assert response.status_code == 403
    assert_safe(response)
    assert "no-store" in response["Cache-Control"]


@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_page_carries_them_too_and_says_nothing_of_the_cause():
    response = Client(raise_request_exception=False).get("/casse/")
    assert response.status_code == 500
    assert_safe(response)
    assert "cassé exprès" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/connexion/", "/nulle-part/", "/casse/"])
@override_settings(ROOT_URLCONF=__name__, DEMO=True)
def test_every_page_of_the_demo_says_so(db, address):
    page = Client(raise_request_exception=False).get(address).content.decode()
    assert "Données de démonstration" in page


def test_a_form_without_its_token_is_refused_kindly(monde):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/connexion/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "rechargez la page" in response.content.decode()
    assert_safe(response)


def test_no_directive_is_open_to_the_world():
    for sources in content_security_policy().values():
        assert "*" not in sources
        assert not any(source.startswith("http") for source in sources)


def test_personal_pages_are_never_stored(client_de, monde):
    assert "no-store" in client_de(monde.catalyseur).get("/")["Cache-Control"]
