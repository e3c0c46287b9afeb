"""Writes every spelling of a text in one way: simplified, half-width, small letters."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from opencc import OpenCC

# Where Chinese characters lie that have a simplified form.
_BLOCKS: Final = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


class _Folding(dict[int, str]):
    """What each character becomes, looked up once."""

    def __missing__(self, point: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(point)).casefold()
        self[point] = folded = "".join(_simplified().get(one, one) for one in plain)
        return folded


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """Return `text` in the one form in which texts and queries meet.

    Each character is folded by itself: what stands around it never changes what it becomes, so
    that a part of a text is always found in the whole.
    """
    return text.translate(_FOLDING)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return `text` folded, and for each of its characters the place in `text` it came from."""
    parts = [_FOLDING[ord(character)] for character in text]
    places = [place for place, part in enumerate(parts) for _ in part]
    return "".join(parts), places


@cache
def _simplified() -> dict[str, str]:
    """Return the simplified form of each traditional character, as Taiwan and the mainland
    write them. About 75 ms, once a process."""
    converter = OpenCC("tw2s")
    characters = [chr(point) for first, end in _BLOCKS for point in range(first, end)]
    forms = converter.convert("\n".join(characters)).split("\n")
    pairs = zip(characters, forms, strict=True)
    return {one: form for one, form in pairs if one != form and len(form) == 1}
