"""Finds what calls for supervision (督办, Art. 40) and says why; the officer decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from linli.base.accounts.models import Post
from linli.base.rules.selectors import Places, by_places, where
from linli.cases.models import Case, Clock
from linli.core.procedure import Basis, Choice
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.petitions.models import Document, Opinion, Referral, Supervision
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.thresholds import DELIVER, EXECUTE, OBJECTIONS, REFERRALS
from linli.procedures.petitions.words import DESIGN, DOCUMENTS, SUPERVISION_GROUNDS, article

# Where a petition lies, seen from a row of its own.
PLACE = "petition__case__region_id"
Numbers = Mapping[str, Places]
# After these a supported opinion stands, and is to be carried out.
STANDS = ("delivered", "to_close", "closed", "terminated")
# Whose end says nothing about the unit that holds the petition.
NOT_OURS = ("object", "feedback")

LATE = Text(
    "“{term}”时限已于{day}届满，尚未完成。", "The time for “{term}” ended on {day}; it is not done."
)
NOT_NOTIFIED = Text(
    "收到后15日内未书面告知，期限已于{day}届满。",
    "No written notice was given in time; the time ended on {day}.",
)
SHIFTED = Text(
    "本轮已转送、交办{sent}次，提出异议{objected}次。",
    "Sent on {sent} times in this round, objected to {objected} times.",
)
NOT_EXECUTED = Text(
    "处理意见支持请求，送达已{days}日，没有执行情况的记录。",
    "The opinion supports the claim and was delivered {days} days ago; nothing says that it is "
    "carried out.",
)
SAID_NOT_DONE = Text(
    "处理意见支持请求，送达已{days}日，登记为“未履行”。",
    "The opinion supports the claim and was delivered {days} days ago; it is on record as not "
    "done.",
)
NOT_DELIVERED = Text(
    "{document}出具已{days}日，尚未登记送达。",
    "{document}: issued {days} days ago, no delivery on record.",
)
NO_FEEDBACK = Text(
    "督办要求{day}前书面反馈，尚未反馈；可提请联席会议。",
    "Written feedback was due by {day} and is not in; it can go to the joint conference.",
)
# What no number shows: a person must read the file.
JUDGED_BY_PEOPLE = {
    "handling": Text("须查阅案卷判断。", "To be judged from the file."),
    "perfunctory": Text(
        "是否敷衍须由人判断，不作计算。", "Going through the motions: for a person to judge."
    ),
    "fraud": Text("是否弄虚作假须由人判断，不作计算。", "Fraud: for a person to judge."),
}
GROUNDS = {ground.key: ground for ground in SUPERVISION_GROUNDS}


@dataclass(frozen=True)
class Trigger:
    """A petition that calls for supervision: on which ground, why in a sentence, since when.

    `basis` is the article that names the ground, `rule` the one that was not kept (or our own
    number). `escalates`: it was supervised and did not answer, so the joint conference is
    proposed. `supervised_at`: when it was last supervised, None if never.
    """

    case: Case
    ground: Choice
    why: Text
    rule: Basis
    since_at: datetime
    escalates: bool = False
    supervised_at: datetime | None = None

    @property
    def basis(self) -> Basis:
        """Return the article that names the ground."""
        return self.ground.basis or article("第四十条")


@dataclass(frozen=True)
class Found:
    """A petition that something was found of, before it is read."""

    case_id: int
    ground: str
    why: Text
    rule: Basis
    since_at: datetime
    escalates: bool = False


def triggers_for(post: Post, *, at: datetime) -> list[Trigger]:
    """Return what calls for supervision among the petitions that `post` may see, the oldest
    first. `post.unit.region` must have been selected with the post."""
    return triggers(Case.objects.visible_to(post), at=at)


def triggers(cases: QuerySet[Case], *, at: datetime) -> list[Trigger]:
    """Return what calls for supervision among `cases`, the oldest first. Eight queries."""
    numbers = numbers_on(local_day(at))
    chosen = cases.filter(procedure=PETITION.key)
    found = [
        *_late(chosen, at),
        *shifted(chosen, numbers, at),
        *not_executed(chosen, numbers, at),
        *undelivered(chosen, numbers, at),
        *_without_feedback(chosen, at),
    ]
    ids = {one.case_id for one in found}
    held = Case.objects.filter(pk__in=ids).for_list().in_bulk()
    told = Supervision.objects.filter(petition__case__in=ids).values_list("petition__case")
    last = dict(told.annotate(at=Max("supervised_at")))
    made = [
        Trigger(
            case=held[one.case_id],
            ground=GROUNDS[one.ground],
            why=one.why,
            rule=one.rule,
            since_at=one.since_at,
            escalates=one.escalates,
            supervised_at=last.get(one.case_id),
        )
        for one in found
    ]
    return sorted(made, key=lambda one: (one.since_at, one.case.pk))


def _late(cases: QuerySet[Case], at: datetime) -> Iterator[Found]:
    """Terms of the authority that ran out: a notice not given is acceptance against the rules,
    anything else delay."""
    # The nearest end is kept on the case, where an index finds it.
    overdue = cases.filter(due_at__lt=at, closed_at=None)
    late = Clock.objects.filter(case__in=overdue, binds="authority", is_running=True, due_at__lt=at)
    for clock in late.exclude(term__in=NOT_OURS):
        day = local_day(clock.due_at)
        is_notice = clock.term == "notify"
        name = PETITION.term(clock.term).name
        why = NOT_NOTIFIED.format(day=day) if is_notice else LATE.format(term=name, day=day)
        ground = "acceptance" if is_notice else "delay"
        yield Found(clock.case_id, ground, why, clock.basis_declared, clock.due_at)


def numbers_on(day: date) -> Numbers:
    """Return the numbers by which petitions are shown, as places have set them. One query."""
    return by_places((EXECUTE, DELIVER, REFERRALS, OBJECTIONS), day=day)


def shifted(cases: QuerySet[Case], numbers: Numbers, at: datetime) -> Iterator[Found]:
    """Open petitions sent from unit to unit within one round."""
    in_round = Referral.objects.filter(
        petition__case__in=cases,
        petition__case__closed_at=None,
        round=F("petition__case__round"),
    )
    counted = in_round.values("petition__case").annotate(
        sent=Count("pk"), objected=Count("objected_at"), since=Max("sent_at")
    )
    often = where(numbers[REFERRALS.key], PLACE, lambda most: Q(sent__gte=most))
    often |= where(numbers[OBJECTIONS.key], PLACE, lambda most: Q(objected__gte=most))
    for row in counted.filter(often):
        why = SHIFTED.format(sent=row["sent"], objected=row["objected"])
        yield Found(row["petition__case"], "shifting", why, DESIGN, row["since"])


def not_executed(cases: QuerySet[Case], numbers: Numbers, at: datetime) -> Iterator[Found]:
    """Supported opinions that stand, some time after their delivery."""
    day = local_day(at)
    changed = Opinion.objects.filter(
        petition=OuterRef("petition"), round=OuterRef("round"), outcome__in=("changed", "revoked")
    )
    stands = Opinion.objects.filter(
        ~Exists(changed),
        petition__case__in=cases,
        petition__case__state__in=STANDS,
        petition__performance__in=("", "not_done"),
        round=F("petition__case__round"),
        level="opinion",
        outcome="supported",
    )
    delivery = Document.objects.filter(
        petition=OuterRef("petition"), round=OuterRef("round"), kind="opinion"
    )
    told = stands.exclude(signed_at=None).annotate(
        told_on=Subquery(delivery.values("delivered_on")[:1])
    )
    late = where(
        numbers[EXECUTE.key], PLACE, lambda days: Q(told_on__lt=day - timedelta(days=days))
    )
    rows = told.filter(late).values_list("petition__case", "petition__performance", "told_on")
    for case_id, performance, told_on in rows:
        sentence = SAID_NOT_DONE if performance else NOT_EXECUTED
        why = sentence.format(days=(local_day(at) - told_on).days)
        since_at = datetime.combine(told_on, time(12), tzinfo=SHANGHAI)
        yield Found(case_id, "not_executing", why, article("第三十二条"), since_at)


def undelivered(cases: QuerySet[Case], numbers: Numbers, at: datetime) -> Iterator[Found]:
    """Documents that were issued and did not reach the petitioner, some time after."""
    names = {choice.key: choice.name for choice in DOCUMENTS}
    late = where(
        numbers[DELIVER.key], PLACE, lambda days: Q(issued_at__lt=at - timedelta(days=days))
    )
    waiting = Document.objects.filter(late, petition__case__in=cases, delivered_on=None).exclude(
        petition__case__state="withdrawn"
    )
    for case_id, kind, issued_at in waiting.values_list("petition__case", "kind", "issued_at"):
        days = (local_day(at) - local_day(issued_at)).days
        why = NOT_DELIVERED.format(document=names[kind], days=days)
        yield Found(case_id, "delay", why, DESIGN, issued_at)


def _without_feedback(cases: QuerySet[Case], at: datetime) -> Iterator[Found]:
    """Supervisions that were not answered in time (Art. 40): for the joint conference (Art. 39)."""
    late = Supervision.objects.filter(
        petition__case__in=cases,
        fed_back_at=None,
        escalated_at=None,
        feedback_date__lt=local_day(at),
    )
    rows = late.values_list("petition__case", "feedback_date", "supervised_at")
    for case_id, feedback_date, supervised_at in rows:
        why = NO_FEEDBACK.format(day=feedback_date)
        yield Found(case_id, "delay", why, article("第三十九条"), supervised_at, escalates=True)
