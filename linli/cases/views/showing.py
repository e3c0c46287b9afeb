"""Draws the case page, anew with what was typed when something went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from linli.base.accounts.access import ActingRequest
from linli.cases.forms import form_for
from linli.cases.models import Case
from linli.cases.page import CasePage, read
from linli.cases.steps import OpenStep
from linli.cases.submissions import new_key
from linli.cases.views.acts import ACTS
from linli.core.procedure import Transition
from linli.core.text import Text

LINES_SHOWN = 20
# Fewer steps beside the course of the case than this need no fold of their own.
FOLD_FROM = 3


@dataclass
class Carried:
    """What an answer to a form carries over to the page: the refused form under its key, what
    stood in the way, and what was revealed (by kind) or why it was not."""

    key: str = ""
    form: forms.Form | None = None
    trouble: Text | None = None
    revealed: dict[str, str] = field(default_factory=dict)
    not_revealed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StepShown:
    """A step that is the post's to take, with its form unless it must wait (`why_not`)."""

    step: Transition
    why_not: Text | None
    form: forms.Form | None
    is_open: bool


@dataclass(frozen=True)
class StepGroup:
    """Steps that stand together on the page: those that can be taken, and those that wait."""

    steps: list[StepShown]

    @property
    def ready(self) -> list[StepShown]:
        """Return those with a form."""
        return [one for one in self.steps if one.form]

    @property
    def waiting(self) -> list[StepShown]:
        """Return those that must wait for something."""
        return [one for one in self.steps if not one.form]

    @property
    def is_open(self) -> bool:
        """Return whether one of them is the step that was asked for."""
        return any(one.is_open for one in self.steps)


def show(
    request: ActingRequest,
    case: Case,
    *,
    at: datetime,
    carried: Carried | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of `case`, which the caller has found for the acting post."""
    carried = carried or Carried()
    page = read(case, post=request.post, actor=request.actor, at=at)
    wanted = carried.key or request.GET.get("open", "")
    course, aside = _steps(page, carried, wanted)
    context = {
        "page": page,
        "case": case,
        "carried": carried,
        "course": course,
        "aside": aside,
        "forms": _forms(page, carried),
        "typed": list(_typed(carried.form)) if carried.trouble else [],
        "submission": new_key(),
        "lines": page.lines[:LINES_SHOWN],
        "older_lines": page.lines[LINES_SHOWN:],
        **_own(request, page),
        "now": at,
    }
    return render(request, "cases/case.html", context, status=status)


def _own(request: ActingRequest, page: CasePage) -> dict[str, str]:
    """Return the procedure's own parts of the page, above and below the steps, drawn with its own
    context."""
    room = page.case.room
    own = room.panel_context(page.case, page.post) if room.panel and room.panel_context else {}
    given = {"case": page.case, "now": page.at, **own}
    parts = {"panel": room.panel, "papers": room.papers}
    return {key: render_to_string(part, given, request) for key, part in parts.items() if part}


def _steps(page: CasePage, carried: Carried, wanted: str) -> tuple[StepGroup, StepGroup]:
    """Return the steps on the course of the case, and those beside it if they are many. What is
    entered for the sender comes after the unit's own; open is the one that was wanted, else the
    first of the unit's own."""
    aside = [one for one in page.steps if not page.is_on_course(one.step)]
    aside = aside if len(aside) >= FOLD_FROM else []
    main = sorted((one for one in page.steps if one not in aside), key=_is_for_sender)
    is_known = any(one.step.key == wanted for one in page.steps)
    own = (one.step.key for one in main if not _is_for_sender(one))
    opened = wanted if is_known else next(own, "")
    return _group(page, main, carried, opened), _group(page, aside, carried, opened)


def _is_for_sender(one: OpenStep) -> bool:
    """Return whether a step is the sender's own, which a unit only enters."""
    return any(taker.side == "receipt" for taker in one.step.takers)


def _group(page: CasePage, steps: list[OpenStep], carried: Carried, opened: str) -> StepGroup:
    return StepGroup(
        [
            StepShown(one.step, one.why_not, _form(page, one, carried), one.step.key == opened)
            for one in steps
        ]
    )


def _form(page: CasePage, one: OpenStep, carried: Carried) -> forms.Form | None:
    if carried.key == one.step.key and carried.form and not carried.trouble:
        return carried.form
    return None if one.why_not else form_for(page.case, one.step, page.post)


def _forms(page: CasePage, carried: Carried) -> dict[str, forms.Form]:
    """Return the forms of the acts that this post may do; assisting ones by their key."""
    allowed = {
        "assign": page.may_assign,
        "assist": page.may_ask,
        "remind": page.may_remind,
        "note": bool(page.sides),
        "link": bool(page.sides),
        "hand_over": page.may_hand_over,
        "admit": page.may_keep_list,
        "accuse": page.may_keep_list,
    }
    return {
        key: carried.form if carried.key == key and carried.form else act.form(page.case, page.post)
        for key, act in ACTS.items()
        if allowed.get(key)
    }


def _typed(form: forms.Form | None) -> Iterator[tuple[str, str]]:
    """Yield label and text of what was typed into a form that the page shows no more."""
    for bound in form or ():
        value = bound.value()
        if isinstance(value, str) and value and isinstance(bound.field, forms.CharField):
            yield str(bound.label), value
