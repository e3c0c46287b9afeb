"""The figures of directives: how many were given, closed, and reported done in time."""

from __future__ import annotations

from datetime import datetime

from linli.cases.counters import GONE, Figures, Verdict, lapse_of, register
from linli.cases.models import Case, Tally
from linli.core.indicators import Indicator
from linli.core.text import Text
from linli.procedures.directives.procedure import DONE
from linli.procedures.directives.words import DESIGN

GIVEN = Indicator(
    "directive.given",
    "directive",
    Text("承接任务数", "Directives given"),
    "count",
    Text("承接的任务", "directives given"),
    Text(
        "按下达日统计到承办单位，分解出的每一项单独计一件；撤回的不计。",
        "By the day on which it was given, to the unit that holds it; each part counts by itself, "
        "what was withdrawn doesn't.",
    ),
    ("direct", "withdraw"),
    DESIGN,
    also=("承接任务量", "下达任务数", "分解任务数"),
)
CLOSED = Indicator(
    "directive.closed",
    "directive",
    Text("办结率", "Closed"),
    "rate",
    Text("承接的任务", "directives given"),
    Text(
        "办结率＝已办结÷承接任务数（按下达日）。还没到期的也在分母里；撤回的不计。",
        "Those closed, of all given, by the day on which they were given: what is not due yet "
        "included, what was withdrawn not.",
    ),
    ("direct", "close", "withdraw"),
    DESIGN,
    Text("已办结", "closed"),
    also=("任务办结率", "督办办结率"),
)
IN_TIME = Indicator(
    "directive.in_time",
    "directive",
    Text("按期落实率", "Done in time"),
    "rate",
    Text("已报告落实或已到期的任务", "directives reported done, or due"),
    Text(
        "按期落实率＝在期限内报告落实的÷已报告落实或期限已过的。同意延期的按新期限算。",
        "Those reported done within their time, of all that were reported or are past it; where "
        "more time was granted, the new day counts.",
    ),
    (*DONE, lapse_of("carry_out"), "withdraw"),
    DESIGN,
    Text("按期落实", "done in time"),
    also=("任务按期完成率", "按期完成率"),
)


def given(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """It counts once it is given, until it is withdrawn."""
    return GONE if event == "withdraw" else Verdict()


def closed(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """It counts once it is given, and as a hit once it is closed."""
    if event == "withdraw":
        return GONE
    return Verdict() if event == "direct" else Verdict(is_hit=True, keeps=was is not None)


def in_time(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """Reported within its time is a hit; once it was late it stays so."""
    if event == "withdraw":
        return GONE
    if event in DONE:
        return None if was else Verdict(is_hit=True)
    return Verdict() if was is None else None


register(
    Figures(
        procedure="directive",
        indicators=(CLOSED, IN_TIME, GIVEN),
        judges={GIVEN.key: given, CLOSED.key: closed, IN_TIME.key: in_time},
        # Figures alone: which tasks they are, the units that take part see.
        readers=("supervisor", "social_work_officer"),
    )
)
