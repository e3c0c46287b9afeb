"""Who may be given a request: the unit that the duty list names, where and while it holds."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.accounts.models import Unit
from linli.base.audit.models import Entry
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.errors import Refused
from tests.requests import DAY, HOUR, START, dispatch, duty, in_state, new_request, sender

pytestmark = pytest.mark.django_db


class TestDispatchByAnItem:
    @pytest.mark.parametrize("is_named_as_unit", [True, False])
    @pytest.mark.parametrize("which", ["assisting", "taken_back"])
    def test_goes_to_the_department_that_the_item_names_alone(self, cast, which, is_named_as_unit):
        lead = {"lead_unit": cast.department} if is_named_as_unit else {"lead_name": "城市管理局"}
        item = duty(cast, which, **lead)
        for other in (cast.other_department, cast.hotline_centre, cast.government):
            with pytest.raises(Refused) as refusal:
                dispatch(new_request(cast), cast, item=item, unit=other)
            assert (refusal.value.field, refusal.value.code) == ("unit", "against_duty_list")
        assert dispatch(new_request(cast), cast, item=item, unit=cast.department)

    @pytest.mark.parametrize(
        "elsewhere",
        [
            {"until_date": date(2026, 3, 1)},
            {"from_date": date(2026, 3, 3)},
            {"region": "other_county"},
        ],
    )
    def test_by_an_item_that_does_not_hold_there_today_is_refused(self, cast, elsewhere):
        if "region" in elsewhere:
            elsewhere = {"region": getattr(cast, elsewhere["region"])}
        with pytest.raises(Refused) as refusal:
            dispatch(new_request(cast), cast, item=duty(cast, **elsewhere))
        assert refusal.value.field == "item"

    def test_to_a_department_lets_the_township_assist_where_the_list_says_so(self, cast):
        item = duty(cast, "assisting", lead_unit=cast.department)
        case = dispatch(new_request(cast), cast, item=item, unit=cast.department)
        assisting = case.participations.filter(part="assisting")
        assert [part.unit for part in assisting] == [cast.street_unit]
        line = Entry.objects.get(chain=case.chain, kind="hotline.dispatch")
        assert [unit["id"] for unit in line.facts["assisting"]] == [cast.street_unit.pk]

    def test_asks_no_community_to_assist(self, cast):
        with pytest.raises(Refused) as refusal:
            dispatch(new_request(cast), cast, assisting=[cast.community_unit])
        assert refusal.value.field == "assisting"


class TestARepeat:
    @pytest.mark.parametrize("number", ["receipt", "reference"])
    def test_is_tied_to_the_earlier_case_by_either_number(self, cast, number):
        earlier, case = in_state("closed", cast), new_request(cast)
        told = {"outcome": "repeat", "explanation": "正在办理。"}
        named = {"receipt": earlier.message.receipt, "reference": earlier.reference}[number]
        by, at = cast.hotline_clerk.actor(), START + HOUR
        move(case, "inform", by=by, at=at, earlier=named, **told)
        assert case.links_out.get().to_case == earlier

    def test_is_not_tied_to_itself_nor_to_what_the_clerk_may_not_see(self, cast):
        case, elsewhere = new_request(cast), in_state("closed", cast)
        Case.objects.filter(pk=elsewhere.pk).update(
            region=cast.province, unit=cast.other_government, coordinator=cast.other_government
        )
        for number in (case.message.receipt, elsewhere.reference):
            with pytest.raises(Refused) as refusal:
                move(
                    case, "inform", by=cast.hotline_clerk.actor(), at=START + HOUR,
                    outcome="repeat", explanation="正在办理。", earlier=number,
                )  # fmt: skip
            assert (refusal.value.field, refusal.value.code) == ("earlier", "no_such_case")


class TestAskingAbove:
    @pytest.mark.parametrize("unit", ["street_unit", "community_unit", "far_street_unit"])
    def test_is_for_units_above_alone(self, cast, unit):
        case, head = in_state("handling", cast), cast.street_head.actor()
        with pytest.raises(Refused) as refusal:
            move(
                case, "report_up", by=head, at=START + 3 * HOUR,
                higher=getattr(cast, unit), reason="需要协调",
            )  # fmt: skip
        assert refusal.value.field == "higher"

    @pytest.mark.parametrize("unit", ["government", "department", "city_department"])
    def test_lets_the_unit_above_see_it(self, cast, unit):
        case, head = in_state("handling", cast), cast.street_head.actor()
        above = getattr(cast, unit)
        move(case, "report_up", by=head, at=START + 3 * HOUR, higher=above, reason="需要协调")
        assert case.participations.filter(unit=above, part="overseeing").exists()


class TestALaterRound:
    @pytest.fixture
    def case(self, cast):
        answered = in_state("answered", cast)
        clerk = cast.hotline_clerk.actor()
        return move(answered, "return_to_unit", by=clerk, at=START + 5 * HOUR, reason="没有处理")

    def test_counts_contact_made_within_it_alone(self, cast, case):
        clerk, earlier = cast.street_clerk.actor(), START + 3 * HOUR
        with pytest.raises(Refused) as refusal:
            move(case, "contact", by=clerk, at=START + 6 * HOUR, way="visit", contacted_at=earlier)
        assert refusal.value.field == "contacted_at"
        case = move(case, "contact", by=clerk, at=START + 6 * HOUR, way="visit")
        assert case.request.contacted_at == START + 6 * HOUR

    def test_goes_to_the_centre_that_is_there_now(self, cast):
        case = in_state("closed", cast)
        new = Unit.objects.create(
            code="new", name="济南市市民服务热线", kind="hotline_centre", region=cast.city,
            from_date=START.date(),
        )  # fmt: skip
        Unit.objects.filter(pk=cast.hotline_centre.pk).update(until_date=START.date())
        case = move(case, "reopen", by=sender(case), at=START + 2 * DAY, reason="又堆满了")
        assert (case.coordinator, case.unit) == (new, new)
