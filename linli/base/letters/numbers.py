"""Gives letters their numbers: by unit, kind and year, without gaps."""

from __future__ import annotations

from linli.base.accounts.models import Unit
from linli.base.letters.kinds import LetterKind
from linli.base.letters.models import LetterNumber, UnitSign

BLANK = "×"


def take(kind: LetterKind, unit: Unit, year: int) -> int:
    """Return the next number and hold the counter until the transaction ends, so that the number
    is used if the transaction commits, and given again if it doesn't."""
    counters = LetterNumber.objects.filter(unit=unit, kind=kind.key, year=year)
    # Made in its own statement, so that two first letters of a year do not both begin at one.
    LetterNumber.objects.bulk_create(
        [LetterNumber(unit=unit, kind=kind.key, year=year)], ignore_conflicts=True
    )
    counter = counters.select_for_update().get()
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def number_text(kind: LetterKind, unit: Unit, year: int, number: int | None) -> str:
    """Return the number as printed, such as 济信受〔2026〕12号; × stands for one not yet taken.

    Empty for kinds without numbers."""
    if not kind.is_numbered:
        return ""
    return kind.number_form.format(
        place=sign_of(unit), word=kind.word, year=year, number=number or BLANK
    )


def sign_of(unit: Unit) -> str:
    """Return the short sign of the unit (机关代字); without one its name, which is never wrong."""
    row = UnitSign.objects.filter(unit=unit).first()
    return row.sign if row else unit.name
