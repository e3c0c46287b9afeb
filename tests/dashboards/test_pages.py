"""The pages of rates: who reads what, numerators and denominators, and the way down the tree."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.cases import exclusions
from linli.cases.engine import move
from linli.cases.folding import fold, prove
from linli.cases.models import Exclusion
from tests.requests import DAY, START, dispatch, in_state, new_request, sender

pytestmark = pytest.mark.django_db
MARCH = {"period": "custom", "first": "2026-03-01", "last": "2026-03-31"}
RATES = reverse("dashboards:rates")


def text_of(answer) -> str:
    """Return what is read on the page, tags and line ends taken away."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page(client, address: str = RATES, **query):
    """Return the page in English, of March 2026."""
    return client.get(address, MARCH | query, headers={"accept-language": "en"})


def of_unit(unit) -> str:
    """Return the address of a unit's page."""
    return reverse("dashboards:unit", args=[unit.pk])


@pytest.fixture
def at_work(cast):
    """Return the cast with a solved request, an unsolved one and one in another county."""
    in_state("closed", cast)
    case = in_state("answered", cast)
    said = {"resolved": "no", "satisfied": "dissatisfied"}
    cast.unhappy = move(case, "rate", by=sender(case), at=START + DAY, **said)
    dispatch(new_request(cast, region=cast.far_street), cast, unit=cast.far_street_unit)
    return cast


class TestDays:
    def test_that_make_no_sense_show_no_figures(self, client, at_work):
        cast = at_work
        cast.sign_in(client, cast.supervisor)
        for address in (RATES, of_unit(cast.street_unit)):
            good, bad = page(client, address), page(client, address, last="2026-01-31")
            assert "By kind" in text_of(good) and "2026" in text_of(good)
            assert "By kind" not in text_of(bad)
            assert "once this is corrected" in text_of(bad)
            assert 'value="2026-01-31"' in bad.content.decode()


class TestWhoReads:
    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("supervisor", 200),
            ("hotline_clerk", 200),
            ("social_work_officer", 200),
            ("street_clerk", 403),
            ("department_handler", 403),
            ("community_worker", 403),
            ("petition_officer", 200),
            ("system_administrator", 403),
            ("auditor", 403),
        ],
    )
    def test_is_who_reads_the_range(self, cast, client, who, status):
        assert page(cast.sign_in(client, getattr(cast, who))).status_code == status

    def test_a_head_reads_the_own_unit_alone(self, cast, client):
        cast.sign_in(client, cast.street_head)
        assert page(client).url == of_unit(cast.street_unit)
        assert page(client, of_unit(cast.street_unit)).status_code == 200
        assert page(client, of_unit(cast.other_street_unit)).status_code == 403

    def test_a_range_ends_where_the_posts_region_does(self, cast, client):
        cast.sign_in(client, cast.county_supervisor)
        assert page(client, region=str(cast.street.code)).status_code == 200
        for code in (cast.city.code, cast.far_street.code, 999, "x"):
            assert page(client, region=str(code)).status_code == 404
        assert page(client, of_unit(cast.far_street_unit)).status_code == 403


class TestPlaces:
    def test_show_rates_with_what_they_are_of_and_the_formula(self, at_work, client):
        at_work.sign_in(client, at_work.supervisor)
        shown = text_of(page(client))
        assert "Resolution rate 50.0% 1 / 2" in shown
        assert "Few cases: the rate says little." in shown
        assert "Cases that the sender calls solved, of those where the sender said." in shown
        assert "Art. 32" in shown

    def test_lead_down_to_units_and_add_up(self, at_work, client):
        at_work.sign_in(client, at_work.supervisor)
        answer = page(client)
        rows = {row.name: row for row in answer.context["places"]}
        assert set(rows) == {at_work.county.name, at_work.other_county.name}
        whole = answer.context["total"].cells
        for place, cell in enumerate(whole):
            parts = [row.cells[place].fraction.total for row in rows.values()]
            assert sum(parts) == cell.fraction.total
        lower = page(client, region=str(at_work.county.code))
        assert [row.name for row in lower.context["places"]] == [at_work.street.name]
        street = page(client, region=str(at_work.street.code))
        assert [row.unit for row in street.context["units"]] == [at_work.street_unit]
        assert f'href="{of_unit(at_work.street_unit)}' in street.content.decode()

    def test_cost_the_same_number_of_queries_for_any_number_of_cases(
        self, at_work, client, django_assert_max_num_queries
    ):
        at_work.sign_in(client, at_work.supervisor)
        page(client)
        with django_assert_max_num_queries(17):
            page(client)
        for _ in range(3):
            in_state("closed", at_work)
        fold(START)
        with django_assert_max_num_queries(17):
            page(client)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"first": ""}, "Give the day."),
            ({"last": "2025-01-01"}, "The last day can"),
            ({"last": "2099-01-01"}, "At most five years."),
            ({"first": "31.3.26"}, "Enter a valid date."),
        ],
    )
    def test_take_days_that_make_sense(self, cast, client, wrong, said):
        answer = page(cast.sign_in(client, cast.supervisor), **wrong)
        assert answer.status_code == 200
        assert said in answer.content.decode()

    def test_take_what_they_do_not_know_for_nothing(self, cast, client):
        odd = {"period": "x", "kind": "x", "procedure": "x", "of": "x", "part": "x", "after": "~"}
        cast.sign_in(client, cast.supervisor)
        assert client.get(RATES, odd).status_code == 200
        assert client.get(of_unit(cast.street_unit), odd).status_code == 200


class TestUnit:
    def test_lists_the_cases_behind_a_figure(self, at_work, client):
        at_work.sign_in(client, at_work.street_head)
        address = of_unit(at_work.street_unit)
        listed = {}
        for part in ("all", "hit", "miss", "out"):
            answer = page(client, address, of="hotline.resolved", part=part)
            listed[part] = [row.case for row in answer.context["rows"]]
        assert [len(listed[part]) for part in listed] == [2, 1, 1, 0]
        assert listed["miss"] == [at_work.unhappy]
        assert reverse("dashboards:ask", args=[at_work.unhappy.reference]) in text_of_links(
            page(client, address, of="hotline.resolved")
        )

    def test_lists_no_case_that_the_post_may_not_see(self, at_work, client):
        at_work.sign_in(client, at_work.county_supervisor)
        case = at_work.unhappy
        case.bars.create(person=at_work.county_supervisor.person, ground="recused",
                         since_date=START.date())  # fmt: skip
        answer = page(client, of_unit(at_work.street_unit), of="hotline.resolved")
        assert case not in [row.case for row in answer.context["rows"]]
        assert case.reference not in answer.content.decode()


class TestExclusion:
    def test_is_asked_for_decided_and_shown_in_both_figures(self, at_work, client):
        case = at_work.unhappy
        # Pages take the time of the clock; the case counted lately.
        case.tallies.update(day=timezone.localdate())
        prove(at=timezone.now(), repairs=True)
        at_work.sign_in(client, at_work.street_head)
        asking = reverse("dashboards:ask", args=[case.reference])
        case_page = reverse("cases:case", args=[case.reference])
        assert asking in text_of_links(client.get(case_page))
        assert client.get(asking).status_code == 200
        assert client.post(asking, {"ground": "impossible"}).status_code == 200
        said = {"ground": "impossible", "reason": "要求更换电视机"}
        one = reverse("dashboards:exclusion", args=[asked_by(client.post(asking, said))])
        assert asking not in text_of_links(client.get(case_page))
        assert client.get(asking).url == one
        assert client.post(one, {"answer": "grant", "reason": "x"}).status_code == 403
        at_work.sign_in(client, at_work.supervisor)
        assert "要求更换电视机" in client.get(one).content.decode()
        assert client.post(one, {"answer": "grant", "reason": "属实"}).url == one
        assert Exclusion.objects.get().outcome == "granted"
        shown = text_of(client.get(RATES, {"period": "month"}, headers={"accept-language": "en"}))
        assert "Of 1, 1 left out; with them 0.0% (0 / 1)." in shown
        assert (
            case.reference
            in client.get(reverse("dashboards:exclusions"), {"list": "granted"}).content.decode()
        )

    def test_is_refused_with_the_true_reason(self, at_work, client):
        # It counted in March, and pages take the time of the clock.
        at_work.sign_in(client, at_work.street_head)
        answer = client.get(reverse("dashboards:ask", args=[at_work.unhappy.reference]))
        assert answer.status_code == 403
        assert "不能再申请" in answer.content.decode()

    def test_is_nobody_elses_to_open(self, at_work, client):
        one = exclusions.ask(
            at_work.unhappy, ground="untrue", reason="经核实不存在", by=at_work.street_head.actor(),
            at=START + 2 * DAY,
        )  # fmt: skip
        address = reverse("dashboards:exclusion", args=[one.pk])
        for who, status in (
            ("far_street_clerk", 403), ("department_head", 404), ("street_clerk", 403),
            ("hotline_head", 200), ("county_supervisor", 200),
        ):  # fmt: skip
            at_work.sign_in(client, getattr(at_work, who))
            assert client.get(address).status_code == status, who


def text_of_links(answer) -> str:
    """Return all addresses of a page."""
    return " ".join(re.findall(r'href="([^"]+)"', answer.content.decode()))


def asked_by(answer) -> int:
    """Return the id of the request to which the answer leads."""
    return int(answer.url.rstrip("/").rsplit("/", 1)[1])
