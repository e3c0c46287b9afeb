"""Decides what a text is found by, the same for both databases.

Chinese (and every script whose letters have no case) gives all pairs of neighbouring characters;
Latin words and numbers stand whole; where the two touch, word and character are a pair as well,
so that “3号” is found and isn't found in “13号”.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from linli.base.search.folding import fold

# Longer than any word; what is glued together longer is found by its beginning.
LONGEST_WORD: Final = 40
LONGEST_QUERY: Final = 100
MOST_ASKED: Final = 32
# A tsvector holds 1 MB: this many pairs stay below.
MOST_KEPT: Final = 50_000
_PAIRED, _WORD, _BETWEEN = "paired", "word", ""
# Letters without case, marks on them, and the round zero of Chinese numbers.
_PAIRED_CATEGORIES: Final = frozenset({"Lo", "Mn", "Mc"})
_WORD_CATEGORIES: Final = frozenset({"Ll", "Lu", "Lt", "Lm", "Nd", "Nl", "No"})


class _Kinds(dict[str, str]):
    """The kind of each character, looked up once."""

    def __missing__(self, character: str) -> str:
        category = unicodedata.category(character)
        is_paired = category in _PAIRED_CATEGORIES or character in "〇々"
        self[character] = kind = (
            _PAIRED if is_paired else _WORD if category in _WORD_CATEGORIES else _BETWEEN
        )
        return kind


_KINDS: Final = _Kinds()


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one kind in a row; it touches the run before it directly, or over a blank."""

    text: str
    kind: str
    touches: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: all `tokens` must be there. `is_too_short` when something was
    typed and nothing of it can be looked for."""

    text: str
    tokens: tuple[str, ...]

    @property
    def is_too_short(self) -> bool:
        """Return whether a single character was typed, or nothing but signs."""
        return bool(self.text) and not self.tokens


def tokens_of(texts: Iterable[str]) -> list[str]:
    """Return what a thing with these texts is found by, each token once, in a stable order."""
    found: dict[str, None] = {}
    for text in texts:
        for token in _tokens(_runs(fold(text), over_blank=True)):
            found[token] = None
            if len(found) >= MOST_KEPT:
                return list(found)
    return list(found)


def query_of(text: str) -> Query:
    """Return what to look for: blanks part what must be there from what must be there as well;
    a Chinese character by itself is passed over."""
    typed = " ".join(text[:LONGEST_QUERY].split())
    tokens = (
        token for part in fold(typed).split() for token in _tokens(_runs(part, over_blank=False))
    )
    return Query(typed, tuple(dict.fromkeys(tokens))[:MOST_ASKED])


def _tokens(runs: Iterable[_Run]) -> Iterator[str]:
    before: _Run | None = None
    for run in runs:
        if run.kind == _WORD:
            yield run.text[:LONGEST_WORD]
        else:
            yield from map("".join, zip(run.text, run.text[1:], strict=False))
        if before and run.touches:
            yield _joint(before, run)
        before = run


def _joint(before: _Run, run: _Run) -> str:
    if run.kind == _WORD:
        return before.text[-1] + run.text[:LONGEST_WORD]
    return before.text[:LONGEST_WORD] + run.text[0]


def _runs(text: str, *, over_blank: bool) -> Iterator[_Run]:
    """Yield the runs of a folded text. People put a blank between Chinese and Latin or don't:
    with `over_blank` runs of two kinds touch either way."""
    start, end = 0, len(text)
    last_end, last_kind = -1, _BETWEEN
    while start < end:
        kind = _KINDS[text[start]]
        stop = start + 1
        while stop < end and _KINDS[text[stop]] == kind:
            stop += 1
        if kind:
            gap = text[last_end:start] if last_end >= 0 else "-"
            touches = kind != last_kind and (gap == "" or (over_blank and gap == " "))
            yield _Run(text[start:stop], kind, touches)
            last_end, last_kind = stop, kind
        start = stop
