"""How numbers, days and blanks are printed in Chinese official papers."""

from __future__ import annotations

import re
from datetime import date

# What no paper may hold: controls, and signs that turn the reading direction.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffd\ufffe\uffff\ud800-\udfff]"
)
BLANKS = re.compile(r"[ \t\r\n\xa0\u2028\u2029]+")


def chinese_day(day: date) -> str:
    """Return the day as 2026年11月2日: Arabic digits, no leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def one_line(text: str) -> str:
    """Return `text` without controls, on one line; ideographic blanks inside it stay."""
    return BLANKS.sub(" ", CONTROLS.sub("", text)).strip()


def paragraphs(text: str) -> list[str]:
    """Return the lines of `text` that say something, without controls or blanks at their ends.

    Ideographic blanks at the beginning go too: the template indents."""
    lines = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return [line for line in (one_line(line) for line in lines) if line]


def file_name(*parts: str) -> str:
    """Return the parts joined as the stem of a file's name."""
    return re.sub(r'[\\/:*?"<>|\s]+', "", "".join(parts))
