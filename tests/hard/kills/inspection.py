"""Compares an instance with what it acknowledged, and looks for anything half-done.

Run as `python -m tests.hard.kills.inspection` on the instance, given what the people wrote down;
prints what is wrong and how much there is.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

BY_JOBS = ("case.opened", "case.viewed", "case.warned", "case.lapsed")


def inspect(told: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the `problems` found, and the `counts` of what there is."""
    from linli.base.audit.models import Entry
    from linli.base.files.models import StoredFile
    from linli.cases.models import Case, Message

    problems = [*_database(), *_messages(told), *_deeds(told), *_half_done(), *_files(), *_late()]
    counted = (Message, Case, Entry, StoredFile)
    counts = {model.__name__: model.objects.count() for model in counted}
    return {"problems": problems[:40], "counts": counts}


def _database() -> Iterator[str]:
    """The database waits for the disk before it acknowledges, and is sound."""
    from django.db import connection

    wanted = {
        "sqlite": {
            "PRAGMA synchronous": 2, "PRAGMA journal_mode": "wal", "PRAGMA integrity_check": "ok",
            "PRAGMA foreign_key_check": None,
        },
        "postgresql": {"SHOW synchronous_commit": "on", "SHOW fsync": "on"},
    }  # fmt: skip
    with connection.cursor() as cursor:
        for question, right in wanted[connection.vendor].items():
            row = cursor.execute(question).fetchone()
            if (row and row[0]) != right:
                yield f"{question}: {row}"


def _messages(told: list[dict[str, Any]]) -> Iterator[str]:
    """Every receipt once, opened by its passcode, with what was written; and no other message."""
    from linli.cases.models import Message
    from linli.cases.receiving import opens, receipt_for

    receipts = Counter(one["receipt"] for one in told)
    yield from (f"receipt {one} was handed out twice" for one, n in receipts.items() if n > 1)
    for one in told:
        held = receipt_for(one["key"])
        if held is None:
            yield f"message {one['receipt']} is lost"
        elif held.message.receipt != one["receipt"] or one["words"] not in held.message.body:
            yield f"message {one['receipt']} is another one"
        elif not opens(held.message, one["passcode"]):
            yield f"message {one['receipt']} is not opened by its passcode"
        elif [case.procedure for case in held.message.cases.all()] != [one["procedure"]]:
            yield f"message {one['receipt']} has other cases than its own"
    late = {receipt.message.receipt for n in range(LATE) if (receipt := receipt_for(f"late-{n}"))}
    known = late | set(receipts)
    for receipt in Message.objects.exclude(receipt__in=known).values_list("receipt", flat=True):
        yield f"message {receipt} was acknowledged to nobody"


def _deeds(told: list[dict[str, Any]]) -> Iterator[str]:
    """Every deed once in the log and in its order, nothing else; each note and form once."""
    from linli.base.audit.models import Entry
    from linli.cases.models import Case, Note, Submission

    for one in told:
        case = Case.objects.get(message__receipt=one["receipt"])
        lines = Entry.objects.filter(chain=case.chain).exclude(kind__in=BY_JOBS)
        kinds = list(lines.order_by("no").values_list("kind", flat=True))
        if kinds != one["lines"]:
            yield f"{case.chain} holds {kinds}, acknowledged were {one['lines']}"
        notes = list(Note.objects.filter(case=case).order_by("pk").values_list("text", flat=True))
        if notes != one["notes"]:
            yield f"{case.chain} has the notes {notes}, acknowledged were {one['notes']}"
    sent = sorted(key for one in told for key in one["submissions"])
    if sent != sorted(Submission.objects.values_list("key", flat=True)):
        yield "other forms are marked as sent than were acknowledged"


def _half_done() -> Iterator[str]:
    """No message without a case, no case that does not fit together, no reminder twice."""
    from linli.base.audit.models import Entry
    from linli.base.notices.models import Notice
    from linli.cases.models import Case, Message
    from tests.whole import problems

    for message in Message.objects.filter(cases=None):
        yield f"message {message.receipt} has no case"
    for case in Case.objects.select_related("message").order_by("pk"):
        yield from problems(case)
    chains = {case.chain for case in Case.objects.all()}
    orphans = Entry.objects.exclude(chain="system").exclude(chain__in=chains)
    yield from (f"{chain} has lines and no case" for chain in set(orphans.values_list("chain")))
    waiting = Notice.objects.filter(seen_at=None)
    of = Counter(waiting.values_list("unit", "role", "post", "kind", "about"))
    yield from (f"{n} reminders {one}" for one, n in of.items() if n > 1)


def _files() -> Iterator[str]:
    """What belongs to a case lies whole on disk; what belongs to none goes once it is old."""
    from django.utils import timezone

    from linli.base.files import storage
    from linli.base.files.actions import clear
    from linli.base.files.models import StoredFile
    from linli.cases.models import Attachment

    sent = {sha256 for one in TOLD for sha256 in one["files"]}
    attached = Attachment.objects.values_list("file__sha256", flat=True)
    if Counter(attached) != Counter(sha256 for one in TOLD for sha256 in one["files"]):
        yield f"{len(attached)} files are attached, {len(sent)} were acknowledged"
    clear(timezone.now() + timedelta(days=2))
    kept = {sha256 for sha256, _ in storage.stored()}
    if kept != sent or sent != set(StoredFile.objects.values_list("sha256", flat=True)):
        yield f"{len(kept)} files are on disk and {StoredFile.objects.count()} have a row"
    for sha256 in kept & sent:
        if hashlib.sha256(storage.path_of(sha256).read_bytes()).hexdigest() != sha256:
            yield f"the file {sha256} is damaged"
    yield from (f"{path} is left over" for path in storage.leftovers(timezone.now().timestamp()))


def _late() -> Iterator[str]:
    """Every clock that ran out was dealt with once, now or by a worker that was killed then."""
    from django.utils import timezone

    from linli.base.audit.models import Entry
    from linli.cases import clocks
    from linli.cases.sweep import sweep

    at = timezone.now()
    swept = sweep(at)
    while swept.warned or swept.lapsed:
        # Each takes some time at most, so that other work comes to its turn.
        swept = sweep(at)
    if swept.failed or clocks.to_warn(at) or clocks.to_lapse(at):
        yield f"clocks are left that nobody dealt with: {swept}"
    for kind in ("case.warned", "case.lapsed"):
        of = Counter(Entry.objects.filter(kind=kind).values_list("chain", "facts__term__en"))
        if len(of) != LATE or set(of.values()) - {1}:
            yield f"{kind}: {len(of)} clocks of {LATE}, {of.total()} lines"


if __name__ == "__main__":
    django.setup()
    given = json.load(sys.stdin)
    TOLD, LATE = given["told"], given["late"]
    sys.stdout.write(json.dumps(inspect(TOLD), ensure_ascii=False))
