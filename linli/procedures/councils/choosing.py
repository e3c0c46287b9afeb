"""Fields for what belongs to councils: a partner, a task, a motion."""

from __future__ import annotations

from typing import Any

from django import forms

from linli.base.accounts.models import Post
from linli.base.ui.language import said
from linli.cases.fields import things
from linli.cases.models import Case
from linli.cases.picking import PickField
from linli.core.procedure import Field
from linli.procedures.councils import selectors
from linli.procedures.councils.models import Motion, Partner, Task


def _partner(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    there = Partner.objects.filter(case=case.pk)
    found: dict[str, tuple[Any, str]] = {"": (None, said(case.unit.text))}
    found |= {str(one.pk): (one, one.name) for one in there}
    return PickField(found, **common)


def _task(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return PickField(
        {str(one.pk): (one, label(one)) for one in selectors.open_tasks(case)}, **common
    )


def _motion(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    left: list[Motion] = selectors.open_motions(case)
    return PickField({str(one.pk): (one, str(one)) for one in left}, **common)


def label(one: Task) -> str:
    """Return a task as a line: who, what, by when."""
    who = one.partner.name if one.partner else said(one.case.unit.text)
    return f"{who} · {one.what} · {one.due_date.isoformat()}"


for _procedure in ("deliberation", "assembly"):
    things.register(f"{_procedure}.partner", _partner)
    things.register(f"{_procedure}.task", _task)
things.register("assembly.motion", _motion)
