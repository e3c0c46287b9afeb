"""Every field of every table is in the inventory of personal data, and the page says so."""

from __future__ import annotations

from pathlib import Path

from django.db import models

from linli.base.privacy import inventory, reference
from linli.base.privacy.periods import in_years, months_before
from linli.core.personal import PERIODS, TABLES, Table
from linli.core.zone import SHANGHAI
from tests.requests import START

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "personal-data.md"


class TestInventory:
    def test_names_every_field_of_every_table(self):
        assert inventory.gaps() == []

    def test_notices_a_field_that_nobody_declared(self, monkeypatch):
        note = TABLES["cases.Note"]
        left = {name: one for name, one in note.personal.items() if name != "text"}
        monkeypatch.setitem(TABLES._things, "cases.Note", Table("cases.Note", left, note.plain))
        assert [gap for gap in inventory.gaps() if gap.startswith("cases.Note.text ")]

    def test_passes_by_type_what_points_or_is_a_moment_and_nothing_else(self):
        assert inventory.by_type(models.DateTimeField()) == "moment"
        for field in (models.TextField(), models.BooleanField(), models.DateField()):
            assert inventory.by_type(field) == ""

    def test_is_written_out_in_the_reference(self):
        assert PAGE.read_text() == reference.page(), "run scripts/reference"


class TestPeriods:
    def test_are_declared_for_every_procedure(self):
        from linli.cases.registry import rooms

        assert {room.procedure.key for room in rooms} - set(PERIODS.keys()) == set()

    def test_are_said_in_years_where_they_are_whole(self):
        found = [in_years(months).en for months in (12, 60, 30)]
        assert found == ["1 year", "5 years", "30 months"]

    def test_end_on_the_last_day_of_a_shorter_month(self):
        at = START.replace(month=8, day=31)
        assert months_before(at, 6).date().isoformat() == "2026-02-28"
        assert months_before(at, -6).date().isoformat() == "2027-02-28"
        assert months_before(at, 0).tzinfo is SHANGHAI
