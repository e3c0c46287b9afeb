"""Telephone numbers: mobiles and landlines cleaned, checked, compared and masked."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from linli.core.text import Text

MOBILE = re.compile(r"1[3-9][0-9]{9}")
# Beijing, the 02x cities, and all other area codes; subscribers' numbers begin with 2 to 9.
LANDLINE = re.compile(r"(010|02[0-9])([2-9][0-9]{7})|(0[3-9][0-9]{2})([2-9][0-9]{6,7})")
SERVICE = re.compile(r"[48]00[0-9]{7}")
ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)\s*([0-9]{1,6})$", re.IGNORECASE)
SEPARATORS = re.compile(r"[\s()（）.\-‐-―_]+")


def clean(value: str) -> str:
    """Return digits only, `+` and country code for numbers abroad, `x` before an extension.

    Landlines keep their area code's zero; +86 is dropped.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    extension = EXTENSION.search(text)
    main = SEPARATORS.sub("", text[: extension.start()] if extension else text)
    main = _without_home_prefix(main)
    return f"{main}x{extension.group(1)}" if extension else main


def index_form(value: str) -> str:
    """Return the number without its extension: people leave extensions out."""
    return clean(value).partition("x")[0]


def mask(value: str) -> str:
    """Return 138****5678 for a mobile, area code and last four digits for a landline."""
    number = value.partition("x")[0]
    landline = LANDLINE.fullmatch(number)
    if landline:
        return f"{landline.group(1) or landline.group(3)}****{number[-4:]}"
    if len(number) < 8:
        return "****"
    return f"{number[:3]}****{number[-4:]}"


def problem(value: str, on: date | None) -> Text | None:
    """Return what to do about a number that nobody could call, or None."""
    number = value.partition("x")[0]
    if any(shape.fullmatch(number) for shape in (MOBILE, LANDLINE, SERVICE, ABROAD)):
        return None
    if not re.fullmatch(r"\+?[0-9]+", number):
        return Text("电话号码只能包含数字。", "A telephone number has digits only.")
    if re.fullmatch(r"[2-9][0-9]{6,7}", number):
        return Text("固定电话请加上区号，如0531。", "Put the area code first, such as 0531.")
    if number.startswith("1"):
        return Text(
            "手机号码应为11位数字，以13至19开头。",
            "A mobile number has 11 digits and begins with 13 to 19.",
        )
    return Text(
        "请填写11位手机号码或带区号的固定电话。",
        "Enter a mobile number of 11 digits, or a landline with its area code.",
    )


def _without_home_prefix(number: str) -> str:
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if number.startswith("0") and MOBILE.fullmatch(number[1:]):
        return number[1:]
    for prefix in ("+86", "86"):
        rest = number.removeprefix(prefix).lstrip("0")
        if number.startswith(prefix) and MOBILE.fullmatch(rest):
            return rest
        if number.startswith("+86") and LANDLINE.fullmatch(f"0{rest}"):
            return f"0{rest}"
    return number
