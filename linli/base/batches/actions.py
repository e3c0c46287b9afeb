"""Asks for a batch, confirms, cancels and forgets it; every act on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.batches.kinds import PlannedRow
from linli.base.batches.models import (
    DRAFTED,
    FAILED,
    RUNNING,
    STOPPED,
    UNDER_WAY,
    WAITING,
    Batch,
    BatchItem,
)
from linli.base.batches.running import end, run_batch, work_on
from linli.base.notices import desk
from linli.core.actors import Actor
from linli.core.errors import WrongState
from linli.core.text import Text

# So few are done while one waits; more go to the worker.
AT_ONCE: Final = 50
ROWS_AT_ONCE: Final = 200
# A batch that says nothing for so long has lost its worker, and its task too.
SILENCE: Final = timedelta(minutes=4)
MOST_ATTEMPTS: Final = 5
GIVEN_UP: Final = Text(
    "多次中断，未能完成；已办的不受影响。",
    "It was cut short again and again; what was done stays done.",
)
NOT_TO_START: Final = Text("此任务已开始或已取消。", "It has begun already, or was cancelled.")
NOT_TO_STOP: Final = Text("此任务已结束，不能取消。", "It is over and can't be cancelled.")


def ask(
    kind: str,
    *,
    post: Post,
    key: str,
    by: Actor,
    at: datetime,
    things: Sequence[object] = (),
    terms: Mapping[str, Any] | None = None,
    about: Text | None = None,
    facts: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Batch:
    """Return the batch that does `kind` with `things` as `post`, on record with `facts`. The
    same `key` again is the batch that is there. Few things are done at once, more by the worker.
    """
    is_few = 0 < len(things) <= AT_ONCE
    try:
        with transaction.atomic():
            batch = _made(kind, post, key, by, at, stage=WAITING, terms=terms, about=about)
            batch.total, batch.is_told = len(things), not is_few
            batch.save(update_fields=["total", "is_told"])
            BatchItem.objects.bulk_create(
                BatchItem(batch=batch, no=no, thing=str(one)) for no, one in enumerate(things, 1)
            )
            _asked(batch, by, at, facts or {}, texts or {})
            if not is_few:
                work_on.enqueue(batch.pk)
    except IntegrityError:
        before = Batch.objects.filter(key=_key(post, key)).first()
        if before is None:
            raise
        return before
    return _done_at_once(batch) if is_few else batch


def draft(
    kind: str,
    rows: Sequence[PlannedRow],
    *,
    post: Post,
    key: str,
    terms: Mapping[str, Any],
    about: Text | None,
    by: Actor,
    at: datetime,
) -> Batch:
    """Return an import that waits to be confirmed, with what each of its rows will do."""
    with transaction.atomic():
        batch = _made(kind, post, key, by, at, stage=DRAFTED, terms=terms, about=about)
        batch.total = len(rows)
        batch.refused = sum(row.change == "refused" for row in rows)
        batch.done = sum(row.change == "same" for row in rows)
        batch.save(update_fields=["total", "refused", "done"])
        BatchItem.objects.bulk_create((_item(batch, row) for row in rows), batch_size=500)
    return batch


def start(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Confirm an import and return it: few rows are done at once, more by the worker. Raises
    WrongState when it was confirmed or cancelled before."""
    is_few = batch.total <= ROWS_AT_ONCE
    with transaction.atomic():
        drafted = Batch.objects.filter(pk=batch.pk, stage=DRAFTED)
        if not drafted.update(stage=WAITING, beat_at=at, is_told=not is_few):
            raise WrongState(NOT_TO_START, code="begun")
        _asked(batch, by, at, {"total": batch.total}, {})
        if not is_few:
            work_on.enqueue(batch.pk)
    return _done_at_once(batch) if is_few else Batch.objects.get(pk=batch.pk)


def stop(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Cancel a batch: what was done stays done, the rest is left. Raises WrongState when it is
    over."""
    with transaction.atomic():
        waiting = Batch.objects.filter(pk=batch.pk, stage__in=(DRAFTED, WAITING))
        ended = waiting.update(stage=STOPPED, ended_at=at, beat_at=at)
        running = Batch.objects.filter(pk=batch.pk, stage=RUNNING)
        if not ended and not running.update(is_stopping=True):
            raise WrongState(NOT_TO_STOP, code="over")
        facts = {"batch": batch.pk, "batch_kind": batch.kind}
        record("system", "batch.stopped", by=by, at=at, facts=facts)
    return Batch.objects.get(pk=batch.pk)


def make_anew(batch: Batch, *, at: datetime) -> None:
    """Have the file of an export made again, by what its post may see now."""
    with transaction.atomic():
        over = Batch.objects.filter(pk=batch.pk).exclude(ended_at=None)
        if over.update(stage=WAITING, ended_at=None, beat_at=at, file=None, done=0, attempts=0):
            work_on.enqueue(batch.pk)


def downloaded(batch: Batch, what: str, *, by: Actor, at: datetime) -> None:
    """Put on record that a file of the batch was taken: its `file`, or what was `refused`."""
    with transaction.atomic():
        facts = {"batch": batch.pk, "batch_kind": batch.kind, "what": what}
        record("system", "batch.downloaded", by=by, at=at, facts=facts)


def resume(at: datetime) -> int:
    """Put batches back to the worker whose own was lost with its task, and give those up that
    were lost too often; return how many."""
    silent = Batch.objects.filter(stage__in=UNDER_WAY, ended_at=None, beat_at__lt=at - SILENCE)
    count = 0
    for batch in silent:
        count += 1
        if batch.attempts >= MOST_ATTEMPTS:
            end(batch, FAILED, at=at, why=GIVEN_UP)
            continue
        with transaction.atomic():
            if Batch.objects.filter(pk=batch.pk, beat_at=batch.beat_at).update(
                beat_at=at, is_told=True
            ):
                work_on.enqueue(batch.pk)
    return count


def forget(at: datetime) -> int:
    """Delete batches that were over for the days set, with their rows and files; imports that
    nobody confirmed after a day. The log keeps who asked for what. Return how many."""
    over = Batch.objects.filter(ended_at__lt=at - timedelta(days=settings.LINLI_BATCH_KEEP_DAYS))
    left = Batch.objects.filter(stage=DRAFTED, asked_at__lt=at - timedelta(days=1))
    ids = [*over.values_list("pk", flat=True), *left.values_list("pk", flat=True)]
    for pk in ids:
        with transaction.atomic():
            desk.withdraw(about=f"batch:{pk}")
            Batch.objects.filter(pk=pk).delete()
    return len(ids)


def _made(
    kind: str,
    post: Post,
    key: str,
    by: Actor,
    at: datetime,
    *,
    stage: str,
    terms: Mapping[str, Any] | None,
    about: Text | None,
) -> Batch:
    said = {"zh": about.zh, "en": about.en} if about else {}
    return Batch.objects.create(
        kind=kind, post=post, person_id=by.person_id, key=_key(post, key), stage=stage,
        terms=dict(terms or {}), about=said, asked_at=at, beat_at=at,
    )  # fmt: skip


def _key(post: Post, key: str) -> str:
    return f"{post.pk}:{key}"[:64]


def _asked(
    batch: Batch, by: Actor, at: datetime, facts: Mapping[str, Any], texts: Mapping[str, str]
) -> None:
    told = {"batch": batch.pk, "batch_kind": batch.kind, "total": batch.total, **facts}
    record("system", "batch.asked", by=by, at=at, facts=told, texts=texts)


def _done_at_once(batch: Batch) -> Batch:
    run_batch(batch.pk)
    return Batch.objects.get(pk=batch.pk)


def _item(batch: Batch, planned: PlannedRow) -> BatchItem:
    item = BatchItem(batch=batch, no=planned.row.line, change=planned.change)
    item.keep({"name": planned.name, "cells": planned.row.cells})
    if planned.change == "refused":
        item.outcome = "refused"
        told = dict.fromkeys(planned.errors)
        item.reasons = [{"zh": why.zh, "en": why.en} for why in told]
    elif planned.change == "same":
        item.outcome = "done"
    return item
