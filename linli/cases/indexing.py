"""Lets cases be found by the words of their message and notes, and by their numbers.

Written in the transaction of what it holds. A sealed case is never in the index: those on its
list find it by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linli.base.privacy.leaving_out import without_identifiers
from linli.base.search import index
from linli.cases.models import Case, Note

KIND: Final = "case"
BATCH: Final = 200


def write(case: Case, *, is_new: bool = False) -> None:
    """Index `case` by its title, message, notes and numbers as they are now; nothing where it is
    sealed. One that `is_new` has no notes yet. Two queries, and those of the index."""
    if not case.is_sealed:
        _write([case], Note.objects.none() if is_new else Note.objects.all())


def forget(cases: Iterable[Case], *, for_good: bool = False) -> int:
    """Take cases out of the index, for good where what they hold is erased; return how many
    were in it."""
    return index.forget(KIND, [case.pk for case in cases], for_good=for_good)


def erase_of(subject: UUID) -> None:
    """Take the cases of the subject's messages out for good: once nobody knows the name, it
    can't be left out of the text either."""
    index.forget(
        KIND,
        list(Case.objects.filter(message__subject=subject).values_list("pk", flat=True)),
        for_good=True,
    )


def reindex(progress: Callable[[int, int], None] | None = None) -> int:
    """Write the whole index anew and return how many cases are in it.

    `progress` is told (done, total) after each batch, which is a transaction of its own: search
    goes on meanwhile, and a run that was cut short is begun again.
    """
    open_to_search = Case.objects.filter(is_sealed=False).order_by("pk")
    pks = open_to_search.values_list("pk", flat=True)
    total, done, last = pks.count(), 0, 0
    while batch := list(pks.filter(pk__gt=last)[:BATCH]):
        _write_locked(batch)
        done, last = done + len(batch), batch[-1]
        if progress:
            progress(done, total)
    index.keep_only(KIND, open_to_search.order_by().values("pk"))
    return done


@transaction.atomic
def _write_locked(pks: Sequence[int]) -> None:
    """Index cases that nobody seals or writes on meanwhile."""
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=pks).values_list("pk"))
    cases = Case.objects.filter(pk__in=pks, is_sealed=False).select_related("message")
    _write(list(cases), Note.objects.all())


def _write(cases: Sequence[Case], notes: QuerySet[Note]) -> None:
    texts: dict[int, list[str]] = {
        case.pk: [*{case.title, case.message.title}, case.message.body] for case in cases
    }
    for pk, text in notes.filter(case__in=list(texts)).values_list("case", "text"):
        texts[pk].append(text)
    # Cases of one message share its subject, and are told apart by where their texts stand.
    by_subject: dict[UUID, list[str]] = {}
    for case in cases:
        by_subject.setdefault(case.message.subject, []).extend(texts[case.pk])
    clean = without_identifiers(by_subject)
    for case in cases:
        own = [clean[case.message.subject].pop(0) for _ in texts[case.pk]]
        index.write(KIND, case.pk, [*own, case.reference, case.message.receipt])
