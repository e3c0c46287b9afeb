"""Anchors the ends of the chains: in the system chain, and in the file of heads."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from linli.base.audit import heads as file
from linli.base.audit.log import proved_head, record
from linli.base.audit.models import Head as HeadRow
from linli.core import chain as form
from linli.core.actors import Actor
from linli.core.chain import ANCHORED, SYSTEM, Head
from linli.home import key

logger = logging.getLogger(__name__)
BATCH: Final = 200


def anchor(at: datetime) -> int:
    """Anchor every end that moved since it was anchored last; return how many there were.

    Runs each minute outside any transaction. A system line names up to BATCH ends; the file
    gets them and the system chain's own end, and is made durable. What fails is done again a
    minute later; ends anchored twice do no harm.
    """
    anchored, after = 0, ""
    while rows := list(_moved(after)):
        after = rows[-1].chain
        if ends := _proved(rows):
            file.export(ends, at, is_durable=True)
            _mark(ends, _name_in_system_chain(ends, at))
            anchored += len(ends)
    _anchor_system(at)
    return anchored


def _moved(after: str) -> QuerySet[HeadRow]:
    rows = HeadRow.objects.filter(anchored_in=None, no__gt=0, chain__gt=after)
    return rows.exclude(pk=SYSTEM).order_by("chain")[:BATCH]


@transaction.atomic
def _name_in_system_chain(ends: list[Head], at: datetime) -> int:
    facts = {"heads": [[head.chain, head.no, head.mac] for head in ends]}
    return record(SYSTEM, ANCHORED, by=Actor.system("audit.anchor"), at=at, facts=facts).no


def _anchor_system(at: datetime) -> None:
    """The system chain is anchored when the file holds its end durably."""
    if ends := _proved(HeadRow.objects.filter(pk=SYSTEM, anchored_in=None)):
        file.export(ends, at, is_durable=True)
        _mark(ends, ends[0].no)


def _proved(rows: Iterable[HeadRow]) -> list[Head]:
    """Return the ends that check out; to anchor another would lend it our signature."""
    ends = []
    for row in rows:
        if head := proved_head(row, key("audit")):
            ends.append(head)
        else:
            logger.error("The end of the log chain %s does not check out", row.chain)
    return ends


@transaction.atomic
def _mark(heads: list[Head], anchored_in: int) -> None:
    """Mark as anchored those of `heads` that have not moved; ends that someone holds just now
    are left to the next minute, so that nobody waits."""
    codes = {head.chain: head.head_mac for head in heads}
    rows = HeadRow.objects.select_for_update(skip_locked=True).filter(pk__in=codes)
    marks = [
        (anchored_in, _code(row, anchored_in), row.chain)
        for row in rows
        if row.head_mac == codes[row.chain]
    ]
    with connection.cursor() as cursor:
        # One plain statement a row: Django's bulk_update is slower by far here.
        cursor.executemany(
            "UPDATE audit_head SET anchored_in = %s, head_mac = %s WHERE chain = %s", marks
        )


def _code(row: HeadRow, anchored_in: int) -> str:
    return form.head_mac(Head(row.chain, row.no, row.mac, anchored_in), key("audit"))
