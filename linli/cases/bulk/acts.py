"""The register of acts that may be done to many cases at once, and how a batch does them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.urls import reverse

from linli.base.accounts.models import Post
from linli.base.batches.kinds import BATCH_KINDS, BatchKind, Shown
from linli.base.batches.models import BatchItem
from linli.base.batches.running import Work
from linli.base.batches.running import each as each_of
from linli.base.privacy.redaction import redact
from linli.base.sheets.columns import ERROR, Column
from linli.base.ui.language import said
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.registry import Registry
from linli.core.text import Text

# As for a number that belongs to nothing: why it can't be seen is not said.
OUT_OF_SIGHT: Final = Text(
    "没有此件，或您现在看不到此件。", "There is no such case, or you can't see it now."
)
NOTHING: Final = Text("", "")
COLUMNS: Final = (
    Column("reference", Text("编号", "Reference"), 18, NOTHING),
    Column("title", Text("标题", "Title"), 44, NOTHING),
    Column("unit", Text("承办单位", "Unit"), 28, NOTHING),
    Column("error", ERROR, 60, NOTHING),
)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BulkAct:
    """An act for many cases.

    `key` is its batch's kind too. `form(post, data)` asks what is the same for all of them;
    `kept(given)` is what of that a batch keeps, and `load(terms)` reads it again when it runs;
    `about(given)` says it in words. `do(case, values, by, at)` is the engine's own action and
    decides case by case; `logged(case)` names it in the log. `may(post)` and `fits(case, post)`
    say, asking nothing of the database, to whom and for which cases it is worth offering.
    """

    key: str
    name: Text
    form: Callable[[Post, Any], forms.Form]
    do: Callable[[Case, Values, Actor, datetime], object]
    logged: Callable[[Case], str]
    may: Callable[[Post], bool]
    fits: Callable[[Case, Post], bool]
    kept: Callable[[Values], dict[str, Any]] = lambda given: {}
    load: Callable[[Values], Values] = lambda terms: {}
    about: Callable[[Values], Text | None] = lambda given: None


BULK_ACTS: Final[Registry[BulkAct]] = Registry("act for many cases")


def register(act: BulkAct) -> BulkAct:
    """Let the act be done to many cases. Call it in `ready()`."""
    kind = BatchKind(act.key, act.name, _run(act), show, COLUMNS, lines)
    BATCH_KINDS.register(act.key, kind)
    return BULK_ACTS.register(act.key, act)


def show(items: Sequence[BatchItem], post: Post) -> Mapping[int, Shown]:
    """Say which case each thing is, as far as `post` may see it now. One query."""
    found = _seen(items, post)
    gone = Shown(said(Text("（您现在看不到此件）", "(not for you to see now)")))
    return {item.pk: _shown(found[item.thing]) if item.thing in found else gone for item in items}


def lines(items: Sequence[BatchItem], post: Post) -> list[Sequence[str]]:
    """Return the file's line of each thing: its case as far as `post` may see it now, and why
    nothing was done. One query."""
    found = _seen(items, post)
    return [_line(found.get(item.thing), item.why) for item in items]


def _run(act: BulkAct) -> Callable[[Work], None]:
    def run(work: Work) -> None:
        values = act.load(work.batch.terms)

        def step(work: Work, item: BatchItem) -> None:
            case, at = _case(item, work.post), work.at
            with recorded(case, act.logged(case), by=work.by, at=at), work.claim(item):
                act.do(case, values, work.by, at)

        each_of(step)(work)

    return run


def _case(item: BatchItem, post: Post) -> Case:
    """Return the case if `post` sees it now. Raises Refused, alike for one that it may not see
    and for none; what is sealed is never done in bulk."""
    visible = Case.objects.visible_to(post).filter(is_sealed=False)
    case: Case | None = visible.select_related("message").filter(pk=int(item.thing)).first()
    if case is None:
        raise Refused(OUT_OF_SIGHT, code="out_of_sight")
    return case


def _seen(items: Sequence[BatchItem], post: Post) -> dict[str, Case]:
    ids = [int(item.thing) for item in items]
    visible = Case.objects.visible_to(post).filter(is_sealed=False, pk__in=ids)
    return {str(case.pk): case for case in visible.select_related("unit")}


def _shown(case: Case) -> Shown:
    name = f"{case.reference} {redact(case.title)}"
    return Shown(name, reverse("cases:case", args=[case.reference]))


def _line(case: Case | None, why: Sequence[Text]) -> list[str]:
    reasons = "；".join(said(one) for one in why)
    if case is None:
        return ["", "", "", reasons]
    return [case.reference, redact(case.title), said(case.unit.text), reasons]
