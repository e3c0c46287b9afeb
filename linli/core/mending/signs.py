"""Gives Chinese sentences their full-width signs back, which the damage had turned into ASCII."""

from __future__ import annotations

import re
from typing import Final

WIDE: Final = dict(zip(",;:()?", "，；：（）？", strict=True))
# A Chinese character or sign; the quotation marks and the dash stand in English too.
CHINESE: Final = re.compile(
    "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…《》\U00020000-\U0003ffff]"
)
FIGURES: Final = re.compile(r"(?<=\d)[,:](?=\d)")
LATIN: Final = re.compile(
    r"https?://[\x21-\x7e]+|[A-Za-z][\x21-\x27\x2a-\x7e]*[,;:?] (?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z])\([\x20-\x27\x2a-\x7e]*\)"
)


def widened(text: str) -> str:
    """Return `text` with ， ； ： （ ） ？ wherever a Chinese sentence would have them.

    Figures (1,757 and 10:30), addresses of pages and English between English words keep theirs.
    A line without a Chinese character is left alone.
    """
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _line(line: str) -> str:
    if not CHINESE.search(line):
        return line
    kept: set[int] = set()
    for pattern in (FIGURES, LATIN):
        for match in pattern.finditer(line):
            kept.update(range(*match.span()))
    return "".join(
        sign if place in kept else WIDE.get(sign, sign) for place, sign in enumerate(line)
    )
