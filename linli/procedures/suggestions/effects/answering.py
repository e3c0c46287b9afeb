"""The answer, with it that of all that were joined; conversion until it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from linli.base.files.models import StoredFile
from linli.cases.engine import Moving, move
from linli.cases.registry import Effect
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.effects.saving import save
from linli.procedures.suggestions.models import Suggestion

END_OF_DAY = time(23, 59, 59)
SHARER = Actor.system("suggestion_joined")
IN_PAST = Text("完成日期须晚于今天。", "The day must lie ahead.")


def answer(moving: Moving, *, way: str, answer: str, on_wall: bool = False) -> None:
    """The sender is answered, and with them the senders of all that were joined."""
    save(moving, answered_at=moving.at)
    _tell_public(moving, answer, on_wall)
    _share(moving, answer)


def share_answer(moving: Moving, *, answer: str) -> None:
    """What was found of the equal one holds for this one too."""
    main = moving.case.suggestion.main
    save(moving, answered_at=moving.at, verdict=main.verdict if main else "")


def answer_known(moving: Moving, *, answer: str) -> None:
    """It was suggested and answered before."""
    save(moving, answered_at=moving.at)


def plan(
    moving: Moving, *, outcome: str, measure: str, due_on: date, on_wall: bool = False
) -> None:
    """What it becomes (Art. 13), and by when."""
    if due_on <= local_day(moving.at):
        raise Refused(IN_PAST, field="due_on", code="in_past")
    save(moving, outcome=outcome, due_date=due_on)
    moving.due_at = datetime.combine(due_on, END_OF_DAY, tzinfo=SHANGHAI)
    _tell_public(moving, measure, on_wall)


def report(moving: Moving, *, progress: str, on_wall: bool = False) -> None:
    """The sender reads of it; the public where an officer says so."""
    _tell_public(moving, progress, on_wall)


def complete(
    moving: Moving,
    *,
    outcome: str,
    done_on: date,
    result: str,
    on_wall: bool = False,
    files: Sequence[StoredFile] = (),
) -> None:
    """It was carried out."""
    save(moving, outcome=outcome, done_date=done_on)
    _tell_public(moving, result, on_wall)


def give_up(moving: Moving, *, reason: str, on_wall: bool = False) -> None:
    """It can't be carried out after all."""
    _tell_public(moving, reason, on_wall)


def honour(moving: Moving, *, praise: str, on_wall: bool = False) -> None:
    """The suggestion is honoured; nobody is ranked (Art. 16)."""
    save(moving, honoured_at=moving.at)
    _tell_public(moving, praise, on_wall)


def _tell_public(moving: Moving, text: str, on_wall: bool) -> None:
    if on_wall:
        wall.tell(moving.case.suggestion, moving.step.key, text, at=moving.at)


def _share(moving: Moving, answer: str) -> None:
    joined = Suggestion.objects.filter(main=moving.case.suggestion, case__state="joined")
    for one in joined.select_related("case__message").order_by("pk"):
        move(one.case, "share_answer", by=SHARER, at=moving.at, answer=answer)


EFFECTS: dict[str, Effect] = {
    "answer": answer,
    "explain": answer,
    "share_answer": share_answer,
    "answer_known": answer_known,
    "plan": plan,
    "report": report,
    "complete": complete,
    "give_up": give_up,
    "honour": honour,
}
