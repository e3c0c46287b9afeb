"""Entering a conference, calling units, and the rules of burden."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from linli.base.audit.log import entries
from linli.base.rules.actions import Setting, set_rule
from linli.base.rules.settable import SettableThreshold
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.zone import SHANGHAI
from linli.registers.conferences.actions import calling, entering, recording
from linli.registers.conferences.actions.deciding import decide
from linli.registers.conferences.models import Called, Conference
from linli.registers.conferences.selectors import checks_for, places_of
from linli.registers.conferences.thresholds import ORDINARY, SPEECH
from tests.registers.conferences.reports import AT, HELD, entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(cast):
    return cast.social_work_officer.actor()


def set_here(region, threshold, value, since=date(2026, 1, 1)):
    given = {"instrument": "济办发〔2026〕3号", "article": "第五条", "reason": "已印发"}
    asked = Setting(region=region, value=value, unit=threshold.unit, in_force_from=since, **given)
    long_ago = datetime(2025, 12, 1, 9, 0, tzinfo=SHANGHAI)
    set_rule(SettableThreshold(threshold), asked, by=Actor.system("test"), at=long_ago)


def standing(conference):
    return {check.rule.key: check.finding.standing for check in checks_for(conference)}


class TestEnter:
    def test_takes_level_and_place_from_the_host(self, cast):
        conference = entered(cast)
        assert (conference.level, conference.region) == ("city", cast.city)
        entry = entries(f"conference:{conference.pk}").get()
        assert (entry.kind, entry.post_id) == ("conference_entered", cast.social_work_officer.pk)

    def test_may_be_for_the_government_of_the_place(self, cast):
        post = cast.social_work_officer
        made = entering.enter(
            post=post, host=cast.city_government, title="会", held_date=date(2026, 3, 9),
            by=post.actor(), at=AT,
        )  # fmt: skip
        assert (made.host, made.office) == (cast.city_government, post.unit)

    @pytest.mark.parametrize("who", ["community_worker", "auditor", "hotline_clerk", "mediator"])
    def test_is_not_for_those_who_hold_none(self, cast, who):
        post = getattr(cast, who)
        with pytest.raises(NotAllowed):
            entering.enter(
                post=post, host=post.unit, title="会", held_date=AT.date(), by=post.actor(), at=AT
            )

    def test_is_not_for_another_units_conference(self, cast):
        with pytest.raises(NotAllowed):
            entering.enter(
                post=cast.social_work_officer, host=cast.government, title="会",
                held_date=AT.date(), by=cast.social_work_officer.actor(), at=AT,
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("values", "field"),
        [({"title": " "}, "title"), ({"kind": "party"}, "kind"), ({"rank": ""}, "rank")],
    )
    def test_asks_for_what_is_missing(self, cast, values, field):
        with pytest.raises(Incomplete) as refused:
            entered(cast, **values)
        assert refused.value.field == field

    def test_refuses_a_place_beyond_the_hosts(self, cast):
        with pytest.raises(Refused) as refused:
            entered(cast, region=cast.province)
        assert refused.value.field == "region"


class TestVisible:
    def test_to_host_and_called_alone(self, cast, by):
        conference = entered(cast)
        calling.call(conference, [cast.government], rank="leader", by=by, at=AT)
        seen = {
            who: Conference.objects.visible_to(getattr(cast, who)).exists()
            for who in ("social_work_officer", "government_handler", "street_clerk", "auditor")
        }
        assert seen == {
            "social_work_officer": True, "government_handler": True,
            "street_clerk": False, "auditor": False,
        }  # fmt: skip


class TestCalling:
    def test_calls_every_unit_of_a_kind_at_a_level_to_its_nearest_venue(self, cast, by):
        conference = entered(cast)
        main = calling.add_venue(
            conference, region=cast.city, place="大厦", is_main=True, by=by, at=AT
        )
        assert calling.add_branches(conference, level="county", by=by, at=AT) == 2
        streets = calling.units_at(conference, kind="township", level="township", at=AT)
        calling.call(conference, streets.select_related("region"), rank="leader", by=by, at=AT)
        calling.call(conference, [cast.city_department], rank="deputy", by=by, at=AT)
        venues = {row.unit.name: row.venue.region.name for row in Called.objects.all()}
        assert venues == {
            "解放路街道办事处": "历下区", "千佛山街道办事处": "历下区",
            "大观园街道办事处": "市中区", "杆石桥街道办事处": "市中区",
            "济南市城市管理局": main.region.name,
        }  # fmt: skip
        assert calling.call(conference, streets, rank="leader", by=by, at=AT) == 0

    def test_counts_units_and_posts_by_place(self, cast, by):
        conference = entered(cast)
        units = [cast.street_unit, cast.government, cast.other_government, cast.city_department]
        calling.call(conference, units, rank="leader", by=by, at=AT)
        row = conference.called.select_related("conference").get(unit=cast.street_unit)
        came = calling.expect(row, title="主任", by=cast.street_head.actor(), at=AT)
        calling.expect(row, title="副主任", by=by, at=AT)
        calling.note_coming(came, coming="came", by=by, at=AT)
        found = [(p.region.name, p.units, p.expected, p.came) for p in places_of(conference)]
        assert found == [("济南市", 1, 0, 0), ("历下区", 2, 2, 1), ("市中区", 1, 0, 0)]

    def test_attendance_is_for_the_unit_and_the_office(self, cast, by):
        conference = entered(cast)
        calling.call(conference, [cast.street_unit], rank="leader", by=by, at=AT)
        row = conference.called.select_related("conference").get()
        with pytest.raises(NotAllowed):
            calling.expect(row, title="主任", by=cast.other_street_clerk.actor(), at=AT)

    def test_venues_lie_in_the_conferences_place(self, cast, by):
        with pytest.raises(Refused):
            calling.add_venue(entered(cast), region=cast.province, by=by, at=AT)


class TestBurden:
    def test_says_what_is_kept_broken_and_unknown(self, cast):
        assert standing(entered(cast)) == {
            "plan": "broken", "yearly": "kept", "speech": "unknown", "leaders": "kept",
            "related": "unknown", "papers": "kept",
        }  # fmt: skip

    def test_a_line_of_the_plan_keeps_the_first_rule(self, cast, by):
        unit = cast.social_work
        line = entering.plan(unit=unit, year=2026, title="年会", kind="special", by=by, at=AT)
        conference = entered(cast, planned=line)
        assert standing(conference)["plan"] == "kept"
        with pytest.raises(WrongState):
            entering.strike(line, by=by, at=AT)
        other = entering.plan(unit=unit, year=2025, title="年会", kind="special", by=by, at=AT)
        with pytest.raises(Incomplete):
            entered(cast, planned=other)

    def test_counts_comprehensive_conferences_of_the_year(self, cast):
        first = entered(cast, kind="comprehensive")
        assert standing(first)["yearly"] == "kept"
        entered(cast, kind="comprehensive", held_date=date(2026, 12, 1))
        assert standing(first)["yearly"] == "broken"
        entered(cast, kind="comprehensive", held_date=date(2025, 12, 1))
        assert standing(Conference.objects.earliest("held_date"))["yearly"] == "kept"

    @pytest.mark.parametrize(
        ("minutes", "found"), [(60, "kept"), (61, "broken"), (None, "unknown")]
    )
    def test_measures_the_main_speech(self, cast, by, minutes, found):
        conference = entered(cast)
        values = {"speaker": "卢承志", "minutes": minutes}
        recording.put_speech(conference, kind="main", **values, by=by, at=AT)
        recording.put_speech(conference, kind="exchange", unit=cast.government, by=by, at=AT)
        assert standing(conference)["speech"] == found

    @pytest.mark.parametrize(
        ("kind", "length", "found"),
        [("ordinary", 5000, "kept"), ("ordinary", 5001, "broken"), ("special", 4001, "broken"),
         ("special", None, "unknown")],
    )  # fmt: skip
    def test_measures_papers(self, cast, by, kind, length, found):
        conference = entered(cast)
        recording.put_paper(conference, kind=kind, title="方案", length=length, by=by, at=AT)
        assert standing(conference)["papers"] == found

    def test_warns_when_a_deputy_calls_main_leaders_below(self, cast, by):
        conference = entered(cast, rank="deputy")
        calling.call(conference, [cast.city_department], rank="leader", by=by, at=AT)
        assert standing(conference)["leaders"] == "kept"
        calling.call(conference, [cast.government], rank="leader", why="x", by=by, at=AT)
        assert standing(conference)["leaders"] == "broken"
        assert standing(conference)["related"] == "broken"

    def test_holds_the_numbers_of_the_hosts_place_on_the_day(self, cast, by):
        set_here(cast.province, SPEECH, 90)
        set_here(cast.city, SPEECH, 45, since=HELD)
        set_here(cast.other_county, ORDINARY, 500)
        conference, earlier = entered(cast), entered(cast, held_date=HELD - timedelta(days=1))
        for one in (conference, earlier):
            values = {"speaker": "卢承志", "minutes": 60}
            recording.put_speech(one, kind="main", **values, by=by, at=AT)
            recording.put_paper(one, kind="ordinary", title="方案", length=5000, by=by, at=AT)
        check = next(one for one in checks_for(conference) if one.rule.key == "speech")
        assert check.finding.standing == "broken"
        assert check.says.zh == "主要讲话（报告）不超过45分钟。"
        assert [one.zh for one in check.local] == [
            "济南市规定：主要讲话（报告）时长上限为45 分钟（济办发〔2026〕3号第五条）；"
            "未另行规定的地方为60 分钟。"
        ]
        assert standing(earlier)["speech"] == "kept"
        papers = next(one for one in checks_for(conference) if one.rule.key == "papers")
        assert (papers.finding.standing, papers.local) == ("kept", [])

    def test_a_decision_ends_with_the_number_it_was_made_on(self, cast, by):
        conference = entered(cast)
        values = {"speaker": "卢承志", "minutes": 75}
        recording.put_speech(conference, kind="main", **values, by=by, at=AT)
        decide(conference, "speech", reason="宣讲新条例，需逐条说明。", by=by, at=AT)
        set_here(cast.city, SPEECH, 45)
        assert next(one for one in checks_for(conference) if one.rule.key == "speech").is_open

    def test_a_decision_holds_until_the_figures_change(self, cast, by):
        conference = entered(cast)
        values = {"speaker": "卢承志", "minutes": 75}
        speech = recording.put_speech(conference, kind="main", **values, by=by, at=AT)
        with pytest.raises(Incomplete):
            decide(conference, "speech", reason=" ", by=by, at=AT)
        decide(conference, "speech", reason="宣讲新条例，需逐条说明。", by=by, at=AT)
        check = next(one for one in checks_for(conference) if one.rule.key == "speech")
        assert (check.finding.standing, check.is_open) == ("broken", False)
        with pytest.raises(WrongState):
            decide(conference, "speech", reason="再来", by=by, at=AT)
        values = {"speaker": "卢承志", "minutes": 90, "speech": speech}
        recording.put_speech(conference, kind="main", **values, by=by, at=AT)
        check = next(one for one in checks_for(conference) if one.rule.key == "speech")
        assert check.is_open

    def test_names_its_source_and_no_article_that_nobody_read(self, cast):
        for check in checks_for(entered(cast)):
            assert check.rule.basis.grade == "B"
            assert not check.rule.basis.article
