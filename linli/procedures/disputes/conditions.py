"""What steps of a dispute wait for, each with the sentence that says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.base.letters.chinese import chinese_day
from linli.cases.models import Attachment, Case
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes import parties, selectors
from linli.procedures.disputes.words import APPLICANT, GIVEN, RESPONDENT

NOT_A_PARTY = Text("您不是这起纠纷的当事人。", "You are not a party of this dispute.")
AGREED_ALREADY = Text("您已同意调解。", "You have agreed already.")
ONE_SIDE = Text("请先登记纠纷双方当事人。", "Record the parties of both sides first.")
NOT_ASKED = Text(
    "还有当事人没有表示同意：{who}。一方明确拒绝的，不得调解。",
    "Not everybody has agreed yet: {who}. If one clearly refuses, there is no mediation.",
)
ALL_ASKED = Text("各方都已同意。", "All have agreed.")
NO_MEDIATOR = Text("请先确定调解员。", "Name a mediator first.")
NEWCOMER = Text(
    "新增的当事人还没有同意调解：{who}。", "A party who was added has not agreed yet: {who}."
)
MARKS_MISSING = Text("协议书还缺签章：{who}。", "Still missing on the paper: {who}.")
NO_SCAN = Text(
    "请先上传签字文本的扫描件或照片。", "Upload a scan or a photo of the signed paper first."
)
NOTHING_DUE = Text("没有待履行的事项。", "Nothing is left to be done.")
TOO_EARLY = Text(
    "协议生效满{days}日后回访（{day}起）。", "The visit comes {days} days after effect, from {day}."
)
VISITED = Text("已经回访。", "The visit was made.")
NO_CONFIRMATION = Text(
    "协议生效之日起30日内可以共同申请司法确认，期限已过或已申请。",
    "Both sides may apply within 30 days of effect; they are over, or it was applied for.",
)
NOT_APPLIED = Text("没有待处理的司法确认申请。", "No application waits for the court.")
VISITS_LEFT = Text("90日回访后归档。", "It is filed after the 90-day visit.")


def is_party(case: Case, by: Actor, at: datetime) -> Text | None:
    """Whoever acts by a receipt is a party; who only reported the dispute is not."""
    return None if parties.of_actor(case, by) else NOT_A_PARTY


def not_agreed_yet(case: Case, by: Actor, at: datetime) -> Text | None:
    """The party has not agreed before."""
    party = parties.of_actor(case, by)
    return AGREED_ALREADY if party and party.consent == GIVEN else None


def somebody_unasked(case: Case, by: Actor, at: datetime) -> Text | None:
    """A party is there whose consent is not on record."""
    return None if case.dispute.parties.exclude(consent=GIVEN).exists() else ALL_ASKED


def has_two_sides(case: Case, by: Actor, at: datetime) -> Text | None:
    """There is somebody on either side."""
    sides = set(case.dispute.parties.values_list("position", flat=True))
    return None if {APPLICANT, RESPONDENT} <= sides else ONE_SIDE


def all_agree(case: Case, by: Actor, at: datetime) -> Text | None:
    """Nobody is mediated who has not agreed (Art. 17)."""
    return _unasked(case, NOT_ASKED)


def has_mediator(case: Case, by: Actor, at: datetime) -> Text | None:
    """Somebody mediates, and everybody has agreed, those as well who came later."""
    if not selectors.mediators_of(case):
        return NO_MEDIATOR
    return _unasked(case, NEWCOMER)


def all_marked(case: Case, by: Actor, at: datetime) -> Text | None:
    """All marks are on the paper: parties, mediators, the seal (Art. 29)."""
    missing = selectors.missing_marks(case)
    if not missing:
        return None
    named = [one.text for one in missing]
    who = Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))
    return MARKS_MISSING.format(who=who)


def scan_is_there(case: Case, by: Actor, at: datetime) -> Text | None:
    """The signed paper itself is kept: marks on a screen are records, no signatures."""
    agreement = selectors.agreement_of(case)
    if agreement is None:
        return NO_SCAN
    # Files carry the time of the step with which they came.
    times = agreement.marks.values("recorded_at")
    is_there = Attachment.objects.filter(case=case.pk, added_at__in=times).exists()
    return None if is_there else NO_SCAN


def something_is_due(case: Case, by: Actor, at: datetime) -> Text | None:
    """Something is not done yet."""
    return None if selectors.open_obligations(case) else NOTHING_DUE


def visit_30_is_due(case: Case, by: Actor, at: datetime) -> Text | None:
    """Thirty days have passed, and it was not made."""
    return _visit_is_due(case, at, 30, case.dispute.visited_30)


def visit_90_is_due(case: Case, by: Actor, at: datetime) -> Text | None:
    """Ninety days have passed, and it was not made."""
    return _visit_is_due(case, at, 90, case.dispute.visited_90)


def confirmation_is_open(case: Case, by: Actor, at: datetime) -> Text | None:
    """Within thirty days of effect, and once (Art. 33)."""
    clock = case.clocks.filter(term="confirm", stopped_at=None).first()
    return None if clock and at <= clock.due_at else NO_CONFIRMATION


def confirmation_waits(case: Case, by: Actor, at: datetime) -> Text | None:
    """It was applied for, and the court has not decided."""
    told = case.dispute
    return None if told.applied_date and not told.confirmation else NOT_APPLIED


def was_visited(case: Case, by: Actor, at: datetime) -> Text | None:
    """The visit after 90 days was made."""
    return None if case.dispute.visited_90 else VISITS_LEFT


def has_next_date(case: Case) -> bool:
    """Return whether a day is named by which something is still due."""
    return selectors.next_date(case) is not None


def _unasked(case: Case, why: Text) -> Text | None:
    waiting = case.dispute.parties.exclude(consent=GIVEN)
    named = [one.text for one in waiting]
    if not named:
        return None
    who = Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))
    return why.format(who=who)


def _visit_is_due(case: Case, at: datetime, days: int, outcome: str) -> Text | None:
    if outcome:
        return VISITED
    effective = case.dispute.effective_date
    if effective is None:
        return VISITED
    first = effective + timedelta(days=days)
    day = Text(chinese_day(first), f"{first.day} {first:%b %Y}")
    return TOO_EARLY.format(days=days, day=day) if local_day(at) < first else None


CONDITIONS = {
    check.__name__: check
    for check in (
        is_party, not_agreed_yet, somebody_unasked, has_two_sides, all_agree, has_mediator,
        all_marked, scan_is_there, something_is_due, visit_30_is_due, visit_90_is_due,
        confirmation_is_open, confirmation_waits, was_visited,
    )
}  # fmt: skip
