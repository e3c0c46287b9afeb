"""How a table is declared: the same columns for the template, the import and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.core.text import Text

LONGEST_CELL: Final = 2_000
MOST_ROWS: Final = 5_000
ERROR: Final = Text("错误", "Error")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Files may head it with its key, its Chinese or English name, or one of
    `spoken`, in any order. `choices` are offered in the template's cells."""

    key: str
    name: Text
    width: int
    help: Text
    is_required: bool = False
    spoken: tuple[str, ...] = ()
    longest: int = LONGEST_CELL
    choices: tuple[Text, ...] = ()

    def is_headed(self, heading: str) -> bool:
        """Return whether `heading` names this column."""
        wanted = heading.strip().lower().rstrip("*")
        names = (self.key, self.name.zh, self.name.en, *self.spoken)
        return wanted in {name.lower() for name in names}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what it is called, its columns, and a line above the headings of its template
    that says how to fill it in."""

    name: Text
    columns: tuple[Column, ...]
    line: Text
    most_rows: int = MOST_ROWS

    @property
    def required(self) -> tuple[Column, ...]:
        """Return the columns without which a file is not this table."""
        return tuple(column for column in self.columns if column.is_required)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it stands in a file: its line, its cells as texts by the column's key, and what
    was wrong with a cell already as it was read."""

    line: int
    cells: dict[str, str]
    errors: tuple[Text, ...] = ()
