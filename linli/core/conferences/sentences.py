"""Cuts a text into sentences and clauses, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SENTENCE: Final = re.compile(r"[^\n。！？!?]+(?:[。！？!?]+[”’」』）)]*|\n|$)")
# Not within brackets: 各级党委（党组，含工委）.
_CLAUSE: Final = re.compile(
    r"(?:（[^（）\n]*）|\([^()\n]*\)|《[^《》\n]*》|[^，,；;：:。！？!?\n])+"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two commas; `mark` is the sign before it in its sentence, or empty."""

    start: int
    text: str
    mark: str

    @property
    def end(self) -> int:
        """Return the place after its last sign."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses; `is_first` in its paragraph."""

    start: int
    text: str
    clauses: tuple[Clause, ...]
    is_first: bool


def sentences_of(text: str) -> Iterator[Sentence]:
    """Yield the sentences of `text` that hold anything."""
    for found in _SENTENCE.finditer(text):
        clauses = tuple(_clauses(found[0], found.start()))
        if clauses:
            is_first = not text[: found.start()].rpartition("\n")[2].strip()
            yield Sentence(found.start(), found[0], clauses, is_first)


def _clauses(sentence: str, start: int) -> Iterator[Clause]:
    mark, last = "", 0
    for found in _CLAUSE.finditer(sentence):
        between = sentence[last : found.start()].strip()
        mark = between[-1:] if last else ""
        last = found.end()
        body = found[0].strip(" \t\u3000")
        bare = body.lstrip("“‘”’」』)） \u3000")
        if bare:
            offset = found[0].index(body) + len(body) - len(bare)
            yield Clause(start + found.start() + offset, bare, mark)
