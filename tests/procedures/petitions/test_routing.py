"""Routing (Art. 22 to 24): who may be given a petition, what ends the 15 days, what leads back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from linli.base.accounts.models import Unit
from linli.base.audit.models import Entry
from linli.base.notices import desk
from linli.cases.models import Case
from linli.core.zone import local_day
from linli.procedures.petitions import worklists
from linli.procedures.petitions.proposals import propose_superiors
from tests.courses import clock
from tests.petitions import HOUR, START, in_state, new_petition, refusal, take

pytestmark = pytest.mark.django_db

# XF-T1: the five ways in which an office ends its fifteen days; two more where it is known.
WAYS = {
    "transfer": "referred",
    "commission": "referred",
    "ask_instruction": "awaiting_instruction",
    "to_justice": "with_justice",
    "to_discipline": "with_discipline",
    "decline_known": "declined",
    "decline_ended": "declined",
}


def notices(post) -> set[str]:
    return {notice.kind for notice in desk.for_post(post)}


def lower_office(cast) -> Unit:
    """Return a petition office of the street, below the county's."""
    return Unit.objects.create(
        code="street_office", name="解放路街道信访办", kind="petition_office", region=cast.street,
        parent=cast.street_unit, from_date=date(2024, 1, 1),
    )  # fmt: skip


def passed_down(cast, step="transfer", **changes) -> tuple[Case, Unit]:
    """Return a petition that the county's office sent on to the street's office."""
    case = new_petition(cast)
    # Set up after it was registered: else it would be the office of the place itself.
    office = lower_office(cast)
    cast.street_officer = type(cast.petition_officer).objects.create(
        person=cast.outsider, unit=office, role="petition_officer", from_date=date(2024, 1, 1)
    )
    return take(case, step, cast, unit=office, **changes), office


class TestFifteenDaysForRouting:
    @pytest.mark.parametrize(("step", "state"), WAYS.items())
    def test_xf_t1_end_in_one_of_the_ways_out(self, cast, step, state):
        case = in_state("registered", cast)
        if step == "to_discipline":
            case = take(case, "mark_accusation", cast)
        assert clock(case, "route").stopped_at is None
        case = take(case, step, cast)
        assert (case.state, clock(case, "route").stopped_at) == (state, case.moved_at)

    def test_xf_t1_are_counted_from_registration(self, cast):
        assert local_day(clock(new_petition(cast), "route").due_at) == date(2026, 3, 17)

    def test_xf_t1_begin_again_with_what_comes_back(self, cast):
        case = in_state("to_reroute", cast)
        assert (clock(case, "route").stopped_at, clock(case, "route").started_at) == (
            None, case.moved_at,
        )  # fmt: skip


class TestTransfer:
    def test_gives_it_to_the_unit_and_puts_it_on_its_desk(self, cast):
        case = in_state("referred", cast)
        assert (case.state, case.unit) == ("referred", cast.department)
        sent = case.petition.referrals.get()
        assert (sent.kind, sent.sent_by, sent.unit) == (
            "transfer", cast.county_petition_office, cast.department,
        )  # fmt: skip
        assert notices(cast.department_handler) == {"case.received"}
        assert case.petition.field == "order"

    def test_xf_t4_gives_the_unit_fifteen_days_for_the_written_notice(self, cast):
        due = clock(in_state("referred", cast), "notify")
        assert (due.length, local_day(due.due_at)) == (15, date(2026, 3, 17))

    def test_xf_t4_owes_no_notice_to_the_unknown(self, cast):
        assert clock(in_state("referred", cast, people={}), "notify") is None

    @pytest.mark.parametrize(
        ("unit", "code"),
        [
            ("community_unit", "no_powers"),
            ("operator", "no_powers"),
            ("hotline_centre", "no_powers"),
            ("joint_conference", "no_powers"),
            ("petition_office", "no_powers"),
            ("county_petition_office", "holds_it"),
            ("discipline", "only_accusations"),
            ("far_department", "elsewhere"),
            ("city_department", "elsewhere"),
        ],
    )
    def test_goes_to_units_with_the_power_alone(self, cast, unit, code):
        refused = refusal(new_petition(cast), "transfer", cast, unit=getattr(cast, unit))
        assert (refused.field, refused.code) == ("unit", code)

    @pytest.mark.parametrize("unit", ["government", "street_unit", "city_government"])
    def test_reaches_the_office_s_own_area_and_what_is_above_it_in_line(self, cast, unit):
        case = take(new_petition(cast), "transfer", cast, unit=getattr(cast, unit))
        assert case.unit == getattr(cast, unit)

    def test_of_an_accusation_may_reach_discipline_inspection_in_the_area(self, cast):
        case = new_petition(cast, region=cast.far_street, unit=cast.petition_office)
        case = take(case, "mark_accusation", cast)
        assert take(case, "transfer", cast, unit=cast.discipline).unit == cast.discipline

    def test_xf_a6_to_a_unit_that_was_merged_names_the_successor(self, cast):
        last = {"until_date": date(2026, 2, 1)}
        Unit.objects.filter(pk=cast.department.pk).update(**last, successor=cast.other_department)
        Unit.objects.filter(pk=cast.other_department.pk).update(**last, successor=cast.government)
        refused = refusal(
            new_petition(cast), "transfer", cast, unit=Unit.objects.get(pk=cast.department.pk)
        )
        assert (refused.field, refused.code) == ("unit", "succeeded")
        assert cast.government.name in refused.message.zh

    def test_to_a_unit_that_was_closed_is_refused(self, cast):
        cast.department.until_date = date(2026, 2, 1)
        cast.department.save()
        assert refusal(new_petition(cast), "transfer", cast).code == "closed_unit"

    def test_of_a_visit_notes_that_it_went_over_a_level(self, cast):
        """XF-A3: visits are for the unit's own level or the one above (Art. 20)."""
        visit = {"channel": "visit", "visitors": 1, "unit": cast.petition_office}
        over = take(new_petition(cast, **visit), "transfer", cast, unit=cast.street_unit)
        near = take(new_petition(cast, **visit), "transfer", cast, unit=cast.government)
        told = [
            Entry.objects.get(chain=one.chain, kind="petition.transfer") for one in (over, near)
        ]
        assert [entry.facts.get("over_level") for entry in told] == [True, None]


class TestCommission:
    def test_xf_t12_sets_the_day_of_the_completion_report(self, cast):
        day = date(2026, 4, 20)
        case = take(new_petition(cast), "commission", cast, report_date=day)
        assert local_day(clock(case, "report").due_at) == day
        assert case.petition.referrals.get().report_date == day

    def test_xf_t12_is_kept_by_the_report(self, cast):
        case = take(new_petition(cast), "commission", cast)
        case = take(case, "submit_report", cast)
        assert clock(case, "report").stopped_at == case.petition.reported_at
        assert "petition.reported" in notices(cast.county_petition_officer)
        assert refusal(case, "submit_report", cast).code == "report_is_due"

    @pytest.mark.parametrize("days", [0, -1])
    def test_asks_for_no_report_in_the_past(self, cast, days):
        day = START.date() + timedelta(days=days)
        refused = refusal(new_petition(cast), "commission", cast, report_date=day)
        assert refused.field == "report_date"

    def test_by_the_office_that_was_commissioned_sets_its_own_day(self, cast):
        first = START.date() + timedelta(days=30)
        case, _ = passed_down(cast, "commission", report_date=first)
        by = cast.street_officer.actor()
        late = refusal(
            case, "commission", cast, by=by, unit=cast.street_unit,
            report_date=first + timedelta(days=1),
        )  # fmt: skip
        assert (late.field, late.code) == ("report_date", "report_too_late")
        day = first - timedelta(days=10)
        case = take(case, "commission", cast, by=by, unit=cast.street_unit, report_date=day)
        assert local_day(clock(case, "report").due_at) == day
        assert case.clocks.filter(term="report", stopped_at=None).count() == 1
        take(case, "submit_report", cast)
        for post in (cast.county_petition_officer, cast.street_officer):
            assert "petition.reported" in notices(post)

    def test_is_reported_on_by_the_unit_while_another_reviews(self, cast):
        case = take(new_petition(cast), "commission", cast)
        for step in ("accept", "submit_opinion", "sign_opinion", "deliver_opinion",
                     "request_review", "name_review_body"):  # fmt: skip
            case = take(case, step, cast)
        reviewer = cast.city_department_head.actor()
        assert refusal(case, "submit_report", cast, by=reviewer).code == "report_is_due"
        owed = worklists.REPORT.rows(worklists.asked_by(cast.department_handler, at=case.moved_at))
        assert list(owed) == [case]
        case = take(case, "submit_report", cast, by=cast.department_handler.actor())
        assert case.unit == cast.city_department
        assert clock(case, "report").stopped_at


class TestObjection:
    def test_xf_t5_is_open_for_five_working_days(self, cast):
        right = clock(in_state("referred", cast), "object")
        assert (right.length, right.unit, right.binds) == (5, "workdays", "nobody")
        assert local_day(right.due_at) == date(2026, 3, 9)

    def test_xf_t5_comes_too_late_after_them(self, cast):
        case = in_state("referred", cast)
        due = clock(case, "object").due_at
        assert refusal(case, "object", cast, at=due + HOUR).code == "may_object"
        assert take(case, "object", cast, at=due).state == "objected"

    def test_xf_t5_gives_its_reasons(self, cast):
        assert refusal(in_state("referred", cast), "object", cast, reason="").field == "reason"

    def test_leaves_the_unit_responsible_until_it_is_decided(self, cast):
        case = in_state("objected", cast)
        assert (case.unit, clock(case, "notify").stopped_at) == (cast.department, None)
        assert "petition.objected" in notices(cast.county_petition_officer)

    def test_xf_t5_returns_it_only_with_consent(self, cast):
        case = take(in_state("objected", cast), "agree_return", cast)
        assert (case.state, case.unit) == ("to_reroute", cast.county_petition_office)
        assert not case.participations.filter(until_at=None).exists()
        sent = case.petition.referrals.get()
        assert (sent.ruling, sent.ruled_at) == ("agreed", case.moved_at)
        assert clock(case, "notify").stopped_at == case.moved_at

    def test_is_looked_into_by_who_sent_it_and_nobody_else(self, cast):
        case, _office = passed_down(cast)
        case = take(case, "transfer", cast, by=cast.street_officer.actor(), unit=cast.street_unit)
        case = take(case, "object", cast, by=cast.street_clerk.actor())
        assert refusal(case, "agree_return", cast).code == "is_referrer"
        case = take(case, "agree_return", cast, by=cast.street_officer.actor())
        assert case.unit == cast.street_officer.unit

    def test_that_fails_leaves_it_with_the_unit_for_good(self, cast):
        case = take(in_state("objected", cast), "refuse_return", cast)
        assert (case.state, case.unit) == ("referred", cast.department)
        assert "petition.kept" in notices(cast.department_handler)
        assert refusal(case, "object", cast).code == "may_object"

    def test_to_what_was_handed_down_in_the_line_is_looked_into_there(self, cast):
        case = in_state("received", cast, unit=cast.government)
        case = take(case, "hand_down", cast, unit=cast.department)
        case = take(case, "object", cast)
        case = take(case, "agree_return", cast, by=cast.government_handler.actor())
        assert (case.state, case.unit) == ("to_reroute", cast.county_petition_office)


class TestALowerOffice:
    def test_passes_it_on_and_keeps_a_copy(self, cast):
        case, office = passed_down(cast)
        case = take(case, "transfer", cast, by=cast.street_officer.actor(), unit=cast.street_unit)
        assert (case.unit, case.coordinator) == (cast.street_unit, cast.county_petition_office)
        parts = case.participations.filter(until_at=None).values_list("unit__code", "part")
        assert set(parts) == {(office.code, "overseeing"), ("street_unit", "lead")}

    def test_sends_nothing_above_its_line_nor_beside_its_area(self, cast):
        case, _office = passed_down(cast)
        by = cast.street_officer.actor()
        refused = refusal(case, "transfer", cast, by=by, unit=cast.department)
        assert refused.code == "elsewhere"

    def test_gives_no_notice_twice_for_the_unit_after_it(self, cast):
        case, _office = passed_down(cast)
        case = take(case, "transfer", cast, by=cast.street_officer.actor(), unit=cast.street_unit)
        notify = case.clocks.filter(term="notify", stopped_at=None).get()
        assert notify.started_at == case.moved_at


class TestSeveralUnits:
    def test_xf_a5_are_told_of_each_other_to_agree_on_who_accepts(self, cast):
        case = take(new_petition(cast), "transfer", cast, others=[cast.other_department])
        assert case.petition.referrals.get().others.get() == cast.other_department
        assert case.participations.get(part="assisting").unit == cast.other_department
        assert notices(cast.other_department_handler) == {"petition.named"}

    def test_are_each_checked(self, cast):
        case = new_petition(cast)
        for others, code in (([cast.community_unit], "no_powers"), ([cast.department], "twice")):
            refused = refusal(case, "transfer", cast, others=others)
            assert (refused.field, refused.code) == ("others", code)

    def test_xf_a5_ask_the_unit_above_them_both(self, cast):
        case = in_state("determining", cast)
        assert (case.state, case.unit) == ("determining", cast.government)
        case = take(case, "determine", cast)
        assert (case.state, case.unit) == ("referred", cast.department)
        assert clock(case, "object").stopped_at is not None

    def test_xf_a5_ask_a_joint_conference_that_covers_them(self, cast):
        case = take(new_petition(cast), "transfer", cast, others=[cast.other_department])
        case = take(case, "dispute_competence", cast, unit=cast.joint_conference)
        case = take(case, "determine", cast, by=cast.conference_officer.actor())
        assert case.unit == cast.department

    @pytest.mark.parametrize("unit", ["city_department", "street_unit", "other_government"])
    def test_ask_nobody_else(self, cast, unit):
        case = take(new_petition(cast), "transfer", cast, others=[cast.other_department])
        refused = refusal(case, "dispute_competence", cast, unit=getattr(cast, unit))
        assert (refused.field, refused.code) == ("unit", "not_common")

    def test_have_to_be_several(self, cast):
        case = in_state("referred", cast)
        assert refusal(case, "dispute_competence", cast).code == "has_others"

    def test_xf_a5_are_shown_their_nearest_common_superior_else_the_conference(self, cast):
        day = START.date()
        both = [cast.department, cast.other_department]
        assert [one.unit for one in propose_superiors(both, day=day)] == [cast.government]
        lines = [cast.department, cast.far_department]
        nearest = propose_superiors(lines, day=day)[0].unit
        assert nearest in (cast.city_department, cast.city_government)
        apart = [cast.discipline, cast.department]
        assert [one.unit for one in propose_superiors(apart, day=day)] == [cast.joint_conference]


class TestAskInstruction:
    @pytest.mark.parametrize("unit", ["department", "other_government", "street_unit"])
    def test_goes_to_a_committee_or_government_over_the_office(self, cast, unit):
        refused = refusal(new_petition(cast), "ask_instruction", cast, unit=getattr(cast, unit))
        assert (refused.field, refused.code) == ("unit", "not_a_committee")

    def test_comes_back_to_who_asked_with_sight_for_who_decided(self, cast):
        case = in_state("instructed", cast)
        assert case.unit == cast.county_petition_office
        assert case.participations.get(until_at=None).part == "overseeing"
        assert case.participations.get(until_at=None).unit == cast.government
        assert "petition.instructed" in notices(cast.county_petition_officer)
        assert take(case, "transfer", cast).state == "referred"


class TestSuccession:
    def test_xf_a6_hands_it_to_the_successor_on_record_alone(self, cast):
        case = in_state("handling", cast)
        assert refusal(case, "hand_to_successor", cast).code == "unit_is_closed"
        _close(cast.department, successor=cast.other_department)
        refused = refusal(case, "hand_to_successor", cast, unit=cast.government)
        assert (refused.field, refused.code) == ("unit", "not_the_successor")
        case = take(case, "hand_to_successor", cast)
        assert (case.state, case.unit) == ("handling", cast.other_department)
        assert clock(case, "handle").stopped_at is None

    def test_xf_a6_is_decided_by_the_office_where_none_is_on_record(self, cast):
        case = in_state("referred", cast)
        _close(cast.department)
        refused = refusal(case, "hand_to_successor", cast, unit=cast.community_unit)
        assert refused.code == "no_powers"
        assert take(case, "hand_to_successor", cast, unit=cast.government).unit == cast.government


def _close(unit, **changes) -> None:
    Unit.objects.filter(pk=unit.pk).update(until_date=date(2026, 3, 1), **changes)
