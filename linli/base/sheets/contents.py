"""Tells whether the sheets of a workbook hold formulas, before a reader takes their last values
for what was typed."""

from __future__ import annotations

import re
import zipfile
from typing import IO

CHUNK = 1024 * 1024
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
LONGEST_TAG = 16


def holds_formulas(file: IO[bytes]) -> bool:
    """Return whether any cell of the xlsx `file` is computed. Raises as zipfile does."""
    with zipfile.ZipFile(file) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_found(archive, name) for name in sheets if name.endswith(".xml"))


def _found(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as sheet:
        rest = b""
        while chunk := sheet.read(CHUNK):
            if FORMULA.search(rest + chunk):
                return True
            rest = chunk[-LONGEST_TAG:]
    return False
