"""What a code says about its place in the tree."""

from __future__ import annotations

import pytest

from linli.base.regions.levels import COUNTRY, ancestors_of, end_of, level_of, parse_code


class TestLevel:
    @pytest.mark.parametrize(
        ("code", "level", "end"),
        [
            (COUNTRY, "country", 1_000_000_000_000),
            (370000000000, "province", 380000000000),
            (370100000000, "city", 370200000000),
            (370102000000, "county", 370103000000),
            (370102001000, "township", 370102002000),
            (370102001001, "community", 370102001002),
            # 东莞: its county's placeholder is the city itself.
            (441900000000, "city", 442000000000),
        ],
    )
    def test_and_range_follow_from_the_digits(self, code, level, end):
        assert level_of(code) == level
        assert end_of(code) == end

    @pytest.mark.parametrize("code", [0, 370102, 99_999_999_999, 10**12, -COUNTRY])
    def test_is_refused_for_what_has_not_twelve_digits(self, code):
        with pytest.raises(ValueError, match="12 digits"):
            level_of(code)


class TestAncestors:
    @pytest.mark.parametrize(
        ("code", "above"),
        [
            (370102001001, [370102001000, 370102000000, 370100000000, 370000000000, COUNTRY]),
            (441900003000, [441900000000, 440000000000, COUNTRY]),
            (460400100000, [460400000000, 460000000000, COUNTRY]),
            (429004000000, [420000000000, COUNTRY]),
            (110101001000, [110101000000, 110000000000, COUNTRY]),
            (500229000000, [500000000000, COUNTRY]),
            (620201100000, [620200000000, 620000000000, COUNTRY]),
            (370000000000, [COUNTRY]),
            (COUNTRY, []),
        ],
    )
    def test_leave_placeholders_out(self, code, above):
        assert ancestors_of(code) == above


class TestParseCode:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("37", 370000000000),
            ("3701", 370100000000),
            (" 370102 ", 370102000000),
            ("370102001", 370102001000),
            ("370102001001", 370102001001),
        ],
    )
    def test_fills_short_codes_up(self, text, code):
        assert parse_code(text) == code

    @pytest.mark.parametrize(
        "text", ["", "3", "37010", "3701020010011", "37x1", "３７", "-7", "00"]
    )
    def test_refuses_all_else(self, text):
        with pytest.raises(ValueError, match="code"):
            parse_code(text)
