"""Turns traditional characters back into simplified ones, and says which of them are in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from opencc import OpenCC

from linli.core.segmenting import words_of

# Simplified texts have these themselves: 着 became 著 beside the 著 of 著名, and 干 stayed, so
# that 乾 was 乾. opencc reads them as texts from Taiwan do.
BOTH: Final = "著乾"
# Kept as they are: opencc makes 么 the rare 幺.
KEPT: Final = f"{BOTH}么"
# What opencc's tw2s leaves: forms of Hong Kong's standard.
LEFT_OVER: Final = str.maketrans("衞敍", "卫叙")
WITH_ZHU: Final = re.compile(
    "著(?=名|作|述|称|者|录|书|有|文)|(?<=[显卓名原专编论译土巨昭拙遗合撰较所新旧力大]|知)著"
)
# 大着胆子, 力着 and the like are no books: what follows says it.
NOT_ZHU: Final = re.compile("(?<=[大新旧力])著(?!作|述|名|[，。、；：！？》”,;:]|$)")


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")


def simplified(text: str) -> str:
    """Return `text` in simplified characters, each in its place."""
    found: str = _converter().convert(text)
    if len(found) != len(text):
        found = "".join(one(sign) for sign in text)
    kept = "".join(
        sign if _is_own(sign, plain, text) else plain
        for sign, plain in zip(text, found.translate(LEFT_OVER), strict=True)
    )
    # The damage writes 著 for every 着: a text that has both left them alone.
    return kept if "着" in text else _with_zhe(kept)


def _is_own(sign: str, plain: str, text: str) -> bool:
    """Return whether simplified text has `sign` itself: 于 beside 於 shows that 于 stays 于."""
    if sign == plain:
        return True
    return sign in KEPT or (plain in text and bool(sign.encode("gb2312", "ignore")))


@cache
def one(sign: str) -> str:
    """Return the one simplified form of the character `sign`."""
    found: str = _converter().convert(sign)
    return found.translate(LEFT_OVER) if len(found) == 1 else sign


def is_changed(sign: str) -> bool:
    """Return whether `sign` is a character that simplified text doesn't have."""
    return sign not in KEPT and one(sign) != sign


def doubtful(before: str, after: str) -> Iterator[tuple[int, str]]:
    """Yield the places of `after` at which another simplified character fits, with it.

    Where a word of the dictionary has it, such as 着力 and 显著, it is beyond doubt.
    """
    start = 0
    for word in words_of(after) if any(sign in before for sign in BOTH) else ():
        for place in range(start, start + len(word)):
            if len(word) == 1 and before[place] in BOTH:
                yield place, {"着": "著", "著": "着", "乾": "干"}[after[place]]
        start += len(word)


def _with_zhe(text: str) -> str:
    books = {match.start() for match in WITH_ZHU.finditer(text)}
    books -= {match.start() for match in NOT_ZHU.finditer(text)}
    return "".join(
        "着" if sign == "著" and place not in books else sign for place, sign in enumerate(text)
    )
