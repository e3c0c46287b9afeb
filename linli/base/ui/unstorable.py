"""Answers what PostgreSQL can't keep and SQLite would: a NUL in a field, which no person types."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

NUL = "\x00"


class UnstorableMiddleware:
    """Turns the database's refusal of a NUL into a 400; what the request did is undone by then.

    Fields of forms say so themselves, at the field; this is for what stands beside them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer as it is."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a request that makes no sense, where a NUL was the reason."""
        if not isinstance(exception, DataError) or not _holds_nul(request):
            return None
        return bad_request(request, exception)


def _holds_nul(request: HttpRequest) -> bool:
    given = (*request.GET.lists(), *request.POST.lists())
    return any(NUL in value for _, values in given for value in values)
