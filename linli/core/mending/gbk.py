"""The bytes of characters in GBK, in which the readings were put in."""

from __future__ import annotations

from functools import cache
from typing import Final

from linli.core.mending.readings import may_read

# Full-width signs as they were when the readings were put in; they became ASCII afterwards.
WIDE: Final = {",": 0xAC, ":": 0xBA, ";": 0xBB, "(": 0xA8, ")": 0xA9, "?": 0xBF}
WIDE_LEAD: Final = 0xA3
LEADS: Final = range(0x81, 0xFF)
TRAILS: Final = (*range(0x40, 0x7F), *range(0x80, 0xFF))
# A lone byte that some decoders take for a sign.
EURO: Final = 0x80


@cache
def pair_of(sign: str) -> tuple[int, int] | None:
    """Return the two bytes of `sign`, also in the part of the code that users fill; else None."""
    if sign in WIDE:
        return WIDE_LEAD, WIDE[sign]
    for codec in ("gbk", "gb18030"):
        found = sign.encode(codec, "ignore")
        if len(found) == 2:
            return found[0], found[1]
    return None


@cache
def sign_of(lead: int, trail: int) -> str | None:
    """Return the character of two bytes, None for bytes that are none."""
    try:
        found = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return found if len(found) == 1 else None


@cache
def second_bytes(lead: int, reading: str) -> tuple[int, ...]:
    """Return the bytes that make a character with `reading` when they follow `lead`."""
    return tuple(
        trail
        for trail in TRAILS
        if (sign := sign_of(lead, trail)) is not None and may_read(sign, reading)
    )


@cache
def gone_with(trail: int) -> tuple[int, ...]:
    """Return the bytes that make no character after `trail`, so that a "?" is left of both."""
    return tuple(lead for lead in LEADS if trail >= EURO and sign_of(trail, lead) is None)
