"""Which messages are past their period of keeping, and which of them are held back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.base.privacy.erasure import GROUNDS, JOB, RULES, WHATS, Erased, Rule
from linli.base.privacy.periods import months_before
from linli.base.rules import registry, retention
from linli.base.rules.selectors import Places, by_place, where
from linli.cases import erasing, holding
from linli.cases.models import Case, Hold, Message
from linli.cases.registry import ProcedureRoom, rooms
from linli.core.personal import PERIODS
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day

GROUND: Final = "retention_ended"
HELD_FOR: Final = {
    "open": Text("有未办结的事项", "A case of it is still open"),
    **{one.key: one.name for one in holding.GROUNDS},
}


def past(at: datetime) -> Q:
    """Return the condition that a case is closed and its period over at `at`."""
    found = Q(is_sealed=True) & _closed_long_ago("accusation", at)
    for room in rooms:
        found |= _past(room, at)
    return found


def past_period(at: datetime) -> QuerySet[Message]:
    """Return the messages not yet erased of which a case is past its period."""
    keys = {"accusation", *(_period_of(room) for room in rooms)}
    shortest = min(months for key in keys for _, months in _months(key, at))
    newest = months_before(at, shortest)
    of_message = Case.objects.filter(message=OuterRef("pk"))
    waiting: QuerySet[Message] = Message.objects.filter(erased_at=None, received_at__lt=newest)
    return waiting.filter(Exists(of_message.filter(past(at))))


def due(at: datetime, most: int) -> Iterable[Message]:
    """Return at most so many messages all of whose cases are past their period, the oldest
    first, and that nothing holds back."""
    others = Case.objects.filter(message=OuterRef("pk")).exclude(past(at))
    holds = Hold.objects.filter(message=OuterRef("pk"), lifted_at=None)
    found = past_period(at).filter(~Exists(others), ~Exists(holds))
    return list(found.order_by("received_at", "pk")[:most])


def erase(message: Message, at: datetime) -> Erased | None:
    """Erase all of a message that is due, in the caller's transaction; None if it no longer is.
    Of an accusation nothing is counted."""
    cases = Case.objects.filter(message=message)
    list(cases.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    if not _is_due(message, at):
        return None
    is_sealed = cases.filter(is_sealed=True).exists()
    rule = cases.order_by("pk")[0].procedure
    counts = erasing.empty(message, ground=GROUND, by=JOB, at=at)
    erasing.close_for_good(message, at=at)
    return Erased(rule, counts, is_told=not is_sealed)


def held(at: datetime) -> Iterable[tuple[str, str, int]]:
    """Count what is past its period and held back, by procedure and ground; sealed cases are
    counted nowhere."""
    found: dict[tuple[str, str], int] = {}
    waiting = Case.objects.filter(past(at), is_sealed=False, message__erased_at=None)
    grounds = dict(
        Hold.objects.filter(lifted_at=None, message__in=waiting.values("message")).values_list(
            "message", "ground"
        )
    )
    is_open = Case.objects.filter(message=OuterRef("message"), closed_at=None)
    sealed = Case.objects.filter(message=OuterRef("message"), is_sealed=True)
    rows = waiting.filter(~Exists(sealed)).filter(Q(message__in=grounds) | Exists(is_open))
    for message, procedure in rows.values_list("message", "procedure"):
        key = (procedure, grounds.get(message, "open"))
        found[key] = found.get(key, 0) + 1
    return [(procedure, ground, number) for (procedure, ground), number in found.items()]


def _is_due(message: Message, at: datetime) -> bool:
    others = Case.objects.filter(message=message).exclude(past(at))
    held_back = Hold.objects.filter(message=message, lifted_at=None)
    return not (others.exists() or held_back.exists())


def beyond(key: str, places: range, day: date) -> int | None:
    """Return how many closed cases in `places` are past the period `key` on `day` and not erased
    yet; None for accusations, which are counted nowhere."""
    if key == "accusation":
        return None
    at = datetime.combine(day, time.min, SHANGHAI)
    found = Q(pk__in=())
    for room in rooms:
        if _period_of(room) == key:
            found |= _past(room, at)
    here = Q(region__gte=places.start, region__lt=places.stop)
    return Case.objects.filter(here, found, message__erased_at=None).count()


def _past(room: ProcedureRoom, at: datetime) -> Q:
    here = Q(procedure=room.procedure.key, is_sealed=False)
    return here & _closed_long_ago(_period_of(room), at)


def _closed_long_ago(key: str, at: datetime) -> Q:
    """Return the condition that the period `key` of a case is over, as it holds where it is."""
    return where(
        _months(key, at), "region_id", lambda months: Q(closed_at__lt=months_before(at, months))
    )


def _months(key: str, at: datetime) -> Places:
    return by_place(retention.threshold_of(PERIODS[key]), day=local_day(at))


def _period_of(room: ProcedureRoom) -> str:
    return room.procedure.key if room.procedure.key in PERIODS else "other"


def register() -> None:
    """Hand the rule and its words to the erasure; called once while applications start."""
    registry.COUNTS.register(retention.AREA, beyond)
    RULES.register("cases", Rule("cases", due, erase, held))
    for key, name in erasing.WHATS.items():
        WHATS.register(key, name)
    for key, name in HELD_FOR.items():
        GROUNDS.register(key, name)
