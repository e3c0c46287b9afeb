"""Records who read a letter and who took its files: it names people in clear."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from linli.base.audit.log import record
from linli.base.audit.models import Entry
from linli.base.letters.models import Letter
from linli.core.actors import Actor

# One line for all the times that a person opens the page while they work on it.
AGAIN_AFTER = timedelta(minutes=10)


def record_reading(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Record on the letter's chain that `by` has read it, once in ten minutes."""
    before = Entry.objects.filter(
        chain=letter.chain,
        kind="letter.read",
        at__gt=at - AGAIN_AFTER,
        post_id=by.post_id,
        person_id=by.person_id,
        facts__letter=letter.pk,
    )
    if not before.exists():
        with transaction.atomic():
            record(letter.chain, "letter.read", by=by, at=at, facts=_facts(letter))


@transaction.atomic
def record_download(letter: Letter, ending: str, *, by: Actor, at: datetime) -> None:
    """Record on the letter's chain that `by` took a file of it, or of its draft."""
    facts = _facts(letter) | {"format": ending, "is_draft": letter.docx_id is None}
    record(letter.chain, "letter.downloaded", by=by, at=at, facts=facts)


def _facts(letter: Letter) -> dict[str, object]:
    name = letter.declared.name
    return {"letter": letter.pk, "kind": letter.kind, "name": {"zh": name.zh, "en": name.en}}
