"""Which letters a council gives occasion to, whose they are to write, and drafting them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.letters import actions
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import VOID, Letter
from linli.base.letters.selectors import letters_of
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.papers import WRITTEN
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, WrongState
from linli.core.text import Text
from linli.procedures.councils import selectors
from linli.procedures.councils.letters import filling
from linli.procedures.councils.places import township_of
from linli.procedures.councils.words import ADOPTED, NOTED, TO_CORRECT

NOT_YOURS = Text(
    "该文书由承办单位或者备案单位起草。",
    "This letter is drafted by the unit that holds the case, or files the convention.",
)
ROLES = frozenset({"community_worker", "street_clerk", "unit_head"})


@dataclass(frozen=True)
class Occasion:
    """A letter that can be drafted now by who stands on `side`."""

    kind: str
    is_owed: bool = False
    side: str = "lead"

    @property
    def key(self) -> str:
        """Return what names the occasion within its case."""
        return self.kind

    @property
    def name(self) -> Text:
        """Return the name of the letter."""
        return KINDS[self.kind].name


def may_draft(sides: frozenset[str] | set[str], role: str) -> bool:
    """Return whether who stands on `sides` in `role` drafts any of the letters."""
    return bool(sides & {"lead", "overseeing"}) and role in ROLES


def occasions(case: Case, letters: list[Letter], sides: frozenset[str]) -> list[Occasion]:
    """Return the letters that can be drafted now by who stands on `sides`, those owed first. A
    letter of the meeting is owed anew when there is another one. Two queries."""
    written = [one for one in letters if one.stage != VOID]
    found = [
        one
        for one in _all(case)
        if one.side in sides and not any(_stands(letter, one, case) for letter in written)
    ]
    return sorted(found, key=lambda one: not one.is_owed)


def draft(case: Case, key: str, *, by: Actor, at: datetime) -> Letter:
    """Draft the letter for the occasion `key` and return it. Raises NotAllowed for others than the
    unit that holds the case and the township that files, WrongState when it is written already."""
    with recorded(case, "letter.draft", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        sides = frozenset(authority.sides_of(locked, by))
        if not may_draft(sides, by.role):
            raise NotAllowed(NOT_YOURS)
        open_now = occasions(locked, letters_of(locked.chain), sides)
        one = next((occasion for occasion in open_now if occasion.key == key), None)
        if one is None:
            raise WrongState(WRITTEN)
        declared = {field.key for field in KINDS[one.kind].fields}
        values = _fill(locked, one.kind, at)
        values = {name: value for name, value in values.items() if name in declared and value}
        unit = locked.unit if one.side == "lead" else Unit.objects.get(pk=by.unit_id)
        return actions.draft(one.kind, chain=locked.chain, unit=unit, values=values, by=by, at=at)


def _all(case: Case) -> Iterator[Occasion]:
    if case.procedure == "deliberation":
        yield from _of_deliberation(case)
        return
    row, version = case.assembly, selectors.version_of(case)
    if row.announced_at:
        yield Occasion("assembly_notice", is_owed=case.state == "announced")
    if case.state in ("minuted", "in_force", "done"):
        yield Occasion("assembly_record", is_owed=True)
    if row.published_at:
        yield Occasion("assembly_decision", is_owed=True)
    if version:
        yield Occasion("convention_text")
        yield Occasion("convention_filing", is_owed=version.filing == ADOPTED)
        if version.filing in (NOTED, TO_CORRECT):
            yield Occasion("convention_reply", is_owed=True, side="overseeing")


def _of_deliberation(case: Case) -> Iterator[Occasion]:
    row = case.deliberation
    if row.announced_at:
        yield Occasion("council_notice", is_owed=case.state == "announced")
    if row.held_date:
        yield Occasion("council_minutes", is_owed=True)
    if row.published_at:
        yield Occasion("council_result", is_owed=True)


def _stands(letter: Letter, one: Occasion, case: Case) -> bool:
    """Return whether `letter` is what the occasion asks for: of the same kind, and not of an
    earlier call, nor an earlier reply of the township."""
    if letter.kind != one.kind:
        return False
    if one.kind == "assembly_notice":
        since = case.assembly.announced_at
        return since is None or letter.drafted_at >= since
    if one.kind == "convention_reply":
        version = selectors.version_of(case)
        wanted = "已备案" if version and version.filing == NOTED else "要求纠正"
        return bool(letter.values.get("reply") == wanted)
    return True


def _fill(case: Case, kind: str, at: datetime) -> filling.Values:
    plain = {
        "council_notice": filling.notice, "council_minutes": filling.minutes,
        "council_result": filling.result, "assembly_notice": filling.call,
        "assembly_record": filling.record, "assembly_decision": filling.decision,
    }  # fmt: skip
    if kind in plain:
        return plain[kind](case)
    version = selectors.version_of(case)
    # The occasions of a convention are those of a version alone.
    assert version is not None
    if kind == "convention_text":
        return filling.convention(case, version)
    if kind == "convention_filing":
        above = township_of(case.unit, at=at)
        return filling.filing(case, version, to=above.name if above else "")
    return filling.reply(case, version)
