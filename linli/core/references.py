"""Reference numbers and passcodes that can be read over the telephone."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

# H. M. Damm's quasigroup of order 10 (thesis, Marburg 2004): every wrong digit and every swap
# of neighbours leads to another check digit.
_DAMM: Final = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_GROUP: Final = 4
_DIGITS: Final = 12
_PASSCODE_DIGITS: Final = 6
# What people put between groups: any white space, dash, dot, comma, slash or middle dot.
_BETWEEN = re.compile(r"[\s\u00ad\u2010-\u2015\u2212\u30fc\u30fb\u00b7\u3001\u3002.,/_~-]+")


def new_reference() -> str:
    """Return a new random number such as "4821-0937-5526", its last digit a check digit.

    Twelve digits, so that nobody takes it for a mobile number; the first is never 0, so that
    no spreadsheet shortens it. Two can be equal (once in 9 · 10^10): a unique column decides.
    """
    digits = str(secrets.randbelow(9) + 1)
    digits += "".join(str(secrets.randbelow(10)) for _ in range(_DIGITS - 2))
    return grouped(digits + check_digit(digits))


def parse(text: str) -> str | None:
    """Return the number in `text` as `new_reference` writes it, or None if it cannot be one.

    Spaces, dashes and full-width digits are understood.
    """
    digits = _digits(text)
    if len(digits) != _DIGITS or digits[0] == "0" or check_digit(digits) != "0":
        return None
    return grouped(digits)


def check_digit(digits: str) -> str:
    """Return Damm's check digit for `digits`; "0" when they already end in the right one."""
    state = "0"
    for digit in digits:
        state = _DAMM[int(state)][int(digit)]
    return state


def grouped(digits: str) -> str:
    """Return `digits` in groups of four joined by hyphens."""
    return "-".join(digits[i : i + _GROUP] for i in range(0, len(digits), _GROUP))


def passcode_for(submission_key: str, key: bytes) -> str:
    """Return the six digits that belong to a submission: the same for the same key, always."""
    code = hmac.digest(key, b"passcode:" + submission_key.encode(), hashlib.sha256)
    return str(int.from_bytes(code[:16], "big") % 10**_PASSCODE_DIGITS).zfill(_PASSCODE_DIGITS)


def passcode_hash(passcode: str, key: bytes) -> str:
    """Return what is stored of a passcode. Six digits are soon tried through, so the hash is
    keyed: who has the database and not the key learns nothing."""
    salt = secrets.token_hex(8)
    return f"{salt}${_keyed(passcode, salt, key)}"


def check_passcode(passcode: str, stored: str, key: bytes) -> bool:
    """Return whether `passcode`, as a person types it, belongs to the hash `stored`."""
    salt, _, code = stored.partition("$")
    found = _keyed(_digits(passcode), salt, key)
    return bool(salt) and hmac.compare_digest(found.encode(), code.encode())


def _keyed(passcode: str, salt: str, key: bytes) -> str:
    return hmac.digest(key, f"hash:{salt}:{passcode}".encode(), hashlib.sha256).hex()


def _digits(text: str) -> str:
    """Return the digits of `text` without what stands between them; empty if more is in it."""
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    return bare if bare.isascii() and bare.isdigit() else ""
