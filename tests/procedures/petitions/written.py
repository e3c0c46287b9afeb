"""Letters of petitions for tests: brought to their occasion by steps, drafted, set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from linli.base.accounts.models import Post
from linli.base.letters.actions import correct, issue
from linli.base.letters.models import Letter
from linli.base.letters.values import open_values
from linli.cases.models import Case
from linli.procedures.petitions.letters.drafting import draft
from linli.procedures.petitions.letters.occasions import Occasion, occasions
from linli.procedures.petitions.letters.story import story_of
from tests.petitions import HOUR, in_state, take


def _extended(cast: Any) -> Case:
    return take(in_state("handling", cast), "extend", cast)


def _commissioned(cast: Any) -> Case:
    return take(in_state("registered", cast), "commission", cast, others=[cast.other_department])


def _transferred(cast: Any) -> Case:
    return take(
        in_state("registered", cast), "transfer", cast,
        others=[cast.other_department], instruction="请核实扣押程序。",
    )  # fmt: skip


def _heard(cast: Any) -> Case:
    case = take(in_state("in_hearing", cast), "close_hearing", cast)
    return take(case, "recheck", cast)


def _replied(cast: Any) -> Case:
    return take(in_state("studying", cast), "reply", cast)


def _delivered(cast: Any) -> Case:
    case = in_state("handling", cast)
    write(case, "petition_acceptance", is_issued=True)
    return case


# By kind: how to get to where it can be written.
WHEN: dict[str, Callable[[Any], Case]] = {
    "petition_notice": lambda cast: in_state("guided", cast),
    "petition_acceptance": lambda cast: in_state("handling", cast),
    "petition_refusal": lambda cast: in_state("declined", cast),
    "petition_extension": _extended,
    "petition_opinion": lambda cast: in_state("opinion_issued", cast),
    "petition_review": lambda cast: in_state("review_issued", cast),
    "petition_recheck": _heard,
    "petition_reply": _replied,
    "petition_agreement": lambda cast: in_state("settled", cast),
    "petition_transfer": _transferred,
    "petition_commission": _commissioned,
    "petition_passing": lambda cast: in_state("with_justice", cast),
    "petition_objection": lambda cast: in_state("objected", cast),
    "petition_supervision": lambda cast: take(in_state("handling", cast), "supervise", cast),
    "petition_registration": lambda cast: in_state("registered", cast),
    "petition_delivery": _delivered,
}
# What the officer must add to what the case knows.
ADDED = {"petition_agreement": {"counterpart": "历下区城市管理局"}}


def occasion(case: Case, kind: str) -> Occasion:
    """Return the occasion on which a letter of `kind` can be written now."""
    story = story_of(Case.objects.get(pk=case.pk))
    units = {case.unit_id, case.coordinator_id, *(one.unit_id for one in story.documents)}
    units |= {one.sent_by_id for one in story.referrals}
    found = (one for unit in units for one in occasions(story, unit) if one.kind == kind)
    return next(found)


def writer(one: Occasion) -> Post:
    """Return somebody of the unit whose letter it is: its head."""
    posts = Post.objects.filter(unit=one.unit, role__in=("unit_head", "street_clerk"))
    return posts.select_related("unit", "person").order_by("-role")[0]


def write(
    case: Case, kind: str, *, is_issued: bool = False, at: datetime | None = None, **changes: Any
) -> Letter:
    """Return the letter of `kind`, drafted from the case by its unit's head; issued if asked."""
    one = occasion(case, kind)
    by, at = writer(one).actor(), at or case.moved_at + HOUR / 2
    letter = draft(case, one.key, by=by, at=at)
    changes |= ADDED.get(kind, {})
    if changes:
        letter = correct(letter, values={**open_values(letter), **changes}, by=by, at=at)
    return issue(letter, by=by, at=at + timedelta(minutes=1)) if is_issued else letter
