"""Tells how far the cells of a workbook reach, before a reader makes room for them all."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

CHUNK = 1024 * 1024
# Rows and cells, with a prefix or without; an empty cell closes itself, and readers skip it.
TAG = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*|/)?>")
PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{1,7})["']""")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


def cells_up_to_the_last(file: IO[bytes]) -> int:
    """Return for how many cells of an xlsx file a reader makes room: all up to the last one with
    something in it, of the sheet that reaches farthest. Other zips reach nowhere: 0.

    A tiny file can name a cell in the last row and column. The sheets are read piece by piece.
    Raises one of UNREADABLE for a file that is damaged or no zip.
    """
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".xml")]
        return max((_reach(archive, name) for name in names), default=0)


def _reach(archive: zipfile.ZipFile, name: str) -> int:
    row = column = last = widest = 0
    with archive.open(name) as sheet:
        for kind, inside in _tags(sheet):
            place = PLACE.search(inside)
            if kind == b"row":
                # Where a program doesn't write the place, it is the next one.
                row, column = int(place[2]) if place else row + 1, 0
                continue
            column = _column_number(place[1]) if place and place[1] else column + 1
            row = int(place[2]) if place else row
            if not inside.endswith(b"/"):
                last, widest = max(last, row), max(widest, column)
    return last * widest


def _tags(sheet: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name of each row and cell with what its tag says."""
    rest = b""
    while chunk := sheet.read(CHUNK):
        text = rest + chunk
        for tag in TAG.finditer(text):
            yield tag[1], tag[2] or b""
        begun = text.rfind(b"<")
        rest = text[begun:] if begun > text.rfind(b">") else b""
        if len(rest) > CHUNK:
            raise ValueError("a tag without an end")


def _column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
