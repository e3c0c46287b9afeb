"""Themed collections (主题征集): drafted, published with all that Art. 8 asks, ended, answered."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.access import collects
from linli.procedures.suggestions.models import Campaign

NOT_YOURS = Text(
    "只有征集人民建议的部门可以发起主题征集。", "Only the offices that collect suggestions do this."
)
MISSING = Text(
    "须写明议题及说明、途径方式和征集期限（《上海市人民建议征集若干规定》第八条）。",
    "State the subject with its explanation, the ways and the period (Shanghai, Art. 8).",
)
BACKWARDS = Text("截止日不能早于开始日。", "It can't end before it begins.")
OVER_ALREADY = Text("截止日不能早于今天。", "It can't end before today.")
PUBLISHED = Text("已经发布，不能再修改。", "It is published and can't be changed any more.")
NOT_RUNNING = Text("不在征集期内。", "It is not running.")
NOT_PUBLISHED = Text("还没有发布。", "It is not published yet.")
NO_FEEDBACK = Text("请写明征集反馈。", "Say what came of it.")


def of_unit(post: Post) -> QuerySet[Campaign]:
    """Return the collections of the post's unit."""
    return Campaign.objects.filter(unit=post.unit_id).select_related("unit__region")


def make(
    *,
    subject: str,
    explanation: str,
    ways: str,
    from_date: date,
    until_date: date,
    post: Post,
    by: Actor,
    at: datetime,
) -> Campaign:
    """Draft a collection of the post's unit and return it. Raises NotAllowed for others than the
    offices that collect, Incomplete and Refused for what Art. 8 asks and is missing or wrong."""
    _check_theirs(post)
    _check(subject, explanation, ways, from_date, until_date)
    with transaction.atomic():
        made = Campaign.objects.create(
            unit=post.unit, subject=subject.strip(), explanation=explanation.strip(),
            ways=ways.strip(), from_date=from_date, until_date=until_date, made_at=at,
        )  # fmt: skip
        _note("suggestion.campaign_made", made, by, at)
    return made


def change(
    campaign: Campaign,
    *,
    subject: str,
    explanation: str,
    ways: str,
    from_date: date,
    until_date: date,
    post: Post,
    by: Actor,
    at: datetime,
) -> Campaign:
    """Change a draft and return it. Raises WrongState once it is published."""
    _check_theirs(post, campaign)
    _check(subject, explanation, ways, from_date, until_date)
    with transaction.atomic():
        locked = _lock(campaign)
        if locked.published_at:
            raise WrongState(PUBLISHED)
        locked.subject, locked.explanation = subject.strip(), explanation.strip()
        locked.ways, locked.from_date, locked.until_date = ways.strip(), from_date, until_date
        locked.save()
        _note("suggestion.campaign_changed", locked, by, at)
    return locked


def publish(campaign: Campaign, *, post: Post, by: Actor, at: datetime) -> Campaign:
    """Publish a draft and return it: from its first day to its last residents can write to it."""
    _check_theirs(post, campaign)
    with transaction.atomic():
        locked = _lock(campaign)
        if locked.published_at:
            raise WrongState(PUBLISHED)
        if locked.until_date < local_day(at):
            raise Refused(OVER_ALREADY, field="until_date", code="over")
        locked.published_at = at
        locked.save(update_fields=["published_at"])
        _note("suggestion.campaign_published", locked, by, at)
    return locked


def end(campaign: Campaign, *, post: Post, by: Actor, at: datetime) -> Campaign:
    """End a collection today and return it."""
    _check_theirs(post, campaign)
    with transaction.atomic():
        locked, day = _lock(campaign), local_day(at)
        if not is_open(locked, day):
            raise WrongState(NOT_RUNNING)
        locked.until_date = day
        locked.save(update_fields=["until_date"])
        _note("suggestion.campaign_ended", locked, by, at)
    return locked


def answer(campaign: Campaign, *, feedback: str, post: Post, by: Actor, at: datetime) -> Campaign:
    """Publish what came of a collection as a whole (Art. 12), and return it."""
    _check_theirs(post, campaign)
    if not feedback.strip():
        raise Incomplete(NO_FEEDBACK, field="feedback")
    wall.check(feedback, field="feedback")
    with transaction.atomic():
        locked = _lock(campaign)
        if locked.published_at is None:
            raise WrongState(NOT_PUBLISHED)
        locked.feedback, locked.feedback_at = feedback.strip(), at
        locked.save(update_fields=["feedback", "feedback_at"])
        _note("suggestion.campaign_answered", locked, by, at)
    return locked


def is_open(campaign: Campaign, day: date) -> bool:
    """Return whether residents can write to it on `day`."""
    return bool(campaign.published_at) and campaign.from_date <= day <= campaign.until_date


def _lock(campaign: Campaign) -> Campaign:
    Campaign.objects.select_for_update(no_key=True).values_list("pk").get(pk=campaign.pk)
    found: Campaign = Campaign.objects.select_related("unit__region").get(pk=campaign.pk)
    return found


def _check_theirs(post: Post, campaign: Campaign | None = None) -> None:
    if not collects(post) or (campaign and campaign.unit_id != post.unit_id):
        raise NotAllowed(NOT_YOURS)


def _check(subject: str, explanation: str, ways: str, from_date: date, until_date: date) -> None:
    if not all(one.strip() for one in (subject, explanation, ways)):
        raise Incomplete(MISSING)
    if until_date < from_date:
        raise Refused(BACKWARDS, field="until_date", code="backwards")


def _note(kind: str, campaign: Campaign, by: Actor, at: datetime) -> None:
    facts = {"campaign": campaign.pk, "subject": campaign.subject}
    record(SYSTEM, kind, by=by, at=at, facts=facts)
