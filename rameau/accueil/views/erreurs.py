"""Error pages that help; none of them asks the database for anything it may not give."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense to us."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page exists, the act is not this person's."""
    return render(request, "403.html", {"motif": ""}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: absent, or another's: the same answer."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without context processors, since anything may be what failed."""
    context = {"cadre": {"demo": settings.DEMO}}
    return HttpResponse(render_to_string("500.html", context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form was open for too long, or in a browser that refuses cookies."""
    motif = (
        "Cette page était ouverte depuis trop longtemps, ou votre navigateur refuse les cookies. "
        "Revenez en arrière, rechargez la page et recommencez : votre texte y est encore."
    )
    return render(request, "403.html", {"motif": motif}, status=403)
