"""Which letters a directive gives occasion to, and drafting them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Post
from linli.base.audit.log import entries
from linli.base.audit.models import Entry
from linli.base.letters import actions
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import VOID, Letter
from linli.base.letters.selectors import letters_of
from linli.cases import authority, links
from linli.cases.engine import lock
from linli.cases.letters import sides_of
from linli.cases.models import Case
from linli.cases.papers import WRITTEN, Papers, papers_for
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, WrongState
from linli.core.text import Text
from linli.procedures.directives.letters import filling
from linli.procedures.directives.steps.takers import CLERKS

TASKS, SUPERVISION, FINAL = "directive_tasks", "directive_supervision", "directive_final"
NOT_YOURS = Text("这份文书由另一单位起草。", "This letter is for another unit to draft.")
NAMED = Text("{name}（第{no}次）", "{name} (no. {no})")


@dataclass(frozen=True)
class Occasion:
    """A letter that can be drafted now by the unit on `side`; `entry` is the supervision that it
    tells of, `no` its number."""

    kind: str
    side: str
    no: int = 0
    entry: Entry | None = None
    is_owed: bool = False

    @property
    def key(self) -> str:
        """Return what names the occasion within its case."""
        return f"{self.kind}-{self.no}"

    @property
    def name(self) -> Text:
        """Return the name of the letter; of a supervision, which one."""
        name = KINDS[self.kind].name
        return NAMED.format(name=name, no=self.no) if self.no else name


def letters_for(case: Case, post: Post) -> Papers:
    """Return the letters of `case`, which `post` sees. A constant number of queries."""
    sides, letters = sides_of(case, post), letters_of(case.chain)
    may_draft = post.role in CLERKS
    open_now = [one for one in occasions(case, letters) if may_draft and one.side in sides]
    return papers_for(case, post, letters=letters, open_now=open_now, sides=sides)


def occasions(case: Case, letters: list[Letter]) -> list[Occasion]:
    """Return the letters that can be drafted now. Two queries."""
    written = {(one.kind, one.values.get("no", "0")) for one in letters if one.stage != VOID}
    return [one for one in _all(case) if (one.kind, str(one.no)) not in written]


def draft(case: Case, key: str, *, by: Actor, at: datetime) -> Letter:
    """Draft the letter for the occasion `key` and return it. Raises NotAllowed for a unit that
    does not write it, WrongState when it is written already."""
    with recorded(case, "letter.draft", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        one = next((o for o in occasions(locked, letters_of(locked.chain)) if o.key == key), None)
        if one is None:
            raise WrongState(WRITTEN)
        if by.role not in CLERKS or one.side not in authority.sides_of(locked, by):
            raise NotAllowed(NOT_YOURS)
        unit = locked.coordinator if one.side == "coordinating" else locked.unit
        values = _fill(locked, one)
        declared = {field.key for field in KINDS[one.kind].fields}
        values = {name: value for name, value in values.items() if name in declared and value}
        return actions.draft(one.kind, chain=locked.chain, unit=unit, values=values, by=by, at=at)


def _all(case: Case) -> list[Occasion]:
    found = []
    if links.parts_of(case).exists():
        found.append(Occasion(TASKS, "lead"))
    pressed = entries(case.chain).filter(kind="directive.supervise")
    found += [
        Occasion(SUPERVISION, "coordinating", no, entry)
        for no, entry in enumerate(pressed, start=1)
    ]
    if case.state in ("reported", "closed"):
        found.append(Occasion(FINAL, "lead"))
    return found


def _fill(case: Case, one: Occasion) -> filling.Values:
    if one.kind == TASKS:
        return filling.tasks(case)
    if one.entry is not None:
        return filling.supervision(case, one.entry, one.no)
    return filling.final(case)
