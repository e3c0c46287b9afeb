"""The agreement, the marks on it, the day it takes effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from linli.base.files.models import StoredFile
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.disputes import duties as written
from linli.procedures.disputes import selectors
from linli.procedures.disputes.duties import Duty
from linli.procedures.disputes.effects.saving import must_be_past, save, set_due
from linli.procedures.disputes.models import Agreement, Mark

NOON = time(12)
NOT_WAIVED = Text(
    "当事人要求书面协议的，请制作协议书。",
    "Where the parties want it in writing, draw up a written agreement.",
)
DUE_BEFORE = Text("履行期限不能早于达成协议之日。", "Nothing can be due before the agreement.")
BEFORE_AGREED = Text(
    "签章日期不能早于达成协议之日。", "It can't have been signed before it was made."
)
MARKED_ALREADY = Text("已登记过：{who}。", "Noted before: {who}.")
COPIES_EARLY = Text(
    "交付日期不能早于最后签章之日。", "Copies can't be given out before the last mark."
)


def conclude(
    moving: Moving,
    *,
    facts: str,
    content: str,
    duties: Sequence[Duty] = (),
    way: str = "",
    amount: int | None = None,
) -> None:
    """An agreement is to be put on paper (Art. 28, 29); it holds once all have signed."""
    reached = local_day(moving.at)
    _write(moving, reached, duties, facts=facts, content=content, way=way, amount=amount)


def agree_orally(
    moving: Moving,
    *,
    reached_on: date,
    is_waived: bool,
    content: str,
    duties: Sequence[Duty] = (),
    way: str = "",
    amount: int | None = None,
) -> None:
    """The parties think writing needless: the mediator records it, and it holds from the day it
    was reached (Art. 28, 30)."""
    if not is_waived:
        raise Incomplete(NOT_WAIVED, field="is_waived")
    made = _write(
        moving, reached_on, duties, is_oral=True, effective_date=reached_on, content=content,
        way=way, amount=amount,
    )  # fmt: skip
    _in_force(moving, made)


def note_marks(
    moving: Moving,
    *,
    signers: Sequence[Mark],
    kind: str,
    marked_on: date,
    files: Sequence[StoredFile] = (),
) -> None:
    """Who has signed or sealed the paper, each by itself (Art. 29)."""
    must_be_past(marked_on, moving, "marked_on")
    agreement = _agreement(moving)
    if marked_on < agreement.reached_date:
        raise Refused(BEFORE_AGREED, field="marked_on", code="before_agreed")
    missing = {(one.party_id, one.mediator_id) for one in selectors.missing_marks(moving.case)}
    for one in signers:
        if (one.party_id, one.mediator_id) not in missing:
            raise Refused(MARKED_ALREADY.format(who=one.text), field="signers", code="marked")
    Mark.objects.bulk_create(
        Mark(
            agreement=agreement,
            party=one.party,
            mediator=one.mediator,
            kind=kind if one.party_id or one.mediator_id else "seal",
            marked_date=marked_on,
            recorded_at=moving.at,
        )
        for one in signers
    )


def take_effect(moving: Moving, *, copies_on: date) -> None:
    """All marks are there: it holds from the day of the last one (Art. 29), and the terms that
    begin with it begin on that day."""
    must_be_past(copies_on, moving, "copies_on")
    agreement = _agreement(moving)
    last = max(one.marked_date for one in agreement.marks.all())
    if copies_on < last:
        raise Refused(COPIES_EARLY, field="copies_on", code="copies_early")
    agreement.effective_date, agreement.copies_date = last, copies_on
    agreement.save(update_fields=["effective_date", "copies_date"])
    if last < local_day(moving.at):
        moving.occurred_at = datetime.combine(last, NOON, tzinfo=SHANGHAI)
    _in_force(moving, agreement)


def reopen(moving: Moving, *, reason: str) -> None:
    """It was not signed: nothing of it holds."""
    agreement = _agreement(moving)
    agreement.is_void = True
    agreement.save(update_fields=["is_void"])


def _agreement(moving: Moving) -> Agreement:
    agreement = selectors.agreement_of(moving.case)
    # A dispute is in this state by an agreement alone.
    assert agreement is not None
    return agreement


def _write(moving: Moving, reached: date, duties: Sequence[Duty], **content: object) -> Agreement:
    if any(one.due_date and one.due_date < reached for one in duties):
        raise Refused(DUE_BEFORE, field="duties", code="due_before")
    made: Agreement = Agreement.objects.create(
        dispute=moving.case.dispute, reached_date=reached, **content
    )
    written.save(made, duties)
    return made


def _in_force(moving: Moving, agreement: Agreement) -> None:
    effective = agreement.effective_date
    assert effective is not None
    save(moving, settled_at=moving.at, effective_date=effective)
    moving.facts["effective"] = effective.isoformat()
    set_due(moving)


EFFECTS: dict[str, Effect] = {
    "conclude": conclude,
    "agree_orally": agree_orally,
    "note_marks": note_marks,
    "take_effect": take_effect,
    "reopen": reopen,
}
