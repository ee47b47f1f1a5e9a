"""The witness of the benchmarks: a bare Django view doing as many queries, rendering as many bytes.

Served only with MESURES=1, by `make bench`; never in production.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from parcours.promotions.models import Promotion
from rameau.commun.routes import TOUS, ouvert_a

LINE = 90


@ouvert_a(TOUS, lecture_gardee=False)
def temoin(request: HttpRequest, requetes: int, octets: int) -> HttpResponse:
    """Read the session and the person (two queries), `requetes` - 2 rows, and render lines up to
    about `octets` bytes."""
    if not settings.MESURES:
        raise Http404
    name = str(request.user)
    rows = [Promotion.objects.filter(pk=rank).first() for rank in range(max(requetes - 2, 0))]
    return render(
        request,
        "demonstration/temoin.html",
        {"nom": name, "lignes": range(octets // LINE), "trouvees": len(rows)},
    )
