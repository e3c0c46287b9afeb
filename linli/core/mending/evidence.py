"""Says whether a text shows the damage at all, so that whole texts are left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Final

from linli.core.mending.readings import IN_BRACKETS, LOST, TONE, may_read
from linli.core.mending.simplifying import BOTH, is_changed

# ASCII after a Chinese character, where a Chinese text has a full-width sign.
NARROW: Final = re.compile("(?<=[\u3400-\u9fff”》])[,;:?]|\\((?=[\u3400-\u9fff])")
WIDE: Final = re.compile("[，；：（）？]")
# Signs of a text from Hong Kong or Taiwan, which the damage never writes.
BY_HAND: Final = re.compile("[「」『』]")
# Of the occurrences of a character, the share that must have its reading to show a machine.
MOST_READ: Final = 0.9
# As many readings as a person may add by hand to a text with full-width signs.
FEW: Final = 4


class Verdict(Enum):
    """Whole: to be left alone. Undecided: traditional, and nothing says why."""

    WHOLE = "whole"
    UNDECIDED = "undecided"
    DAMAGED = "damaged"


def verdict_on(text: str) -> Verdict:
    """Return whether `text` shows the damage: by readings, by halved characters, by signs."""
    if has_lost_bracket(text):
        return Verdict.DAMAGED
    changed = sum(is_changed(sign) for sign in text)
    if not changed:
        return Verdict.DAMAGED if _has_both_read(text) else Verdict.WHOLE
    is_wide = bool(WIDE.search(text) or BY_HAND.search(text))
    if _is_read_by_machine(text, is_wide):
        return Verdict.DAMAGED
    if is_wide or changed <= _plain_only(text):
        return Verdict.WHOLE
    return Verdict.DAMAGED if NARROW.search(text) else Verdict.UNDECIDED


def has_lost_bracket(text: str) -> bool:
    """Return whether a bracket was lost with half a character: `?fàn)` without its `(`."""
    return any(
        TONE.search(found.group(1)) and _is_chinese_before(text, found.start())
        for found in LOST.finditer(text)
    )


def _is_chinese_before(text: str, place: int) -> bool:
    return bool(re.search("[^\x00-\x7f]", text[max(0, place - 12) : place]))


def _read(text: str) -> Iterator[str]:
    for found in IN_BRACKETS.finditer(text):
        sign = text[found.start() - 1 : found.start()]
        if may_read(sign, found.group(1)):
            yield sign


def _has_both_read(text: str) -> bool:
    return any(sign in BOTH for sign in _read(text))


def _is_read_by_machine(text: str, is_wide: bool) -> bool:
    """Return whether characters have their readings each time they occur, as no person writes."""
    read = Counter(_read(text))
    if not read:
        return False
    total = sum(text.count(sign) for sign in read)
    is_each_time = sum(read.values()) >= MOST_READ * total
    return is_each_time and (not is_wide or total >= FEW)


def _plain_only(text: str) -> int:
    """Return how many characters `text` has that only simplified texts have."""
    return sum("\u4e00" <= sign <= "\u9fff" and _is_plain_only(sign) for sign in text)


def _is_plain_only(sign: str) -> bool:
    """Return whether `sign` is in the mainland's code and not in Taiwan's: 会, but not 余."""
    return bool(sign.encode("gb2312", "ignore")) and not sign.encode("big5", "ignore")
