"""Erases personal texts of the log, lawfully: the lines stay, and say that it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.base.audit.log import record
from linli.base.audit.models import EntryText
from linli.core.actors import Actor
from linli.core.chain import ERASED, SYSTEM

_BATCH: Final = 500


@transaction.atomic
def erase_texts(entry_ids: Collection[int], *, by: Actor, at: datetime, reason: str) -> int:
    """Delete the texts and salts of these lines and record that on each line's chain.

    `reason` is a declared word such as "retention_ended", never personal. Returns how many
    lines had texts; those without are passed over. The digests that stay tell nothing.
    """
    ids = sorted(entry_ids)
    erased = 0
    numbers: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(ids), _BATCH):
        held = EntryText.objects.filter(pk__in=ids[start : start + _BATCH])
        for chain, no in held.values_list("entry__chain", "entry__no"):
            numbers[chain].append(no)
        erased += held.delete()[0]
    # The system chain comes last, as everywhere, so that no two wait for each other.
    for chain in sorted(numbers, key=lambda chain: (chain == SYSTEM, chain)):
        lines = sorted(numbers[chain])
        for start in range(0, len(lines), _BATCH):
            facts = {"lines": lines[start : start + _BATCH], "reason": reason}
            record(chain, ERASED, by=by, at=at, facts=facts)
    return erased
