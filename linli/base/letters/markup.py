"""Reads the plain text of a shipped template; docs/howto/letters.md describes how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# The looks of a paragraph, by the word that begins its line; without one it is body text.
LOOKS = frozenset(
    {"head", "title", "number", "to", "body", "heading", "left", "centre", "sign", "attach"}
    | {"copy", "note"}
)


class MarkupError(ValueError):
    """A line of a shipped template can't be read."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"line {number}: {why}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one of the looks; its text may hold `{{ places }}`."""

    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """`if place`, `endif`, `rows field` or `endrows`, around paragraphs or rows of a table."""

    word: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell that is only `<` belongs to the one at its left."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the widths of its columns as shares, its rows and what governs them."""

    widths: tuple[int, ...]
    rows: tuple[Row | Control, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A `gap` of one line, or a new `page`."""

    word: str


Block = Paragraph | Control | Table | Break


def read(path: Path) -> list[Block]:
    """Return the blocks of the template at `path`. Raises MarkupError, FileNotFoundError."""
    return parse(path.read_text("utf-8"))


def parse(text: str) -> list[Block]:
    """Return the blocks of a template; blank lines and lines that begin with `//` say nothing."""
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("//")
    ]
    blocks: list[Block] = []
    open_ifs = 0
    while lines:
        number, line = lines.pop(0)
        if line.startswith("@table"):
            blocks.append(_table(number, line, lines))
            continue
        block = _block(number, line)
        if isinstance(block, Control):
            open_ifs += {"if": 1, "endif": -1}.get(block.word, 99)
            if not 0 <= open_ifs <= 1:
                raise MarkupError(number, f"@{block.word} stands where it can't")
        blocks.append(block)
    if open_ifs:
        raise MarkupError(number, "@if without @endif")
    return blocks


def _block(number: int, line: str) -> Block:
    if not line.startswith("@"):
        return Paragraph("body", line)
    word, _, rest = line[1:].partition(" ")
    rest = rest.strip()
    if word in LOOKS and rest:
        return Paragraph(word, rest)
    if word in ("gap", "page") and not rest:
        return Break(word)
    return _control(number, word, rest)


def _control(number: int, word: str, rest: str) -> Control:
    if bool(rest) != (word in ("if", "rows")) or word not in ("if", "endif", "rows", "endrows"):
        raise MarkupError(number, f"@{word} is not known, or lacks what it needs")
    return Control(word, rest)


def _table(number: int, line: str, lines: list[tuple[int, str]]) -> Table:
    """Take the lines of a table, up to `@end`, from `lines`."""
    widths = line.split()[1:]
    if not widths or not all(width.isdecimal() for width in widths):
        raise MarkupError(number, "@table needs the widths of its columns, such as @table 3 7")
    rows: list[Row | Control] = []
    while lines:
        number, line = lines.pop(0)
        if line == "@end":
            return Table(tuple(int(width) for width in widths), tuple(rows))
        rows.append(_row(number, line, len(widths)))
    raise MarkupError(number, "@table without @end")


def _row(number: int, line: str, columns: int) -> Row | Control:
    if line.startswith("@"):
        word, _, rest = line[1:].partition(" ")
        return _control(number, word, rest.strip())
    if not (line.startswith("|") and line.endswith("|")):
        raise MarkupError(number, "a row stands between two |")
    cells = tuple(cell.strip() for cell in line[1:-1].split("|"))
    if len(cells) != columns or cells[0] == "<":
        raise MarkupError(number, f"a row of this table has {columns} cells")
    return Row(cells)
