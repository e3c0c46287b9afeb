"""The first letters of a name's pinyin, as people type them."""

from __future__ import annotations

import re
from functools import cache

import pypinyin

# In names of places these are read otherwise than pypinyin's default.
_READINGS = {"长": "cháng", "单": "shàn", "厦": "xià", "曾": "zēng"}
_PHRASES = {
    "会稽": ["kuài", "jī"],
    "长治": ["zhǎng", "zhì"],
    "长子县": ["zhǎng", "zǐ", "xiàn"],
}
_LEFT_OUT = re.compile(r"[^a-z0-9]")


def initials_of(name: str) -> str:
    """Return the initials of `name` in small letters: 历下区 is lxq; digits stay as they are."""
    _teach()
    letters = pypinyin.lazy_pinyin(name, style=pypinyin.Style.FIRST_LETTER)
    return _LEFT_OUT.sub("", "".join(letters).lower())


@cache
def _teach() -> None:
    pypinyin.load_single_dict({ord(sign): sound for sign, sound in _READINGS.items()})
    pypinyin.load_phrases_dict(
        {phrase: [[sound] for sound in sounds] for phrase, sounds in _PHRASES.items()}
    )
