"""Reads identifiers without decrypting any: what lists show, and who has a given value."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.base.privacy.kinds import KINDS
from linli.base.privacy.models import Identifier
from linli.base.privacy.sealing import blind_indexes


def masked_for(subjects: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Return {subject: {kind: masked value}} for all `subjects`, in one query."""
    found: dict[UUID, dict[str, str]] = {subject: {} for subject in subjects}
    if found:
        rows = Identifier.objects.filter(subject__in=list(found))
        for subject, kind, masked in rows.values_list("subject", "kind", "masked"):
            found[subject][kind] = masked
    return found


def find_subjects(kind: str, value: str) -> set[UUID]:
    """Return the subjects whose identifier of `kind` equals `value`, however either is written."""
    index_form = KINDS[kind].index_form(value)
    if not index_form:
        return set()
    rows = Identifier.objects.filter(blind_index__in=blind_indexes(kind, index_form))
    return set(rows.values_list("subject", flat=True))
