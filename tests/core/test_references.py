"""Reference numbers and passcodes: what is heard or typed wrong is noticed."""

from __future__ import annotations

import pytest

from linli.core import references
from linli.core.references import (
    check_digit,
    check_passcode,
    new_reference,
    parse,
    passcode_for,
    passcode_hash,
)

KEY = b"k" * 32
OTHER_KEY = b"o" * 32


class TestNewReference:
    def test_has_three_groups_of_four_digits(self) -> None:
        groups = new_reference().split("-")
        assert [len(group) for group in groups] == [4, 4, 4]
        assert "".join(groups).isdigit()

    def test_never_begins_with_nought(self) -> None:
        assert all(new_reference()[0] != "0" for _ in range(500))

    def test_is_random_and_not_sequential(self) -> None:
        numbers = [int(new_reference().replace("-", "")) // 10 for _ in range(200)]
        assert len(set(numbers)) == 200
        steps = {b - a for a, b in zip(numbers, numbers[1:], strict=False)}
        assert len(steps) == 199
        assert min(numbers) < 4 * 10**10 < 7 * 10**10 < max(numbers)

    def test_is_understood_again(self) -> None:
        for _ in range(200):
            number = new_reference()
            assert parse(number) == number


class TestCheckDigit:
    def test_is_that_of_the_published_example(self) -> None:
        assert check_digit("572") == "4"
        assert check_digit("5724") == "0"

    def test_catches_every_wrong_digit(self) -> None:
        digits = new_reference().replace("-", "")
        for place, right in enumerate(digits):
            for wrong in set("0123456789") - {right}:
                heard = digits[:place] + wrong + digits[place + 1 :]
                assert parse(heard) is None, heard

    def test_catches_every_swap_of_neighbours(self) -> None:
        for _ in range(100):
            digits = new_reference().replace("-", "")
            for place in range(len(digits) - 1):
                one, two = digits[place : place + 2]
                if one != two:
                    heard = digits[:place] + two + one + digits[place + 2 :]
                    assert parse(heard) is None, heard

    def test_comes_from_a_table_with_damms_two_properties(self) -> None:
        table = [[int(digit) for digit in row] for row in references._DAMM]
        digits = range(10)
        assert all(sorted(row) == list(digits) for row in table)
        assert all(sorted(row[i] for row in table) == list(digits) for i in digits)
        assert all(table[i][i] == 0 for i in digits)
        for state in digits:
            for one in digits:
                for two in set(digits) - {one}:
                    assert table[table[state][one]][two] != table[table[state][two]][one]


class TestParse:
    NUMBER = references.grouped("48210937552" + check_digit("48210937552"))

    @pytest.mark.parametrize(
        "between", ["", " ", "-", "  ", "–", "—", "－", "　", "．", "‐", "−", "·", " - ", "\t"]
    )
    def test_bears_what_people_put_between_groups(self, between: str) -> None:
        assert parse(self.NUMBER.replace("-", between)) == self.NUMBER

    def test_bears_full_width_digits_and_spaces_around(self) -> None:
        wide = self.NUMBER.translate({ord(str(i)): chr(0xFF10 + i) for i in range(10)})
        assert parse(f"  {wide}\n") == self.NUMBER

    @pytest.mark.parametrize(
        "text", ["", "   ", "4821", "受理号", "4821-0937-552", "x" * 12, "٤٨٢١٠٩٣٧٥٥٢٦", "1" * 5000]
    )
    def test_gives_none_for_what_is_no_number(self, text: str) -> None:
        assert parse(text) is None

    def test_gives_none_for_a_number_that_begins_with_nought(self) -> None:
        assert parse("0" * 12) is None


class TestPasscode:
    def test_is_the_same_for_the_same_submission(self) -> None:
        assert passcode_for("form-1", KEY) == passcode_for("form-1", KEY)

    def test_differs_between_submissions_and_keys(self) -> None:
        codes = {passcode_for(f"form-{i}", KEY) for i in range(300)}
        assert len(codes) > 295
        assert passcode_for("form-1", KEY) != passcode_for("form-1", OTHER_KEY)

    def test_has_six_digits_always(self) -> None:
        codes = [passcode_for(str(i), KEY) for i in range(2000)]
        assert all(len(code) == 6 and code.isdigit() for code in codes)
        assert any(code.startswith("0") for code in codes)

    def test_is_accepted_as_people_type_it(self) -> None:
        stored = passcode_hash("048213", KEY)
        for typed in ("048213", "048 213", "０４８２１３", " 048-213 "):
            assert check_passcode(typed, stored, KEY)

    @pytest.mark.parametrize("typed", ["048214", "48213", "", "abcdef", "0482130"])
    def test_is_refused_when_wrong(self, typed: str) -> None:
        assert not check_passcode(typed, passcode_hash("048213", KEY), KEY)

    def test_is_refused_under_another_key(self) -> None:
        assert not check_passcode("048213", passcode_hash("048213", KEY), OTHER_KEY)

    @pytest.mark.parametrize("stored", ["", "$", "nothing", "$abc"])
    def test_is_refused_where_none_is_stored(self, stored: str) -> None:
        assert not check_passcode("048213", stored, KEY)
        assert not check_passcode("", stored, KEY)

    def test_is_stored_as_a_salted_hash_only(self) -> None:
        one, two = passcode_hash("048213", KEY), passcode_hash("048213", KEY)
        assert one != two
        assert "048213" not in one
