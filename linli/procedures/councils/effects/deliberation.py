"""What the steps of a deliberation change beside the state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from linli.base.accounts.models import Unit
from linli.base.files.models import StoredFile
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join, leave
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.councils import opinions
from linli.procedures.councils.effects.saving import (
    COMMON,
    must_have_had_notice,
    must_leave_notice,
    save,
)
from linli.procedures.councils.places import KINDS, township_of
from linli.procedures.councils.words import NOT_ADOPTED

NOT_A_COMMUNITY = Text(
    "请选择在任的社区、村或街道、乡镇。", "Choose a community or township in being."
)
HOLDS_IT = Text("该单位就是承办单位。", "This unit already holds it.")
CLOSES_EARLY = Text(
    "征求意见截止日期应在今天之后、会议日期当天或者之前。",
    "Opinions are heard from tomorrow on, until the day of the meeting at the latest.",
)
NOBODY_CAME = Text("请填写到会人数。", "Say how many came.")


def take_up(moving: Moving, *, topic: str, scope: str, affected: str) -> None:
    """It will be deliberated, with those whom it affects."""
    save(moving, _row(moving), topic=topic.strip(), scope=scope, affected=affected.strip())


def pass_on(moving: Moving, *, unit: Unit, reason: str) -> None:
    """Another community or township deliberates; its own township looks on."""
    case, day = moving.case, local_day(moving.at)
    is_there = unit.from_date <= day and (unit.until_date is None or day <= unit.until_date)
    if unit.kind not in KINDS or not is_there:
        raise Refused(NOT_A_COMMUNITY, field="unit", code="not_a_community")
    if unit.pk == case.unit_id:
        raise Refused(HOLDS_IT, field="unit", code="holds_it")
    moving.give_to(unit)
    leave(case, part="overseeing", at=moving.at)
    above = township_of(unit, at=moving.at)
    if above:
        join(case, above, part="overseeing", at=moving.at)
    notify_unit(case, unit, "case.received", at=moving.at)


def announce(
    moving: Moving, *, notice: str, agenda: str, when: datetime, place: str, opinions_until: date
) -> None:
    """Everybody reads of it, and may say what they think until a day."""
    must_leave_notice(moving, when)
    if not local_day(moving.at) < opinions_until <= local_day(when):
        raise Refused(CLOSES_EARLY, field="opinions_until", code="closes_early")
    save(
        moving, _row(moving), notice=notice.strip(), agenda=agenda.strip(), meeting_at=when,
        place=place.strip(), opinions_until=opinions_until, announced_at=moving.at,
    )  # fmt: skip


def record_opinion(moving: Moving, *, way: str, opinion: str) -> None:
    """What was said otherwise than on the page stands beside what came there."""
    opinions.write_down(_row(moving), way=way, text=opinion, at=moving.at)


def reschedule(moving: Moving, *, when: datetime, place: str, reason: str) -> None:
    """Another time, with its own notice."""
    must_leave_notice(moving, when)
    save(moving, _row(moving), meeting_at=when, place=place.strip())


def hold(
    moving: Moving, *, held_on: date, chair: str, attended: int, present: str, minutes: str,
    files: Sequence[StoredFile] = (),
) -> None:  # fmt: skip
    """It was held: how many came and of which groups, never a list of people."""
    must_have_had_notice(moving, held_on)
    if attended < 1:
        raise Refused(NOBODY_CAME, field="attended", code="nobody_came")
    save(
        moving, _row(moving), held_date=held_on, chair=chair.strip(), attended=attended,
        present=present.strip(), minutes=minutes.strip(),
    )  # fmt: skip


def meet_again(moving: Moving, *, reason: str) -> None:
    """Another meeting; what was published stands until the next result."""
    moving.new_round()


def publish_result(moving: Moving, *, outcome: str, result: str, differing: str = "") -> None:
    """The opinion, and with it the views that differ."""
    save(
        moving, _row(moving), outcome=outcome, result=result.strip(), differing=differing.strip(),
        published_at=moving.at,
    )  # fmt: skip


def adopt(moving: Moving, *, adoption: str, adopter: str, explanation: str) -> None:
    """Whoever has the say takes it on."""
    save(
        moving, _row(moving), adoption=adoption, adopter=adopter.strip(),
        explanation=explanation.strip(), adopted_at=moving.at,
    )  # fmt: skip


def turn_down(moving: Moving, *, adopter: str, explanation: str) -> None:
    """It is not adopted, and everybody reads why."""
    adopt(moving, adoption=NOT_ADOPTED, adopter=adopter, explanation=explanation)


def finish(moving: Moving, *, report: str) -> None:
    """Everybody reads what came of it."""
    save(moving, _row(moving), report=report.strip())


def _row(moving: Moving) -> opinions.Deliberation:
    found: opinions.Deliberation = moving.case.deliberation
    return found


EFFECTS: dict[str, Effect] = {
    **COMMON,
    **{
        effect.__name__: effect
        for effect in (
            take_up, pass_on, announce, record_opinion, reschedule, hold, meet_again,
            publish_result, adopt, turn_down, finish,
        )
    },
}  # fmt: skip
