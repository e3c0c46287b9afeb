"""The Chinese catalogues of the rooms: brought up to date, compiled, and checked for gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from linli.apps import find_apps
from linli.base.ui.extraction import Sentence, sentences_in

LANGUAGE = "zh_Hans"
# Written by hand, since Babel's header carries dates that would change at every run.
HEADER = f"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {LANGUAGE}\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
PLACES = re.compile(r"%\((\w+)\)[a-z]|(%[sd])|\{(\w*)\}")
Problem = str


@dataclass(frozen=True, slots=True)
class Room:
    """An application and where its catalogue lies."""

    label: str
    folder: Path

    @property
    def po(self) -> Path:
        """Return the catalogue that people edit."""
        return self.folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def rooms(labels: list[str] | None = None) -> list[Room]:
    """Return the rooms with these labels, or all. Raises LookupError for an unknown label."""
    every = {name.rpartition(".")[2]: name for name in find_apps()}
    if unknown := sorted(set(labels or ()) - set(every)):
        raise LookupError(", ".join(unknown))
    return [Room(label, _folder(every[label])) for label in labels or every]


def update(room: Room) -> list[tuple[str, str]]:
    """Write `room`'s catalogue anew from its source, keeping translations.

    Returns the pairs (English, Chinese) that were dropped because the source no longer asks for
    them, so that a wording changed in English can be carried over by hand.
    """
    wanted = sentences_in(room.folder)
    if not wanted and not room.po.exists():
        return []
    old = read(room)
    new = Catalog(locale=LANGUAGE)
    for sentence in sorted(wanted):
        known = old.get(sentence.msgid, sentence.context or None)
        string, flags = _kept(known, sentence)
        new.add(_ids(sentence), string, context=sentence.context or None, flags=flags)
    room.po.parent.mkdir(parents=True, exist_ok=True)
    with room.po.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, new, width=0, no_location=True, omit_header=True, sort_output=True)
    return [
        (_english(message), _chinese(message))
        for message in _messages(old)
        if _as_sentence(message) not in wanted and _chinese(message)
    ]


def compile_all() -> int:
    """Write the compiled catalogue beside each edited one; return how many there are."""
    catalogues = [room for room in rooms() if room.po.exists()]
    for room in catalogues:
        with room.po.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(room))
    return len(catalogues)


def read(room: Room) -> Catalog:
    """Return `room`'s catalogue, an empty one if there is no file."""
    if not room.po.exists():
        return Catalog(locale=LANGUAGE)
    with room.po.open("rb") as file:
        return read_po(file, locale=LANGUAGE, ignore_obsolete=False)


def problems(of: list[Room]) -> list[Problem]:
    """Return a line for each gap in the rooms' catalogues, and for each sentence that two rooms
    put into Chinese differently (Django would show whichever it loads first)."""
    catalogues = {room.label: read(room) for room in of}
    lines = [
        f"{room.label}: {line}"
        for room in of
        for line in _gaps(catalogues[room.label], sentences_in(room.folder))
    ]
    return lines + list(_disagreements(catalogues))


def _gaps(catalogue: Catalog, wanted: set[Sentence]) -> Iterator[Problem]:
    known = {_as_sentence(message): message for message in _messages(catalogue)}
    for sentence in sorted(wanted):
        message = known.get(sentence)
        if message is None:
            yield f"not in the catalogue: {sentence.msgid!r}"
        elif fault := next((name for name, is_at in FAULTS.items() if is_at(message)), None):
            yield f"{fault}: {sentence.msgid!r}"
    gone = {*known} - wanted | {_as_sentence(message) for message in catalogue.obsolete.values()}
    for sentence in sorted(gone):
        yield f"no longer in the source: {sentence.msgid!r}"


def _disagreements(catalogues: dict[str, Catalog]) -> Iterator[Problem]:
    seen: dict[Sentence, tuple[str, str]] = {}
    for label, catalogue in catalogues.items():
        for message in _messages(catalogue):
            chinese = _chinese(message)
            first, other = seen.setdefault(_as_sentence(message), (label, chinese))
            if chinese and other and other != chinese:
                yield f"{label}: {_english(message)!r} is {chinese!r}, in {first} {other!r}"


def _has_lost_places(message: Message) -> bool:
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set(PLACES.findall(english[-1]))
    return set(PLACES.findall(_chinese(message))) != wanted


def _has_bare_percent(message: Message) -> bool:
    """A sentence that is filled in with % may hold a percent sign only doubled."""
    is_filled = "%(" in _english(message) or "%%" in _english(message)
    return is_filled and "%" in PLACES.sub("", _chinese(message)).replace("%%", "")


FAULTS: dict[str, Callable[[Message], bool]] = {
    "no Chinese": lambda message: not _chinese(message).strip(),
    "marked as fuzzy": lambda message: message.fuzzy,
    "placeholders differ": _has_lost_places,
    "bare percent sign": _has_bare_percent,
}


def _kept(known: Message | None, sentence: Sentence) -> tuple[str | tuple[str, ...], set[str]]:
    if known is None:
        return ("",) if sentence.plural else "", set()
    chinese = _chinese(known)
    return (chinese,) if sentence.plural else chinese, {"fuzzy"} & set(known.flags)


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _ids(sentence: Sentence) -> str | tuple[str, str]:
    return (sentence.msgid, sentence.plural) if sentence.plural else sentence.msgid


def _as_sentence(message: Message) -> Sentence:
    plural = message.id[1] if isinstance(message.id, tuple) else ""
    return Sentence(_english(message), plural, message.context or "")


def _english(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def _chinese(message: Message) -> str:
    string = message.string
    return (string[0] if isinstance(string, (tuple, list)) else string) or ""


def _folder(name: str) -> Path:
    spec = find_spec(name)
    assert spec and spec.submodule_search_locations, name
    return Path(next(iter(spec.submodule_search_locations)))
