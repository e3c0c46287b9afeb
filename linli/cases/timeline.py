"""Words what happened to a case, for the staff and for the holder of the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.base.accounts.models import Post
from linli.base.audit.log import entries
from linli.base.audit.models import Entry
from linli.cases import names, shadows
from linli.cases.models import Case, Holder
from linli.cases.names import Names
from linli.cases.refusals import REFUSED
from linli.cases.wordings import EVENTS
from linli.core.procedure import Field, Transition
from linli.core.text import Text

# Looks at a case are recorded for the auditor and would bury what happened.
LOOKS = frozenset(
    {
        "case.viewed", "case.kept_shown", "identifier_revealed", "letter.read",
        "letter.downloaded", REFUSED,
    }
)  # fmt: skip
NOBODY = Text("暂无", "nobody")
ENDED = Text("期限届满：{term}", "Time over: {term}")
# Erased with the texts of a line, and read by nobody: makes digests in its facts say nothing.
SALT = "salt"


@dataclass(frozen=True)
class Said:
    """One labelled value of a line."""

    name: Text
    value: Text | str
    is_long: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a timeline."""

    no: int
    at: datetime
    what: Text
    who: Text | str
    said: tuple[Said, ...] = ()
    is_from_sender: bool = False


def for_staff(case: Case, post: Post, *, with_looks: bool = False) -> list[Line]:
    """Return all that happened as `post` may read it, the newest first, with the people who
    acted; nothing names a case that a wall keeps from it. Four queries."""
    kept = [entry for entry in entries(case.chain) if with_looks or entry.kind not in LOOKS]
    kept = _without_hidden(kept, post)
    named = names.all_in(kept)
    return [_staff_line(case, entry, named) for entry in reversed(kept)]


def for_sender(case: Case) -> list[Line]:
    """Return what the holder of the receipt is told, the newest first. Two queries."""
    kept = list(entries(case.chain))
    named = names.units_in(kept)
    lines = (_sender_line(case, entry, named) for entry in reversed(kept))
    return [line for line in lines if line]


def for_holder(holder: Holder) -> list[Line]:
    """Return the steps of which another party is told, the newest first: nothing that the sender
    wrote, and no more than a step's public values. Two queries."""
    case = holder.case
    kept = [entry for entry in entries(case.chain) if _step(case, entry.kind)]
    named = names.units_in(kept)
    lines = (_step_line(case, entry, named, holder.receipt) for entry in reversed(kept))
    return [line for line in lines if line]


def _without_hidden(lines: list[Entry], post: Post) -> list[Entry]:
    """Return the lines without ties to cases that a wall keeps from `post`, nor their numbers."""
    said = {value for entry in lines for value in entry.facts.values() if isinstance(value, str)}
    hidden = shadows.named(said, post)
    shown = []
    for entry in lines:
        if entry.kind == "case.linked" and entry.facts.get("reference") in hidden:
            continue
        entry.facts = {key: value for key, value in entry.facts.items() if not _is(value, hidden)}
        shown.append(entry)
    return shown


def _is(value: Any, hidden: set[str]) -> bool:
    return isinstance(value, str) and value in hidden


def _staff_line(case: Case, entry: Entry, named: Names) -> Line:
    step = _step(case, entry.kind)
    texts = entry.texts
    if step:
        what, said = step.name, _said(step.needs, entry.facts, texts)
    else:
        unknown = (Text(entry.kind, entry.kind), None)
        own = case.room.events.get(entry.kind) or _for_staff(entry)
        what = _fill(own or EVENTS.get(entry.kind, unknown)[0], entry, named)
        shown = [text for name, text in texts.items() if name != SALT]
        said = tuple(Said(Text("", ""), text, is_long=True) for text in shown)
        said += _files_of(entry)
    who = named.actor_of(entry)
    return Line(entry.no, entry.at, what, who, said, entry.actor_kind == "receipt")


def _sender_line(case: Case, entry: Entry, named: Names) -> Line | None:
    if _step(case, entry.kind):
        return _step_line(case, entry, named, case.message.receipt)
    texts = entry.texts
    what: Text | None = None
    said: tuple[Said, ...] = ()
    if entry.kind == "case.noted":
        what = _note_wording(entry)
        said = (Said(Text("", ""), texts["text"], is_long=True),) if what and texts else ()
        said += _files_of(entry) if what else ()
    elif not _is_nobodys_delay(entry):
        what = EVENTS.get(entry.kind, (None, None))[1]
    if what is None:
        return None
    is_own = entry.actor_kind == "receipt"
    # What the sender did says "you" itself.
    who = "" if is_own else named.unit_of(entry)
    return Line(entry.no, entry.at, _fill(what, entry, named), who, said, is_own)


def _step_line(case: Case, entry: Entry, named: Names, receipt: str) -> Line | None:
    """Return a step as the holder of `receipt` reads it. What another resident wrote in a step of
    their own is theirs."""
    step = _step(case, entry.kind)
    if step is None or step.public is None:
        return None
    is_resident = entry.actor_kind == "receipt"
    is_own = is_resident and entry.actor_key == receipt
    public = [need for need in step.needs if need.is_public]
    said = _said(public, entry.facts, entry.texts) if is_own or not is_resident else ()
    # What somebody did themselves says "you", or names no unit.
    who = "" if is_resident else named.unit_of(entry)
    return Line(entry.no, entry.at, _fill(step.public, entry, named), who, said, is_own)


def _is_nobodys_delay(entry: Entry) -> bool:
    """Return whether what ran out was a right, such as the days for rating or for objecting."""
    return entry.kind == "case.lapsed" and entry.facts.get("binds") != "authority"


def _for_staff(entry: Entry) -> Text | None:
    """Return what staff read of an entry whose kind alone doesn't say it."""
    if entry.kind == "case.lapsed" and entry.facts.get("binds") == "nobody":
        return ENDED
    if entry.kind != "case.noted":
        return None
    if entry.facts.get("from_sender"):
        return Text("来件人补充情况", "The sender added facts")
    if entry.facts.get("is_public"):
        return Text("告知来件人", "Told the sender")
    return Text("内部记录", "Internal note")


def _note_wording(entry: Entry) -> Text | None:
    if entry.facts.get("from_sender"):
        return Text("您补充了情况", "You added facts")
    return Text("办理单位告知", "The unit tells you") if entry.facts.get("is_public") else None


def _files_of(entry: Entry) -> tuple[Said, ...]:
    count = entry.facts.get("files") if entry.kind == "case.noted" else None
    return (Said(Text("附件", "Files"), str(count)),) if count else ()


def _step(case: Case, kind: str) -> Transition | None:
    procedure, _, key = kind.partition(".")
    if procedure != case.procedure:
        return None
    return next((step for step in case.declared.transitions if step.key == key), None)


def _said(
    needs: tuple[Field, ...] | list[Field], facts: Mapping[str, Any], texts: Mapping[str, str]
) -> tuple[Said, ...]:
    said = []
    for need in needs:
        if need.key in texts:
            said.append(Said(need.name, texts[need.key], is_long=True))
        elif need.key in facts:
            said.append(Said(need.name, _word(need, facts[need.key])))
    return tuple(said)


def _word(need: Field, value: Any) -> Text | str:
    if need.kind == "boolean":
        return Text("是", "Yes") if value else Text("否", "No")
    chosen = next((choice.name for choice in need.choices if choice.key == value), None)
    return chosen or _plain(value)


def _plain(value: Any) -> Text | str:
    if isinstance(value, dict):
        name = str(value.get("name", ""))
        return Text(name, value.get("name_en") or name)
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        texts = [item if isinstance(item, Text) else Text(item, item) for item in items]
        return Text("、".join(one.zh for one in texts), ", ".join(one.en for one in texts))
    return str(value)


def _fill(text: Text, entry: Entry, named: Names) -> Text:
    places = {name: _place(value) for name, value in entry.facts.items()}
    places["person"] = named.people.get(entry.facts.get("person") or 0, NOBODY)
    try:
        return text.format(**places)
    except KeyError:
        return text


def _place(value: Any) -> Text | str:
    is_text = isinstance(value, dict) and set(value) == {"zh", "en"}
    return Text(**value) if is_text else _plain(value)
