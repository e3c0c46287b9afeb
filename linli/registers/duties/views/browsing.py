"""Pages that read the duty lists: the list, an item, and who would handle a message."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import require_post
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb, Tab
from linli.registers.duties.forms import DutyFilter, FindForm
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import propose, resolve, search

# Where a county is known, so is the department that leads there.
LOCAL_LEVELS = ("county", "township", "community")


@require_safe
@require_post
def duties(request: Any) -> HttpResponse:
    """List the items in force that concern a place: at first the acting post's own."""
    here = request.post.unit.region
    form = DutyFilter(request.GET if "region" in request.GET else None, initial={"region": here})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {"region": here}
    place = asked.get("region")
    words, list_key = asked.get("words", ""), request.GET.get("list", "")
    rows = search(
        words,
        place.code if place else None,
        on=timezone.localdate(),
        list_key=list_key if list_key in DUTY_LISTS else "",
    )
    page = page_by_key(rows, keys=("region_id", "place", "pk"), asked=request.GET)
    context = {
        "form": form,
        "page": page,
        "tabs": _tabs(request),
        "list": DUTY_LISTS.get(list_key),
        "may_change": request.post.has_power("duties"),
    }
    return render(request, "duties/list.html", context)


@require_safe
@require_post
def duty(request: Any, pk: int) -> HttpResponse:
    """Show an item, and who handles it where the acting post works."""
    items = DutyItem.objects.select_related("region", "lead_unit__region")
    item = get_object_or_404(items.prefetch_related("assisting_units"), pk=pk)
    here, now = request.post.unit.region, timezone.now()
    is_local = here.level in LOCAL_LEVELS and item.region.covers(here.code)
    context = {
        "item": item,
        "here": here,
        "local": resolve(item, region_code=here.code, at=now) if is_local else None,
        "has_ended": bool(item.until_date and item.until_date < timezone.localdate()),
        "may_change": request.post.has_power("duties"),
        "crumbs": [list_crumb(), Crumb(item.name)],
    }
    return render(request, "duties/item.html", context)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("text")
@require_post
def find(request: Any) -> HttpResponse:
    """Say which unit would have to handle a message; nothing is kept."""
    form = FindForm(request.POST or None, initial={"region": request.post.unit.region})
    proposals = None
    if request.method == "POST" and form.is_valid():
        region = form.cleaned_data["region"]
        proposals = propose(form.cleaned_data["text"], region_code=region.code, at=timezone.now())
    crumbs = [list_crumb(), Crumb(_("Who handles this?"))]
    context = {"form": form, "proposals": proposals, "crumbs": crumbs}
    return render(request, "duties/find.html", context)


def list_crumb() -> Crumb:
    """Return the way back to the list."""
    return Crumb(_("Duty lists"), reverse("duties:list"))


def _tabs(request: Any) -> list[Tab]:
    chosen = request.GET.get("list", "")
    names = {"": _("All")} | {each.key: each.name for each in DUTY_LISTS.values()}
    query = request.GET.copy()
    for name in ("after", "before", "list"):
        query.pop(name, None)
    tabs = []
    for key, name in names.items():
        asked = query.copy()
        if key:
            asked["list"] = key
        tabs.append(Tab(name, f"?{asked.urlencode()}", is_current=key == chosen))
    return tabs
