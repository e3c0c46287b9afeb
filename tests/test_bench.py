"""The measurements of `make bench`, on a database too small for any figure to mean anything."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import creating, filling, page, places, reading, rolling_up, sweeping
from bench.instance import Place
from linli.base.audit.verification import verify
from linli.cases.folding import prove
from linli.cases.models import Case, Clock

QINGDAO = 370200000000


@pytest.fixture
def ground(db):
    at = datetime.now(UTC)
    filling.fill(80, region=QINGDAO, at=at, processes=1, say=lambda text: None)
    return places.read()


def test_fills_a_whole_log_measures_everything_and_makes_a_page_of_it(ground, tmp_path):
    assert Case.objects.count() == 80
    assert Case.objects.filter(closed_at=None).exists()
    assert verify().exit_code == 0
    assert prove(at=datetime.now(UTC)).is_sound

    clocks = Clock.objects.count()
    figures = [
        *creating.figures(ground, runs=1, each=2),
        *reading.figures(ground, runs=1),
        *rolling_up.figures(ground, runs=1),
        *sweeping.figures(runs=1),
    ]
    assert Clock.objects.count() >= clocks
    assert Clock.objects.filter(due_at__gt=datetime.now(UTC) + sweeping.FAR / 2).count() == 0
    assert {one.group for one in figures} == set(page.GROUPS) - {"memory"}

    place = Place("sqlite", 80, Path(tmp_path))
    page.keep(place, figures)
    page.keep(place, figures[:1])
    text = page.page(place.home)
    assert all(f"| {one.name} |" in text for one in figures if one.group != "create")
    assert verify().exit_code == 0
