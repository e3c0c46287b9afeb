"""Gives whistles and turnouts their part of the case page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.audit.log import entries
from linli.cases import authority
from linli.cases.models import Case, Clock
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.whistles import access, rosters
from linli.procedures.whistles.letters.showing import letters_for
from linli.procedures.whistles.models import Shift, Task, Turnout, Whistle
from linli.procedures.whistles.words import (
    COOPERATION,
    DECISIONS,
    GROUNDS,
    KINDS,
    OUTCOMES,
    RESULTS,
)


@dataclass(frozen=True)
class TurnoutShown:
    """A department that was called, as the township sees it. `may_open`: whoever looks may see
    its own case."""

    turnout: Turnout
    shift: Shift | None
    outcome: Text | None
    result: Text | None
    late: tuple[Text, ...]

    @property
    def case(self) -> Case:
        """Return the department's own case."""
        return self.turnout.case


@dataclass(frozen=True)
class Remark:
    """What a department said of the call, and when."""

    text: str
    at: datetime


def of_whistle(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the page of a whistle shows. A constant number of queries."""
    whistle = _whistle(case)
    return {
        "whistle": whistle,
        "kind": name_of(KINDS, whistle.kind),
        "origin": _origin(whistle, post),
        "turnouts": turnouts_of(whistle, at=timezone.now()),
        "tasks": _tasks(whistle),
    }


def of_turnout(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the page of a turnout shows: to the department the matter and who else comes,
    nothing of what others said. A constant number of queries."""
    turnout = Turnout.objects.select_related("whistle__case", "item").get(case=case)
    whistle, now = turnout.whistle, timezone.now()
    sides = authority.sides_of(case, post.actor())
    others = whistle.turnouts.exclude(pk=turnout.pk).select_related("case__unit")
    shift = rosters.on_duty([case.unit_id], at=now).get(case.unit_id)
    return {
        "turnout": turnout,
        "whistle": whistle,
        "kind": name_of(KINDS, whistle.kind),
        "others": [one.case for one in others],
        "tasks": [one for one in _tasks(whistle) if case.unit in one.units.all()],
        "shift": shift,
        "telephone": shift.telephone if shift else case.unit.telephone,
        "ground": name_of(GROUNDS, turnout.ground),
        "decision": name_of(DECISIONS, turnout.decision),
        "outcome": name_of(OUTCOMES, turnout.outcome),
        "result": name_of(RESULTS, turnout.result),
        "cooperation": name_of(COOPERATION, turnout.cooperation),
        **_written(case),
        "may_open_whistle": bool(sides & {"coordinating", "overseeing"}),
        "letters": letters_for(case, post),
    }


def turnouts_of(whistle: Whistle, *, at: datetime) -> list[TurnoutShown]:
    """Return the departments called for `whistle`, in the order of the calls. Three queries."""
    rows = list(whistle.turnouts.select_related("case__unit"))
    shifts = rosters.on_duty([one.case.unit_id for one in rows], at=at)
    late = _late([one.case_id for one in rows], at)
    return [
        TurnoutShown(
            one,
            shifts.get(one.case.unit_id),
            name_of(OUTCOMES, one.outcome),
            name_of(RESULTS, one.result),
            tuple(one.case.declared.term(term).name for term in late.get(one.case_id, ())),
        )
        for one in rows
    ]


def name_of(choices: Iterable[Choice], key: str) -> Text | None:
    """Return the name of the choice `key`, None for none."""
    return next((choice.name for choice in choices if choice.key == key), None)


def _written(case: Case) -> Mapping[str, Any]:
    """Return why the department refused last, and its remarks on the call, the oldest first."""
    kept = list(entries(case.chain))
    refused = [entry.texts.get("reason", "") for entry in kept if entry.kind == "turnout.refuse"]
    return {
        "objection": refused[-1] if refused else "",
        "remarks": [
            Remark(entry.texts.get("remark", ""), entry.at)
            for entry in kept
            if entry.kind == "turnout.remark"
        ],
    }


def _whistle(case: Case) -> Whistle:
    found: Whistle = Whistle.objects.select_related("origin").get(case=case)
    return found


def _origin(whistle: Whistle, post: Post) -> Case | None:
    """Return the case that it helps with, where `post` may see it."""
    if whistle.origin_id is None or not access.takes_part(post):
        return None
    found: Case | None = Case.objects.visible_to(post).filter(pk=whistle.origin_id).first()
    return found


def _tasks(whistle: Whistle) -> list[Task]:
    return list(whistle.tasks.prefetch_related("units"))


def _late(cases: list[int], at: datetime) -> dict[int, list[str]]:
    """Return by case the terms that ran out, or ended late."""
    found: dict[int, list[str]] = {}
    for clock in Clock.objects.filter(case__in=cases, binds="authority").order_by("pk"):
        is_out = clock.is_running and clock.due_at < at
        if clock.is_late or is_out:
            found.setdefault(clock.case_id, []).append(clock.term)
    return found
