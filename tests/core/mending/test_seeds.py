"""The two real reports in ../shared/seeds come out whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linli.core.mending import mend
from linli.core.mending.simplifying import is_changed

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
NAMES = ("000_eefeded74712d260.txt", "002_af3f0795cd7a40ae.txt")


def mended(name):
    path = SEEDS / name
    if not path.exists():
        pytest.skip(f"{path.name} is not on this machine")
    return mend(path.read_text("utf-8"))


@pytest.mark.shared
class TestSeeds:
    @pytest.mark.parametrize("name", NAMES)
    def test_keep_no_traditional_character_reading_or_ascii_sign(self, name):
        text = mended(name).text
        assert not [sign for sign in text if is_changed(sign)]
        assert not re.search("[a-zà-ǿ,;:()?\ufffd]", text)
        assert mend(text).text == text

    def test_have_one_run_restored_and_marked(self):
        found = mended(NAMES[0])
        (spot,) = found.spots
        assert (spot.start, spot.end, spot.is_certain) == (454, 461, True)
        assert len(found.text) == 1287 or found.text[spot.start : spot.end].count("、") == 1

    def test_have_no_run_where_none_was(self):
        assert mended(NAMES[1]).spots == ()
