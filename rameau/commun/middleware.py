"""Middleware of the ground: the request's id, and a kind answer when a server is missing."""

import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from rameau.commun.erreurs import StockageMuet

GetResponse = Callable[[HttpRequest], HttpResponse]

UNAVAILABLE = (RedisConnectionError, RedisTimeoutError, OperationalError, StockageMuet)


class RequestIdMiddleware:
    """Give each request an id, carried by its log lines and returned as X-Request-ID."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class UnavailableMiddleware:
    """Answer 503 with a kind page when PostgreSQL, Redis or the bucket of files does not answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except UNAVAILABLE:
            return self._unavailable(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, UNAVAILABLE):
            structlog.get_logger(__name__).error("server_unavailable", error=type(error).__name__)
            return self._unavailable(request)
        return None

    @staticmethod
    def _unavailable(request: HttpRequest) -> HttpResponse:
        # No context processor: they would ask the server that is missing.
        response = HttpResponse(
            render_to_string("503.html", {"cadre": {"demo": settings.DEMO}}),
            status=503,
        )
        response["Retry-After"] = "30"
        return response
