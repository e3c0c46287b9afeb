"""The same matter again (Art. 19, 36), and the units proposed for one that is new."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.cases.engine import move
from linli.core.errors import Refused
from linli.procedures.petitions.earlier import likely_duplicates
from linli.procedures.petitions.proposals import propose_targets
from tests.petitions import HOUR, START, in_state, new_petition, take
from tests.requests import duty

pytestmark = pytest.mark.django_db


def refusal(case, step, cast, **changes) -> Refused:
    with pytest.raises(Refused) as refused:
        take(case, step, cast, **changes)
    case.refresh_from_db()
    assert case.state == "registered"
    return refused.value


class TestTheSameMatter:
    @pytest.mark.parametrize("number", ["receipt", "reference"])
    def test_xf_a1_in_hand_already_is_not_accepted_and_tied_to_it(self, cast, number):
        earlier, case = in_state("handling", cast), new_petition(cast)
        named = earlier.message.receipt if number == "receipt" else earlier.reference
        case = take(case, "decline_known", cast, earlier=named)
        tie = case.links_out.get()
        assert (case.state, tie.kind, tie.to_case) == ("declined", "same_matter", earlier)
        assert case.petition.documents.get().kind == "refusal"

    def test_xf_a1_is_in_hand_no_more_once_closed(self, cast):
        earlier = in_state("closed", cast)
        refused = refusal(new_petition(cast), "decline_known", cast, earlier=earlier.reference)
        assert (refused.field, refused.code) == ("earlier", "not_in_hand")

    def test_xf_a2_is_over_after_re_examination(self, cast):
        earlier = in_state("terminated", cast)
        case = take(new_petition(cast), "decline_ended", cast, earlier=earlier.reference)
        assert case.links_out.get().to_case == earlier

    @pytest.mark.parametrize("state", ["handling", "closed"])
    def test_xf_a2_is_not_over_before_that(self, cast, state):
        earlier = in_state(state, cast)
        refused = refusal(new_petition(cast), "decline_ended", cast, earlier=earlier.reference)
        assert (refused.field, refused.code) == ("earlier", "not_ended")

    def test_is_never_itself_nor_out_of_sight(self, cast):
        case, elsewhere = new_petition(cast), new_petition(cast, region=cast.far_street)
        for number in (case.reference, elsewhere.reference, "", "123"):
            assert refusal(case, "decline_known", cast, earlier=number).field == "earlier"


class TestLikelyDuplicates:
    def test_xf_a1_are_by_the_same_sender_or_begin_alike_open_or_ended(self, cast):
        head = "二月十日三轮车被扣没有给任何凭证请求发还并赔偿误工费用"
        told = {"body": head, "people": {"telephone": "13900000001"}}
        by_telephone = new_petition(cast, body="另一件事", people={"telephone": "13900000001"})
        by_text = in_state("closed", cast, body=head + "。另附照片")
        other = new_petition(cast, body="毫不相干", people={"telephone": "13900000002"})
        case = new_petition(cast, **told)
        found = {one.case: one.why for one in _found(case, cast)}
        assert set(found) == {by_telephone, by_text}
        assert found[by_telephone][0].zh == "电话相同"
        assert other not in found

    def test_stay_in_sight_of_who_looks(self, cast):
        hidden = new_petition(cast)
        move(
            hidden, "mark_accusation", by=cast.county_petition_head.actor(), at=START + HOUR,
            units=[cast.street_unit],
        )  # fmt: skip
        new_petition(cast, region=cast.far_street)
        case = new_petition(cast)
        assert _found(case, cast) == []
        assert [one.case for one in _found(case, cast, post=cast.county_petition_head)] == [hidden]

    def test_cost_the_same_however_many(self, cast):
        case = new_petition(cast)
        counts = []
        for _ in range(2):
            new_petition(cast)
            with CaptureQueriesContext(connection) as asked:
                _found(case, cast)
            counts.append(len(asked))
        assert counts == [4, 4]


def _found(case, cast, post=None):
    return likely_duplicates(case, post=post or cast.county_petition_officer)


class TestProposals:
    def test_name_the_lead_of_the_duty_item_first_then_the_place(self, cast):
        duty(cast, "assisting", lead_unit=cast.department, name="三轮车停放管理", keywords="三轮车")
        units = [one.unit for one in propose_targets(new_petition(cast), at=START)]
        assert units[0] == cast.department
        assert {cast.street_unit, cast.government} <= set(units)

    def test_name_nobody_who_is_accused(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast, units=[cast.street_unit])
        assert cast.street_unit not in [one.unit for one in propose_targets(case, at=START)]

    def test_are_all_possible(self, cast):
        case = new_petition(cast)
        for one in propose_targets(case, at=START):
            assert take(new_petition(cast), "transfer", cast, unit=one.unit).unit == one.unit
