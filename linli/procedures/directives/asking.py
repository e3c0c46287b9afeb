"""Asking for a report: once for a directive, of one level, for nothing that Linli has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from linli.base.audit.log import record
from linli.base.regions.levels import LEVELS
from linli.base.regions.models import Region
from linli.cases import authority, links
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.directives import sources
from linli.procedures.directives.models import Question, Survey
from linli.procedures.directives.words import FEWER_PAPERS

# Own setting: opening, checking and sending a form, and writing one answer.
MINUTES_OF_FORM, MINUTES_OF_ANSWER = 3, 5
MOST_QUESTIONS = 12
NOT_THEIRS = Text(
    "只有部署单位可以随任务要求报送；下级不得层层加码。",
    "Only the unit that gave the directive may ask for a report with it; no level adds its own.",
)
NOTHING = Text("请至少勾选一项数据或写一个问题。", "Tick a figure or write a question.")
TOO_MANY = Text("问题最多{most}个。", "At most {most} questions.")
TWICE = Text(
    "“{question}”在《{survey}》中已经要求报送，同一材料只报一次。（依据：{rule}）",
    "“{question}” is asked for in “{survey}” already; the same material is reported once. "
    "(Rule: {rule})",
)
NO_WHY = Text("请写明用途。", "Say what it is for.")
NO_LEVEL = Text("请选择由哪一级填报。", "Choose which level files it.")
IN_PAST = Text("报送期限不能早于今天。", "It can't be due before today.")


@dataclass(frozen=True)
class Asked:
    """A field as it is asked for: by the figure's key, or a question, whose answer may be a
    number."""

    name: str
    source: str = ""
    is_number: bool = False


def ask(
    case: Case,
    *,
    title: str,
    level: str,
    why: str,
    due_on: date,
    fields: Sequence[Asked],
    by: Actor,
    at: datetime,
) -> Survey:
    """Ask all units of `level` that hold a part of the directive `case`, the first of its tree,
    for a report, and return it.

    Raises NotAllowed for others than the unit that gave it, Refused for a question to which Linli
    has the answer or that another report of the directive asks.
    """
    with recorded(case, "directive.ask_report", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        if by.unit_id != locked.coordinator_id or links.part_link(locked) is not None:
            raise NotAllowed(NOT_THEIRS)
        _check(locked, level, why, due_on, fields, at)
        made: Survey = Survey.objects.create(
            root=locked.directive,
            title=title.strip() or locked.title[:120],
            level=level,
            why=why.strip(),
            due_date=due_on,
            minutes=estimate(fields),
            asked_at=at,
        )
        Question.objects.bulk_create(
            Question(survey=made, no=no, name=one.name, source=one.source, is_number=one.is_number)
            for no, one in enumerate(fields, start=1)
        )
        facts = {"survey": made.pk, "level": level, "fields": len(fields), "minutes": made.minutes}
        record(locked.chain, "directive.report_asked", by=by, at=at, facts=facts)
    return made


def estimate(fields: Sequence[Asked]) -> int:
    """Return the minutes that filing a report is estimated to take: what Linli fills in costs
    none."""
    asked = sum(not one.source for one in fields)
    return MINUTES_OF_FORM + MINUTES_OF_ANSWER * asked


def units_of_level(case: Case, level: str) -> int:
    """Return how many places of `level` lie where the directive applies, so that whoever asks
    sees what it costs before. One query."""
    places = Region.objects.under(case.region_id).of_today().filter(level=level)
    return int(places.count())


def surveys_of(case: Case) -> list[Survey]:
    """Return the reports asked with the tree of `case`, each with how many were filed. Two
    queries."""
    above = links.part_link(case)
    root = above.root_id if above else case.pk
    found = Survey.objects.filter(root__case=root).annotate(filed=Count("filings"))
    return list(found.order_by("asked_at", "pk"))


def _check(
    case: Case, level: str, why: str, due_on: date, fields: Sequence[Asked], at: datetime
) -> None:
    if level not in LEVELS or level in ("country", "community"):
        raise Incomplete(NO_LEVEL, field="level")
    if not why.strip():
        raise Incomplete(NO_WHY, field="why")
    if due_on < local_day(at):
        raise Refused(IN_PAST, field="due_on", code="in_past")
    if not fields:
        raise Incomplete(NOTHING, field="figures")
    questions = [one.name for one in fields if not one.source]
    if len(questions) > MOST_QUESTIONS:
        raise Refused(TOO_MANY.format(most=MOST_QUESTIONS), field="questions", code="too_many")
    for question in questions:
        sources.check_unknown(question, field="questions")
    _check_once(case, fields)


def _check_once(case: Case, fields: Sequence[Asked]) -> None:
    before = Question.objects.filter(survey__root__case=case.pk).select_related("survey")
    known = {_material(one): one.survey.title for one in before}
    for one in fields:
        survey = known.get(_material(one))
        if survey:
            said = TWICE.format(question=one.name, survey=survey, rule=FEWER_PAPERS.cited)
            raise Refused(said, field="questions", code="asked_before")


def _material(one: Question | Asked) -> str:
    """Return what a field asks for, however it is worded."""
    return one.source or sources.plain(one.name) or one.name
