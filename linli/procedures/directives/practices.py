"""Practices (交流发言): units tell how they did it, others take it up by a link and say what came
of it. Nobody must, and nothing is ranked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from linli.base.audit.log import record
from linli.base.privacy.redaction import redact
from linli.cases import authority, links
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.procedures.directives.models import Adoption, Directive, Practice
from linli.procedures.directives.steps.takers import CLERKS

NOT_YOURS = Text(
    "承办单位在自己的任务中发布、采用做法。",
    "A unit posts and takes up practices in its own part of the directive.",
)
NO_TITLE = Text("请填写标题。", "Give it a title.")
NO_TEXT = Text("请写明做法。", "Say what was done.")
NUMBERS = Text("请不要写电话和证件号码。", "Leave out telephone and identity numbers.")
ELSEWHERE = Text("这是另一项部署的做法。", "This practice belongs to another directive.")
OWN = Text("这是本单位的做法。", "This is your own unit's practice.")
HAVE = Text("已经采用。", "It is taken up already.")
NO_OUTCOME = Text("请写明结果，没有效果也如实写。", "Say what came of it; “nothing” will do.")


def post_practice(case: Case, *, title: str, text: str, by: Actor, at: datetime) -> Practice:
    """Post how the unit that holds `case` did it, for all units of the tree to read. Raises
    NotAllowed for other units, Refused for numbers of people in it."""
    with recorded(case, "directive.post_practice", by=by, at=at), transaction.atomic():
        _check_holds(case, by, at)
        _check_words(title, text)
        root = root_of(case)
        made: Practice = Practice.objects.create(
            root=root,
            told_in=case.directive,
            unit=case.unit,
            title=title.strip(),
            text=text.strip(),
            posted_at=at,
        )
        facts = {"practice": made.pk}
        texts = {"title": made.title}
        record(case.chain, "directive.practice_posted", by=by, at=at, facts=facts, texts=texts)
    return made


def adopt(practice: Practice, case: Case, *, by: Actor, at: datetime) -> Adoption:
    """Take `practice` up in `case`, a part of the same directive, and tie both cases. Raises
    Refused for one's own, for one of another directive, and the second time."""
    with recorded(case, "directive.adopt_practice", by=by, at=at), transaction.atomic():
        _check_holds(case, by, at)
        if practice.root_id != root_of(case).pk:
            raise Refused(ELSEWHERE, code="elsewhere")
        if practice.unit_id == case.unit_id:
            raise Refused(OWN, code="own")
        if practice.adoptions.filter(directive=case.directive).exists():
            raise Refused(HAVE, code="adopted")
        made: Adoption = Adoption.objects.create(
            practice=practice, directive=case.directive, unit=case.unit, adopted_at=at
        )
        links.link(case, practice.told_in.case, kind="related", by=by, at=at)
        facts = {"practice": practice.pk}
        texts = {"title": practice.title}
        record(case.chain, "directive.practice_adopted", by=by, at=at, facts=facts, texts=texts)
    return made


def tell_outcome(adoption: Adoption, *, outcome: str, by: Actor, at: datetime) -> Adoption:
    """Say what came of a practice that was taken up; said again, it is corrected."""
    case = adoption.directive.case
    with recorded(case, "directive.tell_practice", by=by, at=at), transaction.atomic():
        _check_holds(case, by, at)
        if not outcome.strip():
            raise Incomplete(NO_OUTCOME, field="outcome")
        if redact(outcome) != outcome:
            raise Refused(NUMBERS, field="outcome", code="numbers")
        adoption.outcome, adoption.told_at = outcome.strip(), at
        adoption.save(update_fields=["outcome", "told_at"])
        facts, texts = {"practice": adoption.practice_id}, {"outcome": adoption.outcome}
        record(case.chain, "directive.practice_told", by=by, at=at, facts=facts, texts=texts)
    return adoption


def practices_of(case: Case) -> QuerySet[Practice]:
    """Return the practices of the tree of `case`, the newest first, with who took each up. Two
    queries and one for the root."""
    taken = Adoption.objects.select_related("unit").order_by("adopted_at", "pk")
    found: QuerySet[Practice] = Practice.objects.filter(root=root_of(case)).select_related("unit")
    return found.prefetch_related(Prefetch("adoptions", queryset=taken))


def root_of(case: Case) -> Directive:
    """Return the first directive of the tree of `case`. Two queries at most."""
    above = links.part_link(case)
    found: Directive = Directive.objects.get(case=above.root_id) if above else case.directive
    return found


def may_post(case: Case, by: Actor) -> bool:
    """Return whether the actor's unit holds `case` and the actor works on it. One query."""
    return by.role in CLERKS and "lead" in authority.sides_of(case, by)


def _check_holds(case: Case, by: Actor, at: datetime) -> None:
    authority.check_in_force(by, at)
    if not may_post(case, by):
        raise NotAllowed(NOT_YOURS)


def _check_words(title: str, text: str) -> None:
    if not title.strip():
        raise Incomplete(NO_TITLE, field="title")
    if not text.strip():
        raise Incomplete(NO_TEXT, field="text")
    for field, said in (("title", title), ("text", text)):
        if redact(said) != said:
            raise Refused(NUMBERS, field=field, code="numbers")
