"""The calls that a committee owes senders who gave only a telephone: told, or no answer."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.base.accounts.access import ActingRequest, require
from linli.cases.views.answering import note_call
from linli.procedures.disputes import access


@never_cache
@require_POST
@require(access.mediates)
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person was told, or that nobody answered: then it comes back hours later."""
    return note_call(cast(ActingRequest, request), pk, "dispute", back="disputes:day")
