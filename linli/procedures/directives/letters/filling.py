"""Fills the letters of a directive from its case, its parts and its conference."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch

from linli.base.audit.models import Entry
from linli.base.letters.chinese import chinese_day
from linli.cases import links
from linli.cases.models import Case, Participation
from linli.procedures.directives.models import Directive
from linli.procedures.directives.opening import names_of
from linli.procedures.directives.practices import root_of
from linli.procedures.directives.tree import CLOSED, WITHDRAWN

Values = dict[str, Any]
FROM_CONFERENCE = "{title}（{day}）"
COUNT = "共分解{total}项，已办结{closed}项。"
NO_PARTS = "本任务没有分解。"


def tasks(case: Case) -> Values:
    """The task list: what is asked, of whom, by when."""
    directive = case.directive
    rows = [
        {
            "no": str(no),
            "task": f"{part.directive.task}（完成标准：{part.directive.measure}）",
            "lead": part.unit.name,
            "assisting": names_of(one.unit for one in part.participations.all()) or "—",
            "due": _due(part.directive.due_date, directive.due_date),
        }
        for no, part in enumerate(_parts(case), start=1)
        if part.state != WITHDRAWN
    ]
    person = directive.responsible
    return {
        **_common(case),
        "measure": directive.measure,
        "lead": case.unit.name,
        "responsible": f"{person.person.name}（{person.role_declared.name.zh}）" if person else "",
        "due": directive.due_date,
        "parts": rows,
    }


def supervision(case: Case, entry: Entry, no: int) -> Values:
    """The supervision letter: what was found, and by when an answer is expected."""
    return {
        **_common(case),
        "no": str(no),
        "recipient": case.unit.name,
        "due": case.directive.due_date,
        "finding": entry.texts.get("finding", ""),
        "answer": date.fromisoformat(entry.facts["answer_on"]),
    }


def final(case: Case) -> Values:
    """The final report: what came of it, and of each part."""
    parts = [part for part in _parts(case) if part.state != WITHDRAWN]
    closed = sum(part.state == CLOSED for part in parts)
    rows = [
        {
            "no": str(no),
            "unit": part.unit.name,
            "result": part.directive.outcome or "—",
            "state": part.state_declared.name.zh,
        }
        for no, part in enumerate(parts, start=1)
    ]
    count = COUNT.format(total=len(parts), closed=closed) if parts else NO_PARTS
    return {
        **_common(case),
        "recipient": case.coordinator.name,
        "outcome": case.directive.outcome,
        "exception": case.directive.exception,
        "parts_count": count,
        "results": rows,
    }


def source_of(case: Case) -> str:
    """Return the conference or document with which the tree of `case` began. Four queries at
    most."""
    root: Directive = root_of(case)
    if root.demand is None:
        return root.document
    conference = root.demand.conference
    day = chinese_day(conference.held_date)
    return FROM_CONFERENCE.format(title=conference.title, day=day)


def _due(day: date, whole: date) -> str:
    """Return the day of a part, with its year where that is not the one of the whole."""
    return chinese_day(day) if day.year != whole.year else f"{day.month}月{day.day}日"


def _common(case: Case) -> Values:
    return {
        "reference": case.reference,
        "source": source_of(case),
        "task": case.directive.task,
    }


def _parts(case: Case) -> list[Case]:
    helpers = Participation.objects.filter(part="assisting", until_at=None).select_related("unit")
    found = links.parts_of(case).select_related("unit", "directive").order_by("opened_at", "pk")
    return list(found.prefetch_related(Prefetch("participations", queryset=helpers)))
