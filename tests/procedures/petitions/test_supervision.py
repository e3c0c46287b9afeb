"""Supervision: what calls for it and why, feedback in writing, and the joint conference."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.base.accounts.models import Post
from linli.base.notices.models import Notice
from linli.base.rules.actions import Setting, effect_of, set_rule
from linli.base.rules.settable import SettableThreshold
from linli.cases.models import Case, Clock
from linli.cases.sweep import sweep
from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.petitions import presets
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.remedy_forms import FORMS
from linli.procedures.petitions.supervision import JUDGED_BY_PEOPLE, triggers, triggers_for
from linli.procedures.petitions.thresholds import EXECUTE, REFERRALS
from linli.procedures.petitions.words import SUPERVISION_GROUNDS
from tests.petitions import DAY, HOUR, START, in_state, new_petition, take

pytestmark = pytest.mark.django_db


def found(at, **given):
    return triggers(Case.objects.filter(**given), at=at)


def grounds(case, at):
    return [one.ground.key for one in found(at, pk=case.pk)]


def told(unit):
    return set(Notice.objects.filter(unit=unit).values_list("kind", flat=True))


def set_here(threshold, value, cast):
    asked = Setting(cast.county, value, threshold.unit, START.date(), "历下区办法", "试点")
    by = cast.system_administrator.actor()
    return set_rule(SettableThreshold(threshold), asked, by=by, at=START)


def end(case, term):
    return Clock.objects.filter(case=case, term=term).latest("id").due_at


class TestTriggers:
    def test_are_none_while_all_is_in_time(self, cast):
        for state in ("registered", "referred", "handling", "delivered", "closed"):
            case = in_state(state, cast)
            assert found(case.moved_at + HOUR, pk=case.pk) == []

    @pytest.mark.parametrize(
        ("state", "term", "ground"),
        [
            ("registered", "route", "delay"),
            ("referred", "notify", "acceptance"),
            ("handling", "handle", "delay"),
            ("in_review", "review", "delay"),
            ("in_recheck", "recheck", "delay"),
        ],
    )
    def test_of_a_term_that_ran_out_name_it_and_its_article(self, cast, state, term, ground):
        case = in_state(state, cast)
        if case.petition.documents.exists():
            case.petition.documents.update(delivered_on=local_day(case.moved_at))
        due = end(case, term)
        assert ground not in grounds(case, due)
        one = found(due + timedelta(seconds=1), pk=case.pk)[-1]
        assert one.ground.key == ground
        assert one.since_at == due
        assert one.basis.article == "第四十条"
        assert one.rule.article == PETITION.term(term).basis.article
        assert local_day(due).isoformat() in one.why.zh
        assert local_day(due).isoformat() in one.why.en

    def test_of_a_report_that_is_not_in(self, cast):
        case = take(new_petition(cast), "commission", cast)
        case = take(case, "accept", cast)
        case.petition.documents.update(delivered_on=local_day(case.moved_at))
        (one,) = found(end(case, "report") + HOUR, pk=case.pk)
        assert "办结报告" in one.why.zh
        take(case, "submit_report", cast, at=end(case, "report") + HOUR)
        assert grounds(case, end(case, "report") + 2 * HOUR) == []

    def test_go_when_it_is_done_however_late(self, cast):
        case = in_state("referred", cast)
        late = end(case, "notify") + DAY
        assert "acceptance" in grounds(case, late)
        take(case, "notify", cast, at=late)
        assert "acceptance" not in grounds(case, late)

    def test_of_shifting_count_objections_and_units_of_this_round(self, cast):
        case = in_state("objected", cast)
        assert grounds(case, case.moved_at) == []
        case = take(case, "agree_return", cast)
        case = take(case, "transfer", cast, unit=cast.street_unit)
        assert "shifting" not in grounds(case, case.moved_at)
        case = take(case, "object", cast)
        (one,) = found(case.moved_at, pk=case.pk)
        assert one.ground.key == "shifting"
        assert "2次" in one.why.zh
        assert one.rule.grade == "design"

    def test_of_three_units_tried_is_shifting_too(self, cast):
        case = take(new_petition(cast), "transfer", cast, unit=cast.street_unit)
        case = take(take(case, "object", cast), "agree_return", cast)
        case = take(case, "transfer", cast)
        case = take(take(case, "object", cast), "agree_return", cast)
        case = take(case, "transfer", cast, unit=cast.other_department)
        (one,) = found(case.moved_at, pk=case.pk)
        assert "转送、交办3次" in one.why.zh

    def test_of_a_supported_opinion_that_nobody_carries_out(self, cast):
        set_here(EXECUTE, 20, cast)
        case = in_state("delivered", cast)
        case.petition.documents.filter(delivered_on=None).update(
            delivered_on=local_day(case.moved_at)
        )
        assert grounds(case, case.moved_at + 20 * DAY) == []
        (one,) = found(case.moved_at + 21 * DAY, pk=case.pk)
        assert one.ground.key == "not_executing"
        assert "21日" in one.why.zh
        assert one.rule.article == "第三十二条"
        done = take(case, "record_performance", cast, performance="not_done")
        (one,) = found(case.moved_at + 21 * DAY, pk=done.pk)
        assert "未履行" in one.why.zh
        take(done, "record_performance", cast, performance="done")
        assert grounds(case, case.moved_at + 21 * DAY) == []

    @pytest.mark.parametrize("outcome", ["explained", "rejected"])
    def test_of_an_opinion_that_supports_nothing_are_none(self, cast, outcome):
        case = take(in_state("opinion_submitted", cast), "sign_opinion", cast, outcome=outcome)
        case = take(case, "deliver_opinion", cast)
        case.petition.documents.filter(delivered_on=None).update(
            delivered_on=local_day(case.moved_at)
        )
        assert grounds(case, case.moved_at + 90 * DAY) == []

    def test_wait_while_the_opinion_is_reviewed_or_was_changed(self, cast):
        case = in_state("in_review", cast)
        assert "not_executing" not in grounds(case, case.moved_at + 90 * DAY)
        case = take(case, "review", cast, outcome="changed")
        case = take(case, "deliver_review", cast)
        sweep(end(case, "request_recheck") + HOUR)
        case.refresh_from_db()
        assert case.state == "to_close"
        assert "not_executing" not in grounds(case, case.moved_at + 90 * DAY)

    def test_of_a_document_on_its_way_too_long(self, cast):
        case = in_state("opinion_issued", cast)
        case.petition.documents.exclude(kind="opinion").update(
            delivered_on=local_day(case.moved_at)
        )
        assert grounds(case, case.moved_at + 10 * DAY) == []
        (one,) = found(case.moved_at + 11 * DAY, pk=case.pk)
        assert one.ground.key == "delay"
        assert "信访处理意见书出具已11日" in one.why.zh
        take(case, "deliver_opinion", cast)
        assert grounds(case, case.moved_at + 11 * DAY) == []

    def test_are_counted_before_another_number_is_set(self, cast):
        case = take(new_petition(cast), "transfer", cast, unit=cast.street_unit)
        case = take(take(case, "object", cast), "agree_return", cast)
        case = take(case, "transfer", cast)
        assert grounds(case, case.moved_at) == []
        asked = Setting(cast.city, 2, "times", case.moved_at.date(), "济南市办法", "试点")
        given = {"by": cast.system_administrator.actor(), "at": case.moved_at}
        found = effect_of(SettableThreshold(REFERRALS), asked, **given).reached
        assert (found.before, found.after) == (0, 1)
        assert grounds(case, case.moved_at) == []
        set_rule(SettableThreshold(REFERRALS), asked, **given)
        assert grounds(case, case.moved_at) == ["shifting"]

    def test_of_what_was_withdrawn_are_none(self, cast):
        case = take(in_state("handling", cast), "withdraw", cast)
        assert grounds(case, case.moved_at + 90 * DAY) == []

    def test_of_feedback_that_did_not_come_propose_the_conference(self, cast):
        case = take(in_state("handling", cast), "supervise", cast)
        case.petition.documents.update(delivered_on=local_day(case.moved_at))
        day = local_day(case.moved_at) + 10 * DAY
        assert grounds(case, end(case, "feedback")) == []
        (one,) = found(end(case, "feedback") + HOUR, pk=case.pk)
        assert one.escalates
        assert day.isoformat() in one.why.zh
        assert one.rule.article == "第三十九条"
        assert one.supervised_at == case.moved_at
        case = take(case, "escalate", cast)
        assert grounds(case, end(case, "feedback") + HOUR) == []

    def test_are_those_of_the_post_s_range(self, cast):
        late = in_state("handling", cast)
        at = end(late, "handle") + DAY
        office = Post.objects.select_related("unit__region").get(pk=cast.county_petition_officer.pk)
        assert late.pk in {one.case.pk for one in triggers_for(office, at=at)}
        far = Post.objects.select_related("unit__region").get(pk=cast.far_department_handler.pk)
        assert triggers_for(far, at=at) == []

    def test_cost_the_same_for_any_number(self, cast, django_assert_num_queries):
        first = in_state("handling", cast)
        at = end(first, "handle") + 60 * DAY
        with django_assert_num_queries(8):
            assert found(at)
        for state in ("registered", "referred", "opinion_issued", "delivered", "in_review"):
            in_state(state, cast)
        with django_assert_num_queries(8):
            said = found(at)
        assert len({one.case.pk for one in said}) == 6
        assert [one.since_at for one in said] == sorted(one.since_at for one in said)

    def test_leave_to_people_what_no_number_shows(self):
        assert set(JUDGED_BY_PEOPLE) == {"handling", "perfunctory", "fraud"}
        computed = {"acceptance", "delay", "shifting", "not_executing"}
        assert computed | set(JUDGED_BY_PEOPLE) == {one.key for one in SUPERVISION_GROUNDS}


class TestPresets:
    def test_are_off_unless_switched_on(self, monkeypatch):
        monkeypatch.delenv("LINLI_PETITION_GROUNDS", raising=False)
        assert presets.supervision_grounds() == SUPERVISION_GROUNDS
        monkeypatch.setenv("LINLI_PETITION_GROUNDS", "2005")
        more = presets.supervision_grounds()[len(SUPERVISION_GROUNDS) :]
        assert [one.basis.article for one in more] == ["第三十六条"] * 6
        monkeypatch.setenv("LINLI_PETITION_GROUNDS", "2005 beijing")
        keys = [one.key for one in presets.supervision_grounds()]
        assert len(keys) == len(set(keys)) == 15

    def test_are_not_in_the_declaration(self):
        (ground, *_) = PETITION.transition("supervise").needs
        assert ground.choices == SUPERVISION_GROUNDS

    def test_propose_thirty_days_for_feedback(self, cast):
        form = FORMS["supervise"](in_state("handling", cast), cast.county_petition_officer)
        from django.utils import timezone

        assert form.initial["feedback_date"] == timezone.localdate() + 30 * DAY


class TestSupervise:
    def test_starts_the_feedback_of_the_unit(self, cast):
        case = take(in_state("handling", cast), "supervise", cast)
        row = case.petition.supervisions.get()
        assert (row.unit, row.ground) == (cast.department, "delay")
        assert local_day(end(case, "feedback")) == row.feedback_date
        assert "petition.supervise" in told(cast.department)

    @pytest.mark.parametrize("days", [-1, 0])
    def test_is_answered_after_today(self, cast, days):
        case = in_state("handling", cast)
        with pytest.raises(Refused) as why:
            take(case, "supervise", cast, feedback_date=local_day(case.moved_at) + days * DAY)
        assert why.value.field == "feedback_date"

    def test_is_the_office_s_and_one_at_a_time(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(NotAllowed):
            take(case, "supervise", cast, by=cast.department_head.actor())
        case = take(case, "supervise", cast)
        with pytest.raises(Refused) as why:
            take(case, "supervise", cast)
        assert why.value.code == "no_feedback_waits"
        case = take(take(case, "feed_back", cast), "supervise", cast, ground="perfunctory")
        assert case.petition.supervisions.count() == 2


class TestFeedback:
    def test_stops_the_clock_and_tells_the_office(self, cast):
        case = take(in_state("handling", cast), "supervise", cast)
        case = take(case, "feed_back", cast)
        row = case.petition.supervisions.get()
        assert row.is_adopted
        assert row.fed_back_at == case.moved_at
        assert Clock.objects.get(case=case, term="feedback").stopped_at == case.moved_at
        assert "petition.feed_back" in told(cast.county_petition_office)

    @pytest.mark.parametrize("feedback", ["", "  "])
    def test_that_does_not_adopt_it_gives_reasons(self, cast, feedback):
        case = take(in_state("handling", cast), "supervise", cast)
        with pytest.raises(Refused) as why:
            take(case, "feed_back", cast, is_adopted=False, feedback=feedback)
        assert (why.value.code, why.value.field) == ("incomplete", "feedback")
        case = take(case, "feed_back", cast, is_adopted=False, feedback="须先鉴定")
        assert case.petition.supervisions.get().is_adopted is False

    def test_is_given_by_the_unit_that_was_asked_though_another_holds_it_now(self, cast):
        case = take(in_state("delivered", cast), "supervise", cast)
        case = take(take(case, "request_review", cast), "name_review_body", cast,
                    unit=cast.government)  # fmt: skip
        with pytest.raises(Refused) as why:
            take(case, "feed_back", cast, by=cast.government_handler.actor())
        assert why.value.code == "feedback_waits"
        case = take(case, "feed_back", cast, by=cast.department_handler.actor())
        assert case.petition.supervisions.get().fed_back_at

    def test_is_still_owed_after_the_end(self, cast):
        case = take(in_state("recheck_delivered", cast), "supervise", cast)
        assert case.petition.supervisions.get().unit == cast.city_government
        case = take(case, "terminate", cast)
        # The department holds it again; the body that was asked still answers.
        case = take(case, "feed_back", cast, by=cast.city_government_head.actor())
        assert not Clock.objects.filter(case=case, stopped_at=None).exists()


class TestConference:
    def test_sees_what_was_brought_before_it_and_decides(self, cast):
        case = take(in_state("handling", cast), "supervise", cast)
        conference = case.participations.filter(unit=cast.joint_conference)
        assert not conference.exists()
        case = take(case, "escalate", cast)
        assert conference.get().part == "overseeing"
        assert "petition.escalate" in told(cast.joint_conference)
        case = take(case, "confer", cast, measure="listed")
        row = case.petition.supervisions.get()
        assert (row.measure, row.decided_at) == ("listed", case.moved_at)
        assert {"petition.confer"} <= told(cast.department) & told(cast.county_petition_office)

    def test_decides_only_on_what_was_brought_before_it(self, cast):
        case = take(in_state("handling", cast), "supervise", cast)
        case = take(take(case, "escalate", cast), "confer", cast)
        with pytest.raises(Refused) as why:
            take(case, "confer", cast)
        assert why.value.code == "is_before_conference"

    def test_is_no_other_unit_that_has_a_copy(self, cast):
        case = take(in_state("in_review", cast), "supervise", cast)
        case = take(case, "escalate", cast)
        # The department keeps sight of the review of its opinion; that makes it no conference.
        with pytest.raises(Refused) as why:
            take(case, "confer", cast, by=cast.department_head.actor())
        assert why.value.code == "is_before_conference"

    def test_comes_after_supervision_and_is_a_conference_of_the_place(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(Refused) as why:
            take(case, "escalate", cast)
        assert why.value.code == "was_supervised"
        case = take(case, "supervise", cast)
        with pytest.raises(Refused) as why:
            take(case, "escalate", cast, unit=cast.city_government)
        assert (why.value.code, why.value.field) == ("not_a_conference", "unit")
