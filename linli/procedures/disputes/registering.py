"""The register of mediators of a committee: who is in office, and who no longer is."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.cases import authority
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.procedures.disputes import access
from linli.procedures.disputes.models import Appointment, Mediator
from linli.procedures.disputes.words import STANDINGS

NOT_YOURS = Text("名册由本调解委员会维护。", "The register is kept by the committee itself.")
NO_NAME = Text("请填写姓名。", "Enter the name.")
UNKNOWN = Text("请选择身份。", "Choose the standing.")
ENDED = Text("已经离任。", "No longer in office.")
BEFORE = Text("离任日期不能早于任职日期。", "It can't end before it began.")
MEDIATES = Text("该调解员还有在办纠纷，请先更换调解员。", "Still mediates: name another one first.")


def enter(
    *,
    name: str,
    standing: str,
    is_woman: bool,
    from_date: date,
    signs_in: Post | None,
    post: Post,
    by: Actor,
    at: datetime,
) -> Mediator:
    """Put a mediator on the register of the committee of `post` and return them."""
    _check(post, by, at)
    if not name.strip():
        raise Incomplete(NO_NAME, field="name")
    if standing not in {one.key for one in STANDINGS}:
        raise Incomplete(UNKNOWN, field="standing")
    with transaction.atomic():
        made: Mediator = Mediator.objects.create(
            unit=post.unit,
            post=signs_in,
            name=name.strip(),
            standing=standing,
            is_woman=is_woman,
            from_date=from_date,
        )
        facts = {"mediator": made.pk, "unit": post.unit_id, "standing": standing}
        record(SYSTEM, "dispute.mediator_entered", by=by, at=at, facts=facts)
    return made


def end(mediator: Mediator, *, until_date: date, post: Post, by: Actor, at: datetime) -> Mediator:
    """Note that a mediator is in office no longer. Raises Refused for one who still mediates."""
    _check(post, by, at)
    if mediator.unit_id != post.unit_id:
        raise NotAllowed(NOT_YOURS)
    if mediator.until_date:
        raise Refused(ENDED, code="ended")
    if until_date < mediator.from_date:
        raise Refused(BEFORE, field="until_date", code="before")
    now = Appointment.objects.filter(mediator=mediator, until_at=None)
    if now.filter(dispute__case__state__in=("mediating", "signing")).exists():
        raise Refused(MEDIATES, code="mediates")
    with transaction.atomic():
        mediator.until_date = until_date
        mediator.save(update_fields=["until_date"])
        facts = {"mediator": mediator.pk, "unit": post.unit_id}
        record(SYSTEM, "dispute.mediator_ended", by=by, at=at, facts=facts)
    return mediator


def _check(post: Post, by: Actor, at: datetime) -> None:
    authority.check_in_force(by, at)
    if not access.mediates(post) or by.unit_id != post.unit_id:
        raise NotAllowed(NOT_YOURS)
