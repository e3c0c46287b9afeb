"""How far the cells of a workbook reach."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from linli.base.files import extent
from linli.base.files.extent import UNREADABLE, cells_up_to_the_last


def book(*cells) -> BytesIO:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_blank(1_048_575, 16_383, None, made.add_format({"bold": True}))
        for row, column in cells:
            sheet.write(row, column, "x")
    return target


def sheet_of(xml: str) -> BytesIO:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", xml)
    return target


class TestCellsUpToTheLast:
    @pytest.mark.parametrize(
        ("cells", "reach"),
        [
            ([], 0),
            ([(0, 0)], 1),
            ([(0, 2), (3, 0)], 12),
            ([(0, 27)], 28),
            ([(1_048_575, 16_383)], 1_048_576 * 16_384),
        ],
    )
    def test_counts_filled_cells_alone(self, cells, reach):
        assert cells_up_to_the_last(book(*cells)) == reach

    @pytest.mark.parametrize(
        ("rows", "reach"),
        [
            ('<row r="1048576"><c><v>1</v></c><c t="s"><v>1</v></c></row>', 1_048_576 * 2),
            ("<row><c><v>1</v></c></row><row><c/><c/><c><v>1</v></c></row>", 6),
            ("<x:row r='7'><x:c r='C7'><x:v>1</x:v></x:c></x:row>", 21),
            ('<row r="5"><c><v>1</v></c><c r="E5"><v>1</v></c><c><v>1</v></c></row>', 30),
            ('<cols><col min="1" max="16384"/></cols><row r="900000"/>', 0),
        ],
    )
    def test_finds_cells_however_they_are_placed(self, rows, reach):
        assert cells_up_to_the_last(sheet_of(f"<sheetData>{rows}</sheetData>")) == reach

    def test_misses_none_between_two_pieces(self, monkeypatch):
        monkeypatch.setattr(extent, "CHUNK", 7)
        with pytest.raises(ValueError, match="without an end"):
            cells_up_to_the_last(sheet_of("<row " + " " * 20 + 'r="1">'))
        monkeypatch.setattr(extent, "CHUNK", 31)
        rows = "".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(1, 60))
        assert cells_up_to_the_last(sheet_of(rows)) == 118

    def test_raises_for_what_is_no_zip(self):
        with pytest.raises(UNREADABLE):
            cells_up_to_the_last(BytesIO(b"not a workbook"))
