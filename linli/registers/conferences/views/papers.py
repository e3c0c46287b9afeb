"""Drafts the letters of a conference."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linli.base.accounts.access import require_post
from linli.registers.conferences.letters import drafting
from linli.registers.conferences.views.acting import number, pressed
from linli.registers.conferences.views.finding import kept_for


@require_POST
@require_post
def draft(request: Any, pk: int, key: str) -> HttpResponse:
    """Draft a letter and lead to it."""
    conference = kept_for(request, pk)
    made = []
    venue = number(request.POST.get("venue"))
    pressed(
        request,
        lambda now: made.append(
            drafting.draft(conference, key, venue=venue, by=request.actor, at=now)
        ),
    )
    if made:
        return redirect("letters:letter", pk=made[0].pk)
    return redirect("conferences:conference", pk=pk)
