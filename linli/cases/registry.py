"""The procedures that the engine follows, and what each brings with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from linli.base.rules.registry import SETTABLE
from linli.core.actors import Actor
from linli.core.procedure import Procedure
from linli.core.registry import Registry
from linli.core.text import Text

if TYPE_CHECKING:
    from django import forms

    from linli.base.accounts.models import Post
    from linli.base.files.models import StoredFile
    from linli.cases.models import Case, Clock, Holder
    from linli.cases.writing import WritingForm

Effect = Callable[..., None]
Condition = Callable[["Case", Actor, datetime], Text | None]
OnClock = Callable[["Case", "Clock", datetime], None]


@dataclass(frozen=True)
class ProcedureRoom:
    """A procedure and its code.

    `effects`: by transition, what else changes: `effect(moving, **values)`, inside the move's
    transaction. `conditions`: by key, a check that returns why the step can't be taken now, or
    None. `forms`: by transition, a form class in place of the one drawn from the declaration.
    `on_lapse`: by term, what happens when its clock runs out. `starts_if`: by key, whether a
    term that asks for it starts for a case. `panel` and `track_panel`: the
    template of the procedure's own part of the staff's and the resident's page, each with the
    callable that gives its context; `papers`: of what the staff's page shows below the steps, with
    the same context. The resident's may say what the panel shows, so that the page
    doesn't say it twice: `told_above`, the numbers of timeline lines with the ids of the elements
    that hold their words; `steps_shown`, the keys of steps; `has_clocks`. Its `answer`, a line of
    the timeline with all that it says, goes into the sender's copy. It is drawn with `hrefs`,
    where each step that is open now is taken. `sender_files`: the files of a case that its sender
    may open beside attachments, such as letters delivered; `file_page` names the address that
    serves them. `openers`: the ways in which residents open a case
    of it themselves. `events`: wordings of timeline lines of its own. `takes_over`: how a matter
    comes from another procedure under the same receipt. `party_panel`: as `track_panel`, for those
    who hold a receipt of their own beside the sender's; its callable is given that holder.
    `opens_beside`: how a case of it is opened beside one of another procedure. `on_seal`: what the
    procedure takes back where a case turns out an accusation, such as what it published.
    """

    procedure: Procedure
    effects: Mapping[str, Effect] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    forms: Mapping[str, type[forms.Form]] = field(default_factory=dict)
    on_lapse: Mapping[str, OnClock] = field(default_factory=dict)
    starts_if: Mapping[str, Callable[[Case], bool]] = field(default_factory=dict)
    panel: str = ""
    papers: str = ""
    panel_context: Callable[[Case, Post], Mapping[str, Any]] | None = None
    track_panel: str = ""
    track_context: Callable[[Case, datetime], Mapping[str, Any]] | None = None
    sender_files: Callable[[Case], Iterable[StoredFile]] | None = None
    openers: tuple[Opener, ...] = ()
    events: Mapping[str, Text] = field(default_factory=dict)
    takes_over: HandOver | None = None
    party_panel: str = ""
    party_context: Callable[[Holder, datetime], Mapping[str, Any]] | None = None
    opens_beside: Beside | None = None
    on_seal: Callable[[Case, datetime], None] | None = None


@dataclass(frozen=True)
class Beside:
    """How a case of the procedure is opened beside one of another, which stays where it is: `name`
    says what one does, `url` leads to its form from a case, `may` says for which posts and cases
    that they see."""

    name: Text
    url: Callable[[Case], str]
    may: Callable[[Case, Post], bool]


@dataclass(frozen=True)
class Opened:
    """What an opener returns: the case, and the receipt to hand out. `is_new` is false for a
    form that was sent before."""

    case: Case
    receipt: str
    passcode: str
    is_new: bool


@dataclass(frozen=True)
class Opener:
    """A way in which residents open a case themselves; the page for writing offers them all.

    `key` stands in the address. `name` says what one does, `intro` what it is for and `examples`
    which matters, all in plain words. `form` asks, `open(draft, submission_key=…, by=None, at=…,
    **details)` opens the case. `promise` is what is said under the form about who reads it.
    """

    key: str
    name: Text
    intro: Text
    examples: Text
    promise: Text
    form: type[WritingForm]
    open: Callable[..., Opened]
    icon: str = "edit"
    # What most people come for stands first.
    order: int = 50


@dataclass(frozen=True)
class HandOver:
    """How a procedure takes a matter over from another one: `open(case, by=…, at=…)` opens a case
    of its own from the message of `case` and returns it. `about` tells the clerk when that is
    right; with `needs_consent` the sender must have agreed."""

    about: Text
    open: Callable[..., Case]
    needs_consent: bool = True


rooms: Registry[ProcedureRoom] = Registry("procedure")


def openers() -> dict[str, Opener]:
    """Return the ways in which residents open cases, by key, over all procedures, in order."""
    found = [opener for room in rooms for opener in room.openers]
    return {opener.key: opener for opener in sorted(found, key=lambda one: one.order)}


def register(room: ProcedureRoom) -> ProcedureRoom:
    """Add a procedure's room under the procedure's key, and let places set its terms; call it
    in the app's `ready()`."""
    SETTABLE.register(room.procedure.key, room.procedure)
    return rooms.register(room.procedure.key, room)
