"""An assembly: without a quorum nothing is decided; votes are counted, conventions are filed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.councils import selectors, setting
from linli.procedures.councils.models import Version
from linli.procedures.councils.quorums import RULES, Share
from tests.councils import DAY, HOUR, START, assembly_in, new_assembly, take, topic_in

pytestmark = pytest.mark.django_db
# kind, of how many, how many must come, how many of 100 who came must agree
NUMBERS = [
    ("villagers", 120, 61, 51),
    ("villagers", 121, 61, 51),
    ("village_households", 120, 80, 51),
    ("village_households", 100, 67, 51),
    ("village_representatives", 31, 21, 51),
    ("residents", 2000, 1001, 51),
    ("resident_households", 121, 61, 51),
    ("resident_representatives", 30, 16, 51),
]


def refused(case, step, cast, **changes) -> Refused:
    with pytest.raises(Refused) as caught:
        take(case, step, cast, **changes)
    return caught.value


@pytest.mark.parametrize(("kind", "whole", "quorum", "majority"), NUMBERS)
def test_presets_ask_for_so_many(kind, whole, quorum, majority):
    rule = RULES[kind]
    assert (rule.quorum.of(whole), rule.majority.of(100)) == (quorum, majority)
    assert rule.basis.grade == "C"
    assert rule.basis.article == ""


class TestQuorum:
    def test_refusal_says_rule_and_numbers(self, cast):
        case = assembly_in("announced", cast)
        why = refused(case, "open_sitting", cast, attended=60)
        assert (why.code, why.field) == ("no_quorum", "attended")
        for part in ("应到120人", "超过半数", "至少61人", "实到60人", "不得作出决定"):
            assert part in why.message.zh
        assert "城市居民委员会组织法" in why.message.zh

    def test_without_it_there_is_nothing_to_vote_and_another_meeting(self, cast):
        case = assembly_in("adjourned", cast)
        assert refused(case, "vote", cast).code == "wrong_state"
        case = take(case, "announce_again", cast)
        assert refused(case, "open_sitting", cast, at=case.moved_at + 2 * DAY).code == "held_early"
        case = take(case, "open_sitting", cast)
        tried = [(one.no, one.is_quorate, one.attended) for one in case.assembly.sittings.all()]
        assert tried == [(1, False, 60), (2, True, 61)]

    def test_is_not_called_missing_where_it_is_there(self, cast):
        case = assembly_in("announced", cast)
        assert refused(case, "adjourn", cast, attended=61).code == "quorate"
        assert refused(case, "open_sitting", cast, attended=121).code == "too_many"

    def test_is_announced_ten_days_before(self, cast):
        case = take(new_assembly(cast), "set_motion", cast)
        why = refused(case, "announce", cast, when=case.moved_at + 9 * DAY)
        assert "10日" in why.message.zh

    def test_is_called_by_the_community_alone(self, cast):
        with pytest.raises(NotAllowed):
            new_assembly(cast, worker=cast.street_clerk)

    def test_of_a_place_holds_for_what_is_called_afterwards(self, cast):
        before, admin = new_assembly(cast), cast.system_administrator
        given = {
            "kind": "resident_households", "region": cast.county,
            "quorum": Share(Fraction(2, 3), is_over=False),
            "majority": Share(Fraction(1, 2), is_over=True), "instrument": "某市居民会议规程",
            "article": "", "at": START + HOUR,
        }  # fmt: skip
        with pytest.raises(NotAllowed):
            clerk = cast.street_clerk
            setting.set_quorum(
                **given, in_force_from=date(2026, 3, 2), post=clerk, by=clerk.actor()
            )
        setting.set_quorum(**given, in_force_from=date(2026, 3, 5), post=admin, by=admin.actor())
        after = new_assembly(cast, at=START + 4 * DAY)
        needed = [one.assembly.rule.quorum.of(120) for one in (before, after)]
        assert needed == [61, 80]
        assert after.assembly.rule.basis.instrument.zh == "某市居民会议规程"


class TestVotes:
    @pytest.mark.parametrize(("in_favour", "result"), [(31, "passed"), (30, "rejected")])
    def test_pass_by_more_than_half_of_those_who_came(self, cast, in_favour, result):
        case = take(assembly_in("sitting", cast), "vote", cast, in_favour=in_favour, against=20)
        motion = case.assembly.motions.get()
        assert (motion.result, motion.needed) == (result, 31)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"in_favour": 60, "against": 2}, "over_came"),
            ({"tellers": "王芳"}, "one_teller"),
            ({"method": "ballot"}, "incomplete"),
            ({"method": "ballot", "issued": 62, "returned": 60}, "over_issued"),
            ({"method": "ballot", "issued": 60, "returned": 61}, "over_returned"),
            ({"method": "ballot", "issued": 61, "returned": 60, "invalid": 1}, "not_equal"),
        ],
    )
    def test_that_cannot_be_are_refused(self, cast, changes, code):
        case = assembly_in("sitting", cast)
        assert refused(case, "vote", cast, **changes).code == code

    def test_on_paper_are_counted_to_the_last_ballot(self, cast):
        case = assembly_in("sitting", cast)
        ballots = {"method": "ballot", "issued": 61, "returned": 61, "invalid": 2, "abstained": 8}
        case = take(case, "vote", cast, **ballots)
        assert case.assembly.motions.get().result == "passed"

    def test_all_motions_are_voted_before_it_closes(self, cast):
        case = take(new_assembly(cast), "set_motion", cast)
        for step in ("set_motion", "announce", "open_sitting", "vote"):
            case = take(case, step, cast)
        assert refused(case, "close_sitting", cast).code == "all_voted"

    def test_follow_a_deliberation_under_its_receipt(self, cast):
        topic = topic_in("published", cast)
        case = new_assembly(cast, at=topic.moved_at, follows=topic)
        assert case.message == topic.message
        with pytest.raises(Refused):
            new_assembly(cast, at=topic.moved_at, follows=topic)


class TestConvention:
    def adopted(self, cast, **changes):
        return assembly_in("in_force", cast, motion="rules", **changes)

    def test_is_a_version_filed_with_the_township(self, cast):
        case = self.adopted(cast)
        version = selectors.version_of(case)
        assert (version.no, version.filing, version.text) == (1, "adopted", "同意建在北墙边。")
        assert refused(case, "finish", cast).code == "rules_are_filed"
        assert refused(case, "note_filing", cast).code == "filing_waits"
        case = take(case, "file_rules", cast)
        with pytest.raises(NotAllowed):
            take(case, "note_filing", cast, by=cast.community_worker.actor())
        case = take(take(case, "note_filing", cast), "finish", cast)
        assert case.state == "done"

    def test_is_not_rewritten_by_the_township_that_finds_fault(self, cast):
        case = take(self.adopted(cast), "file_rules", cast)
        case = take(case, "ask_correction", cast)
        version = selectors.version_of(case)
        assert (version.filing, version.text) == ("to_correct", "同意建在北墙边。")
        case = take(case, "answer_correction", cast)
        assert selectors.version_of(case).filing == "sent"

    def test_has_a_new_version_from_the_next_assembly(self, cast):
        first = take(self.adopted(cast), "file_rules", cast)
        first = take(first, "ask_correction", cast)
        second = self.adopted(cast, at=first.moved_at)
        assert [one.no for one in Version.objects.order_by("no")] == [1, 2]
        assert take(first, "finish", cast, at=second.moved_at + HOUR).state == "done"

    def test_that_did_not_pass_is_none(self, cast):
        case = take(new_assembly(cast), "set_motion", cast, kind="rules")
        for step in ("announce", "open_sitting"):
            case = take(case, step, cast)
        case = take(case, "vote", cast, in_favour=10, against=40)
        case = take(take(case, "close_sitting", cast), "publish", cast)
        assert not Version.objects.exists()
        assert not case.clocks.filter(term="file").exists()

    def test_stands_alone_among_the_motions(self, cast):
        case = take(new_assembly(cast), "set_motion", cast, kind="rules")
        assert refused(case, "set_motion", cast, kind="rules").code == "one_convention"


def test_day_of_the_meeting_is_that_on_which_it_was_held(cast):
    case = assembly_in("in_force", cast, motion="rules")
    assert selectors.version_of(case).adopted_date == local_day(START + 10 * DAY)
