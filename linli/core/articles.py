"""Cites an article of a Chinese law in both languages: 第十一条第三款 is “Art. 11, para. 3”."""

from __future__ import annotations

import re

from linli.core.text import Text

DIGITS = "零一二三四五六七八九"
TENS = {"十": 10, "百": 100, "千": 1000}
NAMES = {"条": "Art.", "款": "para.", "项": "item"}
PART = re.compile(rf"第([{DIGITS}{''.join(TENS)}\d]+)([{''.join(NAMES)}])")
BETWEEN = re.compile(r"[、，,和及\s]*")


def cite(instrument: Text, article: str) -> Text:
    """Return the instrument with the article as printed in Chinese, and in English words."""
    if not article:
        return instrument
    return Text(f"{instrument.zh}{article}", f"{instrument.en}, {in_english(article)}")


def in_english(article: str) -> str:
    """Return the article in English; as it is where it holds more than articles and parts."""
    if BETWEEN.fullmatch(PART.sub("", article)) is None:
        return article
    parts = [f"{NAMES[name]} {number(digits)}" for digits, name in PART.findall(article)]
    return ", ".join(parts)


def number(text: str) -> int:
    """Return a number below ten thousand that is written in Chinese or in Arabic digits."""
    if text.isascii():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in TENS:
            total, digit = total + (digit or 1) * TENS[sign], 0
        else:
            digit = DIGITS.index(sign)
    return total + digit
