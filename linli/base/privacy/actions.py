"""Keeps, reveals and erases identifiers, and moves them to new keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from linli.base.audit.log import record
from linli.base.privacy.hooks import erasing
from linli.base.privacy.keys import current
from linli.base.privacy.kinds import KINDS, check
from linli.base.privacy.models import Identifier
from linli.base.privacy.sealing import blind_index, seal, unseal
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text

BATCH = 500


@sensitive_variables("value", "cleaned")
def keep(subject: UUID, kind: str, value: str) -> Identifier:
    """Encrypt and save `value` as the subject's identifier of `kind`, in place of an older one.

    Raises Incomplete when the value can't be of that kind.
    """
    cleaned = check(kind, value)
    identifier, _ = Identifier.objects.update_or_create(
        subject=subject, kind=kind, defaults=_columns(subject, kind, cleaned)
    )
    return identifier


@sensitive_variables("values")
def keep_first(subject: UUID, values: Mapping[str, str]) -> list[Identifier]:
    """Encrypt and save the first identifiers of a subject, by kind, and return them. One query.

    Raises Incomplete when a value can't be of its kind, IntegrityError for a subject that has one
    of the kind already.
    """
    return Identifier.objects.bulk_create(
        Identifier(subject=subject, kind=kind, **_columns(subject, kind, check(kind, value)))
        for kind, value in values.items()
    )


@sensitive_variables()
def reveal(
    whose: Identifier | UUID, kind: str = "", *, by: Actor, at: datetime, reason: str, chain: str
) -> str:
    """Return the value in clear, recording on `chain` who saw it, when and why (rules 10.4).

    `whose` is an identifier, or a subject with a `kind`. Raises Incomplete without a reason,
    Refused when nothing is kept or the key is missing.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Incomplete(
            Text("请填写查看理由。", "Say why you need to see it."),
            code="no_reason",
            field="reason",
        )
    identifier = whose if isinstance(whose, Identifier) else _find(whose, kind)
    value = unseal(identifier.ciphertext, subject=identifier.subject, kind=identifier.kind)
    facts = {"subject": str(identifier.subject), "kind": identifier.kind}
    with transaction.atomic():
        record(
            chain, "identifier_revealed", by=by, at=at, facts=facts, texts={"reason": reason[:500]}
        )
    return value


@transaction.atomic
def erase(subject: UUID) -> int:
    """Delete all identifiers of the subject; return how many there were. Rooms above do their
    part in the same transaction, see `hooks.erasing`."""
    for also_erase in erasing:
        also_erase(subject)
    return Identifier.objects.filter(subject=subject).delete()[0]


def rotate_keys(
    progress: Callable[[int, int], None] | None = None,
    *,
    at: datetime,
    by: Actor = Actor.system("rotate_keys"),  # noqa: B008
) -> int:
    """Encrypt every row anew that isn't under the newest key; return how many there were.

    `progress` is told (done, total) after each batch. May be stopped and run again at any time:
    each batch is whole, and rows under both keys are readable and found meanwhile.
    """
    left = Identifier.objects.exclude(ciphertext__startswith=f"{current().id}:").order_by("pk")
    total, done, last = left.count(), 0, 0
    while pks := list(left.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        done += _rotate(pks)
        last = pks[-1]
        if progress:
            progress(done, total)
    with transaction.atomic():
        facts = {"key": current().id, "rows": done}
        record("system", "privacy_keys_rotated", by=by, at=at, facts=facts)
    return done


@transaction.atomic
def _rotate(pks: list[int]) -> int:
    rows = list(Identifier.objects.select_for_update().filter(pk__in=pks))
    for row in rows:
        value = unseal(row.ciphertext, subject=row.subject, kind=row.kind)
        for column, content in _columns(row.subject, row.kind, value).items():
            setattr(row, column, content)
    Identifier.objects.bulk_update(rows, ["ciphertext", "blind_index", "masked"])
    return len(rows)


def _columns(subject: UUID, kind: str, cleaned: str) -> dict[str, str]:
    declared = KINDS[kind]
    return {
        "ciphertext": seal(cleaned, subject=subject, kind=kind),
        "blind_index": blind_index(kind, declared.index_form(cleaned)),
        "masked": declared.mask(cleaned),
    }


def _find(subject: UUID, kind: str) -> Identifier:
    identifier = Identifier.objects.filter(subject=subject, kind=kind).first()
    if identifier is None:
        raise Refused(Text("没有留下该信息。", "This was not given."), code="not_kept")
    return identifier
