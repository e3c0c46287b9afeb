"""Makes whole what a scraping site did to Chinese text, and marks where a person must look.

What such sites do is told in docs/explanation/mending.md: characters turned into traditional
ones, readings in brackets put in byte by byte, full-width signs turned into ASCII.
"""

from __future__ import annotations

from linli.core.mending.evidence import Verdict, verdict_on
from linli.core.mending.lines import restored
from linli.core.mending.signs import widened
from linli.core.mending.simplifying import doubtful, simplified
from linli.core.mending.spots import Mended, Part, Spot

__all__ = ["Mended", "Spot", "mend"]


def mend(text: str) -> Mended:
    """Return `text` as it was before the damage, with the spots at which a person must look.

    Text that shows no damage comes back as it is. Traditional text that may be meant so (no
    reading and no ASCII sign gives it away) comes back as it is too, each run of it a spot.
    """
    verdict = verdict_on(text)
    if verdict is Verdict.WHOLE:
        return Mended(text, ())
    if verdict is Verdict.UNDECIDED:
        return Mended(text, tuple(_undecided(text)))
    parts = restored(text)
    joined = "".join(part.text for part in parts)
    mended = widened(simplified(joined))
    spots = [*_spots(parts, mended), *_doubts(parts, joined, mended)]
    return Mended(mended, tuple(sorted(spots, key=lambda spot: spot.start)))


def _spots(parts: list[Part], mended: str) -> list[Spot]:
    found, start = [], 0
    for part in parts:
        end = start + len(part.text)
        if part.is_spot:
            own = mended[start:end]
            others = dict.fromkeys(widened(simplified(other)) for other in part.alternatives)
            others.pop(own, None)
            found.append(Spot(start, end, part.raw, tuple(others), part.is_certain))
        start = end
    return found


def _doubts(parts: list[Part], joined: str, mended: str) -> list[Spot]:
    """Return the characters outside realigned runs that may stand for one of two."""
    taken: set[int] = set()
    start = 0
    for part in parts:
        if part.is_spot:
            taken.update(range(start, start + len(part.text)))
        start += len(part.text)
    return [
        Spot(place, place + 1, joined[place], (other,), False)
        for place, other in doubtful(joined, mended)
        if place not in taken
    ]


def _undecided(text: str) -> list[Spot]:
    """Return each run of traditional characters, with its simplified form beside it."""
    found, start = [], None
    plain = simplified(text)
    for place, sign in enumerate(f"{text}\n"):
        if place < len(text) and plain[place] != sign:
            start = place if start is None else start
        elif start is not None:
            found.append(Spot(start, place, text[start:place], (plain[start:place],), False))
            start = None
    return found
