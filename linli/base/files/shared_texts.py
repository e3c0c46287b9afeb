"""Tells how much text the cells of a workbook hold once a reader has written it into each."""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Iterator
from typing import IO, Final

CHUNK: Final = 1024 * 1024
SHARED: Final = "xl/sharedStrings.xml"
END: Final = re.compile(rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
# A cell that names a text by its number: <c r="A1" t="s"><v>7</v></c>
NAMED: Final = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*\bt=["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})\s*<"""
)
LONGEST_CELL: Final = 4096


def text_in_cells(file: IO[bytes]) -> int:
    """Return how many bytes of text the cells hold together: a text kept once may be named by
    millions of them, and a reader writes it out for each. Raises as zipfile does."""
    with zipfile.ZipFile(file) as archive:
        if SHARED not in archive.namelist():
            return 0
        lengths = array("L", _lengths(archive))
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        numbers = (number for name in sheets for number in _named(archive, name))
        return sum(lengths[number] for number in numbers if number < len(lengths))


def _lengths(archive: zipfile.ZipFile) -> Iterator[int]:
    """Yield the length of each shared text, marks of form within it counted as well."""
    begun = 0
    with archive.open(SHARED) as texts:
        rest = b""
        while chunk := texts.read(CHUNK):
            text, place = rest + chunk, 0
            for end in END.finditer(text):
                yield begun + end.start() - place
                begun, place = 0, end.end()
            # What may be the beginning of an end is looked at again with what follows.
            kept = max(place, len(text) - LONGEST_CELL)
            begun, rest = begun + kept - place, text[kept:]


def _named(archive: zipfile.ZipFile, name: str) -> Iterator[int]:
    """Yield the numbers of the shared texts that the cells of a sheet name."""
    with archive.open(name) as sheet:
        rest = b""
        while chunk := sheet.read(CHUNK):
            text, place = rest + chunk, 0
            for cell in NAMED.finditer(text):
                yield int(cell[1])
                place = cell.end()
            rest = text[max(place, len(text) - LONGEST_CELL) :]
