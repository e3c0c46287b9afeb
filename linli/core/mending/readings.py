"""How characters are read, and where a text has readings in brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_PLAIN: Final = "a-zêɡü"
_TONED: Final = "āáǎàēéěèếềīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE: Final = f"[{_PLAIN}{_TONED}]{{1,6}}"
TONE: Final = re.compile(f"[{_TONED}]")
IN_BRACKETS: Final = re.compile(rf"\(({SYLLABLE}) ?\)")
# The opening bracket went with half a character: `止?fàn)`. A decoder that keeps it writes U+FFFD.
LOST: Final = re.compile(rf"(?:\?|\ufffd\(?)({SYLLABLE}) ?\)")
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@cache
def readings_of(sign: str) -> frozenset[str]:
    """Return every reading of the character `sign`, with tone marks; empty for what is none."""
    # Its dictionaries take 60 MB: they are for those processes alone that mend a text.
    from pypinyin import Style, pinyin

    if not HAN.match(sign):
        return frozenset()
    found = pinyin(sign, style=Style.TONE, heteronym=True, errors="ignore", v_to_u=True)
    return frozenset(unicodedata.normalize("NFC", one) for group in found for one in group)


def normal(reading: str) -> str:
    """Return `reading` as the table of readings writes it."""
    return unicodedata.normalize("NFC", reading).replace("ɡ", "g")


def may_read(sign: str, reading: str) -> bool:
    """Return whether the character `sign` has the `reading`, among its several."""
    return normal(reading) in readings_of(sign)
