"""Reads of a petition what its letters are filled with, once, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linli.base.accounts.models import Unit
from linli.base.audit.log import entries
from linli.base.audit.models import Entry
from linli.base.letters.models import VOID, Letter
from linli.base.letters.selectors import letters_of
from linli.cases.models import Case, Clock
from linli.core.zone import local_day
from linli.procedures.petitions.models import Document, Opinion, Petition, Referral, Supervision


@dataclass(frozen=True)
class Story:
    """A case with all that happened in it, each list the oldest first but `letters`."""

    case: Case
    petition: Petition
    lines: list[Entry]
    clocks: list[Clock]
    referrals: list[Referral]
    opinions: list[Opinion]
    documents: list[Document]
    supervisions: list[Supervision]
    letters: list[Letter]

    def line(self, *steps: str, by: datetime) -> Entry | None:
        """Return the last line of the log about one of `steps` that was taken by the time `by`."""
        kinds = {f"petition.{step}" for step in steps}
        found = (one for one in reversed(self.lines) if one.kind in kinds and one.at <= by)
        return next(found, None)

    def said(self, field: str, *steps: str, by: datetime) -> str:
        """Return what was written under `field` when one of `steps` was last taken."""
        line = self.line(*steps, by=by)
        return str(line.texts.get(field, "")) if line else ""

    def fact(self, field: str, *steps: str, by: datetime) -> object:
        """Return the plain value of `field` when one of `steps` was last taken, else None."""
        line = self.line(*steps, by=by)
        return line.facts.get(field) if line else None

    def clock(self, term: str, turn: int) -> Clock | None:
        """Return the last clock of `term` in the round `turn`."""
        found = (one for one in reversed(self.clocks) if (one.term, one.round) == (term, turn))
        return next(found, None)

    def came_on(self) -> date:
        """Return the day on which the petition came in, on paper or on the page."""
        first = (one for one in self.clocks if one.term in ("route", "notify"))
        clock = next(first, None)
        return local_day(clock.started_at if clock else self.case.opened_at)

    def came_to(self, unit: Unit, by: datetime) -> date:
        """Return the day on which it came to `unit`: sent on, or received directly."""
        sent = [one for one in self.referrals if one.unit_id == unit.pk and one.sent_at <= by]
        return local_day(sent[-1].sent_at) if sent else self.came_on()

    def opinion(self, level: str, turn: int) -> Opinion | None:
        """Return the signed opinion of `level` in the round `turn`."""
        found = (
            one
            for one in reversed(self.opinions)
            if (one.level, one.round) == (level, turn) and one.signed_at
        )
        return next(found, None)

    def letter(self, document: Document) -> Letter | None:
        """Return the letter of a document, unless it is void."""
        return next((one for one in self.alive if one.pk == document.letter), None)

    @property
    def alive(self) -> list[Letter]:
        """Return the letters that are not void, the newest first."""
        return [one for one in self.letters if one.stage != VOID]


def story_of(case: Case) -> Story:
    """Return the story of `case`. Ten queries at most."""
    petition: Petition = case.petition
    sent = petition.referrals.select_related("unit", "sent_by").prefetch_related("others")
    return Story(
        case=case,
        petition=petition,
        lines=list(entries(case.chain)),
        clocks=list(case.clocks.order_by("started_at", "id")),
        referrals=list(sent),
        opinions=list(petition.opinions.select_related("unit")),
        documents=list(petition.documents.select_related("unit")),
        supervisions=list(petition.supervisions.select_related("unit")),
        letters=letters_of(case.chain),
    )
