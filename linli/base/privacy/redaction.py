"""Finds telephone and identity numbers within free text, masks them or leaves them out."""

from __future__ import annotations

import re
import unicodedata

from linli.base.privacy import identity_numbers, telephones

# `\d` matches full-width digits too; people group digits with single spaces or hyphens.
GAP = r"[ \-－　]?"
IDENTITY = rf"\d{{6}}{GAP}(?:1[89]|2\d|１[８９]|２\d)\d{{2}}{GAP}\d{{4}}{GAP}\d{{3}}[\dXxＸｘ×]"
OLD_IDENTITY = r"[1-9]\d{7}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}"
MOBILE = rf"(?:(?:\+|＋|00)?86{GAP})?[1１][3-9３-９](?:{GAP}\d){{9}}"
LANDLINE = rf"(?:[(（]0\d{{2,3}}[)）]|[0０]\d{{2,3}}){GAP}[2-9２-９]\d{{2,3}}{GAP}\d{{4}}"
NUMBERS = re.compile(
    rf"(?<![\dA-Za-z])(?:(?P<identity>{IDENTITY}|{OLD_IDENTITY})"
    rf"|(?P<telephone>{MOBILE}|{LANDLINE}))(?!\d)"
)
LOCAL = re.compile(
    r"((?:电话|座机|联系方式|号码|致电|tel)[^\d\n]{0,4})([2-9２-９]\d{6,7})(?!\d)", re.IGNORECASE
)


def redact(text: str) -> str:
    """Return `text` with the telephone and identity numbers in it masked, the rest unchanged.

    Numbers written wrongly are masked as well, since a wrong digit hides nobody; local numbers
    without area code only after a word such as 电话.
    """
    masked = NUMBERS.sub(_mask, text)
    return LOCAL.sub(lambda match: f"{match[1]}****{match[2][-4:]}", masked)


def without_numbers(text: str) -> str:
    """Return `text` with a line's end in place of what `redact` masks: for what must hold
    nothing of such a number, not even its last digits."""
    left = NUMBERS.sub("\n", text)
    return LOCAL.sub(lambda match: f"{match[1]}\n", left)


def _mask(match: re.Match[str]) -> str:
    found = unicodedata.normalize("NFKC", match.group())
    if match.lastgroup == "identity":
        return identity_numbers.mask(identity_numbers.clean(found))
    return telephones.mask(telephones.clean(found))
