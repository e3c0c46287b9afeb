"""Gives the council's part of the case page what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.base.accounts.models import Post
from linli.base.privacy.redaction import redact
from linli.cases import authority
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.councils import access, selectors
from linli.procedures.councils.letters.showing import letters_for
from linli.procedures.councils.models import Motion, Partner, Task
from linli.procedures.councils.naming import adoption_of, name_of
from linli.procedures.councils.words import (
    CONVENERS,
    FILINGS,
    METHODS,
    MOTIONS,
    OUTCOMES,
    PARTNERS,
    RESULTS,
    SCOPES,
    SOURCES,
    TASK_OUTCOMES,
)


@dataclass(frozen=True)
class TaskShown:
    """A task with who does it and what became of it."""

    task: Task
    who: Text | str
    outcome: Text | None


@dataclass(frozen=True)
class MotionShown:
    """A motion with how it was voted on."""

    motion: Motion
    kind: Text | None
    method: Text | None
    result: Text | None


def of_deliberation(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of a deliberation. A constant number of queries."""
    row, sides = case.deliberation, authority.sides_of(case, post.actor())
    decided = [one.is_decided for one in row.opinions.all()]
    return {
        "case": case,
        "row": row,
        "is_reader": not sides,
        "minutes": row.minutes if sides else redact(row.minutes),
        "source": name_of(SOURCES, row.source),
        "scope": name_of(SCOPES, row.scope),
        "outcome": name_of(OUTCOMES, row.outcome),
        "adoption": adoption_of(row.adoption),
        "opinions": len(decided),
        "waiting": decided.count(False),
        "may_read_opinions": bool(sides),
        "may_convene": access.convenes(post)
        and case.state in ("concluding", "published")
        and "lead" in sides,
        **_shared(case, post),
    }


def of_assembly(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of an assembly. A constant number of queries."""
    row, sides = case.assembly, authority.sides_of(case, post.actor())
    version = selectors.version_of(case)
    return {
        "case": case,
        "row": row,
        "is_reader": not sides,
        "minutes": row.minutes if sides else redact(row.minutes),
        "rule": row.rule,
        "needed": row.rule.quorum.of(row.electorate),
        "convener": name_of(CONVENERS, row.convener),
        "sittings": list(row.sittings.all()),
        "motions": motions_of(case),
        "version": version,
        "filing": name_of(FILINGS, version.filing) if version else None,
        **_shared(case, post),
    }


def motions_of(case: Case) -> list[MotionShown]:
    """Return the motions of an assembly as they were voted on. One query."""
    return [
        MotionShown(
            one,
            name_of(MOTIONS, one.kind),
            name_of(METHODS, one.method),
            name_of(RESULTS, one.result),
        )
        for one in case.assembly.motions.all()
    ]


def tasks_of(case: Case) -> list[TaskShown]:
    """Return who does what by when, and what became of it. One query."""
    rows = Task.objects.filter(case=case.pk).select_related("partner")
    return [
        TaskShown(
            one,
            one.partner.name if one.partner else case.unit.text,
            name_of(TASK_OUTCOMES, one.outcome),
        )
        for one in rows
    ]


def partners_of(case: Case) -> list[tuple[Partner, Text | None]]:
    """Return who was invited, each with its kind. One query."""
    rows = Partner.objects.filter(case=case.pk)
    return [(one, name_of(PARTNERS, one.kind)) for one in rows]


def _shared(case: Case, post: Post) -> Mapping[str, Any]:
    return {
        "partners": partners_of(case),
        "tasks": tasks_of(case),
        "letters": letters_for(case, post),
    }
