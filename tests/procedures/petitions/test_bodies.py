"""Which body reviews and which re-examines: proposed, then named by an officer."""

from __future__ import annotations

import pytest

from linli.base.accounts.models import Unit
from linli.base.notices.models import Notice
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.petitions.bodies import propose_recheck_body, propose_review_body
from linli.procedures.petitions.remedy_forms import FORMS
from tests.petitions import DAY, HOUR, in_state, new_petition, take

pytestmark = pytest.mark.django_db


def why_not(case, step, cast, **given):
    with pytest.raises(Refused) as refusal:
        take(case, step, cast, **given)
    return refusal.value.code, refusal.value.field


def told(unit):
    return set(Notice.objects.filter(unit=unit).values_list("kind", flat=True))


class TestProposal:
    def test_of_a_department_is_its_line_and_its_government(self, cast):
        case = in_state("review_requested", cast)
        bodies = propose_review_body(case, at=case.moved_at).bodies
        assert [one.unit for one in bodies] == [cast.city_department, cast.government]
        assert ["条" in bodies[0].why.zh, "块" in bodies[1].why.zh] == [True, True]

    def test_of_a_street_is_the_county_government(self, cast):
        case = new_petition(cast)
        for step, given in (("transfer", {"unit": cast.street_unit}), ("accept", {})):
            case = take(case, step, cast, **given)
        for step in ("submit_opinion", "sign_opinion", "deliver_opinion", "request_review"):
            case = take(case, step, cast)
        (body,) = propose_review_body(case, at=case.moved_at).bodies
        assert body.unit == cast.government
        case = take(case, "name_review_body", cast, unit=body.unit, reason="")
        case = take(case, "review", cast, by=cast.government_head.actor())
        (above,) = propose_recheck_body(case, at=case.moved_at).bodies
        assert above.unit == cast.city_government

    def test_of_re_examination_goes_up_from_the_reviewing_body(self, cast):
        case = in_state("recheck_requested", cast)
        (body,) = propose_recheck_body(case, at=case.moved_at).bodies
        assert body.unit == cast.city_government

    def test_says_so_where_nothing_is_above(self, cast):
        Unit.objects.filter(pk=cast.department.pk).update(parent=None, superior=None)
        case = in_state("review_requested", cast)
        proposal = propose_review_body(case, at=case.moved_at)
        assert proposal.bodies == ()
        assert "没有登记上一级" in proposal.none.zh
        Unit.objects.filter(pk=cast.department.pk).update(region=cast.province)
        assert "省级" in propose_review_body(case, at=case.moved_at).none.zh

    def test_names_the_successor_of_a_body_that_was_closed(self, cast):
        case = in_state("review_requested", cast)
        cast.city_department.until_date = local_day(case.moved_at) - DAY
        cast.city_department.successor = cast.city_government
        cast.city_department.save()
        bodies = propose_review_body(case, at=case.moved_at).bodies
        assert [one.unit for one in bodies] == [cast.city_government, cast.government]

    def test_leaves_out_units_that_it_accuses(self, cast):
        case = in_state("review_requested", cast)
        case = take(case, "mark_accusation", cast, units=[cast.city_department])
        bodies = propose_review_body(case, at=case.moved_at + HOUR).bodies
        assert [one.unit for one in bodies] == [cast.government]

    def test_stands_in_the_form(self, cast):
        case = in_state("recheck_requested", cast)
        form = FORMS["name_recheck_body"](case, cast.county_petition_officer)
        assert [one.unit for one in form.ways] == [cast.city_government]
        assert form.chosen == str(cast.city_government.pk)
        form = FORMS["name_review_body"](in_state("review_requested", cast), cast.department_head)
        assert [one.unit for one in form.ways] == [cast.city_department, cast.government]
        # Of two nobody is chosen beforehand.
        assert not form.chosen


class TestNaming:
    def test_of_a_proposed_body_needs_no_reason(self, cast):
        case = in_state("review_requested", cast)
        case = take(case, "name_review_body", cast, unit=cast.government, reason="")
        assert case.unit == cast.government
        assert case.state == "in_review"

    def test_of_another_one_needs_a_reason(self, cast):
        case = in_state("review_requested", cast)
        why = why_not(case, "name_review_body", cast, unit=cast.city_government, reason=" ")
        assert why == ("incomplete", "reason")
        case = take(case, "name_review_body", cast, unit=cast.city_government, reason="区政府回避")
        assert case.unit == cast.city_government

    @pytest.mark.parametrize(
        ("unit", "code"),
        [
            ("department", "decided_before"),
            ("street_unit", "no_power"),
            ("community_unit", "no_power"),
            ("hotline_centre", "no_power"),
            ("far_department", "not_above"),
        ],
    )
    def test_of_a_unit_that_can_t_judge_is_refused(self, cast, unit, code):
        case = in_state("review_requested", cast)
        why = why_not(case, "name_review_body", cast, unit=getattr(cast, unit), reason="x")
        assert why == (code, "unit")

    def test_of_the_reviewing_body_for_re_examination_is_refused(self, cast):
        case = in_state("recheck_requested", cast)
        why = why_not(case, "name_recheck_body", cast, unit=cast.city_department, reason="x")
        assert why == ("decided_before", "unit")

    def test_of_an_accused_unit_is_refused(self, cast):
        case = in_state("review_requested", cast)
        case = take(case, "mark_accusation", cast, units=[cast.government])
        why = why_not(case, "name_review_body", cast, unit=cast.government)
        assert why == ("to_accused", "unit")

    def test_leaves_sight_to_the_unit_and_gives_the_steps_to_the_body(self, cast):
        case = in_state("in_review", cast)
        assert Case.objects.visible_to(cast.department_handler).filter(pk=case.pk).exists()
        with pytest.raises(NotAllowed):
            take(case, "review", cast, by=cast.department_head.actor())
        assert "petition.name_review_body" in told(cast.city_department)
