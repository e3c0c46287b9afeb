"""What leaves petitioning (Art. 22, 24): justice and discipline, what a case is handed down to."""

from __future__ import annotations

import pytest

from linli.base.audit.models import Entry
from tests.courses import clock
from tests.petitions import in_state, new_petition, refusal, take

pytestmark = pytest.mark.django_db


class TestJusticeAndDiscipline:
    @pytest.mark.parametrize("unit", ["community_unit", "government", "discipline"])
    def test_matters_of_litigation_go_to_a_political_legal_organ(self, cast, unit):
        refused = refusal(new_petition(cast), "to_justice", cast, unit=getattr(cast, unit))
        assert (refused.field, refused.code) == ("unit", "wrong_kind")

    def test_discipline_inspection_takes_accusations_alone(self, cast):
        assert refusal(new_petition(cast), "to_discipline", cast).code == "is_accusation"

    def test_accusations_go_to_discipline_inspection(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast)
        refused = refusal(case, "to_discipline", cast, unit=cast.government)
        assert (refused.field, refused.code) == ("unit", "wrong_kind")

    def test_an_accusation_found_with_a_unit_comes_back_to_be_routed(self, cast):
        case = take(in_state("handling", cast), "mark_accusation", cast)
        case = take(case, "reclaim", cast)
        assert (case.state, case.unit) == ("to_reroute", cast.county_petition_office)
        assert take(case, "to_discipline", cast).unit == cast.discipline

    def test_nothing_but_an_accusation_is_taken_back(self, cast):
        assert refusal(in_state("handling", cast), "reclaim", cast).code == "is_accusation"

    def test_goes_to_the_right_organ_when_the_first_was_the_wrong_one(self, cast):
        case = take(in_state("with_justice", cast), "recall", cast)
        assert (case.state, case.unit) == ("to_reroute", cast.county_petition_office)
        assert clock(case, "route").stopped_at is None
        assert not case.participations.filter(until_at=None).exists()
        assert Entry.objects.get(chain=case.chain, kind="petition.recall").texts["reason"]
        case = take(case, "to_justice", cast, unit=cast.department)
        assert (case.state, case.unit) == ("with_justice", cast.department)

    def test_is_taken_back_from_an_organ_that_is_accused(self, cast):
        case = in_state("with_justice", cast)
        case = take(case, "mark_accusation", cast, units=[case.unit])
        assert take(case, "reclaim", cast).state == "to_reroute"


class TestHandDown:
    def test_goes_down_the_unit_s_own_line(self, cast):
        case = in_state("received", cast, unit=cast.government)
        case = take(case, "hand_down", cast, unit=cast.street_unit)
        assert (case.state, case.unit) == ("referred", cast.street_unit)
        assert case.participations.get(part="overseeing").unit == cast.government

    @pytest.mark.parametrize("unit", ["city_government", "far_department", "department"])
    def test_goes_nowhere_else(self, cast, unit):
        case = in_state("received", cast)
        refused = refusal(case, "hand_down", cast, unit=getattr(cast, unit))
        assert (refused.field, refused.code) == ("unit", "not_below")
