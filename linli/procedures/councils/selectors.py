"""Reads of councils what conditions, effects and pages ask for."""

from __future__ import annotations

from datetime import date

from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.procedures.councils.models import (
    Assembly,
    LocalQuorum,
    Motion,
    Sitting,
    Task,
    Version,
)
from linli.procedures.councils.quorums import RULES, Rule
from linli.procedures.councils.words import PASSED
from linli.procedures.councils.words import RULES as RULES_MOTION


def rule_for(kind: str, region: Region, *, day: date) -> Rule:
    """Return what holds for assemblies of `kind` in `region` on `day`: what the most specific
    region has set for itself, else the preset. KeyError for an unknown kind. One query."""
    declared = RULES[kind]
    local = (
        LocalQuorum.objects.filter(
            kind=kind,
            in_force_from__lte=day,
            region_id__lte=region.code,
            region__code_end__gt=region.code,
        )
        .order_by("-region_id", "-in_force_from")
        .first()
    )
    if local is None:
        return declared
    instrument = Text(local.instrument, local.instrument)
    return Rule(
        kind,
        declared.name,
        declared.electorate,
        *local.shares,
        Basis(instrument, local.article, "B"),
    )


def open_tasks(case: Case) -> list[Task]:
    """Return the tasks of which nothing was recorded, what is due first coming first. One query."""
    rows = Task.objects.filter(case=case.pk, outcome="")
    return list(rows.select_related("partner", "case__unit"))


def next_date(case: Case) -> date | None:
    """Return the nearest day by which a task is due. One query."""
    return min((one.due_date for one in open_tasks(case)), default=None)


def sitting_of(assembly: Assembly) -> Sitting:
    """Return the meeting that lies ahead, or was held last. One query."""
    found: Sitting = assembly.sittings.order_by("-no")[0]
    return found


def open_motions(case: Case) -> list[Motion]:
    """Return what was not voted on yet. One query."""
    return list(Motion.objects.filter(assembly__case=case.pk, result=""))


def rules_motion(case: Case) -> Motion | None:
    """Return the motion about village rules or a convention that passed. One query."""
    found: Motion | None = Motion.objects.filter(
        assembly__case=case.pk, kind=RULES_MOTION, result=PASSED
    ).first()
    return found


def version_of(case: Case) -> Version | None:
    """Return the version of a convention that the assembly adopted. One query."""
    found: Version | None = (
        Version.objects.filter(motion__assembly__case=case.pk)
        .select_related("convention__unit")
        .first()
    )
    return found


def current(versions: list[Version]) -> Version | None:
    """Return the newest of the versions of one convention: the one in force."""
    return max(versions, key=lambda one: one.no, default=None)
