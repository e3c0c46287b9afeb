"""Registering a petition (Art. 19 to 23): channels, elements, who runs it, when terms begin."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linli.base.accounts.models import Unit
from linli.base.privacy.models import Identifier
from linli.base.privacy.selectors import masked_for
from linli.cases.models import Case, Message
from linli.cases.sealing import seal
from linli.core.errors import Incomplete, Refused
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.petitions.models import Petition
from linli.procedures.petitions.opening import office_for, open_from_case
from linli.procedures.petitions.words import CHANNELS
from tests.petitions import DAY, START, new_petition, sender, take
from tests.requests import in_state as request_in_state

pytestmark = pytest.mark.django_db


def refusal(cast, **changes) -> Refused:
    with pytest.raises(Refused) as refused:
        new_petition(cast, **changes)
    assert not Message.objects.exists()
    return refused.value


class TestRegistering:
    @pytest.mark.parametrize("channel", [channel.key for channel in CHANNELS])
    def test_takes_each_of_the_five_channels(self, cast, channel):
        case = new_petition(cast, channel=channel)
        assert (case.state, case.message.channel) == ("registered", channel)

    def test_takes_no_other_channel(self, cast):
        assert refusal(cast, channel="import").field == "channel"

    def test_keeps_what_was_received_apart_from_the_elements(self, cast):
        case = new_petition(cast, body="原文一字不改。", request="请求发还。", facts="被扣。")
        assert case.message.body == "原文一字不改。"
        assert (case.petition.request, case.petition.facts) == ("请求发还。", "被扣。")

    def test_needs_a_request(self, cast):
        assert refusal(cast, request=" ").field == "request"

    def test_knows_its_fields(self, cast):
        assert new_petition(cast, field="labour").petition.field == "labour"
        with pytest.raises(Incomplete) as refused:
            new_petition(cast, field="gossip")
        assert refused.value.field == "field"

    @pytest.mark.parametrize(
        ("people", "is_clear"),
        [
            ({}, False),
            ({"name": "李明"}, False),
            ({"name": "李明", "telephone": "13812345678"}, False),
            ({"name": "李明", "address": " "}, False),
            ({"name": "李明", "address": "青年东路12号"}, True),
        ],
    )
    def test_asks_nobody_who_they_are_but_knows_whether_a_notice_can_go_out(
        self, cast, people, is_clear
    ):
        assert new_petition(cast, people=people).petition.is_identified is is_clear

    def test_by_a_resident_is_the_act_of_whoever_holds_the_receipt(self, cast):
        case = new_petition(cast, channel="page", by=None)
        assert take(case, "withdraw", cast, by=sender(case)).state == "withdrawn"

    def test_twice_with_one_form_is_one_petition(self, cast):
        first = new_petition(cast, submission_key="same-form")
        assert new_petition(cast, submission_key="same-form") == first
        assert Petition.objects.count() == 1


class TestTheOffice:
    def test_is_the_smallest_that_holds_the_place(self, cast):
        assert new_petition(cast).coordinator == cast.county_petition_office
        assert new_petition(cast, region=cast.far_street).coordinator == cast.petition_office

    def test_is_one_in_being(self, cast):
        Unit.objects.filter(pk=cast.county_petition_office.pk).update(until_date=date(2026, 1, 1))
        assert office_for(cast.street, at=START) == cast.petition_office

    def test_must_exist(self, cast):
        Unit.objects.filter(kind="petition_office").update(until_date=date(2026, 1, 1))
        refused = refusal(cast)
        assert (refused.field, refused.code) == ("region", "no_office")

    def test_that_received_it_registers_it_though_another_lies_nearer(self, cast):
        case = new_petition(cast, unit=cast.petition_office, by=cast.petition_officer.actor())
        assert (case.state, case.coordinator) == ("registered", cast.petition_office)

    def test_registers_nothing_of_elsewhere(self, cast):
        refused = refusal(cast, unit=cast.county_petition_office, region=cast.far_street)
        assert (refused.field, refused.code) == ("unit", "elsewhere")


class TestDirectReceipt:
    def test_lets_the_unit_look_at_it_first_and_the_office_run_it(self, cast):
        case = new_petition(cast, unit=cast.department, by=cast.department_handler.actor())
        assert (case.state, case.unit) == ("received", cast.department)
        assert case.coordinator == cast.county_petition_office
        assert case.participations.get().part == "lead"

    def test_xf_t3_starts_fifteen_days_for_the_written_notice_and_no_routing(self, cast):
        case = new_petition(cast, unit=cast.department)
        (clock,) = case.clocks.all()
        assert (clock.term, clock.length, clock.unit) == ("notify", 15, "days")
        assert local_day(clock.due_at) == date(2026, 3, 17)

    @pytest.mark.parametrize("people", [{"name": "李明"}, {"address": "青年东路12号"}])
    def test_xf_t3_owes_no_notice_only_where_name_or_address_is_unclear(self, cast, people):
        assert not new_petition(cast, unit=cast.department, people=people).clocks.exists()

    @pytest.mark.parametrize("unit", ["community_unit", "hotline_centre", "operator"])
    def test_is_not_for_units_without_powers(self, cast, unit):
        refused = refusal(cast, unit=getattr(cast, unit))
        assert (refused.field, refused.code) == ("unit", "no_powers")


class TestReceivedOnPaper:
    def test_counts_xf_t1_from_the_day_it_came(self, cast):
        case = new_petition(cast, received_on=date(2026, 2, 26))
        clock = case.clocks.get(term="route")
        assert clock.started_at == datetime(2026, 2, 26, 12, tzinfo=SHANGHAI)
        assert local_day(clock.due_at) == date(2026, 3, 13)
        assert case.opened_at == START

    def test_on_the_same_day_counts_from_now(self, cast):
        case = new_petition(cast, received_on=START.date())
        assert case.clocks.get(term="route").started_at == START

    def test_cannot_have_come_tomorrow(self, cast):
        assert refusal(cast, received_on=(START + DAY).date()).field == "received_on"


class TestAVisit:
    def test_xf_a4_of_a_group_names_five_representatives_at_most(self, cast):
        case = new_petition(cast, channel="visit", visitors=40, representatives=list("甲乙丙丁戊"))
        assert (case.petition.visitors, case.petition.representatives.count()) == (40, 5)
        with pytest.raises(Refused) as refused:
            new_petition(cast, channel="visit", visitors=40, representatives=list("甲乙丙丁戊己"))
        assert (refused.value.field, refused.value.code) == (
            "representatives", "too_many_representatives",
        )  # fmt: skip

    def test_xf_a4_of_more_than_five_has_to_name_some(self, cast):
        assert refusal(cast, channel="visit", visitors=6).field == "representatives"
        assert new_petition(cast, channel="visit", visitors=5).petition.visitors == 5

    def test_has_no_more_representatives_than_visitors(self, cast):
        refused = refusal(cast, channel="visit", visitors=1, representatives=["甲", "乙"])
        assert refused.code == "more_than_came"

    def test_has_visitors(self, cast):
        assert refusal(cast, channel="visit", visitors=0).field == "visitors"

    def test_keeps_the_names_of_representatives_encrypted(self, cast):
        case = new_petition(cast, channel="visit", visitors=6, representatives=["欧阳克勤"])
        (who,) = case.petition.representatives.all()
        assert masked_for([who.subject])[who.subject]["name"] == "欧阳*勤"
        assert "欧阳克勤" not in Identifier.objects.get(subject=who.subject).ciphertext

    @pytest.mark.parametrize("more", [{"visitors": 3}, {"representatives": ["甲"]}])
    def test_alone_has_visitors_and_representatives(self, cast, more):
        assert refusal(cast, channel="letter", **more).code == "not_a_visit"


class TestOpenFromACase:
    def test_makes_a_petition_under_the_same_receipt_that_follows_from_it(self, cast):
        request = request_in_state("received", cast)
        made = open_from_case(
            request, request="请求赔偿。", by=cast.hotline_clerk.actor(), at=START + DAY
        )
        assert made.message == request.message
        assert (made.procedure, made.state) == ("petition", "registered")
        tie = made.links_out.get()
        assert (tie.kind, tie.to_case) == ("follows", request)

    def test_takes_the_whole_message_for_the_request_unless_told(self, cast):
        request = request_in_state("received", cast)
        made = open_from_case(request, by=cast.hotline_clerk.actor(), at=START + DAY)
        assert made.petition.request == request.message.body

    def test_twice_makes_one(self, cast):
        request = request_in_state("received", cast)
        by = cast.hotline_clerk.actor()
        first = open_from_case(request, by=by, at=START + DAY)
        assert open_from_case(request, by=by, at=START + 2 * DAY) == first

    def test_of_a_sealed_message_is_an_accusation_too(self, cast):
        request = request_in_state("received", cast)
        by = cast.hotline_clerk.actor()
        seal(request, accused_units=[cast.street_unit], by=by, at=START)
        made = open_from_case(request, by=by, at=START + DAY)
        assert (made.is_sealed, made.lane) == (True, "A")
        assert made.bars.filter(unit=cast.street_unit).exists()
        assert Case.objects.get(pk=made.pk).lane == "A"
