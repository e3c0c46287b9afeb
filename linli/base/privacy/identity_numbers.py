"""Citizens' identity numbers (GB 11643-1999): cleaned, checked, masked."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from linli.core.text import Text

SHAPE = re.compile(r"[0-9]{17}[0-9X]")


def clean(value: str) -> str:
    """Return 18 half-width characters without spaces, the check letter as a capital X."""
    text = unicodedata.normalize("NFKC", value).upper().replace("×", "X")
    return re.sub(r"[\s\-]", "", text)


def mask(value: str) -> str:
    """Return the first six and last four characters: 110105********002X."""
    if len(value) < 15:
        return "*" * 8
    return f"{value[:6]}{'*' * (len(value) - 10)}{value[-4:]}"


def problem(value: str, on: date | None) -> Text | None:
    """Return why the number can't be one, or None.

    The area code is not looked up: `ric.validate` fails on codes that it doesn't know or that
    had been abolished by the year of birth, and people keep numbers with such codes for life.
    """
    if len(value) != 18:
        return Text("身份证号码应为18位。", "An identity number has 18 characters.")
    if not SHAPE.fullmatch(value):
        return Text(
            "身份证号码前17位应为数字，末位为数字或X。",
            "An identity number has 17 digits, then a digit or X.",
        )
    try:
        born_on = ric.get_birth_date(value)
    except ValidationError:
        return Text("身份证号码中的出生日期不存在。", "The date of birth in it does not exist.")
    if on is not None and born_on > on:
        return Text("身份证号码中的出生日期晚于今天。", "The date of birth in it is after today.")
    if ric.calc_check_digit(value) != value[-1]:
        return Text(
            "身份证号码校验不符，请核对是否写错一位。",
            "The check digit does not fit: look for a digit mistyped.",
        )
    return None
