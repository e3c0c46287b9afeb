"""Leaves out of texts what identifies people, before they are indexed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from linli.base.privacy.models import Identifier
from linli.base.privacy.names import FORMS_OF_ADDRESS
from linli.base.privacy.redaction import without_numbers
from linli.base.privacy.sealing import unseal

# An address says where the matter is more often than who wrote: it stays.
KINDS: Final = ("name", "telephone", "identity_number")
# What is left of a landline without its area code.
LOCAL_LENGTHS: Final = (7, 8)


@sensitive_variables()
def without_identifiers(texts: Mapping[UUID, Sequence[str]]) -> dict[UUID, list[str]]:
    """Return the texts of each subject with a line's end in place of every telephone and
    identity number, and of the subject's own name and numbers. One query.

    What is decrypted here leaves no trace and goes nowhere. Raises Refused when a key is missing.
    """
    known: dict[UUID, list[str]] = defaultdict(list)
    for one in Identifier.objects.filter(subject__in=list(texts), kind__in=KINDS):
        value = unseal(one.ciphertext, subject=one.subject, kind=one.kind)
        known[one.subject] += _spellings(one.kind, value)
    return {subject: _left(given, known[subject]) for subject, given in texts.items()}


def _spellings(kind: str, value: str) -> list[str]:
    if kind == "name":
        # A single character, or a form of address, is in half of all texts.
        bare = value.replace("·", "").replace(" ", "")
        return [value, bare] if len(bare) > 1 and bare not in FORMS_OF_ADDRESS else []
    number = value.partition("x")[0]
    local = [number[-length:] for length in LOCAL_LENGTHS] if number.startswith("0") else []
    return [number, *local]


def _left(texts: Sequence[str], spellings: Sequence[str]) -> list[str]:
    plain = [without_numbers(unicodedata.normalize("NFKC", text)) for text in texts]
    if not spellings:
        return plain
    longest_first = sorted(set(spellings), key=len, reverse=True)
    # Numbers stand alone; a name may stand anywhere.
    shape = re.compile(
        "|".join(
            rf"(?<!\d){re.escape(one)}(?!\d)" if one[-1:].isdigit() else re.escape(one)
            for one in longest_first
        ),
        re.IGNORECASE,
    )
    return [shape.sub("\n", text) for text in plain]
