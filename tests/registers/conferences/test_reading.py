"""What a person makes of what was read: corrected, moved, split, joined, added, confirmed."""

from __future__ import annotations

import pytest

from linli.base.audit.log import entries
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.registers.conferences.actions import confirming, marking
from linli.registers.conferences.actions.reading import LONGEST, take_report
from linli.registers.conferences.clauses import clauses_of, moved
from linli.registers.conferences.following import FOLLOWERS, Follower
from linli.registers.conferences.models import Demand
from tests.registers.conferences.reports import AT, DAMAGED, REPORT, numbered, read, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(cast):
    return cast.social_work_officer.actor()


@pytest.fixture
def conference(cast):
    return read(cast)


class TestTakeReport:
    def test_puts_down_every_demand_as_a_proposal(self, conference):
        assert told(conference) == [
            ("1", "要加强党建引领基层治理，着眼减轻负担，精简报表台账；着眼化解矛盾，推动纠纷调解",
             "卢承志", "", "governance"),
            ("1.1", "着眼减轻负担，精简报表台账", "卢承志", "", "burden"),
            ("1.2", "着眼化解矛盾，推动纠纷调解", "卢承志", "", "disputes"),
            ("2", "各级党委要加强组织领导", "卢承志", "各级党委", "leadership"),
            ("3", "要规范志愿服务", "齐远山", "", "volunteers"),
        ]  # fmt: skip
        assert not conference.demands.exclude(confirmed_at=None).exists()
        assert conference.report.heads["chair"] == "齐远山"
        spoke = conference.speeches.values_list("speaker", "title", "minutes")
        assert list(spoke) == [("卢承志", "市委副书记", None), ("齐远山", "副市长", None)]

    def test_keeps_what_was_received_and_every_spot(self, cast):
        report = read(cast, DAMAGED).report
        assert report.received == DAMAGED
        assert "會" not in report.text and "huì" not in report.text
        spots = [(report.text[one.start : one.end], one.is_certain) for one in report.spots.all()]
        assert spots == [("基层减", True), ("着", False)]
        assert report.spots.first().raw in report.received

    @pytest.mark.parametrize("text", ["", " \n", "\0", "字" * (LONGEST + 1)])
    def test_refuses_nothing_and_too_much(self, conference, by, text):
        with pytest.raises(Incomplete) as refused:
            take_report(conference, text, by=by, at=AT)
        assert refused.value.field == "text"

    def test_replaces_a_report_until_a_demand_is_confirmed(self, conference, by):
        take_report(conference, REPORT.replace("志愿服务", "信访工作"), by=by, at=AT)
        assert conference.demands.get(no="3").subject == "petitions"
        confirming.confirm(numbered(conference)["3"], by=by, at=AT)
        with pytest.raises(WrongState):
            take_report(conference, REPORT, by=by, at=AT)

    def test_is_for_the_hosts_office_alone_and_a_refusal_is_on_record(self, conference, cast):
        with pytest.raises(NotAllowed):
            take_report(conference, REPORT, by=cast.government_handler.actor(), at=AT)
        last = entries(f"conference:{conference.pk}").last()
        assert (last.kind, last.facts["refused"]) == ("conference.read", "not_allowed")


class TestMarking:
    def test_changes_speaker_addressee_and_subject(self, conference, by):
        one = numbered(conference)["3"]
        named = {"speaker": "卢承志", "addressee": "各街道", "subject": "services"}
        marking.change(one, **named, by=by, at=AT)
        assert told(conference)[-1] == ("3", one.text, "卢承志", "各街道", "services")
        assert conference.demands.get(pk=one.pk).origin == "changed"
        line = entries(f"conference:{conference.pk}").last()
        assert (line.kind, line.facts["demand"]) == ("demand_changed", one.pk)

    def test_refuses_a_subject_that_is_none(self, conference, by):
        with pytest.raises(Incomplete):
            marking.change(
                numbered(conference)["3"], speaker="", addressee="", subject="sport", by=by, at=AT
            )

    def test_moves_an_end_by_clauses(self, conference, by):
        one = numbered(conference)["1.1"]
        assert marking.move(one, side="end", way="earlier", by=by, at=AT).text == "着眼减轻负担"
        assert marking.move(one, side="end", way="later", by=by, at=AT).text == one.text

    def test_refuses_to_cut_through_another_demand(self, conference, by):
        with pytest.raises(Refused) as refused:
            marking.move(numbered(conference)["1"], side="end", way="earlier", by=by, at=AT)
        assert refused.value.code == "crosses"
        assert told(conference)[0][1].endswith("推动纠纷调解")

    def test_splits_at_a_clause_and_joins_again(self, conference, by):
        before = told(conference)
        one = numbered(conference)["1.1"]
        place = one.start + one.text.index("精简")
        marking.split(one, place=place, by=by, at=AT)
        numbers = [(no, text) for no, text, *_ in told(conference)]
        assert numbers[1:4] == [
            ("1.1", "着眼减轻负担"), ("1.2", "精简报表台账"), ("1.3", "着眼化解矛盾，推动纠纷调解"),
        ]  # fmt: skip
        marking.join(numbered(conference)["1.1"], by=by, at=AT)
        assert told(conference) == before

    def test_joins_nothing_to_the_last(self, conference, by):
        with pytest.raises(WrongState):
            marking.join(numbered(conference)["3"], by=by, at=AT)

    def test_removes_one_and_keeps_its_parts(self, conference, by):
        marking.remove(numbered(conference)["1"], by=by, at=AT)
        assert [(no, text[:4]) for no, text, *_ in told(conference)] == [
            ("1", "着眼减轻"), ("2", "着眼化解"), ("3", "各级党委"), ("4", "要规范志"),
        ]  # fmt: skip

    def test_adds_a_stretch_by_its_words_where_it_belongs(self, conference, by):
        start, end = marking.find_words(conference, "精简报表台账")
        marking.add(
            conference, start=start, end=end, speaker="卢承志", addressee="", subject="burden",
            by=by, at=AT,
        )  # fmt: skip
        assert told(conference)[2] == ("1.1.1", "精简报表台账", "卢承志", "", "burden")
        assert conference.demands.get(no="1.1.1").origin == "added"

    @pytest.mark.parametrize(
        ("words", "code"), [("报道里没有的话", "incomplete"), ("要规范志愿服务", "same_place")]
    )
    def test_invents_nothing_and_adds_nothing_twice(self, conference, by, words, code):
        with pytest.raises(Refused) as refused:
            start, end = marking.find_words(conference, words)
            marking.add(
                conference, start=start, end=end, speaker="", addressee="", subject="burden",
                by=by, at=AT,
            )  # fmt: skip
        assert refused.value.code == code
        assert conference.demands.count() == 5


class TestConfirm:
    def test_leaves_nothing_to_change(self, conference, by):
        one = numbered(conference)["2"]
        confirming.confirm(one, by=by, at=AT)
        one.refresh_from_db()
        assert (one.confirmed_at, one.confirmed_by_id) == (AT, by.post_id)
        for act in (
            lambda: marking.move(one, side="start", way="later", by=by, at=AT),
            lambda: marking.remove(one, by=by, at=AT),
            lambda: marking.split(one, place=one.start + 2, by=by, at=AT),
        ):
            with pytest.raises(WrongState):
                act()

    def test_waits_until_an_uncertain_spot_was_looked_at(self, cast, by):
        conference = read(cast, DAMAGED)
        spot = conference.report.spots.get(is_certain=False)
        with pytest.raises(Refused) as refused:
            confirming.confirm_all(conference, by=by, at=AT)
        assert refused.value.code == "spots"
        assert not conference.demands.exclude(confirmed_at=None).exists()
        confirming.settle(spot, words="着", by=by, at=AT)
        assert confirming.confirm_all(conference, by=by, at=AT) == 2
        assert not conference.report.spots.filter(looked_at=None).exists()

    def test_is_withdrawn_unless_something_hangs_on_it(self, conference, by, monkeypatch):
        one = numbered(conference)["2"]
        confirming.confirm(one, by=by, at=AT)
        hangs = Follower("test", held=lambda demands: frozenset(d.pk for d in demands))
        monkeypatch.setitem(FOLLOWERS._things, "test", hangs)
        with pytest.raises(WrongState):
            confirming.withdraw(one, by=by, at=AT)
        monkeypatch.delitem(FOLLOWERS._things, "test")
        confirming.withdraw(one, by=by, at=AT)
        assert Demand.objects.get(pk=one.pk).confirmed_at is None


class TestSettle:
    def test_other_words_move_all_that_follows(self, cast, by):
        conference = read(cast, DAMAGED)
        report = conference.report
        texts = [text for _, text, *_ in told(conference)]
        spot = report.spots.get(is_certain=True)
        confirming.settle(spot, words="基层再减", by=by, at=AT)
        report.refresh_from_db()
        after = [text for _, text, *_ in told(conference)]
        assert after == [texts[0].replace("基层减", "基层再减"), *texts[1:]]
        for one in conference.demands.all():
            assert report.text[one.start : one.end] == one.text
        for one in report.spots.all():
            assert report.text[one.start : one.end] in ("基层再减", "着")

    def test_leaves_the_words_of_a_confirmed_demand(self, cast, by):
        conference = read(cast, DAMAGED)
        spot = conference.report.spots.get(is_certain=False)
        confirming.settle(spot, words="着", by=by, at=AT)
        confirming.confirm_all(conference, by=by, at=AT)
        with pytest.raises(WrongState):
            confirming.settle(spot, words="著", by=by, at=AT)


class TestClauses:
    def test_leave_marks_and_blanks_out(self):
        text = "要抓实，\n　做到；完。"
        assert [text[start:end] for start, end in clauses_of(text)] == ["要抓实", "做到", "完"]

    @pytest.mark.parametrize(
        ("side", "way", "found"),
        [
            ("start", "earlier", "甲乙，丙丁"), ("start", "later", "丙丁"),
            ("end", "earlier", "丙丁"), ("end", "later", "丙丁，戊己"),
        ],
    )  # fmt: skip
    def test_move_an_end_and_never_past_the_other(self, side, way, found):
        text = "甲乙，丙丁，戊己。"
        start, end = moved(text, 3, 5, side=side, way=way)
        assert text[start:end] == found
