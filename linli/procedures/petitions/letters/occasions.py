"""Which letters a petition gives occasion to, and whose they are to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.base.letters.kinds import KINDS, LetterKind
from linli.base.letters.models import ISSUED
from linli.core.text import Text
from linli.procedures.petitions.letters.story import Story
from linli.procedures.petitions.models import Document, Referral, Supervision

# The letter that goes with each kind of `words.DOCUMENTS`, and with each way of sending it on.
BY_DOCUMENT = {
    "notice": "petition_notice",
    "acceptance": "petition_acceptance",
    "refusal": "petition_refusal",
    "extension": "petition_extension",
    "opinion": "petition_opinion",
    "review": "petition_review",
    "recheck": "petition_recheck",
    "agreement": "petition_agreement",
    "reply": "petition_reply",
}
BY_REFERRAL = {
    "transfer": "petition_transfer",
    "hand_down": "petition_transfer",
    "commission": "petition_commission",
    "to_justice": "petition_passing",
    "to_discipline": "petition_passing",
}
REGISTRATION, DELIVERY = "petition_registration", "petition_delivery"
OBJECTION, SUPERVISION = "petition_objection", "petition_supervision"
RECEIPT_OF = Text("{name}（{of}）", "{name} ({of})")


@dataclass(frozen=True)
class Occasion:
    """A letter that can be drafted: its kind, whose it is, and since when it is due.

    `thing` is what it is about. `is_owed`: a step was taken that issues it; others are drafted
    as they are wanted.
    """

    kind: str
    unit: Unit
    since: datetime
    thing: Document | Referral | Supervision | None = None
    is_owed: bool = True

    @property
    def key(self) -> str:
        """Return what names the occasion within its case."""
        return f"{self.kind}-{self.thing.pk if self.thing else 0}"

    @property
    def declared(self) -> LetterKind:
        """Return the declared kind of the letter."""
        return KINDS[self.kind]

    @property
    def name(self) -> Text:
        """Return the name of the letter; of a receipt of delivery, with what is delivered."""
        name = self.declared.name
        if self.kind == DELIVERY and isinstance(self.thing, Document):
            of = KINDS[BY_DOCUMENT[self.thing.kind]].name
            return RECEIPT_OF.format(name=name, of=of)
        return name

    @property
    def recipient(self) -> Unit | None:
        """Return the unit to which it goes, None for the petitioner and for forms."""
        if self.kind == OBJECTION and isinstance(self.thing, Referral):
            return self.thing.sent_by
        return self.thing.unit if isinstance(self.thing, Referral | Supervision) else None


def occasions(story: Story, unit_id: int) -> list[Occasion]:
    """Return the letters that the unit could draft now, those owed first, the oldest first."""
    found = [one for one in _all(story) if one.unit.pk == unit_id]
    return sorted(found, key=lambda one: (not one.is_owed, one.since))


def _all(story: Story) -> Iterator[Occasion]:
    yield from _of_documents(story)
    yield from _of_referrals(story)
    for supervision in story.supervisions:
        office, since = story.case.coordinator, supervision.supervised_at
        if not _is_written(story, SUPERVISION, office, since):
            yield Occasion(SUPERVISION, office, since, supervision)
    for unit in {one.pk: one for one in (story.case.coordinator, _first_unit(story))}.values():
        if not _is_written(story, REGISTRATION, unit, story.case.opened_at):
            yield Occasion(REGISTRATION, unit, story.case.opened_at, is_owed=False)


def _of_documents(story: Story) -> Iterator[Occasion]:
    for document in story.documents:
        letter = story.letter(document)
        if letter is None:
            kind, is_owed = BY_DOCUMENT[document.kind], not document.outside
            yield Occasion(kind, document.unit, document.issued_at, document, is_owed=is_owed)
        elif letter.stage == ISSUED and not _has_receipt(story, letter.number_text):
            yield Occasion(DELIVERY, document.unit, document.issued_at, document, is_owed=False)


def _of_referrals(story: Story) -> Iterator[Occasion]:
    """Yield the letters of the last referral of each sender and kind; those before it are past."""
    last = {(one.sent_by_id, BY_REFERRAL.get(one.kind)): one for one in story.referrals}
    for (_, kind), referral in last.items():
        if kind and not _is_written(story, kind, referral.sent_by, referral.sent_at):
            yield Occasion(kind, referral.sent_by, referral.sent_at, referral)
    objected = [one for one in story.referrals if one.objected_at]
    if objected:
        latest = objected[-1]
        since = latest.objected_at or latest.sent_at
        if not _is_written(story, OBJECTION, latest.unit, since):
            yield Occasion(OBJECTION, latest.unit, since, latest)


def _is_written(story: Story, kind: str, unit: Unit, since: datetime) -> bool:
    return any(
        (one.kind, one.unit_id) == (kind, unit.pk) and one.drafted_at >= since
        for one in story.alive
    )


def _has_receipt(story: Story, number: str) -> bool:
    """Return whether a receipt of delivery was drawn up for the letter with this number."""
    receipts = (one for one in story.alive if one.kind == DELIVERY)
    return any(one.values.get("document_number") == number for one in receipts)


def _first_unit(story: Story) -> Unit:
    """Return the unit that received it first: the one that sent it on first, or holds it."""
    return story.referrals[0].sent_by if story.referrals else story.case.unit
