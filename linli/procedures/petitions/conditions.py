"""What steps of a petition wait for, each with the sentence that says so."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from linli.base.accounts.models import Unit
from linli.cases.models import Case, Clock
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions import selectors
from linli.procedures.petitions.steps.acceptance import AT_UNIT
from linli.procedures.petitions.steps.takers import REMEDIES
from linli.procedures.petitions.targets import is_in_being
from linli.procedures.petitions.words import ACCUSATION, SIMPLY

IS_ACCUSATION = Text(
    "已标记为检举控告，按检举控告处理。", "Marked as an accusation; it is handled as one."
)
NOT_ACCUSATION = Text(
    "先标记为检举控告并登记被检举控告的单位或人员。",
    "Mark it as an accusation first, and name the accused.",
)
NOT_IDENTIFIED = Text(
    "信访人的姓名（名称）或住址不清，不能出具书面告知；请先补充。",
    "The petitioner's name or address is unclear, so no written notice can go out. Add them first.",
)
NOTIFIED = Text("已经书面告知。", "Notice was given already.")
SIMPLE_OFF = Text("本地未开展简易办理。", "Simplified handling is not used here.")
NOT_FIRST = Text("简易办理只适用于初次信访。", "Simplified handling is for first petitions only.")
OBJECTION_LATE = Text(
    "收到后5个工作日的异议期已过，或异议已被驳回。",
    "The five working days for an objection are over, or it was rejected.",
)
NOT_REFERRER = Text(
    "由转送、交办的单位核实决定。", "The unit that sent it on looks into it and decides."
)
NO_OTHERS = Text(
    "转送时没有列明其他有权处理的单位。", "No other unit was named that has the power as well."
)
STILL_THERE = Text("该单位仍在运行，没有撤并。", "The unit is still in being.")
NOT_SIMPLE = Text("不是简易办理事项。", "It is not handled in the simplified way.")
NO_REPORT = Text("没有待提交的办结报告。", "No completion report is owed.")
OTHERS_REPORT = Text(
    "办结报告由被交办的单位提交。", "The unit that it was commissioned to submits the report."
)
NOT_SUPPORTED = Text(
    "处理意见不是“予以支持”，没有需要执行的内容。",
    "The opinion does not support the claim, so there is nothing to carry out.",
)
ALL_DELIVERED = Text("没有待送达的其他文书。", "No other document waits to be delivered.")
REVIEW_LATE = Text(
    "收到处理意见书之日起30日内可以请求复查，期限已过。",
    "Review can be asked for within 30 days of receiving the opinion; they are over.",
)
RECHECK_LATE = Text(
    "收到复查意见书之日起30日内可以请求复核，期限已过。",
    "Re-examination can be asked for within 30 days of receiving the review opinion; "
    "they are over.",
)
NO_OPINION = Text("没有已送达的处理意见书。", "No opinion was delivered.")
NO_REVIEW = Text("没有已送达的复查意见书。", "No review opinion was delivered.")
REVIEW_ASKED = Text("已经请求过复查。", "Review was asked for already.")
RECHECK_ASKED = Text("已经请求过复核。", "Re-examination was asked for already.")
HAS_BODY = Text("复查、复核机关已确定。", "The body that decides is named already.")
NOT_REVOKED = Text("原意见没有被撤销。", "The opinion was not revoked.")
REVOKED = Text("原意见已被撤销，须重新办理。", "The opinion was revoked; it is to be done again.")
FEEDBACK_WAITS = Text("上一次督办尚待反馈。", "The last supervision still waits for feedback.")
NO_FEEDBACK = Text("没有待反馈的督办。", "No supervision waits for feedback.")
OTHERS_FEED_BACK = Text("由被督办的单位反馈。", "The unit that was supervised gives it.")
NOT_SUPERVISED = Text("先督办，再提请联席会议。", "Supervise it before the joint conference.")
NOT_BEFORE_IT = Text("没有提请联席会议的事项。", "Nothing is before the joint conference.")
RENEWAL_ASKED = Text(
    "您提出的新事实和理由正在审核。", "The new facts that you stated are being looked at."
)
NO_RENEWAL = Text("信访人没有提出新的事实和理由。", "No new facts were stated.")
RATED = Text("您已经评价过。", "You have rated this already.")


def is_accusation(case: Case, by: Actor, at: datetime) -> Text | None:
    """The petition was marked, so that the wall stands."""
    return None if _accuses(case) else NOT_ACCUSATION


def not_accusation(case: Case, by: Actor, at: datetime) -> Text | None:
    """Accusations go their own course (Art. 30)."""
    return IS_ACCUSATION if _accuses(case) else None


def _accuses(case: Case) -> bool:
    """Return whether it was marked, itself or through another case of its message."""
    return case.is_sealed or case.lane == ACCUSATION


def is_identified(case: Case, by: Actor, at: datetime) -> Text | None:
    """A written notice needs name and address (Art. 23); nothing else asks for them."""
    return None if case.petition.is_identified else NOT_IDENTIFIED


def not_notified(case: Case, by: Actor, at: datetime) -> Text | None:
    """This unit has not given notice yet."""
    return None if case.petition.notified_at is None else NOTIFIED


def simple_is_on(case: Case, by: Actor, at: datetime) -> Text | None:
    """The place uses simplified handling, which is a setting."""
    return None if settings.LINLI_PETITION_SIMPLE else SIMPLE_OFF


def is_first(case: Case, by: Actor, at: datetime) -> Text | None:
    """Simplified handling is for first petitions (2016 measures)."""
    return None if case.petition.is_first and case.round == 1 else NOT_FIRST


def may_object(case: Case, by: Actor, at: datetime) -> Text | None:
    """Within 5 working days of the transfer, and once (Art. 23)."""
    clock = case.clocks.filter(term="object", stopped_at=None).first()
    return None if clock and at <= clock.due_at else OBJECTION_LATE


def is_referrer(case: Case, by: Actor, at: datetime) -> Text | None:
    """Only the office that sent it on may consent to its return (Art. 23); where it is closed,
    the one that runs the petition."""
    referral = selectors.latest_referral(case)
    if referral is None:
        return NOT_REFERRER
    is_there = is_in_being(referral.sent_by, local_day(at))
    decides = referral.sent_by_id if is_there else case.coordinator_id
    return None if by.unit_id == decides else NOT_REFERRER


def has_others(case: Case, by: Actor, at: datetime) -> Text | None:
    """Two or more units were named (Art. 24)."""
    referral = selectors.latest_referral(case)
    return None if referral and referral.others.exists() else NO_OTHERS


def unit_is_closed(case: Case, by: Actor, at: datetime) -> Text | None:
    """The unit that holds it exists no more (Art. 24)."""
    return STILL_THERE if is_in_being(case.unit, local_day(at)) else None


def is_simple(case: Case, by: Actor, at: datetime) -> Text | None:
    """It is handled in the simplified way."""
    return None if case.lane == SIMPLY else NOT_SIMPLE


def report_is_due(case: Case, by: Actor, at: datetime) -> Text | None:
    """A completion report was asked for and is not in (Art. 22): of the unit that it was asked
    of, or of the one that handles the petition since, never of a body that reviews it."""
    if not case.clocks.filter(term="report", stopped_at=None).exists():
        return NO_REPORT
    asked = selectors.reporter_of(case)
    handles = by.unit_id == case.unit_id and case.state not in REMEDIES
    return None if handles or (asked and asked.pk == by.unit_id) else OTHERS_REPORT


def is_supported(case: Case, by: Actor, at: datetime) -> Text | None:
    """The opinion in force supports the claim, so that it is to be carried out (Art. 32)."""
    opinion = selectors.opinion_in_force(case)
    return None if opinion and opinion.outcome == "supported" else NOT_SUPPORTED


def has_undelivered(case: Case, by: Actor, at: datetime) -> Text | None:
    """A document without a step of its own waits to be delivered."""
    return None if selectors.other_undelivered(case).exists() else ALL_DELIVERED


def may_request_review(case: Case, by: Actor, at: datetime) -> Text | None:
    """Within 30 days of delivery (Art. 35); the day of a request on paper is checked with it."""
    if _was_asked(case, "review"):
        return REVIEW_ASKED
    clock = _latest(case, "request_review")
    if clock is None:
        return NO_OPINION
    return None if _in_time(clock, by, at) else REVIEW_LATE


def may_request_recheck(case: Case, by: Actor, at: datetime) -> Text | None:
    """Within 30 days of delivery of the review opinion (Art. 36)."""
    if _was_asked(case, "recheck"):
        return RECHECK_ASKED
    clock = _latest(case, "request_recheck")
    if clock is None:
        return NO_REVIEW
    return None if _in_time(clock, by, at) else RECHECK_LATE


def _latest(case: Case, term: str) -> Clock | None:
    clocks: QuerySet[Clock] = case.clocks.filter(term=term, round=case.round)
    return clocks.order_by("-id").first()


def _in_time(clock: Clock, by: Actor, at: datetime) -> bool:
    """Return whether the petitioner's term runs; officers enter late what was sent in time."""
    return at <= clock.due_at or by.kind == "post"


def _was_asked(case: Case, term: str) -> bool:
    """Return whether the body's own term began in this round: it is asked for once."""
    return bool(case.clocks.filter(term=term, round=case.round).exists())


def body_is_wanting(case: Case, by: Actor, at: datetime) -> Text | None:
    """No body has it yet, or the one named can't go on: it was closed, or the petition was taken
    from it and lies with the office that runs it."""
    if case.state in ("review_requested", "recheck_requested"):
        return None
    is_gone = case.unit_id == case.coordinator_id or not is_in_being(case.unit, local_day(at))
    return None if is_gone else HAS_BODY


def was_revoked(case: Case, by: Actor, at: datetime) -> Text | None:
    """The last review or re-examination revoked the opinion."""
    return None if _is_revoked(case) else NOT_REVOKED


def was_not_revoked(case: Case, by: Actor, at: datetime) -> Text | None:
    """Nothing is left to be done again."""
    return REVOKED if _is_revoked(case) else None


def _is_revoked(case: Case) -> bool:
    last = case.petition.opinions.filter(round=case.round).exclude(signed_at=None).last()
    return last is not None and last.outcome == "revoked"


def no_feedback_waits(case: Case, by: Actor, at: datetime) -> Text | None:
    """One supervision at a time."""
    return FEEDBACK_WAITS if _waiting_feedback(case) else None


def feedback_waits(case: Case, by: Actor, at: datetime) -> Text | None:
    """A supervision asks this unit for written feedback (Art. 40); the one that holds the
    petition now, where the one that was asked takes no part any more."""
    waiting = case.petition.supervisions.filter(fed_back_at=None).first()
    if waiting is None:
        return NO_FEEDBACK
    takes_part = case.participations.filter(unit=waiting.unit_id, until_at=None).exists()
    asked = waiting.unit_id if takes_part else case.unit_id
    return None if by.unit_id in (waiting.unit_id, asked) else OTHERS_FEED_BACK


def _waiting_feedback(case: Case) -> bool:
    return bool(case.petition.supervisions.filter(fed_back_at=None).exists())


def was_supervised(case: Case, by: Actor, at: datetime) -> Text | None:
    """It was supervised, and is not before the conference yet."""
    found = case.petition.supervisions.filter(escalated_at=None).exists()
    return None if found else NOT_SUPERVISED


def is_before_conference(case: Case, by: Actor, at: datetime) -> Text | None:
    """It was brought before this joint conference, which has not decided (Art. 39)."""
    found = case.petition.supervisions.exclude(escalated_at=None).filter(decided_at=None)
    is_conference = Unit.objects.filter(pk=by.unit_id or 0, kind="joint_conference").exists()
    return None if is_conference and found.exists() else NOT_BEFORE_IT


def may_renew(case: Case, by: Actor, at: datetime) -> Text | None:
    """New facts are looked at once before more are stated."""
    return RENEWAL_ASKED if case.petition.renewal_asked_at else None


def renewal_was_asked(case: Case, by: Actor, at: datetime) -> Text | None:
    """The petitioner stated new facts."""
    return None if case.petition.renewal_asked_at else NO_RENEWAL


def office_not_rated(case: Case, by: Actor, at: datetime) -> Text | None:
    """The petition office is rated once."""
    return RATED if case.petition.office_rated_at else None


def unit_not_rated(case: Case, by: Actor, at: datetime) -> Text | None:
    """The responsible unit is rated once."""
    return RATED if case.petition.unit_rated_at else None


CONDITIONS = {
    check.__name__: check
    for check in (
        is_accusation, not_accusation, is_identified, not_notified, simple_is_on,
        is_first, may_object, is_referrer, has_others, unit_is_closed, is_simple, report_is_due,
        is_supported, has_undelivered, may_request_review, may_request_recheck,
        body_is_wanting, was_revoked, was_not_revoked, no_feedback_waits, feedback_waits,
        was_supervised, is_before_conference, may_renew, renewal_was_asked, office_not_rated,
        unit_not_rated,
    )
}  # fmt: skip


def can_be_notified(case: Case) -> bool:
    """Return whether a written notice is owed: by the unit that has it, once, not of an accusation,
    and not where name or address are unclear (Art. 23)."""
    is_owed = case.state in AT_UNIT and case.petition.notified_at is None
    return is_owed and case.petition.is_identified and not _accuses(case)
