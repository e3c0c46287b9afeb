"""Fills the letters of councils from their cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from linli.base.letters.chinese import chinese_day
from linli.cases.models import Case
from linli.core.procedure import Choice
from linli.core.zone import local, local_day
from linli.procedures.councils import selectors
from linli.procedures.councils.models import Motion, Partner, Task, Version
from linli.procedures.councils.naming import title_of
from linli.procedures.councils.words import (
    ADOPTIONS,
    BY_BALLOT,
    METHODS,
    NOT_ADOPTED,
    NOTED,
    OUTCOMES,
    PASSED,
    RESULTS,
)

Values = dict[str, Any]
WEEKDAYS = "一二三四五六日"


def notice(case: Case) -> Values:
    """The notice of a deliberation."""
    row = case.deliberation
    return {
        **_of_topic(case), "affected": row.affected, "notice": row.notice, "agenda": row.agenda,
        "when": moment(row.meeting_at), "place": row.place, "until": row.opinions_until,
    }  # fmt: skip


def minutes(case: Case) -> Values:
    """The minutes of a deliberation."""
    row = case.deliberation
    partners = Partner.objects.filter(case=case.pk).values_list("name", flat=True)
    return {
        **_of_topic(case), "affected": row.affected, "held": row.held_date, "place": row.place,
        "chair": row.chair, "attended": f"{row.attended}人", "present": row.present,
        "partners": "、".join(partners), "heard": f"{row.opinions.count()}条",
        "minutes": row.minutes,
    }  # fmt: skip


def result(case: Case) -> Values:
    """The result of a deliberation, with its adoption once that is known."""
    row = case.deliberation
    adoption = "未采纳" if row.adoption == NOT_ADOPTED else _name(ADOPTIONS, row.adoption)
    who = f"（{row.adopter}）" if row.adopter else ""
    return {
        **_of_topic(case), "held": row.held_date, "attended": f"{row.attended}人",
        "outcome": _name(OUTCOMES, row.outcome), "result": row.result,
        "differing": row.differing, "adoption": adoption + who if adoption else "",
        "explanation": row.explanation, "tasks": _tasks(case),
    }  # fmt: skip


def call(case: Case) -> Values:
    """The announcement of an assembly, for the meeting that lies ahead or was tried last."""
    row, sitting = case.assembly, selectors.sitting_of(case.assembly)
    return {
        **_of_assembly(case), "no": f"第{sitting.no}次召集", "notice": row.notice,
        "motions": "\n".join(str(one) for one in row.motions.all()),
        "when": moment(sitting.meeting_at), "place": sitting.place, "rule": row.rule.text.zh,
    }  # fmt: skip


def record(case: Case) -> Values:
    """The record of an assembly, with every count."""
    sitting = selectors.sitting_of(case.assembly)
    motions = list(case.assembly.motions.all())
    tellers = dict.fromkeys(one.tellers for one in motions if one.tellers)
    return {
        **_counted(case), "place": sitting.place, "chair": sitting.chair,
        "votes": [_vote(one) for one in motions], "tellers": "；".join(tellers),
        "minutes": case.assembly.minutes,
    }  # fmt: skip


def decision(case: Case) -> Values:
    """What an assembly decided."""
    row = case.assembly
    votes = [_vote(one) for one in row.motions.all()]
    return {**_counted(case), "votes": votes, "decision": row.decision}


def convention(case: Case, version: Version) -> Values:
    """The text of a convention."""
    return {
        "name": name_of(version), "version": f"第{version.no}版", "text": version.text,
        "adopted": version.adopted_date, "assembled": case.assembly.rule.name.zh,
    }  # fmt: skip


def filing(case: Case, version: Version, *, to: str) -> Values:
    """The report with which a convention is filed."""
    counted = _counted(case)
    return {
        "to": to, "name": name_of(version), "version": f"第{version.no}版",
        "adopted": version.adopted_date, "assembled": counted["assembled"],
        "electorate": counted["electorate"], "attended": counted["attended"],
        "in_favour": f"{version.motion.in_favour}人",
    }  # fmt: skip


def reply(case: Case, version: Version) -> Values:
    """What the township answers: filed, or a correction is asked."""
    is_noted = version.filing == NOTED
    return {
        "to": case.unit.name, "name": name_of(version), "version": f"第{version.no}版",
        "sent": local_day(version.sent_at) if version.sent_at else None,
        "reply": "已备案" if is_noted else "要求纠正",
        "law": "" if is_noted else version.law,
        "contradicts": "" if is_noted else version.contradicts,
    }  # fmt: skip


def name_of(version: Version) -> str:
    """Return what the convention is called: 青年东路社区居民公约."""
    return title_of(version.convention).zh


def moment(at: datetime | None) -> str:
    """Return a time as a notice prints it: 2026年3月8日（星期日）19:00."""
    if at is None:
        return ""
    here = local(at)
    return f"{chinese_day(here.date())}（星期{WEEKDAYS[here.weekday()]}）{here:%H:%M}"


def _of_topic(case: Case) -> Values:
    return {"reference": case.reference, "topic": case.deliberation.topic}


def _of_assembly(case: Case) -> Values:
    return {"reference": case.reference, "assembled": case.assembly.rule.name.zh}


def _counted(case: Case) -> Values:
    row, sitting = case.assembly, selectors.sitting_of(case.assembly)
    return {
        **_of_assembly(case), "held": sitting.held_date, "electorate": f"{row.electorate}人",
        "attended": f"{sitting.attended}人", "rule": row.rule.text.zh,
    }  # fmt: skip


def _vote(one: Motion) -> dict[str, str]:
    # A show of hands has no invalid votes.
    invalid = one.invalid if one.method == BY_BALLOT else None
    counts = [one.in_favour, one.against, one.abstained, invalid]
    mark = f"（须{one.needed}人同意）" if one.result else ""
    result = _name(RESULTS, one.result)
    return {
        "no": str(one.no), "title": one.title, "method": _name(METHODS, one.method),
        "counts": "／".join("—" if number is None else str(number) for number in counts),
        "result": result + (mark if one.result != PASSED else ""),
    }  # fmt: skip


def _tasks(case: Case) -> str:
    rows = Task.objects.filter(case=case.pk).select_related("partner", "case__unit")
    return "\n".join(
        f"{one.partner.name if one.partner else one.case.unit.name}：{one.what}"
        f"（{chinese_day(one.due_date)}前）"
        for one in rows
    )


def _name(choices: Iterable[Choice], key: str) -> str:
    return next((choice.name.zh for choice in choices if choice.key == key), "")
