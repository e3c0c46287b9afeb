"""What the head of a unit signs and decides, with the text in view, and what the unit reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.accounts.models import Post
from linli.base.ui.pieces import Tab
from linli.cases.counting import CAP, capped_counts
from linli.cases.submissions import new_key
from linli.cases.worklists import Asked, Row, WorkList, shown
from linli.core.text import Text
from linli.procedures.petitions import access, worklists
from linli.procedures.petitions.hearings import Hearing, hearings_of
from linli.procedures.petitions.papers import OpinionShown, opinions_of
from linli.procedures.petitions.requests import Request, requests_of

AT_ONCE = 10


@dataclass(frozen=True)
class FileShown:
    """A petition with its opinions: those signed, the draft that waits, the hearings held, and
    what is asked of who reviews it."""

    row: Row
    opinions: list[OpinionShown]
    hearings: list[Hearing]
    asked: Request | None = None

    @property
    def draft(self) -> OpinionShown | None:
        """Return the draft of this round."""
        here = [one for one in self.opinions if one.is_draft]
        return here[-1] if here else None

    @property
    def signed(self) -> list[OpinionShown]:
        """Return what was signed before."""
        return [one for one in self.opinions if not one.is_draft]


@never_cache
@require_safe
@require(access.works_here)
def decisions(request: HttpRequest) -> HttpResponse:
    """Show what is to be signed, what else is to be decided, or what the unit reviews."""
    acting, at = cast(ActingRequest, request), timezone.now()
    asked = worklists.asked_by(acting.post, at=at)
    parts = _parts(acting.post)
    counts = dict(zip(parts, _counts(parts, asked), strict=True))
    wanted = request.GET.get("part", "")
    first = next((key for key in parts if counts[key]), next(iter(parts)))
    current = wanted if wanted in parts else first
    context = {
        "tabs": [_tab(key, counts[key], current) for key in parts],
        "part": current,
        "may_sign": access.decides(acting.post),
        "submission": new_key(),
        "now": at,
        **_content(current, parts[current], asked),
    }
    return render(request, "petitions/decisions.html", context)


NAMES = {
    "sign": Text("待签发", "To sign"),
    "decide": Text("待决定", "To decide"),
    "review": Text("本单位复查、复核", "Reviewed by my unit"),
}


def _parts(post: Post) -> dict[str, tuple[WorkList, ...]]:
    """Return the lists of each part that concerns the post: heads sign, their unit reviews."""
    review = {"review": (worklists.REVIEW,)}
    if not access.decides(post):
        lists = worklists.decisions_for(post)
        confer = {"decide": lists[:1]} if post.unit.kind == access.CONFERENCE else {}
        return {**confer, **review}
    return {"sign": (worklists.SIGN,), "decide": worklists.decisions_for(post), **review}


def _counts(parts: dict[str, tuple[WorkList, ...]], asked: Asked) -> list[int]:
    """Return how many petitions each part holds. One query."""
    lists = [(key, one) for key, some in parts.items() for one in some]
    counts = capped_counts([one.narrow(asked) for _, one in lists])
    of = list(zip(lists, counts, strict=True))
    return [sum(count for (part, _), count in of if part == key) for key in parts]


def _tab(key: str, count: int, current: str) -> Tab:
    address = f"{reverse('petitions:decisions')}?part={key}"
    return Tab(NAMES[key], address, min(count, CAP), key == current, count > CAP)


def _content(part: str, lists: tuple[WorkList, ...], asked: Asked) -> dict[str, object]:
    if part == "decide":
        return {
            "lists": [one for one in shown(lists, asked) if one.count],
            "whole": "petitions:list",
        }
    chosen = lists[0]
    cases = list(chosen.rows(asked).select_related("petition")[: AT_ONCE + 1])
    opinions = opinions_of(cases)
    hearings, asked_for = hearings_of(cases), requests_of(cases)
    files = [
        FileShown(
            chosen.row(case),
            opinions[case.pk],
            hearings.get(case.pk, []),
            asked_for.get(case.pk),
        )
        for case in cases[:AT_ONCE]
    ]
    return {"files": files, "has_more": len(cases) > AT_ONCE, "list": chosen}
