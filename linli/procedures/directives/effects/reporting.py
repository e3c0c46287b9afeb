"""Reports that were asked for, the report that it is done, sending back, closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.procedures.directives import filing
from linli.procedures.directives.effects.receiving import day_of_whole
from linli.procedures.directives.effects.saving import (
    check_day,
    save,
    set_due,
    tell_giver,
    tell_holder,
)


def file_report(moving: Moving, *, answers: filing.Answers, minutes: int | None = None) -> None:
    """The report is filed with the figures as they stand."""
    made = filing.file(moving.case.directive, answers, minutes=minutes, at=moving.at)
    moving.facts["survey"] = {"id": made.survey_id, "name": made.survey.title}


def report_done(moving: Moving, *, outcome: str, files: Sequence[Any] = ()) -> None:
    """All is done, and all parts are closed."""
    save(moving, outcome=outcome.strip(), exception="", asked_until=None, obstacle="",
         obstacle_said="")  # fmt: skip
    tell_giver(moving, "directive.reported")


def report_with_exception(moving: Moving, *, outcome: str, exception: str) -> None:
    """All but what is stated is done."""
    save(moving, outcome=outcome.strip(), exception=exception.strip(), asked_until=None)
    tell_giver(moving, "directive.reported")


def send_back(moving: Moving, *, reason: str, due_on: date) -> None:
    """It is not done yet: a new day is set."""
    check_day(moving, due_on, field="due_on", most=day_of_whole(moving.case))
    set_due(moving, due_on)
    save(moving, due_date=due_on, exception="")
    tell_holder(moving, "directive.sent_back")


def close(moving: Moving, *, remark: str = "") -> None:
    """It is closed; nothing stands in the way any more."""
    save(moving, obstacle="", obstacle_said="")
    tell_holder(moving, "directive.closed")


EFFECTS: dict[str, Effect] = {
    "file_report": file_report,
    "report_done": report_done,
    "report_with_exception": report_with_exception,
    "send_back": send_back,
    "close": close,
}
