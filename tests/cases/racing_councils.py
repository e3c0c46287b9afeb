"""Deliberations and assemblies for races: brought to where each step can be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.cases.models import Case
from tests.councils import HOUR, assembly_in, take, topic_in
from tests.councils import values as ordinary

MEETINGS = frozenset({"hold", "open_sitting", "adjourn"})


@dataclass(frozen=True)
class Builder:
    """Brings cases of one procedure to a state; `before` is what a step needs more than that."""

    in_state: Callable[..., Case]
    before: dict[str, tuple[str, ...]]

    def ready(self, step: str, source: str, cast: Any) -> tuple[Case, datetime]:
        """Return a case from which `step` can be taken, and when."""
        case = self.in_state(source, cast)
        for one in self.before.get(step, ()):
            case = take(case, one, cast)
        notice = case.clocks.filter(term="notice", stopped_at=None).first()
        if step in MEETINGS and notice:
            return case, notice.due_at - 14 * HOUR
        return case, case.moved_at + HOUR

    def values(
        self, step: str, cast: Any, *, at: datetime | None = None, case: Case | None = None
    ) -> dict[str, Any]:
        """Return what `step` asks for."""
        assert case is not None and at is not None
        more = {"unit": cast.other_community_unit} if step == "pass_on" else {}
        return {**ordinary(step, case, at=at), **more}


def _with_rules(state: str, cast: Any) -> Case:
    return assembly_in(state, cast, motion="rules")


TOPICS = Builder(topic_in, {"record_task": ("give_task",)})
ASSEMBLIES = Builder(
    _with_rules,
    {
        "announce": ("set_motion",),
        "close_sitting": ("vote",),
        "note_filing": ("file_rules",),
        "ask_correction": ("file_rules",),
        "answer_correction": ("file_rules", "ask_correction"),
        "record_task": ("give_task",),
        "finish": ("file_rules", "note_filing"),
    },
)
