"""Acceptance, asking back and what the giver answers."""

from __future__ import annotations

from datetime import date

from linli.cases import links
from linli.cases.engine import Moving
from linli.cases.models import Case
from linli.cases.registry import Effect
from linli.procedures.directives.effects.saving import check_day, save, set_due, tell_giver
from linli.procedures.directives.effects.saving import tell_holder as tell
from linli.procedures.directives.models import Directive


def ask_back(moving: Moving, *, ground: str, reason: str) -> None:
    """The unit gives its ground; the giver answers."""
    save(moving, asked_ground=ground)
    tell_giver(moving, "directive.asked_back")


def insist(moving: Moving, *, reason: str) -> None:
    """It stays as it was given."""
    save(moving, asked_ground="")
    tell(moving, "directive.given")


def amend(moving: Moving, *, task: str, measure: str, due_on: date, reason: str) -> None:
    """It is given anew, with another task, measure or day."""
    check_day(moving, due_on, field="due_on", most=day_of_whole(moving.case))
    set_due(moving, due_on)
    save(moving, asked_ground="", task=task.strip(), measure=measure.strip(), due_date=due_on)
    tell(moving, "directive.given")


def withdraw(moving: Moving, *, reason: str) -> None:
    """Nothing is asked any more."""
    save(moving, asked_ground="", asked_until=None, obstacle="", obstacle_said="")
    tell(moving, "directive.withdrawn")


def day_of_whole(case: Case) -> date | None:
    """Return the day of the task of which `case` is a part, None for the first of a tree. Two
    queries."""
    above = links.part_link(case)
    if above is None:
        return None
    return Directive.objects.get(case=above.to_case_id).due_date


EFFECTS: dict[str, Effect] = {
    "ask_back": ask_back,
    "insist": insist,
    "amend": amend,
    "withdraw": withdraw,
}
