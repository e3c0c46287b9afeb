"""An indicator that is declared wrongly is named; rates are made of what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linli.cases.counters import figures
from linli.core.indicators import Fraction, problems
from linli.core.text import Text
from linli.procedures.hotline.procedure import HOTLINE
from linli.procedures.hotline.rates import RECEIVED, RESOLVED


def test_all_that_are_registered_are_sound():
    assert [problem for of in figures for problem in of.problems()] == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(RESOLVED, counts_on=("sing",)), "counts on the unknown event sing"),
        (replace(RESOLVED, counts_on=()), "counts on nothing"),
        (replace(RESOLVED, numerator=None), "must name a numerator if and only if it is a rate"),
        (replace(RECEIVED, numerator=Text("件", "cases")), "must name a numerator if and only if"),
        (replace(RESOLVED, formula=Text(" ", "of all")), "shows no formula"),
        (replace(RESOLVED, procedure="petition"), "is declared for petition"),
    ],
)
def test_what_is_wrong_is_named(wrong, said):
    (problem,) = problems([wrong], HOTLINE)
    assert said in problem


def test_a_key_stands_once():
    assert problems([RESOLVED, RESOLVED], HOTLINE) == [
        "indicator hotline.resolved is declared twice"
    ]


def test_a_rate_is_of_what_is_left_and_none_of_nothing():
    one = Fraction(total=10, hits=6, left_out=2, left_out_hits=1)
    assert (one.counted, one.counted_hits, one.percent, one.percent_before) == (8, 5, 62.5, 60)
    assert Fraction(total=2, left_out=2).percent is None
    assert one + one - one == one
