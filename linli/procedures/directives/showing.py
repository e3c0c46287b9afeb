"""Gives the directive's part of the case page what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from linli.base.accounts.models import Post
from linli.cases import authority, links
from linli.cases.models import Case
from linli.core.procedure import Choice, Transition
from linli.core.text import Text
from linli.procedures.directives import asking, filing
from linli.procedures.directives.letters.drafting import letters_for
from linli.procedures.directives.lines import TOWNSHIP
from linli.procedures.directives.models import Directive, Help
from linli.procedures.directives.practices import root_of
from linli.procedures.directives.steps.takers import CLERKS
from linli.procedures.directives.tree import read
from linli.procedures.directives.words import ANSWERS, GROUNDS, OBSTACLES

SHOWN_PARTS = 8
QUICK = frozenset({"break_down", "ask_communities", "note_progress", "file_report"})


def for_staff(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what the case page shows of the directive. A constant number of queries."""
    at = timezone.now()
    directive = Directive.objects.select_related(
        "responsible__unit", "responsible__person", "item__lead_unit"
    ).get(case=case)
    sides = authority.sides_of(case, post.actor())
    is_first = links.part_link(case) is None
    tree = read(case, post, at=at)
    root = root_of(case)
    owed = filing.owed_by(case) if "lead" in sides else []
    return {
        "directive": directive,
        "tree": tree,
        "branches": tree.branches[:SHOWN_PARTS],
        "further": max(0, len(tree.branches) - SHOWN_PARTS),
        "root": root,
        "conference": root.demand.conference if root.demand else None,
        "ground": name_of(GROUNDS, directive.asked_ground),
        "obstacle": name_of(OBSTACLES, directive.obstacle),
        "helps": helps_of(directive),
        "owed": owed,
        "surveys": asking.surveys_of(case),
        "may_ask": is_first
        and "coordinating" in sides
        and post.role in CLERKS
        and case.closed_at is None,
        "practices": root.practices.count(),
        "letters": letters_for(case, post),
        "quick": quick_steps(case, post, sides, has_owed=bool(owed)),
    }


def quick_steps(case: Case, post: Post, sides: set[str], *, has_owed: bool) -> list[Transition]:
    """Return the steps beside the course of a directive that its unit takes most, to lead to."""
    found = [
        step
        for step in case.declared.transitions
        if step.key in QUICK
        and case.state in step.sources
        and authority.allows(step, sides, post.role)
    ]
    is_town = case.unit.kind == TOWNSHIP
    away = {"break_down" if is_town else "ask_communities"}
    away |= set() if has_owed else {"file_report"}
    return [step for step in found if step.key not in away]


def helps_of(directive: Directive) -> list[tuple[Help, Text | None]]:
    """Return which communities were asked to help, with their answers. One query."""
    rows = directive.helps.select_related("unit")
    return [(one, name_of(ANSWERS, one.answer)) for one in rows]


def name_of(choices: tuple[Choice, ...], key: str) -> Text | None:
    """Return the name of the choice `key`, None for none."""
    return next((choice.name for choice in choices if choice.key == key), None)
