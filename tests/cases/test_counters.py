"""What cases count for follows every step, and the counters say what a count of the cases says."""

from __future__ import annotations

from datetime import date

import pytest

from linli.cases.counters import figures, set_excluded
from linli.cases.engine import move
from linli.cases.folding import fold, prove
from linli.cases.models import DayCounter, Delta, MonthCounter, PlaceDayCounter, Tally
from linli.cases.sealing import seal
from linli.cases.sweep import sweep
from linli.core.indicators import Fraction
from linli.dashboards.selectors import by_kind, by_month, by_place, by_unit, rates
from tests.requests import DAY, HOUR, START, dispatch, in_state, new_request, sender

pytestmark = pytest.mark.django_db
THREE = ("hotline.responded", "hotline.resolved", "hotline.satisfied")
SPAN = {"first_day": date(2026, 3, 1), "last_day": date(2026, 3, 31)}


def over(cast, *keys, **changes):
    """Return what the indicators came to over the city in March."""
    found = rates(keys or THREE, **SPAN | {"region_code": cast.city.code} | changes)
    return {key.split(".")[1]: (one.hits, one.total) for key, one in found.items()}


def of(unit, *keys):
    """Return what the indicators came to of a unit in March."""
    found = rates(keys or THREE, region_code=0, unit=unit.pk, **SPAN)
    return {key.split(".")[1]: (one.hits, one.total) for key, one in found.items()}


class TestAnsweredCase:
    def test_counts_for_the_unit_and_for_every_place_above(self, cast):
        in_state("closed", cast)
        all_three = {"responded": (1, 1), "resolved": (1, 1), "satisfied": (1, 1)}
        for place in (cast.province, cast.city, cast.county, cast.street):
            assert over(cast, region_code=place.code) == all_three
        assert over(cast, region_code=cast.far_street.code)["resolved"] == (0, 0)
        assert of(cast.street_unit) == all_three
        assert of(cast.other_street_unit)["resolved"] == (0, 0)

    def test_is_received_once_under_the_kind_it_was_found_to_be(self, cast):
        case = new_request(cast)
        found = by_kind(["hotline.received"], region_code=cast.city.code, **SPAN)
        assert found == {("hotline.received", ""): Fraction(1)}
        dispatch(case, cast, kind="complaint")
        found = by_kind(["hotline.received"], region_code=cast.city.code, **SPAN)
        assert {key: one.total for key, one in found.items()} == {
            ("hotline.received", ""): 0, ("hotline.received", "complaint"): 1,
        }  # fmt: skip


class TestResponse:
    def test_that_never_came_is_due_on_the_last_day_of_the_term(self, cast):
        dispatch(new_request(cast), cast)
        assert over(cast)["responded"] == (0, 0)
        sweep(START + 10 * DAY)
        assert Tally.objects.get(indicator="hotline.responded").day == date(2026, 3, 9)
        assert of(cast.street_unit)["responded"] == (0, 1)

    def test_put_down_after_the_term_is_not_in_time(self, cast):
        case = dispatch(new_request(cast), cast)
        late = START + 8 * DAY
        said = {"way": "telephone", "contacted_at": START + 2 * HOUR}
        move(case, "contact", by=cast.street_clerk.actor(), at=late, **said)
        assert over(cast)["responded"] == (0, 1)

    def test_is_not_the_units_where_its_objection_was_upheld(self, cast):
        case = dispatch(new_request(cast), cast)
        sweep(START + 8 * DAY)
        clerk = cast.street_clerk.actor()
        move(case, "object", by=clerk, at=START + 8 * DAY, ground="not_listed", reason="不在清单内")
        assert of(cast.street_unit)["responded"] == (0, 1)
        move(case, "uphold", by=cast.supervisor.actor(), at=START + 9 * DAY, reason="成立")
        assert of(cast.street_unit)["responded"] == (0, 0)
        assert of(cast.hotline_centre)["responded"] == (0, 1)


class TestJudgement:
    def test_leaves_the_numerator_when_the_case_is_opened_again(self, cast):
        case = in_state("closed", cast)
        heard = ("hotline.resolved", "hotline.satisfied", "hotline.heard")
        assert over(cast, *heard) == {"resolved": (1, 1), "satisfied": (1, 1), "heard": (1, 1)}
        move(case, "reopen", by=sender(case), at=START + DAY, reason="第二天又堆满了")
        assert over(cast, *heard) == {"resolved": (0, 1), "satisfied": (0, 1), "heard": (0, 0)}

    def test_of_who_did_not_say_is_in_no_denominator(self, cast):
        case = in_state("answered", cast)
        move(case, "rate", by=sender(case), at=START + DAY, resolved="unsaid", satisfied="fairly")
        found = over(cast, *THREE, "hotline.heard")
        assert (found["resolved"], found["satisfied"], found["heard"]) == ((0, 0), (1, 1), (1, 1))


class TestExclusion:
    def test_shows_both_the_figures_before_and_after(self, cast):
        case = in_state("answered", cast)
        move(case, "rate", by=sender(case), at=START + DAY, resolved="no", satisfied="dissatisfied")
        in_state("closed", cast)
        set_excluded(case, is_excluded=True)
        found = rates(["hotline.resolved"], region_code=cast.city.code, **SPAN)["hotline.resolved"]
        assert found == Fraction(total=2, hits=1, left_out=1, left_out_hits=0)
        assert (found.percent_before, found.percent) == (50, 100)

    def test_holds_for_what_the_case_counts_for_later(self, cast):
        case = in_state("answered", cast)
        set_excluded(case, is_excluded=True)
        move(case, "rate", by=sender(case), at=START + DAY, resolved="no", satisfied="unsaid")
        found = rates(["hotline.resolved"], region_code=cast.city.code, **SPAN)["hotline.resolved"]
        assert (found.total, found.left_out, found.counted) == (1, 1, 0)


class TestAccusation:
    def test_is_in_no_figure_from_the_moment_it_is_marked(self, cast):
        case = in_state("closed", cast)
        fold(START)
        seal(case, accused_units=[cast.street_unit], by=cast.hotline_clerk.actor(), at=START + DAY)
        assert not Tally.objects.filter(case=case).exists()
        assert over(cast, *THREE, "hotline.received") == {
            "responded": (0, 0), "resolved": (0, 0), "satisfied": (0, 0), "received": (0, 0),
        }  # fmt: skip


class TestFold:
    def test_changes_no_figure_and_is_done_once(self, cast):
        for place in (cast.street, cast.community):
            in_state("closed", cast, region=place)
        dispatch(new_request(cast, region=cast.far_street), cast, unit=cast.far_street_unit)
        before = everything(cast)
        waiting = Delta.objects.count()
        assert fold(START) == waiting > 0
        assert everything(cast) == before
        assert (Delta.objects.count(), fold(START)) == (0, 0)
        assert everything(cast) == before

    def test_adds_to_what_was_folded_before(self, cast):
        in_state("closed", cast)
        fold(START)
        in_state("closed", cast)
        fold(START)
        assert over(cast)["resolved"] == (2, 2)
        assert over(cast, first_day=date(2026, 3, 2), last_day=date(2026, 3, 9)) == over(cast)

    def test_counts_a_place_once_that_is_its_own_county(self):
        # The towns of 东莞 hang on the city, whose code is also that of a county.
        told = {"indicator": "x", "unit": 1, "region": 441900003000, "total": 1, "hits": 1}
        Delta.objects.create(day=START.date(), month=START.date().replace(day=1), **told)
        fold(START)
        for table in (MonthCounter, PlaceDayCounter):
            found = dict(table.objects.exclude(region=0).values_list("region", "total"))
            assert found.pop(441900003000, 1) == 1
            assert found == {441900000000: 1, 440000000000: 1, 100000000000: 1}


class TestProof:
    def test_finds_and_mends_what_differs(self, cast):
        for _ in range(2):
            in_state("closed", cast)
        fold(START)
        in_state("closed", cast)
        assert prove(at=START).is_sound
        right = everything(cast)
        DayCounter.objects.filter(indicator="hotline.resolved").update(hits=7)
        MonthCounter.objects.filter(region=cast.city.code).delete()
        PlaceDayCounter.objects.filter(region=cast.province.code).delete()
        found = prove(at=START, repairs=True)
        assert (found.days, found.months > 0, found.place_days > 0) == (1, True, True)
        assert everything(cast) == right
        fold(START)
        assert prove(at=START).is_sound
        assert everything(cast) == right


def everything(cast):
    """Return the figures by every way of asking."""
    keys = [one.key for of in figures for one in of.indicators]
    places = [cast.county.code, cast.other_county.code]
    units = [cast.street_unit.pk, cast.far_street_unit.pk, cast.hotline_centre.pk]
    whole = {"region_code": cast.province.code, **SPAN}
    found = {
        "total": rates(keys, **whole),
        "part": rates(keys, **whole | {"first_day": date(2026, 3, 2)}),
        "place": by_place(keys, region_codes=places, **SPAN),
        "unit": by_unit(keys, units=units, **SPAN),
        "month": by_month(keys, **whole),
        "kind": by_kind(keys, **whole),
        "community": rates(keys, **SPAN, region_code=cast.community.code),
    }
    return {
        way: {key: one for key, one in sums.items() if one != Fraction()}
        for way, sums in found.items()
    }
