"""Does to a clean text what the scraping sites did, rule by rule, so that mending can be tried.

Written from the bytes of two real reports, apart from the code that mends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

TO_TRADITIONAL, TO_SIMPLIFIED = OpenCC("s2t"), OpenCC("t2s")
STAYS = frozenset("并干于杰征么后里面系松谷冲云余几才千丑斗范制复出表板发卜只咸岳布广曲札朱")
LOST = re.compile(r"\?[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]* ?\)")
NARROW = str.maketrans("，；：（）？", ",;:()?")
# Characters that more than one simplified one became are no matter of the bytes: the opposite
# of these is known by words only.
FIRST = {"着": "著", "台": "臺"}


@dataclass(frozen=True)
class Site:
    """A scraping site: its table of readings, and how it goes about it.

    `blank`: "(huì )" for "(huì)"; `each_in_turn`: one character of the table after the other
    over the whole text, else all in one pass; `is_narrow_first`: full-width signs become ASCII
    before the readings come in, else after; `by_line`: lines are decoded one by one; `keeps`:
    a decoder that leaves user-defined bytes as characters of private use.
    """

    table: tuple[tuple[str, str], ...]
    blank: bool = False
    each_in_turn: bool = False
    is_narrow_first: bool = False
    by_line: bool = True
    keeps: bool = False


@cache
def traditional(sign: str) -> str:
    """Return what the sites made of the character `sign`."""
    if sign in FIRST:
        return FIRST[sign]
    if sign in STAYS:
        return sign
    found = TO_TRADITIONAL.convert(sign)
    return found if len(found) == 1 and len(found.encode("gbk", "ignore")) == 2 else sign


def readings(sign: str) -> list[str]:
    """Return the readings of `sign`, of which a site may take the wrong one."""
    return pinyin(sign, style=Style.TONE, heteronym=True)[0]


def across(text: str) -> list[str]:
    """Return the traditional characters that lie across two others in the bytes of `text`."""
    found = set()
    for line in "".join(map(traditional, text)).split("\n"):
        data, place = line.encode("gbk", "replace"), 0
        while place < len(data) - 2:
            width = 1 if data[place] < 0x80 else 2
            pair = data[place + 1 : place + 3]
            if width == 2 and pair[0] >= 0x81:
                sign = pair.decode("gbk", "ignore")
                if len(sign) == 1 and _is_traditional_only(sign):
                    found.add(sign)
            place += width
    return sorted(found)


@cache
def _is_traditional_only(sign: str) -> bool:
    plain = TO_SIMPLIFIED.convert(sign)
    return (
        plain != sign and traditional(plain) == sign and len(plain.encode("gb2312", "ignore")) == 2
    )


def damaged(text: str, site: Site) -> tuple[str, int]:
    """Return `text` as `site` would show it, and how many brackets were lost in it: each begins
    or ends a run that was decoded one byte late."""
    text = "".join(map(traditional, text))
    if site.is_narrow_first:
        text = text.translate(NARROW)
    data = _with_readings(text.encode("gbk"), site)
    lines = data.split(b"\n") if site.by_line else [data]
    shown = "\n".join(_decoded(line, site) for line in lines).translate(NARROW)
    return shown, len(LOST.findall(shown))


def _with_readings(data: bytes, site: Site) -> bytes:
    blank = b" " if site.blank else b""
    table = {
        sign.encode("gbk"): b"(" + reading.encode("gbk") + blank + b")"
        for sign, reading in site.table
    }
    if site.each_in_turn:
        for pair, reading in table.items():
            data = data.replace(pair, pair + reading)
        return data
    out, place = bytearray(), 0
    while place < len(data):
        pair = data[place : place + 2]
        if pair in table:
            out += pair + table[pair]
            place += 2
        else:
            out += data[place : place + 1]
            place += 1
    return bytes(out)


def _decoded(data: bytes, site: Site) -> str:
    """Return what a decoder shows that writes "?" for two bytes that make no character."""
    shown, place = [], 0
    while place < len(data):
        if data[place] < 0x80:
            shown.append(chr(data[place]))
            place += 1
            continue
        pair = data[place : place + 2]
        sign = pair.decode("gb18030" if site.keeps else "gbk", "ignore")
        shown.append(sign if len(sign) == 1 and not sign.isascii() else "?")
        place += 2
    return "".join(shown)
