"""The wall of suggestions and the collections, for everybody, without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.limits import BUSY, Limit, address_of, spend
from linli.base.search.tokens import query_of
from linli.base.ui.paging import page_by_key
from linli.core.references import parse
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.campaigns import is_open
from linli.procedures.suggestions.models import Campaign, Publication
from linli.procedures.suggestions.selectors import open_campaigns
from linli.procedures.suggestions.showing import name_of
from linli.procedures.suggestions.tracking import public_state, shown_publication
from linli.procedures.suggestions.words import VERDICTS

ROWS_ON_PAGE = 20
COOKIE, SALT, YEAR = "supporter", "linli.suggestions.supporter", 365 * 24 * 60 * 60
# A whole estate may share one address; a machine that clicks is far above.
SUPPORTING = Limit("supporting", 60, 60 * 60)
GROUPS: dict[str, tuple[Text, Q]] = {
    "": (Text("全部", "All"), Q()),
    "studied": (
        Text("研究中", "Being studied"),
        Q(suggestion__case__state__in=("registered", "studying", "adopted", "declined")),
    ),
    "converting": (Text("落实中", "Being carried out"), Q(suggestion__case__state="converting")),
    "done": (Text("已落实", "Carried out"), Q(suggestion__case__state="done")),
    "not": (
        Text("未采纳、未落实", "Not adopted or not done"),
        Q(suggestion__case__state__in=("closed", "unrealised")),
    ),
    "honoured": (Text("优秀建议", "Honoured"), Q(suggestion__honoured_at__isnull=False)),
}


@require_safe
def the_wall(request: HttpRequest) -> HttpResponse:
    """Show what was suggested and what became of it, the newest first; search in it."""
    typed, group = request.GET.get("q", "").strip()[:100], request.GET.get("of", "")
    group = group if group in GROUPS else ""
    rows = _asked(typed).filter(GROUPS[group][1])
    page = page_by_key(
        rows, keys=("released_at", "id"), asked=request.GET, size=ROWS_ON_PAGE,
        is_newest_first=True,
    )  # fmt: skip
    context = {
        "page": page,
        "rows": [_row(one) for one in page.rows],
        "typed": typed,
        "is_number": parse(typed) is not None,
        "group": group,
        "groups": [(key, name) for key, (name, _) in GROUPS.items()],
        "campaigns": list(open_campaigns(local_day(timezone.now()))),
    }
    return render(request, "suggestions/wall/wall.html", context)


@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a published suggestion: what became of it, then what was suggested."""
    published = _found(pk)
    context = {
        **shown_publication(published),
        "supports": wall.supports(published, _browser(request)),
        "now": timezone.now(),
    }
    return render(request, "suggestions/wall/one.html", context)


@never_cache
@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the support of a browser, once, without an account; no vote is taken."""
    published, at = _found(pk), timezone.now()
    response = redirect("suggestions:one", pk)
    if not spend(SUPPORTING, address_of(request)):
        messages.warning(request, BUSY)
        return response
    browser = _browser(request) or get_random_string(32)
    if wall.support(published, browser=browser, at=at):
        messages.success(request, _("Thank you for your support."))
    response.set_signed_cookie(
        COOKIE, browser, salt=SALT, max_age=YEAR, path=redirect("suggestions:wall").url,
        secure=settings.IS_BEHIND_TLS, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """Show the collections that are open, and those that are over with what came of them."""
    published = Campaign.objects.exclude(published_at=None).select_related("unit")
    page = page_by_key(
        published, keys=("from_date", "id"), asked=request.GET, size=ROWS_ON_PAGE,
        is_newest_first=True,
    )  # fmt: skip
    day = local_day(timezone.now())
    rows = [(campaign, is_open(campaign, day)) for campaign in page.rows]
    return render(request, "suggestions/wall/collections.html", {"page": page, "rows": rows})


@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a collection: its subject and explanation, ways, period, and what came of it."""
    published = Campaign.objects.exclude(published_at=None).select_related("unit")
    campaign = published.filter(pk=pk).first()
    if campaign is None:
        raise Http404
    rows = wall.on_wall().filter(suggestion__campaign=campaign).order_by("-released_at", "-pk")
    context = {
        "campaign": campaign,
        "is_open": is_open(campaign, local_day(timezone.now())),
        "rows": [_row(one) for one in rows[:ROWS_ON_PAGE]],
    }
    return render(request, "suggestions/wall/collection.html", context)


def _asked(typed: str) -> QuerySet[Publication]:
    return wall.search(query_of(typed)) if typed else wall.on_wall()


def _row(published: Publication) -> dict[str, object]:
    suggestion = published.suggestion
    return {
        "published": published,
        "state": public_state(suggestion.case),
        "verdict": name_of(VERDICTS, suggestion.verdict) if suggestion.answered_at else None,
        "is_honoured": suggestion.honoured_at is not None,
        "roughly": wall.roughly(published.supporters),
    }


def _found(pk: int) -> Publication:
    found = wall.on_wall().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _browser(request: HttpRequest) -> str:
    try:
        return str(request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=YEAR) or "")
    except BadSignature:
        return ""
