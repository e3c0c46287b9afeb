"""A unit may ask, with a ground, that a case be left out of the rates; others decide, on record."""

from __future__ import annotations

import pytest

from linli.base.audit.log import entries
from linli.base.notices.desk import for_post
from linli.cases import exclusions
from linli.cases.engine import move
from linli.cases.models import Case, Tally
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from tests.requests import DAY, START, in_state, sender

pytestmark = pytest.mark.django_db
LATER = START + 2 * DAY
WHY = "要求街道为其家中更换电视机，法律政策均无依据。"


def unhappy(cast) -> Case:
    """Return a closed case whose sender was not satisfied."""
    case = in_state("answered", cast)
    said = {"resolved": "no", "satisfied": "dissatisfied"}
    return move(case, "rate", by=sender(case), at=START + DAY, **said)


def asked(cast, case=None):
    """Return a request by the head of the street's unit."""
    return exclusions.ask(
        case or unhappy(cast), ground="impossible", reason=WHY, by=cast.street_head.actor(),
        at=LATER,
    )  # fmt: skip


def out(case: Case) -> set[bool]:
    """Return whether what the case counts for is left out."""
    return set(Tally.objects.filter(case=case).values_list("is_excluded", flat=True))


class TestAsking:
    def test_changes_no_figure_and_tells_the_supervisors(self, cast):
        one = asked(cast)
        assert out(one.case) == {False}
        assert [n.kind for n in for_post(cast.supervisor)] == ["case.exclusion_asked"]
        assert not for_post(cast.hotline_clerk).filter(kind="case.exclusion_asked").exists()

    @pytest.mark.parametrize("who", ["street_clerk", "other_street_clerk", "hotline_head"])
    def test_is_for_the_head_of_a_unit_for_which_it_counts(self, cast, who):
        case = unhappy(cast)
        with pytest.raises(NotAllowed):
            exclusions.ask(
                case, ground="impossible", reason=WHY, by=getattr(cast, who).actor(), at=LATER
            )

    def test_takes_a_ground_and_a_reason_once_and_in_time(self, cast):
        case, by = unhappy(cast), cast.street_head.actor()
        for ground, reason, field in (("annoying", WHY, "ground"), ("untrue", " ", "reason")):
            with pytest.raises(Incomplete) as refused:
                exclusions.ask(case, ground=ground, reason=reason, by=by, at=LATER)
            assert refused.value.field == field
        with pytest.raises(Refused) as refused:
            exclusions.ask(case, ground="untrue", reason=WHY, by=by, at=START + 40 * DAY)
        assert refused.value.code == "too_late"
        asked(cast, case)
        with pytest.raises(WrongState):
            asked(cast, case)


class TestDecision:
    def test_to_grant_leaves_the_case_out_with_reasons_in_its_log(self, cast):
        one = asked(cast)
        exclusions.decide(
            one, is_granted=True, reason="属实。", by=cast.supervisor.actor(), at=LATER
        )
        assert out(one.case) == {True}
        texts = [said.text for said in exclusions.said_of(one)]
        assert texts == [WHY, "属实。"]
        kinds = [line.kind for line in entries(one.case.chain)][-2:]
        assert kinds == ["case.exclusion_asked", "case.exclusion_decided"]
        assert for_post(cast.street_head).filter(kind="case.exclusion_decided").exists()

    @pytest.mark.parametrize("who", ["street_head", "hotline_clerk", "county_supervisor"])
    def test_is_for_the_supervisors_of_the_unit_that_runs_the_case(self, cast, who):
        one = asked(cast)
        with pytest.raises(NotAllowed):
            exclusions.decide(
                one, is_granted=True, reason="属实", by=getattr(cast, who).actor(), at=LATER
            )

    def test_is_made_once(self, cast):
        one, by = asked(cast), cast.supervisor.actor()
        exclusions.decide(one, is_granted=False, reason="诉求合理。", by=by, at=LATER)
        with pytest.raises(WrongState):
            exclusions.decide(one, is_granted=True, reason="改变主意", by=by, at=LATER)


class TestAppeal:
    def refused(self, cast):
        """Return a request that was refused."""
        return exclusions.decide(
            asked(cast), is_granted=False, reason="诉求合理。", by=cast.supervisor.actor(), at=LATER
        )

    def test_goes_to_the_head_of_the_unit_above_who_sees_the_case_then(self, cast):
        head, above = cast.street_head.actor(), cast.city_government_head
        one = self.refused(cast)
        assert not Case.objects.visible_to(above).filter(pk=one.case_id).exists()
        one = exclusions.appeal(one, reason="请复核。", by=head, at=LATER + DAY)
        assert Case.objects.visible_to(above).filter(pk=one.case_id).exists()
        with pytest.raises(NotAllowed):
            exclusions.decide(
                one, is_granted=False, reason="不变", by=cast.supervisor.actor(), at=LATER + DAY
            )
        one = exclusions.decide(
            one, is_granted=True, reason="无法律依据。", by=above.actor(), at=LATER + 2 * DAY
        )
        assert (one.outcome, out(one.case)) == ("granted_on_appeal", {True})
        with pytest.raises(WrongState):
            exclusions.appeal(one, reason="再来", by=head, at=LATER + 2 * DAY)

    def test_has_its_days(self, cast):
        one = self.refused(cast)
        with pytest.raises(Refused) as refused:
            exclusions.appeal(
                one, reason="请复核。", by=cast.street_head.actor(), at=LATER + 11 * DAY
            )
        assert refused.value.code == "too_late"
