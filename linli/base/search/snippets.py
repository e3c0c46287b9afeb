"""Shows where in a text the words looked for stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from linli.base.search.folding import fold_with_places
from linli.base.search.tokens import Query

BEFORE: Final = 24
LENGTH: Final = 110
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text, marked where it was looked for."""

    text: str
    is_match: bool = False


def marked(text: str, query: Query) -> list[Part]:
    """Return the whole of `text` in parts."""
    return list(_parts(text, _spans(text, query), 0, len(text)))


def snippet(texts: Iterable[str], query: Query) -> list[Part]:
    """Return a line of the text that holds the most of `query`, around the first place that
    does; nothing if none of them holds any."""
    best: str = ""
    spans: list[tuple[int, int]] = []
    for text in texts:
        line = " ".join(text.split())
        found = _spans(line, query)
        if _weight(found) > _weight(spans):
            best, spans = line, found
    if not spans:
        return []
    start = max(0, spans[0][0] - BEFORE)
    end = min(len(best), start + LENGTH)
    parts = list(_parts(best, spans, start, end))
    before = [Part(_CUT)] if start else []
    return [*before, *parts, *([Part(_CUT)] if end < len(best) else [])]


def _weight(spans: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _parts(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Iterator[Part]:
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if start < first:
            yield Part(text[start:first])
        yield Part(text[first:last], is_match=True)
        start = last
    if start < end:
        yield Part(text[start:end])


def _spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where tokens of `query` stand in `text`, in order, those that touch as one."""
    folded, places = fold_with_places(text)
    found: list[tuple[int, int]] = []
    for token in query.tokens:
        at = folded.find(token)
        while at >= 0:
            if _is_whole(folded, token, at):
                found.append((places[at], places[at + len(token) - 1] + 1))
            at = folded.find(token, at + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_whole(folded: str, token: str, at: int) -> bool:
    """Return whether no Latin letter or digit goes on before or after `token`."""
    end = at + len(token)
    before, after = folded[at - 1 : at], folded[end : end + 1]
    return not (
        (_is_latin(token[0]) and _is_latin(before)) or (_is_latin(token[-1]) and _is_latin(after))
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
