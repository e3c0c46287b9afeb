"""The rates over a place with all that lies below it, and of one unit with the cases behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.accounts.models import Post, Unit
from linli.base.regions.levels import ancestors_of, parse_code
from linli.base.regions.models import Region
from linli.base.rules.selectors import value_for
from linli.base.ui.language import said
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb, Tab
from linli.cases.counters import Figures
from linli.cases.periods import months_to
from linli.cases.registry import rooms
from linli.cases.thresholds import FEW
from linli.dashboards import access, listing, tables
from linli.dashboards.forms import NarrowForm

ROWS_ON_PAGE = 25
# What an address carries from page to page down the tree.
KEPT = ("procedure", "period", "first", "last", "kind")


@never_cache
@require_safe
@require(access.reads)
def rates(request: HttpRequest) -> HttpResponse:
    """Show the rates over a place: in sum, by place below, by unit, by month and kind. A head
    without a range is led to the unit's own."""
    acting = cast(ActingRequest, request)
    of = access.over_range(acting.post)
    if not of:
        return redirect("dashboards:unit", acting.post.unit_id)
    region = _region(acting)
    form = NarrowForm(request.GET, of=of, today=timezone.localdate())
    asked = tables.Asked(form.of, form.span, form.kind_chosen, few=_few(region))
    whole = tables.total(asked, region=region)
    context = {
        **_common(request, form, asked),
        "region": region,
        "crumbs": _crumbs(acting.post, region, request.GET),
        "total": whole,
        "places": tables.of_places(asked, region, whole),
        "units": tables.of_units(replace(asked, rates_only=True), region),
        "months": tables.of_months(asked, months_to(form.span), region=region),
        "kinds": _of_kinds(asked, region, None),
    }
    return render(request, "dashboards/rates.html", context)


@never_cache
@require_safe
@require(access.reads)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rates of a unit and, behind each, the cases that the post may see."""
    acting = cast(ActingRequest, request)
    shown = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
    of = access.of_unit(acting.post, shown)
    if not of:
        raise PermissionDenied(_("The figures of this unit are not for the post in which you act."))
    form = NarrowForm(request.GET, of=_counted(of, shown), today=timezone.localdate())
    asked = tables.Asked(
        form.of, form.span, form.kind_chosen, rates_only=True, few=_few(shown.region)
    )
    indicator, part = _chosen(request.GET, asked)
    found = listing.behind(asked, indicator, part, unit=shown, post=acting.post)
    page = page_by_key(
        found, keys=("day", "id"), asked=request.GET, size=ROWS_ON_PAGE, is_newest_first=True
    )
    context = {
        **_common(request, form, asked),
        "unit": shown,
        "crumbs": _crumbs(acting.post, shown.region, request.GET, unit=shown),
        "total": tables.total(asked, region=shown.region, unit=shown),
        "months": tables.of_months(asked, months_to(form.span), region=shown.region, unit=shown),
        "kinds": _of_kinds(asked, shown.region, shown),
        "tabs": _tabs(request.GET, asked, indicator),
        "parts": _parts(request.GET, part),
        "page": page,
        "rows": listing.rows(page.rows),
        "may_ask": access.heads(acting.post) and acting.post.unit_id == shown.pk,
    }
    return render(request, "dashboards/unit.html", context)


def _few(region: Region) -> int:
    return value_for(FEW, region_code=region.pk, day=timezone.localdate())


def _common(request: HttpRequest, form: NarrowForm, asked: tables.Asked) -> dict[str, Any]:
    return {
        "form": form,
        "span": asked.span,
        "kind_name": form.kind_name,
        "indicators": asked.indicators,
        "procedure": rooms[asked.of.procedure].procedure.name,
        "has_grounds": bool(asked.of.grounds),
        "kept": _query(request.GET),
        "now": timezone.now(),
    }


def _region(request: ActingRequest) -> Region:
    """Return the place asked for, the post's own unless told; 404 for what it doesn't read."""
    own: Region = request.post.unit.region
    asked = request.GET.get("region", "")
    if not asked:
        return own
    try:
        found = Region.objects.filter(pk=parse_code(asked)).first()
    except ValueError:
        found = None
    if found is None or not access.may_read_place(request.post, found):
        raise Http404
    return cast(Region, found)


def _crumbs(post: Post, region: Region, asked: QueryDict, unit: Unit | None = None) -> list[Crumb]:
    """Return the way down from the post's own place; nothing for who reads one unit alone."""
    if not access.may_read_place(post, region):
        return []
    codes = [code for code in ancestors_of(region.code) if post.unit.region.covers(code)]
    above = Region.objects.in_bulk(codes) if codes else {}
    way = [above[code] for code in reversed(codes) if code in above]
    ends = [region] if unit else []
    crumbs = [Crumb(one.name, _address(one, asked)) for one in (*way, *ends)]
    return [*crumbs, Crumb(unit.text if unit else region.name)]


def _address(region: Region, asked: QueryDict) -> str:
    return f"{reverse('dashboards:rates')}?{_query(asked, region=region.code)}"


def _query(asked: QueryDict, **more: object) -> str:
    query = QueryDict(mutable=True)
    for name in KEPT:
        if asked.get(name):
            query[name] = str(asked[name])
    for name, value in more.items():
        query[name] = str(value)
    return query.urlencode()


def _counted(of: Sequence[Figures], unit: Unit) -> list[Figures]:
    """Return the figures in which the unit can stand; all, where none was ever counted."""
    found = [one for one in of if tables.has_counted(one, unit)]
    return found or list(of)


def _of_kinds(asked: tables.Asked, region: Region, unit: Unit | None) -> list[tables.Row]:
    if not asked.of.kinds or asked.kind:
        return []
    return tables.of_kinds(asked, region=region, unit=unit)


def _chosen(asked_for: QueryDict, asked: tables.Asked) -> tuple[str, str]:
    """Return the indicator and the part of it whose cases are listed."""
    indicator = asked_for.get("of", "")
    part = asked_for.get("part", "")
    known = {one.key for one in listing.PARTS}
    return indicator if indicator in asked.keys else asked.keys[0], part if part in known else "all"


def _tabs(asked_for: QueryDict, asked: tables.Asked, chosen: str) -> list[Tab]:
    return [
        Tab(one.name, f"?{_query(asked_for, of=one.key)}#cases", is_current=one.key == chosen)
        for one in asked.indicators
    ]


def _parts(asked_for: QueryDict, chosen: str) -> list[Tab]:
    indicator = asked_for.get("of", "")
    more = {"of": indicator} if indicator else {}
    return [
        Tab(
            said(one.name),
            f"?{_query(asked_for, **more, part=one.key)}#cases",
            is_current=one.key == chosen,
        )
        for one in listing.PARTS
    ]
