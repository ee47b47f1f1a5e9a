"""The request of a view that is open to signed-in people only."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from rameau.comptes.models import Personne


class SignedInRequest(HttpRequest):
    """What `ouvert_a` guarantees to a view that names hats or CONNECTES (for the type checker)."""

    user: Personne
    htmx: HtmxDetails
