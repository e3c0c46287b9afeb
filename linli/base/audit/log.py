"""Writing the log and reading it: every change records its line in its own transaction."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from linli.base.audit.heads import export
from linli.base.audit.models import Entry, EntryText
from linli.base.audit.models import Head as HeadRow
from linli.core import chain as form
from linli.core.actors import Actor
from linli.core.chain import SYSTEM, Head, Line
from linli.core.errors import Refused
from linli.core.text import Text
from linli.home import key

_CHAIN = re.compile(r"system|[a-z_]{1,30}:[0-9A-Za-z_-]{1,48}")


class LogDamaged(Refused):
    """The end of a chain does not check out, so nothing may be added: it would hide the damage."""

    code = "log_damaged"

    def __init__(self, chain: str) -> None:
        super().__init__(
            Text(
                f"日志链 {chain} 未通过完整性校验，已停止写入，请通知安全审计员。",
                f"The log chain {chain} does not check out; writing has stopped. "
                "Please tell the auditor.",
            )
        )
        self.chain = chain


def record(
    chain: str,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Entry:
    """Append a line to `chain` ("system" or "case:<id>") in the caller's transaction.

    `facts` hold no personal data: keys, ids, numbers, times. What people wrote, or what is
    written about them, goes into `texts`: only a salted digest enters the line, and the text
    can be erased later. Needs an open transaction (RuntimeError); whoever writes to two chains
    writes to "system" last, so that no two wait for each other. Raises LogDamaged when the end
    of the chain was tampered with. Once committed, the chain's new end goes to the file of
    heads: some 50 microseconds, and no error of the user's if the disk refuses.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a line is recorded in the transaction of the change")
    if not _CHAIN.fullmatch(chain):
        raise ValueError(f"{chain!r} names no chain")
    secret = key("audit")
    head = _locked_head(chain, secret)
    kept = {form.clean(name): form.clean(text) for name, text in (texts or {}).items() if text}
    salt = secrets.token_hex(32) if kept else ""
    line = Line(
        chain, head.no + 1, kind, form.moment(at), by.kind, form.clean(by.key),
        form.clean(by.name), by.person_id, by.post_id, by.unit_id, by.region_code, by.role,
        by.is_deputy, form.plain(facts or {}),
        form.digest(kept, salt) if kept else "", head.mac,
    )  # fmt: skip
    line = line._replace(mac=form.line_mac(line, secret))
    entry = _insert(line, at)
    if kept:
        entry.held = EntryText.objects.create(entry=entry, salt=salt, texts=kept)
    end = Head(chain, line.no, line.mac)
    _move_head(end, secret)
    _export_on_commit(end, at)
    return entry


def record_refusal(
    kind: str,
    *,
    by: Actor,
    at: datetime,
    code: str,
    facts: Mapping[str, object] | None = None,
    chain: str = SYSTEM,
) -> Entry:
    """Append a line about an act that was refused, in a transaction of its own.

    Call it after the refused transaction has rolled back: inside one the line would vanish
    with it, so that is a RuntimeError (the transaction that wraps a test does not count).
    """
    with transaction.atomic(durable=True):
        return record(chain, kind, by=by, at=at, facts={**(facts or {}), "refused": code})


@contextmanager
def refusals_recorded(
    kind: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    chain: str = SYSTEM,
) -> Iterator[None]:
    """Run an action outside any transaction; if it is Refused, record that and raise it on."""
    try:
        yield
    except LogDamaged as refusal:
        # The damaged chain takes no more lines; the system chain may still.
        if refusal.chain != SYSTEM:
            record_refusal(kind, by=by, at=at, code=refusal.code, facts=facts)
        raise
    except Refused as refusal:
        record_refusal(kind, by=by, at=at, code=refusal.code, facts=facts, chain=chain)
        raise


def entries(chain: str) -> QuerySet[Entry]:
    """Return the lines of `chain` in order, their texts joined in the same query."""
    return Entry.objects.filter(chain=chain).select_related("held").order_by("no")


def proved_head(row: HeadRow, secret: bytes) -> Head | None:
    """Return the end that `row` holds if its code fits, else None."""
    head = Head(row.chain, row.no, row.mac, row.anchored_in, row.head_mac)
    return head if form.is_same(head.head_mac, form.head_mac(head, secret)) else None


def _locked_head(chain: str, secret: bytes) -> Head:
    """Return the proved end of `chain`, locked until the transaction ends; made if absent."""
    row = HeadRow.objects.select_for_update().filter(pk=chain).first()
    if row is None:
        row = _new_head(chain, secret)
    head = proved_head(row, secret)
    # Without this check a cut chain would be signed anew by the next line.
    if head is None:
        raise LogDamaged(chain)
    return head


def _new_head(chain: str, secret: bytes) -> HeadRow:
    """Make the row for the end of a new chain and return it, locked."""
    others = list(HeadRow.objects.order_by("chain")[:3])
    if others and not any(proved_head(other, secret) for other in others):
        # The key was lost and made anew: a second log must not begin in silence.
        raise LogDamaged(chain)
    row = HeadRow(chain=chain, no=0, head_mac=form.head_mac(Head(chain, 0, ""), secret))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_head (chain, no, mac, head_mac) VALUES (%s, 0, '', %s) "
            "ON CONFLICT (chain) DO NOTHING",
            [chain, row.head_mac],
        )
        # A row that was just inserted is ours; else another began the chain at the same moment.
        is_ours = cursor.rowcount == 1
    return row if is_ours else HeadRow.objects.select_for_update().get(pk=chain)


def _insert(line: Line, at: datetime) -> Entry:
    try:
        return Entry.objects.create(**{**line._asdict(), "at": at})
    except IntegrityError as error:
        raise LogDamaged(line.chain) from error


def _move_head(head: Head, secret: bytes) -> None:
    HeadRow.objects.filter(pk=head.chain).update(
        no=head.no, mac=head.mac, anchored_in=None, head_mac=form.head_mac(head, secret)
    )


def _export_on_commit(head: Head, at: datetime) -> None:
    def export_head() -> None:
        export([head], at)

    transaction.on_commit(export_head, robust=True)
