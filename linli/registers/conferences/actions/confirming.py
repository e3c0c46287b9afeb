"""Confirms demands, withdraws that, and settles the spots that a person must look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.text import Text
from linli.registers.conferences.actions.chain import keeping, put_down
from linli.registers.conferences.actions.marking import GONE
from linli.registers.conferences.following import held_among
from linli.registers.conferences.models import Conference, Demand, Report, Spot

LOOK_FIRST: Final = Text(
    "要求 {no} 中还有待核对的修复处，请先核对。",
    "Demand {no} holds a mended place that nobody has looked at: look at it first.",
)
IS_HELD: Final = Text(
    "要求 {no} 已经立项办理，不能撤回确认。",
    "Something was made of demand {no}: it can't be withdrawn any more.",
)
IN_CONFIRMED: Final = Text(
    "这一处在已确认的要求 {no} 之中。要改动文字，请先撤回确认。",
    "This place lies in demand {no}, which is confirmed: withdraw that before the text is changed.",
)
LONGEST_WORDS: Final = 200
WORDS_TOO_LONG: Final = Text(
    f"不能超过{LONGEST_WORDS}个字。", f"No more than {LONGEST_WORDS} signs."
)


def confirm(demand: Demand, *, by: Actor, at: datetime) -> None:
    """Confirm one demand. Raises NotAllowed, WrongState where it is gone, Refused while a spot
    in it that has several readings waits to be looked at."""
    conference = demand.conference
    with keeping(conference, "demand.confirm", by=by, at=at) as kept:
        found = list(kept.demands.filter(pk=demand.pk))
        if not found:
            raise WrongState(GONE, code="gone")
        _confirm(kept, found, by, at)


def confirm_all(conference: Conference, *, by: Actor, at: datetime) -> int:
    """Confirm every demand that is not confirmed yet and return how many. Raises as `confirm`:
    all or none."""
    with keeping(conference, "demand.confirm", by=by, at=at) as kept:
        found = list(kept.demands.filter(confirmed_at=None))
        _confirm(kept, found, by, at)
        return len(found)


def withdraw(demand: Demand, *, by: Actor, at: datetime) -> None:
    """Withdraw the confirmation. Raises WrongState where something hangs on the demand."""
    with keeping(demand.conference, "demand.withdraw", by=by, at=at) as kept:
        found = kept.demands.filter(pk=demand.pk).first()
        if found is None:
            raise WrongState(GONE, code="gone")
        if held_among([found]):
            raise WrongState(IS_HELD.format(no=found.no), code="held")
        if found.confirmed_at:
            found.confirmed_at = found.confirmed_by = None
            found.save(update_fields=["confirmed_at", "confirmed_by"])
            put_down(kept, "demand_withdrawn", by=by, at=at, demand=found.pk)


def settle(spot: Spot, *, words: str, by: Actor, at: datetime) -> None:
    """Put down that a person looked at the spot, and that `words` stand there.

    Other words move all that follows. Raises NotAllowed; WrongState where the text of a confirmed
    demand would change; Incomplete for no words or too many."""
    conference = spot.report.conference
    with keeping(conference, "spot.settle", by=by, at=at) as kept:
        report = Report.objects.get(conference=kept)
        found = Spot.objects.filter(pk=spot.pk, report=report).first()
        if found is None:
            raise WrongState(GONE, code="gone")
        words = " ".join(words.split())
        if not words:
            raise Incomplete(Text("请填写这里的文字。", "Write what stands here."), field="words")
        if len(words) > LONGEST_WORDS:
            raise Incomplete(WORDS_TOO_LONG, field="words")
        before = report.text[found.start : found.end]
        if words != before:
            _replace(kept, report, found, words)
        _looked([found], by, at)
        put_down(
            kept, "spot_settled", by=by, at=at, texts={"before": before, "words": words},
            spot=found.pk, start=found.start,
        )  # fmt: skip


def _confirm(conference: Conference, found: list[Demand], by: Actor, at: datetime) -> None:
    spots = list(Spot.objects.filter(report__conference=conference, looked_at=None))
    for demand in found:
        inside = [spot for spot in spots if _meets(spot, demand)]
        if any(not spot.is_certain for spot in inside):
            raise Refused(LOOK_FIRST.format(no=demand.no), code="spots")
        _looked(inside, by, at)
        if demand.confirmed_at is None:
            demand.confirmed_at, demand.confirmed_by_id = at, by.post_id
            demand.save(update_fields=["confirmed_at", "confirmed_by"])
            put_down(
                conference, "demand_confirmed", by=by, at=at,
                texts={"text": demand.text, "speaker": demand.speaker},
                demand=demand.pk, no=demand.no, subject=demand.subject,
            )  # fmt: skip


def _looked(spots: Iterable[Spot], by: Actor, at: datetime) -> None:
    for spot in spots:
        spot.looked_at, spot.looked_by_id = at, by.post_id
        spot.save()


def _meets(spot: Spot, demand: Demand) -> bool:
    return spot.start < demand.end and demand.start < spot.end


def _replace(conference: Conference, report: Report, spot: Spot, words: str) -> None:
    """Put other words at the spot, and move what stands behind it."""
    demands = list(conference.demands.all())
    confirmed = next((d for d in demands if d.confirmed_at and _meets(spot, d)), None)
    if confirmed is not None:
        raise WrongState(IN_CONFIRMED.format(no=confirmed.no), code="confirmed", field="words")
    end, by_how_much = spot.end, len(words) - (spot.end - spot.start)
    report.text = report.text[: spot.start] + words + report.text[end:]
    report.save(update_fields=["text"])
    rows: QuerySet[Spot] = report.spots.filter(start__gte=end)
    for other in rows:
        other.start, other.end = other.start + by_how_much, other.end + by_how_much
        other.save(update_fields=["start", "end"])
    spot.end = end + by_how_much
    for demand in demands:
        demand.start += by_how_much if demand.start >= end else 0
        demand.end += by_how_much if demand.end >= end else 0
        demand.text = report.text[demand.start : demand.end]
        demand.save(update_fields=["start", "end", "text"])
