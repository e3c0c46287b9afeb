"""Supervision: who is late with what, what calls for it and why, and what is before the joint
conference."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.accounts.models import Unit
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Chip, Tab
from linli.cases.submissions import new_key
from linli.cases.worklists import Row
from linli.core.text import Text
from linli.procedures.petitions import access, oversight
from linli.procedures.petitions.presets import FEEDBACK_DAYS
from linli.procedures.petitions.worklists import CONFER, asked_by

ROWS_ON_PAGE = 25
CALLED = Text("需督办情形", "Calls for supervision")


@never_cache
@require_safe
@require(access.oversees)
def supervision(request: HttpRequest) -> HttpResponse:
    """Show counts by unit, and either what calls for supervision or one of the lists."""
    acting, at = cast(ActingRequest, request), timezone.now()
    asked = asked_by(acting.post, at=at)
    is_conference = acting.post.unit.kind == access.CONFERENCE
    unit = _unit(request)
    cases = asked.seen.filter(unit=unit) if unit else asked.seen
    kind = next((one for one in oversight.KINDS if one.key == request.GET.get("list")), None)
    context = {
        "lines": oversight.by_unit(asked.seen, at=at),
        "kinds": oversight.KINDS,
        "tabs": _tabs(unit, kind),
        "kind": kind,
        "name": kind.name if kind else CALLED,
        "unit": unit,
        "chips": [Chip(unit.text, _address(None, kind))] if unit else [],
        "is_conference": is_conference,
        "submission": new_key(),
        "feedback_date": timezone.localdate() + timedelta(days=FEEDBACK_DAYS),
        "now": at,
    }
    if is_conference:
        waiting = CONFER.rows(asked)[:ROWS_ON_PAGE]
        context["before_us"] = [CONFER.row(case) for case in waiting]
    if kind:
        chosen = cases.filter(oversight.condition(kind.key, at)).for_list()
        page = page_by_key(chosen, keys=("due_at", "id"), asked=request.GET, size=ROWS_ON_PAGE)
        context |= {"page": page, "rows": [Row(case) for case in page.rows]}
    else:
        found = oversight.called(cases, asked)
        context |= {
            "called": found[: oversight.MOST_TRIGGERS],
            "more": max(0, len(found) - oversight.MOST_TRIGGERS),
        }
    return render(request, "petitions/supervision.html", context)


def _unit(request: HttpRequest) -> Unit | None:
    asked = request.GET.get("unit", "")
    # Longer numbers are no row's, and no database takes them.
    is_id = asked.isascii() and asked.isdecimal() and len(asked) < 19  # noqa: PLR2004
    return Unit.objects.filter(pk=int(asked)).first() if is_id else None


def _tabs(unit: Unit | None, kind: oversight.Kind | None) -> list[Tab]:
    tabs = [Tab(CALLED, _address(unit, None), is_current=kind is None)]
    return [
        *tabs,
        *(Tab(one.name, _address(unit, one), is_current=one is kind) for one in oversight.KINDS),
    ]


def _address(unit: Unit | None, kind: oversight.Kind | None) -> str:
    query = {**({"unit": unit.pk} if unit else {}), **({"list": kind.key} if kind else {})}
    address = reverse("petitions:supervision")
    return f"{address}?{urlencode(query)}" if query else address
