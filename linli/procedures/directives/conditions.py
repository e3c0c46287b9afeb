"""What can stand in the way of a step of a directive; each returns the reason, or None."""

from __future__ import annotations

from datetime import datetime

from linli.cases import links
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.directives import filing
from linli.procedures.directives.lines import TOWNSHIP
from linli.procedures.directives.models import Help
from linli.procedures.directives.words import TAKEN_BACK

PARTS_OPEN = Text(
    "还有{count}项分解任务没有办结：{units}。",
    "{count} of its parts are not closed: {units}.",
)
ALL_OVER = Text(
    "分解任务都已办结，不需要例外。", "All its parts are closed; no exception is needed."
)
NOT_EXCEPTED = Text(
    "还有分解任务没有办结，也没有写明例外；请退回。",
    "Parts are not closed, and no exception was stated; send it back.",
)
BACK_TO_OWNER = Text(
    "这是上级部门收回事项，不能要求该单位办理；请撤回，改交主责部门。",
    "An upper department took this back: the unit can't be made to do it. Withdraw it and give it "
    "to its owner.",
)
ENDS_HERE = Text(
    "街道（乡镇）不再向社区、村分解任务；需要时请其协助。",
    "A town or street breaks nothing down to communities; it may ask them for help.",
)
NOT_A_TOWN = Text(
    "由街道（乡镇）请社区、村协助。", "Communities are asked by their town or street."
)
NOT_ASKED = Text("没有请贵单位协助的事项。", "Nothing is asked of your community.")
TIME_ASKED = Text("已经申请延期，等待答复。", "More time was asked for; the answer is awaited.")
NO_TIME_ASKED = Text("没有延期申请。", "Nobody asked for more time.")
TO_FILE = Text("还有要求的报送没有完成。", "A report that was asked for is not filed yet.")
NOTHING_TO_FILE = Text("没有需要报送的内容。", "No report is asked for.")
NAMED = 3


def parts_are_over(case: Case, by: Actor, at: datetime) -> Text | None:
    """All its parts are closed or withdrawn."""
    units = _open_units(case)
    if not units:
        return None
    named = "、".join(name for name, _ in units[:NAMED])
    named_en = ", ".join(name_en or name for name, name_en in units[:NAMED])
    if len(units) > NAMED:
        named, named_en = f"{named}等", f"{named_en} and others"
    return PARTS_OPEN.format(count=len(units), units=Text(named, named_en))


def parts_are_open(case: Case, by: Actor, at: datetime) -> Text | None:
    """Something is left that an exception could be stated for."""
    return None if _open_units(case) else ALL_OVER


def parts_are_over_or_excepted(case: Case, by: Actor, at: datetime) -> Text | None:
    """All its parts are over, or the exception was stated."""
    return None if case.directive.exception or not _open_units(case) else NOT_EXCEPTED


def may_insist(case: Case, by: Actor, at: datetime) -> Text | None:
    """Nobody is made to do what an upper department took back."""
    directive = case.directive
    is_taken_back = directive.item is not None and directive.item.list == TAKEN_BACK
    return BACK_TO_OWNER if is_taken_back and case.unit.kind == TOWNSHIP else None


def may_break_down(case: Case, by: Actor, at: datetime) -> Text | None:
    """The township is the last level that is given tasks."""
    return ENDS_HERE if case.unit.kind == TOWNSHIP else None


def is_township(case: Case, by: Actor, at: datetime) -> Text | None:
    """Communities are asked by their own town."""
    return None if case.unit.kind == TOWNSHIP else NOT_A_TOWN


def was_asked_for_help(case: Case, by: Actor, at: datetime) -> Text | None:
    """The actor's community was asked and has not answered."""
    asked = Help.objects.filter(directive__case=case.pk, unit=by.unit_id, answer="")
    return None if asked.exists() else NOT_ASKED


def time_was_asked(case: Case, by: Actor, at: datetime) -> Text | None:
    """More time is asked for."""
    return None if case.directive.asked_until else NO_TIME_ASKED


def no_time_asked(case: Case, by: Actor, at: datetime) -> Text | None:
    """Nothing asked before waits for an answer."""
    return TIME_ASKED if case.directive.asked_until else None


def report_is_due(case: Case, by: Actor, at: datetime) -> Text | None:
    """A report is asked of the unit that it has not filed."""
    return None if filing.owed_by(case) else NOTHING_TO_FILE


def nothing_to_file(case: Case, by: Actor, at: datetime) -> Text | None:
    """All reports that were asked for are filed."""
    return TO_FILE if filing.owed_by(case) else None


def _open_units(case: Case) -> list[tuple[str, str]]:
    """Return the names of the units with an open part. One query."""
    waiting = links.parts_of(case).filter(closed_at=None).order_by("pk")
    return list(waiting.values_list("unit__name", "unit__name_en"))


CONDITIONS = {
    check.__name__: check
    for check in (
        parts_are_over, parts_are_open, parts_are_over_or_excepted, may_insist, may_break_down,
        is_township, was_asked_for_help, time_was_asked, no_time_asked, report_is_due,
        nothing_to_file,
    )
}  # fmt: skip
