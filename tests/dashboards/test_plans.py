"""Reading figures uses the indexes of the counters, in one query whatever is asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from linli.cases.folding import fold
from linli.cases.spans import Span
from linli.dashboards.selectors import _Asked, by_month, by_place, rates
from tests.cases.test_reading import plan, scans
from tests.requests import START, in_state

pytestmark = pytest.mark.django_db
KEYS = ["hotline.responded", "hotline.resolved", "hotline.satisfied"]
ODD = Span(date(2026, 1, 20), date(2026, 4, 10))


@pytest.mark.parametrize("by", ["", "region", "day", "kind"])
def test_places_and_units_are_found_by_an_index(cast, by):
    in_state("closed", cast)
    fold(START)
    asked = _Asked(KEYS, ODD, "complaint")
    for rows in (
        asked.of_place([cast.city.code], by=by),
        asked.of_place([cast.community.code], by=by),
        asked.of_unit([cast.street_unit.pk], by=by),
    ):
        text = plan(rows)
        for table in ("cases_daycounter", "cases_placedaycounter", "cases_monthcounter"):
            assert not scans(text, table), f"{connection.vendor}: {text}"


def test_one_query_whatever_is_asked(cast, django_assert_num_queries):
    days = {"first_day": ODD.first, "last_day": ODD.last}
    with django_assert_num_queries(1):
        rates(KEYS, region_code=cast.province.code, **days)
    with django_assert_num_queries(1):
        by_place(KEYS, region_codes=[cast.county.code, cast.other_county.code], **days)
    with django_assert_num_queries(1):
        by_month(KEYS, region_code=cast.city.code, **days)
