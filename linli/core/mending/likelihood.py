"""How likely a stretch of text is Chinese that somebody wrote: by its characters and words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from linli.core.mending.simplifying import one, simplified
from linli.core.segmenting import words_of

# What stands in sentences besides characters.
SIGNS: Final = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·,.:;?()% \n")
_LAST_FREQUENT: Final = 0xD7
NEVER: Final = -12.0


@cache
def weight(sign: str) -> float:
    """Return how usual the character is: 0 for usual ones, less for rare ones.

    GB 2312 puts the 3,755 most used characters before the rarer ones; what it lacks hardly
    stands in a report.
    """
    if sign in SIGNS or sign == "□" or sign.isascii():
        return 0.0
    found = one(sign).encode("gb2312", "ignore")
    if not found or found[0] < 0xB0:
        return NEVER
    return 0.0 if found[0] <= _LAST_FREQUENT else -3.0


def is_usual(text: str) -> bool:
    """Return whether `text` holds no character that a report hardly holds."""
    return all(weight(sign) > NEVER for sign in text)


@lru_cache(maxsize=50_000)
def likelihood(text: str) -> float:
    """Return a number that is higher the more `text` consists of words and usual characters."""
    words = words_of(simplified(text))
    joined = sum(2.0 * (len(word) - 1) for word in words if not word.isascii())
    return joined + sum(weight(sign) for sign in text)
