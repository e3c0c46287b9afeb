"""Which messages are past their period of keeping, and which of them are held back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.base.privacy.erasure import GROUNDS, JOB, RULES, WHATS, Erased, Rule
from linli.base.privacy.periods import cut_of
from linli.cases import erasing, holding
from linli.cases.models import Case, Hold, Message
from linli.cases.registry import ProcedureRoom, rooms
from linli.core.personal import PERIODS
from linli.core.text import Text

GROUND: Final = "retention_ended"
HELD_FOR: Final = {
    "open": Text("有未办结的事项", "A case of it is still open"),
    **{one.key: one.name for one in holding.GROUNDS},
}


def past(at: datetime) -> Q:
    """Return the condition that a case is closed and its period over at `at`."""
    found = Q(is_sealed=True, closed_at__lt=cut_of("accusation", at))
    for room in rooms:
        found |= Q(procedure=room.procedure.key, is_sealed=False, closed_at__lt=_cut(room, at))
    return found


def past_period(at: datetime) -> QuerySet[Message]:
    """Return the messages not yet erased of which a case is past its period."""
    newest = max(_cut(room, at) for room in rooms)
    newest = max(newest, cut_of("accusation", at))
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


def _cut(room: ProcedureRoom, at: datetime) -> datetime:
    key = room.procedure.key
    return cut_of(key if key in PERIODS else "other", at)


def register() -> None:
    """Hand the rule and its words to the erasure; called once while applications start."""
    RULES.register("cases", Rule("cases", due, erase, held))
    for key, name in erasing.WHATS.items():
        WHATS.register(key, name)
    for key, name in HELD_FOR.items():
        GROUNDS.register(key, name)
