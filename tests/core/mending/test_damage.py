"""Texts damaged by the sites' rules come back exactly, or with the place marked."""

from __future__ import annotations

import re
import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linli.core.mending import mend
from linli.core.mending.evidence import Verdict, verdict_on
from tests.core.mending.clean import CLAUSES, MARKS
from tests.core.mending.damaging import Site, across, damaged, readings, traditional

SIGNS = sorted({sign for clause in CLAUSES for sign in clause if "\u4e00" <= sign <= "\u9fff"})
READ = sorted({traditional(sign) for sign in SIGNS if traditional(sign) != sign})

sentences = st.lists(
    st.tuples(st.sampled_from(CLAUSES), st.sampled_from(MARKS)).map("".join), min_size=2, max_size=8
).map("".join)
# Characters in any order, where no word helps; without 着 and 著, which words alone tell apart.
strings = st.tuples(
    sentences,
    st.text(
        st.sampled_from([sign for sign in SIGNS if sign not in "着著"]), min_size=4, max_size=20
    ),
).map("".join)


@st.composite
def sites(draw, text, is_shifting):
    """A site whose table makes runs shift in `text`, or one whose table makes none."""
    inside = across(text)
    table = set(draw(st.lists(st.sampled_from(READ), min_size=8, max_size=40, unique=True)))
    if is_shifting and inside:
        table |= set(draw(st.lists(st.sampled_from(inside), min_size=1, max_size=2, unique=True)))
    elif not is_shifting:
        table -= set(inside)
    pairs = tuple((sign, draw(st.sampled_from(readings(sign)))) for sign in sorted(table))
    yes_or_no = st.booleans()
    return Site(pairs, *(draw(yes_or_no) for _ in range(5)))


def outcome(text, shown):
    """Say what became of `text`: exact, marked, or silently wrong."""
    mended = mend(shown)
    if mended.text == text:
        return "exact", mended
    pattern, place = "", 0
    for spot in mended.spots:
        pattern += re.escape(mended.text[place : spot.start]) + "(?s:.{0,60}?)"
        place = spot.end
    pattern += re.escape(mended.text[place:])
    return ("marked" if re.fullmatch(pattern, text) else "silently wrong"), mended


def run(examples):
    """Return how many texts with shifted runs came out how."""
    counted = Counter()

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def one(data):
        text = data.draw(st.one_of(sentences, sentences, strings))
        shown, late = damaged(text, data.draw(sites(text, is_shifting=True)))
        result, mended = outcome(text, shown)
        counted[f"{'shifted' if late else 'plain'}, {result}"] += 1
        if late:
            assert [spot for spot in mended.spots if spot.raw], shown
            wrong = [spot for spot in mended.spots if spot.is_certain]
            counted["certain"] += len(wrong)
        assert result != "silently wrong", (text, shown, mended)

    one()
    return counted


def exactness(examples):
    """Return how many characters there were of texts without shifted bytes whose damage shows,
    and how many came back as they had been."""
    total = exact = 0

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def one(data):
        nonlocal total, exact
        text = data.draw(sentences)
        shown, late = damaged(text, data.draw(sites(text, is_shifting=False)))
        assert not late
        mended = mend(shown)
        assert len(mended.text) == len(text), (shown, mended)
        same = [a == b for a, b in zip(text, mended.text, strict=True)]
        if verdict_on(shown) is Verdict.UNDECIDED:
            # It could be meant so: it comes back as it is, each run of it for a person to decide.
            marked = {place for spot in mended.spots for place in range(spot.start, spot.end)}
            assert marked.issuperset(place for place, is_same in enumerate(same) if not is_same)
            return
        total += len(text)
        exact += sum(same)

    one()
    return total, exact


class TestShiftedTexts:
    def test_are_exact_or_marked(self):
        counted = run(40)
        sys.stdout.write(f"\nshifted texts: {dict(counted)}\n")
        assert counted["shifted, exact"] > counted["shifted, marked"] / 4

    @pytest.mark.hard
    def test_are_exact_or_marked_thousands_of_times(self):
        counted = run(1_500)
        sys.stdout.write(f"\nshifted texts: {dict(counted)}\n")
        assert counted["shifted, exact"] > counted["shifted, marked"] / 4


class TestTextsWithoutShiftedBytes:
    def test_come_back_to_995_of_1000_characters(self):
        total, exact = exactness(40)
        sys.stdout.write(f"\n{exact} of {total} characters exact\n")
        assert exact >= 0.995 * total

    @pytest.mark.hard
    def test_come_back_thousands_of_times(self):
        total, exact = exactness(1_500)
        sys.stdout.write(f"\n{exact} of {total} characters exact\n")
        assert exact >= 0.995 * total
