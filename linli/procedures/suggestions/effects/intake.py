"""Registered, sent to units, joined to an equal one, handed over as a claim."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import OperationalError, transaction

from linli.base.accounts.models import Unit
from linli.cases import handing, links
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, join
from linli.cases.models import Case
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.effects.saving import save
from linli.procedures.suggestions.selectors import UNANSWERED

NOT_IN_BEING = Text("“{name}”已不存在。", "{name} is no longer in being.")
ITSELF = Text("不能并入自身。", "It can't be joined to itself.")
NOT_EQUAL = Text(
    "只能并入本部门尚未答复的建议。",
    "It can be joined to an unanswered suggestion of this office alone.",
)
BUSY = Text(
    "同类建议正在办理中，请稍后再试。",
    "Somebody works on the equal one now; try again in a moment.",
)
THERE = Text("这件事已在那里办理。", "The matter is there already.")
SEALED = Text("检举控告件不能转办或合并。", "An accusation is not passed on or joined.")


def register(moving: Moving, *, field: str) -> None:
    """It is filed under its field."""
    save(moving, field=field)


def allocate(
    moving: Moving, *, unit: Unit, invited: Sequence[Unit] = (), instruction: str = ""
) -> None:
    """One unit studies it, others are invited (Art. 11)."""
    case, day = moving.case, local_day(moving.at)
    for one in (unit, *invited):
        if not (one.from_date <= day and (one.until_date is None or day <= one.until_date)):
            raise Refused(NOT_IN_BEING.format(name=one.name), field="unit", code="not_in_being")
    moving.give_to(unit)
    if unit.pk != case.coordinator_id:
        notify_unit(case, unit, "case.received", at=moving.at)
    for one in invited:
        if one.pk != unit.pk and join(case, one, part="assisting", at=moving.at):
            notify_unit(case, one, "case.assisted", at=moving.at)


def join_to(moving: Moving, *, main: Case) -> None:
    """It is answered with an equal one, which must be unanswered still."""
    case = moving.case
    if main.pk == case.pk:
        raise Refused(ITSELF, field="main", code="itself")
    if case.is_sealed or main.is_sealed:
        raise Refused(SEALED, field="main", code="sealed")
    found = _locked_at_once(main)
    is_equal = found.coordinator_id == case.coordinator_id and found.state in UNANSWERED
    if found.procedure != case.procedure or not is_equal or found.suggestion.main_id:
        raise Refused(NOT_EQUAL, field="main", code="not_equal")
    links.link(case, found, kind="same_matter", by=moving.by, at=moving.at)
    save(moving, main=found.suggestion)


def separate(moving: Moving, *, reason: str) -> None:
    """It goes its own way again."""
    save(moving, main=None)


def offer(moving: Moving, *, course: str, explanation: str) -> None:
    """A claim: the sender is asked once whether it may go where it can be solved (Art. 10)."""
    if moving.case.is_sealed:
        raise Refused(SEALED, field="course", code="sealed")
    if course not in handing.ways_from(moving.case):
        raise Refused(THERE, field="course", code="there_already")
    wall.withdraw(moving.case.suggestion, at=moving.at)
    save(moving, offered=course)


def inform(moving: Moving, *, ground: str, explanation: str) -> None:
    """What is no suggestion does not stay on the wall."""
    wall.withdraw(moving.case.suggestion, at=moving.at)


def hand_over(moving: Moving, *, way: str = "") -> None:
    """The sender agreed: the same message and receipt, in the other procedure."""
    made = handing.carry_over(
        moving.case, to=moving.case.suggestion.offered, by=moving.by, at=moving.at
    )
    notify_unit(made, made.coordinator, "suggestion.handed_over", at=moving.at)


def kept(moving: Moving, *, reason: str = "") -> None:
    """The sender leaves it as a suggestion, or says nothing: the office goes on."""
    notify_unit(moving.case, moving.case.coordinator, "suggestion.kept", at=moving.at)


def _locked_at_once(main: Case) -> Case:
    """Lock `main` and return it as it stands. An answer locks the equal one first and those joined
    to it after: whoever waited here for it could wait for ever."""
    try:
        with transaction.atomic():
            Case.objects.select_for_update(nowait=True, no_key=True).values_list("pk").get(
                pk=main.pk
            )
    except OperationalError as busy:
        raise Refused(BUSY, field="main", code="busy") from busy
    found: Case = Case.objects.select_related("suggestion").get(pk=main.pk)
    return found


EFFECTS: dict[str, Effect] = {
    "register": register,
    "allocate": allocate,
    "join": join_to,
    "separate": separate,
    "offer": offer,
    "inform": inform,
    "agree": hand_over,
    "record_consent": hand_over,
    "keep": kept,
    "lapse_offer": kept,
}
