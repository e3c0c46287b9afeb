"""Writes a line about each request, and counts it: the route and never the address."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from linli.base.operations import metrics
from linli.base.operations.lines import REQUEST

logger = logging.getLogger(__name__)
HEADER: Final = "X-Request-Id"
# What the web server looks for, to say nothing about requests that were told of already.
TOLD: Final = "linli.told"
NO_ROUTE: Final = "none"
# Asked every few seconds by machines, and worth a line only when something is wrong.
PROBES: Final = frozenset({"operations:health", "operations:live", "operations:metrics"})
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


class RequestLogMiddleware:
    """Stands before all others, so that it sees every answer, failures included.

    The number that it gives a request is in the answer's header too, so that a person who
    complains can name it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, its line written."""
        number = secrets.token_hex(8)
        token = REQUEST.set(number)
        began = monotonic()
        try:
            response = self.get_response(request)
            _tell(request, response.status_code, monotonic() - began)
        finally:
            REQUEST.reset(token)
        response[HEADER] = number
        return response


def route_of(request: HttpRequest) -> str:
    """Return the name of the page that answered, never its address, which may hold a number."""
    match = request.resolver_match
    return match.view_name or NO_ROUTE if match else NO_ROUTE


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    request.META[TOLD] = True
    route = route_of(request)
    # Anybody may make up a method, as many as there are words.
    method = request.method if request.method in METHODS else NO_ROUTE
    # Figures are lost rather than answers, when their folder is gone or the disk is full.
    with suppress(OSError):
        metrics.count(route, str(method), status, seconds)
    is_failure = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if route in PROBES and not is_failure:
        return
    fields: dict[str, Any] = {
        "route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1),
    }  # fmt: skip
    if unit := _unit(request):
        fields["unit"] = unit
    logger.log(logging.ERROR if is_failure else logging.INFO, "answered", extra={"fields": fields})


def _unit(request: HttpRequest) -> str:
    """Return the code of the unit in whose name the request was made, if any; no query."""
    post = getattr(request, "post", None)
    unit = post._state.fields_cache.get("unit") if post is not None else None
    return unit.code if unit is not None else ""
