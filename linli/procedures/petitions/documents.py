"""Issues documents to the petitioner; delivering them is a step of its own."""

from __future__ import annotations

from linli.cases.engine import Moving
from linli.core.zone import local_day
from linli.procedures.petitions.models import Document


def issue(moving: Moving, kind: str, *, on_spot: bool = False) -> Document | None:
    """Make the document `kind` (of `words.DOCUMENTS`) of this step and return it; None where name
    or address is unclear, so that nothing can be sent (Art. 23). One that was handed over
    `on_spot` is delivered already."""
    petition = moving.case.petition
    if not petition.is_identified:
        return None
    document: Document = Document.objects.create(
        petition=petition,
        kind=kind,
        round=moving.case.round,
        unit=moving.case.unit,
        issued_at=moving.at,
    )
    if on_spot:
        document.delivered_on, document.recorded_at = local_day(moving.at), moving.at
        document.method = "in_person"
        document.save(update_fields=["delivered_on", "recorded_at", "method"])
    return document
