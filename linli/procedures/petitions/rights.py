"""Says to the petitioner, in plain words, where the petition stands and what may be done next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from linli.base.accounts.models import Unit
from linli.cases.models import Case
from linli.cases.steps import steps_for
from linli.core.actors import Actor
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.bodies import (
    Proposal,
    propose_recheck_body,
    propose_review_body,
)
from linli.procedures.petitions.course import stages_of
from linli.procedures.petitions.letters.showing import documents_for_sender
from linli.procedures.petitions.reading import Read, name_of, read
from linli.procedures.petitions.rights_words import (
    AWAITED,
    BRING_NEW_FACTS,
    BRING_RECHECK,
    BRING_REVIEW,
    OPENS_AGAIN,
    OTHER,
    RECHECK,
    RENEW,
    RENEWAL_LOOKED_AT,
    REVIEW,
    UNIDENTIFIED,
    UNKNOWN_BODY,
    YOURS,
    Awaited,
)
from linli.procedures.petitions.standing import Holder, Paper, Right, Standing
from linli.procedures.petitions.words import DOCUMENTS, METHODS, article

# What may be contested within days that begin when it reaches the petitioner (Art. 35, 36).
CONTESTABLE = ("opinion", "review")
# Terms of the authority that concern the petitioner; others are between offices.
TOLD = ("route", "notify", "handle", "simple", "review", "recheck")


class Asked(NamedTuple):
    """What may be asked of the next body: the step, its words, and who proposes the body."""

    key: str
    words: tuple[Text, Text]
    bring: tuple[Text, ...]
    propose: Callable[..., Proposal]


# By the state in which it may be asked.
ASKED = {
    "delivered": Asked("request_review", REVIEW, BRING_REVIEW, propose_review_body),
    "review_delivered": Asked("request_recheck", RECHECK, BRING_RECHECK, propose_recheck_body),
}


def standing_of(case: Case, *, at: datetime) -> Standing:
    """Return what the holder of the receipt is shown of `case`. Some fifteen queries at most,
    however long the petition has run."""
    found = read(case)
    by = Actor.receipt(case.message.receipt)
    steps = steps_for(case, by=by, at=at)
    open_now = {one.step.key for one in steps if one.why_not is None}
    next_right = _next(found, open_now, at)
    others = tuple(
        Right(key, case.declared.transition(key).name, says, basis=_cited(basis), is_open_now=True)
        for key, (says, basis) in OTHER.items()
        if key in open_now
    )
    return Standing(
        stages=stages_of(found),
        holder=_holder(found, at),
        papers=_papers(found),
        next_right=next_right,
        other_rights=others,
        opens_again=_opens_again(found),
    )


def _cited(basis: Basis) -> Text | None:
    """Return the article that gives a right; a setting of the platform's own is none."""
    return basis.cited if basis.is_law else None


def _holder(found: Read, at: datetime) -> Holder:
    case, state = found.case, found.case.state_declared
    if state.is_final:
        return Holder(None, state.public)
    if state.waits_for == "receipt":
        return Holder(None, YOURS)
    unit: Unit = case.coordinator if state.waits_for == "coordinating" else case.unit
    said = None if found.is_accusation else unit.text
    running = [
        clock
        for clock in found.clocks.values()
        if clock.term in TOLD and clock.is_running and not found.is_accusation
    ]
    clock = min(running, key=lambda one: one.due_at, default=None)
    if clock is None:
        return Holder(said, state.public)
    does = case.declared.term(clock.term).public_name
    is_late = clock.due_at < at
    return Holder(said, does, clock.due_at, is_late, clock.basis_declared.cited)


def _papers(found: Read) -> tuple[Paper, ...]:
    """Return what was issued; an accusation's page says nothing of units."""
    if found.is_accusation:
        return ()
    files = {one.document.pk: one.pdf.pk for one in documents_for_sender(found.case)}
    return tuple(
        Paper(
            name=name_of(DOCUMENTS, one.kind) or Text(one.kind, one.kind),
            unit=one.unit.text,
            issued_on=local_day(one.issued_at),
            delivered_on=one.delivered_on,
            method=name_of(METHODS, one.method),
            file=files.get(one.pk),
            starts_days=one.kind in CONTESTABLE,
        )
        for one in found.documents
    )


def _next(found: Read, open_now: set[str], at: datetime) -> Right | None:
    """Return the next right: to ask for review or re-examination, to state new facts, or before
    these what the petitioner can count on getting."""
    state = found.case.state
    if state in ASKED:
        return _next_body(found, ASKED[state], open_now, at)
    if found.case.state_declared.is_final:
        return _renewal(found, open_now)
    if state in ("referred", "received") and not (
        found.petition.is_identified or found.is_accusation
    ):
        name, says = UNIDENTIFIED
        return Right("", name, says, basis=article("第二十三条").cited)
    awaited = None if found.is_accusation else AWAITED.get(state)
    return _awaited(found, awaited) if awaited else None


def _next_body(found: Read, asked: Asked, open_now: set[str], at: datetime) -> Right | None:
    """Return the right to ask the next body, while there is time for it."""
    clock = found.clocks.get(asked.key)
    if clock is None or clock.due_at < at:
        return None
    bodies = asked.propose(found.case, at=at).bodies
    name, says = asked.words
    return Right(
        key=asked.key,
        name=name,
        says=says,
        until=clock.due_at,
        to=tuple(one.unit.text for one in bodies) or (UNKNOWN_BODY,),
        bring=asked.bring,
        basis=clock.basis_declared.cited,
        is_open_now=asked.key in open_now,
    )


def _renewal(found: Read, open_now: set[str]) -> Right:
    name, says = RENEW
    return Right(
        key="renew",
        name=name,
        says=RENEWAL_LOOKED_AT if found.petition.renewal_asked_at else says,
        to=(found.case.coordinator.text,),
        bring=BRING_NEW_FACTS,
        basis=article("第三十六条第三款").cited,
        is_open_now="renew" in open_now,
    )


def _awaited(found: Read, awaited: Awaited) -> Right:
    running = [found.clocks[term] for term in awaited.terms if term in found.clocks]
    clock = next((one for one in running if one.is_running), None)
    return Right(
        key="",
        name=awaited.name,
        says=awaited.says,
        until=clock.due_at if clock else None,
        basis=awaited.basis.cited,
    )


def _opens_again(found: Read) -> Text | None:
    return OPENS_AGAIN.get(found.case.state)
