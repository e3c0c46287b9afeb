"""Finds the cases that a post may see, by words in them, by a number, or by who sent them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.privacy.kinds import KINDS
from linli.base.privacy.names import is_chinese
from linli.base.privacy.redaction import redact
from linli.base.privacy.selectors import find_subjects
from linli.base.search import index
from linli.base.search.tokens import Query
from linli.cases.indexing import KIND
from linli.cases.looks import look_over
from linli.cases.models import Case, Note, Participation
from linli.cases.selectors import CaseQuerySet, ranged_for
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.references import parse

MOST_OF_ONE_SENDER: Final = 20
LONGEST_NAME: Final = 40
# A case's number has twelve digits and never begins with 0, as those of telephones do.
REFERENCE: Final = re.compile(r"[1-9][0-9]{11}")
_NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the box: a `reference`, an identifier (`telephone`,
    `identity_number`), or `words`."""

    kind: str
    text: str


def what(text: str) -> Typed:
    """Return what `text` is, taken as a whole. A number with a digit wrong is a reference too."""
    typed = " ".join(text.replace("\0", " ").split())
    if parse(typed):
        return Typed("reference", typed)
    for kind in ("identity_number", "telephone"):
        cleaned = KINDS[kind].clean(typed)
        if cleaned and KINDS[kind].problem(cleaned, None) is None:
            return Typed(kind, typed)
    bare = re.sub(r"[\s-]", "", typed)
    return Typed("reference" if REFERENCE.fullmatch(bare) else "words", typed)


def may_be_name(text: str) -> bool:
    """Return whether `text` looks like the whole name of a person."""
    if is_chinese(text):
        return "·" in text or (1 < len(text) < 5 and not re.search(r"[\s\w]", text, re.ASCII))
    is_short = 1 < len(text.split()) < 5 and len(text) <= LONGEST_NAME
    return is_short and not re.search(r"\d", text)


def open_to(post: Post) -> CaseQuerySet:
    """Return the cases among which `post` may search. Those on its list of sealed ones are
    found by their number alone."""
    return Case.objects.visible_to(post).filter(is_sealed=False)


def by_number(post: Post, text: str) -> Case | None:
    """Return the newest case that `post` may see with this number, be it the case's own or the
    receipt's; None for none. One query."""
    number = parse(text)
    return Case.objects.visible_to(post).numbered([number or ""]).order_by("-pk").first()


def holding(cases: CaseQuerySet, query: Query, *, post: Post | None = None) -> CaseQuerySet:
    """Return those of `cases` that hold all of `query`. With the `post` that looks, who sees what
    its unit has to do with and no range is led there at once. On PostgreSQL it asks beforehand."""
    own = _own_of(post) if post else None
    keys = index.few(KIND, query, among=own)
    if keys is not None:
        return cases.filter(pk__in=keys)
    cases = cases if own is None else cases.filter(pk__in=own)
    return cases.filter(pk__in=index.matching(KIND, query))


def _own_of(post: Post) -> QuerySet[Any, Any] | None:
    """Return the keys of all unsealed cases that a post without a range can see, and of others:
    it narrows what is looked at, and never says what may be seen."""
    if ranged_for(post.role):
        return None
    taken = Participation.objects.filter(unit=post.unit_id, until_at=None).order_by()
    run = Case.objects.filter(coordinator=post.unit_id).order_by()
    return taken.values("case_id").union(run.values("pk"))


def near(cases: CaseQuerySet, query: Query) -> CaseQuerySet:
    """Return those of `cases` that hold at least half of `query`. No query of its own."""
    return cases.filter(pk__in=index.near(KIND, query))


def of_sender(post: Post, kind: str, value: str, *, by: Actor, at: datetime) -> list[Case]:
    """Return the newest cases whose sender left exactly this identifier, and record that it was
    looked for, by kind and never by value, and which cases were seen."""
    # Asked for nobody as well: who wrote nothing but accusations takes as long as a stranger.
    subjects = find_subjects(kind, value) or {_NOBODY}
    cases = open_to(post).filter(message__subject__in=subjects)
    found = list(cases.for_list().defer(None).order_by("-pk")[:MOST_OF_ONE_SENDER])
    with transaction.atomic():
        if found:
            look_over(found, by=by, at=at)
        facts = {"kind": kind, "found": len(found)}
        record(SYSTEM, "case.sender_sought", by=by, at=at, facts=facts)
    return found


def texts_of(cases: Sequence[Case]) -> dict[int, list[str]]:
    """Return what the message and the notes of each case say, with telephone and identity
    numbers masked. One query; the bodies must have been read with the cases."""
    texts = {case.pk: [redact(case.message.body)] for case in cases}
    rows = Note.objects.filter(case__in=list(texts)).values_list("case", "text")
    for pk, text in rows:
        texts[pk].append(redact(text))
    return texts
