"""Runs batches in the worker: one small transaction a thing, each thing once however often the
worker is killed, cancelled between two of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.batches.models import (
    DONE,
    FAILED,
    RUNNING,
    STOPPED,
    UNDER_WAY,
    Batch,
    BatchItem,
)
from linli.base.files import storage
from linli.base.files.kinds import EXCEL
from linli.base.files.models import StoredFile
from linli.base.notices import desk
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day

logger = logging.getLogger(__name__)
IN_ONE_READ: Final = 100
DATABASE_AWAY: Final = (OperationalError, InterfaceError)
BROKEN: Final = Text(
    "系统出错，未办理。请稍后单独办理，或联系系统管理员。",
    "Something broke, and this was not done. Do it by itself later, or tell the administrator.",
)
NO_MORE_YOURS: Final = Text(
    "发起人已不在该岗位任期内，未再继续。",
    "Whoever asked for it acts in this post no more, so it went no further.",
)
Clock = Callable[[], datetime]


class TakenError(Exception):
    """Another worker deals with this thing, or has done so."""


class Work:
    """A batch being done: who does it, its things one by one, and how they end."""

    def __init__(self, batch: Batch, post: Post, clock: Clock) -> None:
        self.batch, self.post, self.clock = batch, post, clock
        self.by: Actor = post.actor(batch.person)
        self.file: tuple[bytes, str] | None = None
        self.is_stopped = False

    @property
    def at(self) -> datetime:
        """Return the time now."""
        return self.clock()

    def waiting(self) -> Iterator[BatchItem]:
        """Yield the things that nothing became of yet, in their order, until somebody cancels."""
        last = 0
        while True:
            rows = BatchItem.objects.filter(batch=self.batch, outcome="", no__gt=last)
            found = list(rows.order_by("no")[:IN_ONE_READ])
            for item in found:
                if self.stops():
                    return
                item.batch, last = self.batch, item.no
                yield item
            if not found:
                return

    def stops(self) -> bool:
        """Return whether the batch was cancelled meanwhile. One query."""
        stage = Batch.objects.filter(pk=self.batch.pk).values_list("is_stopping", "stage").first()
        self.is_stopped = stage is None or stage[0] or stage[1] not in UNDER_WAY
        return self.is_stopped

    @contextmanager
    def claim(self, item: BatchItem) -> Iterator[None]:
        """Do a thing in one transaction with the note that it was done. Raises TakenError when
        it was done before; what is raised inside undoes the note too."""
        with transaction.atomic():
            self._note(item, DONE, [])
            yield

    def refuse(self, item: BatchItem, *reasons: Text) -> None:
        """Note that a thing could not be done, and why."""
        with transaction.atomic():
            told = dict.fromkeys(reasons)
            self._note(item, "refused", [{"zh": why.zh, "en": why.en} for why in told])

    def progress(self, done: int, total: int) -> None:
        """Say how far work has come that is not counted by things."""
        Batch.objects.filter(pk=self.batch.pk, stage=RUNNING).update(
            done=done, total=total, beat_at=self.at
        )

    def remember(self, **terms: object) -> None:
        """Add to what the batch keeps, such as which things went into its file."""
        self.batch.terms |= terms
        Batch.objects.filter(pk=self.batch.pk).update(terms=self.batch.terms)

    def hand_over(self, content: bytes, name: str) -> None:
        """Let `content` be what comes out of the batch, as a file called `name`."""
        self.file = (content, name)

    def _note(self, item: BatchItem, outcome: str, reasons: list[dict[str, str]]) -> None:
        row = BatchItem.objects.filter(pk=item.pk, outcome="")
        if not row.update(outcome=outcome, reasons=reasons):
            raise TakenError
        counted = "done" if outcome == DONE else "refused"
        Batch.objects.filter(pk=self.batch.pk).update(**{counted: F(counted) + 1}, beat_at=self.at)


def each(step: Callable[[Work, BatchItem], None]) -> Callable[[Work], None]:
    """Return what runs a batch by doing `step` with each of its things. `step` does its work
    within `work.claim(item)` and raises Refused for what can't be done; an error of ours stops
    nothing but the thing itself."""

    def run(work: Work) -> None:
        for item in work.waiting():
            try:
                _one(step, work, item)
            except TakenError:
                continue

    return run


def _one(step: Callable[[Work, BatchItem], None], work: Work, item: BatchItem) -> None:
    try:
        step(work, item)
    except Refused as refused:
        work.refuse(item, refused.message)
    except (TakenError, *DATABASE_AWAY):
        raise
    except Exception:
        logger.exception("Thing %s of batch %s failed", item.no, work.batch.pk)
        work.refuse(item, BROKEN)


@task()
def work_on(pk: int) -> None:
    """Do what is left of the batch `pk`."""
    run_batch(pk)


def run_batch(pk: int, *, clock: Clock = timezone.now) -> None:
    """Do what is left of the batch `pk`, and end it; nothing when it is over, or not begun by
    whom it waits for. The right to each thing is asked anew as it is done."""
    batch = _begun(pk, clock())
    if batch is None:
        return
    try:
        work = Work(batch, _acting(batch, clock()), clock)
        batch.declared.run(work)
    except Refused as refused:
        end(batch, FAILED, at=clock(), why=refused.message)
        return
    end(batch, STOPPED if work.is_stopped else DONE, at=clock(), file=work.file)


def end(
    batch: Batch,
    stage: str,
    *,
    at: datetime,
    why: Text | None = None,
    file: tuple[bytes, str] | None = None,
) -> bool:
    """End `batch` in `stage` and tell its post; return False if somebody else had ended it."""
    stored = _stored(*file) if file else None
    with transaction.atomic():
        said = {"zh": why.zh, "en": why.en} if why else {}
        still = Batch.objects.filter(pk=batch.pk, ended_at=None)
        if not still.update(stage=stage, ended_at=at, beat_at=at, why=said, file=stored):
            return False
        batch.refresh_from_db()
        facts = {
            "batch": batch.pk, "batch_kind": batch.kind, "stage": stage, "total": batch.total,
            "done": batch.done, "refused_number": batch.refused,
        }  # fmt: skip
        record("system", "batch.ended", by=_actor(batch), at=at, facts=facts)
        if batch.is_told:
            _tell(batch, at)
    return True


def _stored(content: bytes, name: str) -> StoredFile:
    """Keep a file that we made ourselves: it needs none of the checks of what people send."""
    sha256, size = storage.put([content])
    return StoredFile.objects.create(
        sha256=sha256, size=size, content_type=EXCEL, original_name=name
    )


def _begun(pk: int, at: datetime) -> Batch | None:
    """Return the batch, running from now on; None for one that is not to be run."""
    open_ones = Batch.objects.filter(pk=pk, stage__in=UNDER_WAY, is_stopping=False)
    open_ones.update(stage=RUNNING, beat_at=at, attempts=F("attempts") + 1)
    found = Batch.objects.filter(pk=pk).select_related("person").first()
    if found is None or not found.is_under_way:
        return None
    if found.is_stopping:
        end(found, STOPPED, at=at)
        return None
    return found


def _acting(batch: Batch, at: datetime) -> Post:
    """Return the post with who acts in it. Raises NotAllowed when that person no longer may."""
    related = ("unit__region", "person", "deputy")
    post: Post = Post.objects.select_related(*related).get(pk=batch.post_id)
    if not post.may_be_taken_by(batch.person, local_day(at)):
        raise NotAllowed(NO_MORE_YOURS, code="post_not_in_force")
    post.acting_person_id = batch.person_id
    return post


def _actor(batch: Batch) -> Actor:
    post = Post.objects.select_related("unit").get(pk=batch.post_id)
    return post.actor(batch.person)


def _tell(batch: Batch, at: datetime) -> None:
    post = Post.objects.select_related("unit").get(pk=batch.post_id)
    name, about = batch.declared.name, batch.about_text
    said: dict[str, object] = {
        "name": {"zh": _joined("：", name.zh, about.zh), "en": _joined(": ", name.en, about.en)},
        "stage": {"zh": batch.stage_name.zh, "en": batch.stage_name.en},
        "done": batch.done,
        "refused": batch.refused,
    }
    desk.notify(post.unit, "batch.ended", about=f"batch:{batch.pk}", at=at, post=post, facts=said)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)
