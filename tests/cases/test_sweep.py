"""Clocks that are nearly out or out are said once, to those who must act, with the reason."""

from __future__ import annotations

import pytest

from linli.base.accounts.models import Post
from linli.base.audit.models import Entry, Head
from linli.base.notices.desk import for_post, mark_seen, wording
from linli.cases.assignment import assign
from linli.cases.models import Call, Clock
from linli.cases.sweep import Swept, sweep
from linli.cases.timeline import for_sender
from tests.requests import DAY, HOUR, START, by_telephone, dispatch, in_state, new_request

pytestmark = pytest.mark.django_db
ESCALATED = "case.escalated"


def kinds_for(post: Post) -> list[str]:
    """Return the kinds of reminders that `post` has not seen."""
    return [notice.kind for notice in for_post(post)]


class TestWarning:
    def test_comes_before_the_end_and_once(self, cast):
        dispatch(new_request(cast), cast)
        # Due on 9 March at 23:59:59, warned a day before.
        assert sweep(START + 6 * DAY) == Swept(0, 0)
        assert sweep(START + 6 * DAY + 14 * HOUR) == Swept(1, 0)
        assert sweep(START + 6 * DAY + 15 * HOUR) == Swept(0, 0)

    def test_lies_on_the_desk_of_the_unit_that_holds_it(self, cast):
        case = dispatch(new_request(cast), cast)
        sweep(START + 7 * DAY)
        kinds = [notice.kind for notice in for_post(cast.street_clerk)]
        assert kinds == ["case.warned", "case.received"]
        assert not for_post(cast.other_street_clerk).exists()
        sentence = wording(for_post(cast.street_clerk)[0])
        assert case.title in sentence.zh
        assert "3月9日 23:59" in sentence.zh
        assert "9 Mar 23:59" in sentence.en

    def test_is_for_who_is_in_charge_until_their_post_ends(self, cast):
        case, head = in_state("handling", cast), cast.street_head.actor()
        assign(case, post=cast.second_street_clerk, by=head, at=START + 3 * HOUR)
        sweep(START + 7 * DAY)
        assert "case.warned" not in kinds_for(cast.street_clerk)
        assert "case.warned" in kinds_for(cast.second_street_clerk)
        Post.objects.filter(pk=cast.second_street_clerk.pk).update(until_date=START.date() + DAY)
        sweep(START + 9 * DAY)
        assert "case.lapsed" in kinds_for(cast.street_clerk)


class TestLapse:
    def test_is_said_with_its_article_to_holder_head_and_supervisor(self, cast):
        case = dispatch(new_request(cast), cast)
        assert sweep(START + 9 * DAY) == Swept(1, 1)
        line = Entry.objects.get(chain=case.chain, kind="case.lapsed")
        assert line.actor_kind == "system"
        assert "北京市接诉即办服务标准" in line.facts["instrument"]["zh"]
        assert "case.lapsed" in [notice.kind for notice in for_post(cast.street_clerk)]
        head, supervisor = for_post(cast.street_head), for_post(cast.supervisor)
        assert "case.escalated" in [notice.kind for notice in head]
        assert cast.street_unit.name in wording(supervisor[0]).zh

    def test_takes_the_warning_off_the_desk(self, cast):
        case = dispatch(new_request(cast), cast)
        sweep(case.due_at - HOUR)
        warned = [notice.kind for notice in for_post(cast.street_clerk)]
        assert "case.warned" in warned
        sweep(case.due_at + HOUR)
        kinds = [notice.kind for notice in for_post(cast.street_clerk)]
        assert "case.lapsed" in kinds
        assert "case.warned" not in kinds

    def test_of_a_ruling_is_said_to_those_who_must_rule_and_not_to_the_unit(self, cast):
        case = in_state("objected", cast)
        sweep(START + 2 * DAY)
        assert Clock.objects.get(case=case, term="ruling").lapsed_at
        assert "case.lapsed" not in kinds_for(cast.street_clerk) + kinds_for(cast.street_head)
        assert "case.escalated" not in kinds_for(cast.street_head)
        escalated = next(n for n in for_post(cast.supervisor) if n.kind == "case.escalated")
        assert cast.hotline_centre.name in wording(escalated).zh
        assert "case.escalated" in kinds_for(cast.hotline_head)

    @pytest.mark.parametrize("state", ["received", "dispatched", "objected"])
    def test_is_said_once_to_each(self, cast, state):
        in_state(state, cast)
        sweep(START + 9 * DAY)
        for post in (cast.street_head, cast.hotline_head, cast.supervisor):
            abouts = [n.reference for n in for_post(post) if n.kind in ("case.lapsed", ESCALATED)]
            assert len(set(abouts)) == len(abouts)
            # Nor does the other notice come to light when this one was seen.
            mark_seen(post, at=START + 9 * DAY)
            assert "case.lapsed" not in kinds_for(post)
        late = cast.street_clerk if state == "dispatched" else cast.hotline_clerk
        assert "case.lapsed" in kinds_for(late)

    def test_is_said_once_to_a_head_in_charge(self, cast):
        case = in_state("handling", cast)
        assign(case, post=cast.street_head, by=cast.street_head.actor(), at=START + 3 * HOUR)
        sweep(START + 9 * DAY)
        kinds = [kind for kind in kinds_for(cast.street_head) if kind in ("case.lapsed", ESCALATED)]
        assert kinds == [ESCALATED]

    def test_troubles_a_person_who_gave_only_a_telephone_with_one_call(self, cast):
        case = dispatch(by_telephone(cast), cast)
        assert Call.objects.get(case=case).purpose == "tell"
        sweep(START + 9 * DAY)
        assert Call.objects.get(case=case, done_at=None).purpose == "call_back"

    def test_happens_once(self, cast):
        dispatch(new_request(cast), cast)
        sweep(START + 9 * DAY)
        assert sweep(START + 9 * DAY) == Swept(0, 0)
        assert Clock.objects.filter(term="normal").get().lapsed_at == START + 9 * DAY

    def test_spares_clocks_that_stopped(self, cast):
        in_state("closed", cast)
        assert sweep(START + 30 * DAY) == Swept(0, 0)

    def test_of_the_days_for_rating_is_not_told_as_our_own_delay(self, cast):
        case = in_state("answered", cast)
        assert sweep(START + 9 * DAY).lapsed == 1
        assert not [line for line in for_sender(case) if "时限已过" in line.what.zh]


class TestCrowd:
    def test_leaves_the_rest_to_the_next_sweep(self, cast, monkeypatch):
        for _ in range(2):
            dispatch(new_request(cast), cast)
        monkeypatch.setattr("linli.cases.sweep.SECONDS_AT_MOST", -1.0)
        assert sweep(START + 9 * DAY) == Swept(0, 0)
        monkeypatch.undo()
        assert sweep(START + 9 * DAY) == Swept(2, 2)


class TestFailure:
    def test_of_one_clock_keeps_no_other_waiting(self, cast, caplog):
        broken, sound = (dispatch(new_request(cast), cast) for _ in range(2))
        # A chain whose end was tampered with takes no more lines.
        Head.objects.filter(pk=broken.chain).update(head_mac="0" * 64)
        assert sweep(START + 9 * DAY) == Swept(warned=1, lapsed=1, failed=2)
        assert Clock.objects.get(case=sound, term="normal").lapsed_at == START + 9 * DAY
        assert Clock.objects.get(case=broken, term="normal").lapsed_at is None
        assert broken.chain in caplog.text
