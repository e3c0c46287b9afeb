"""Pages that read conferences: the list, and one of them with what became of its demands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.base.accounts.access import require_post
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb, Tab
from linli.registers.conferences import selectors
from linli.registers.conferences.access import may_enter, may_keep
from linli.registers.conferences.following import panels_for
from linli.registers.conferences.forms import ListFilter
from linli.registers.conferences.letters import drafting
from linli.registers.conferences.models import Conference
from linli.registers.conferences.reading import reading_of
from linli.registers.conferences.views.finding import conference_for, list_crumb


@require_safe
@require_post
def conferences(request: Any) -> HttpResponse:
    """List the conferences that the acting post's unit held, keeps or was called to."""
    form = ListFilter(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = Conference.objects.visible_to(request.post).select_related("host", "region")
    whose = request.GET.get("whose", "")
    rows = selectors.narrowed(
        rows, request.post, whose, words=asked.get("words", ""), year=asked.get("year")
    )
    page = page_by_key(rows, keys=("held_date", "pk"), asked=request.GET, is_newest_first=True)
    context = {
        "form": form,
        "page": page,
        "tabs": _tabs(request, whose),
        "progress": selectors.progress_of(page.rows),
        "may_enter": may_enter(request.post),
        "today": timezone.localdate(),
        "is_narrowed": bool(whose or asked.get("words") or asked.get("year")),
    }
    return render(request, "conferences/list.html", context)


@require_safe
@require_post
def conference(request: Any, pk: int) -> HttpResponse:
    """Show a conference: what was asked there and what became of it, who was called, how it
    stands to the rules of burden."""
    found = conference_for(request, pk)
    now = timezone.now()
    facts = selectors.facts_of(found)
    context = {
        "conference": found,
        "crumbs": [list_crumb(), Crumb(found.title)],
        "may_keep": may_keep(found, request.post),
        "facts": facts,
        "checks": selectors.checks_for(found, facts),
        "venues": selectors.venues_of(found),
        "places": selectors.places_of(found),
        "own": selectors.called_rows(found, request.post),
        "reading": reading_of(found, request.post, at=now),
        "panels": panels_for(found, request.post, at=now),
        "letters": drafting.letters_for(found, request.post),
        "today": timezone.localdate(),
        "now": now,
    }
    return render(request, "conferences/conference.html", context)


def _tabs(request: Any, whose: str) -> list[Tab]:
    query = request.GET.copy()
    for name in ("after", "before", "whose"):
        query.pop(name, None)
    tabs = []
    for key, name in (("", _("All")), ("held", _("Held by us")), ("called", _("Called to"))):
        asked = query.copy()
        if key:
            asked["whose"] = key
        tabs.append(Tab(name, f"?{asked.urlencode()}", is_current=key == whose))
    return tabs
