"""Nobody is telephoned in the quiet hours."""

from datetime import datetime, time

import pytest

from linli.core.quiet import next_call_time
from linli.core.zone import SHANGHAI


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-02T08:29:59", "2026-03-02T08:30:00"),
        ("2026-03-02T08:30:00", "2026-03-02T08:30:00"),
        ("2026-03-02T12:15:00", "2026-03-02T12:15:00"),
        ("2026-03-02T20:29:59", "2026-03-02T20:29:59"),
        ("2026-03-02T20:30:00", "2026-03-03T08:30:00"),
        ("2026-12-31T23:00:00", "2027-01-01T08:30:00"),
        ("2026-03-02T00:00:00", "2026-03-02T08:30:00"),
    ],
)
def test_call_waits_for_the_opening(moment, expected):
    found = next_call_time(shanghai(moment), opens=time(8, 30), closes=time(20, 30))
    assert found == shanghai(expected)


def test_hours_are_those_of_shanghai():
    utc = datetime.fromisoformat("2026-03-02T00:15:00+00:00")  # 08:15 in Shanghai
    assert next_call_time(utc, opens=time(8, 30), closes=time(20, 30)) == shanghai(
        "2026-03-02T08:30:00"
    )


def test_naive_time_is_refused():
    with pytest.raises(ValueError, match="offset"):
        next_call_time(datetime(2026, 3, 2, 9), opens=time(8, 30), closes=time(20, 30))
