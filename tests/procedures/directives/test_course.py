"""The course of a directive down to the township and back, by the public actions."""

from __future__ import annotations

import pytest

from linli.base.accounts.models import Post, Unit
from linli.cases import links
from linli.cases.models import Case, Clock
from linli.cases.sweep import sweep
from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.procedures.directives import lines
from linli.procedures.directives.models import Help
from linli.procedures.directives.opening import Given, Task, give
from tests.cast import BEGINNING
from tests.directives import (
    DAY,
    DUE,
    MEASURE,
    START,
    TASK,
    answers,
    broken,
    chain,
    fresh,
    in_state,
    new_directive,
    survey,
    take,
    values,
    world,
)

pytestmark = pytest.mark.django_db


def refused(act) -> str:
    """Return the code with which `act` is refused."""
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


class TestWhoDirectsWhom:
    # giver, unit, why it may not ("": it may)
    TABLE = (
        ("province_government", "city_government", ""),
        ("province_government", "government", "not_next"),
        ("city_government", "government", ""),
        ("city_government", "city_department", ""),
        ("city_government", "street_unit", "not_next"),
        ("city_government", "city_government", "not_below"),
        ("government", "street_unit", ""),
        ("government", "department", ""),
        ("government", "far_street_unit", "not_below"),
        ("government", "community_unit", "self_governing"),
        ("government", "committee", "outside"),
        ("city_department", "department", ""),
        ("city_department", "government", "department_up"),
        ("city_department", "street_unit", "department_up"),
        ("city_department", "other_department", "not_in_line"),
        ("joint_conference", "government", "coordinating_body"),
        ("street_unit", "community_unit", "self_governing"),
        ("street_unit", "other_street_unit", "not_below"),
    )

    def test_is_the_next_level_own_departments_and_the_own_line(self, cast):
        world(cast)
        units = {one.code: one for one in Unit.objects.select_related("region")}
        found = []
        for giver, unit, _ in self.TABLE:
            ruling = lines.ruling(units[giver], units[unit])
            found.append((giver, unit, ruling.code if ruling else ""))
        assert found == list(self.TABLE)

    def test_names_the_rule(self, cast):
        found = lines.ruling(cast.city_department, cast.government)
        assert found is not None
        assert "整治形式主义为基层减负若干规定" in found.refused(field="lead").message.zh

    def test_gives_nothing_in_the_name_of_a_community(self, cast):
        world(cast)
        with pytest.raises(NotAllowed):
            give(
                Task(TASK, MEASURE, DUE), Given(cast.street_unit), key="x",
                by=cast.community_worker.actor(), at=START,
            )  # fmt: skip


class TestGiving:
    def test_opens_a_case_of_the_lead_unit_with_post_measure_and_day(self, cast):
        case = fresh(new_directive(cast, assisting=()))
        assert (case.unit, case.coordinator) == (cast.city_government, cast.province_government)
        assert case.post == cast.city_government_head == case.directive.responsible
        assert (case.state, local_day(case.due_at)) == ("given", local_day(START) + 3 * DAY)
        clock = Clock.objects.get(case=case, term="carry_out")
        assert local_day(clock.due_at) == DUE == case.directive.due_date

    def test_is_one_directive_however_often_the_form_is_sent(self, cast):
        world(cast)
        to, by = Given(cast.city_government), cast.province_handler.actor()
        first, again = (
            give(Task(TASK, MEASURE, DUE), to, key="same", by=by, at=START) for _ in range(2)
        )
        assert first == again

    def test_names_no_post_of_another_unit_nor_one_that_is_over(self, cast):
        world(cast)
        over = Post.objects.create(
            person=cast.city_government_handler.person, unit=cast.city_government,
            role="department_handler", from_date=BEGINNING, until_date=local_day(START) - DAY,
        )  # fmt: skip
        for wrong in (cast.government_handler, over):
            to, by = Given(cast.city_government, (), wrong), cast.province_handler.actor()
            code = refused(lambda to=to, by=by: give(
                Task(TASK, MEASURE, DUE), to, key=f"x{to.responsible.pk}", by=by, at=START
            ))  # fmt: skip
            assert code == "post_elsewhere"
        assert not Case.objects.filter(procedure="directive").exists()

    def test_asks_for_measure_and_a_day_to_come(self, cast):
        assert refused(lambda: new_directive(cast, measure=" ")) == "incomplete"
        assert refused(lambda: new_directive(cast, due_on=local_day(START) - DAY)) == "in_past"


class TestCascade:
    def test_goes_down_to_the_township_as_one_tree(self, cast):
        root, city, county, street = chain(cast)
        assert {tie.from_case_id for tie in links.tree_of([root.pk])} == {
            city.pk, county.pk, street.pk,
        }  # fmt: skip
        assert (street.unit, street.coordinator) == (cast.street_unit, cast.government)

    def test_is_seen_by_those_above_and_by_no_other_unit(self, cast):
        street = chain(cast)[3]
        seen = {
            name
            for name in ("province_handler", "city_government_handler", "government_handler",
                         "street_clerk", "other_street_clerk", "far_street_clerk",
                         "department_handler", "community_worker", "supervisor")
            if Case.objects.visible_to(getattr(cast, name)).filter(pk=street.pk).exists()
        }  # fmt: skip
        assert seen == {
            "province_handler", "city_government_handler", "government_handler", "street_clerk",
        }  # fmt: skip

    def test_no_part_is_due_after_its_whole(self, cast):
        root = new_directive(cast)
        late = {"due_on": DUE + DAY}
        code = refused(
            lambda: broken(root, [cast.government], cast.city_government_handler, **late)
        )
        assert code == "beyond"

    def test_no_unit_is_given_the_same_twice(self, cast):
        city = chain(cast)[1]
        code = refused(lambda: broken(city, [cast.government], cast.city_government_handler))
        assert code == "has_it"


class TestDutyLists:
    def county(self, cast) -> Case:
        return chain(cast)[2]

    def down(self, cast, case, units=None, **changes):
        towns = units or [cast.other_street_unit]
        return broken(case, towns, cast.government_handler, **changes)

    def test_own_duties_go_to_the_township(self, cast):
        (part,) = self.down(cast, self.county(cast), item=cast.own_item)
        assert (part.unit, part.directive.item) == (cast.other_street_unit, cast.own_item)

    def test_what_was_taken_back_is_blocked_with_the_rule(self, cast):
        case = self.county(cast)
        with pytest.raises(Refused) as found:
            self.down(cast, case, item=cast.taken_item)
        said = found.value.message.zh
        assert (found.value.code, found.value.field) == ("taken_back", "item")
        assert "不得派给街道（乡镇）" in said
        assert "履行职责事项清单的意见" in said
        assert "城市管理局" in said
        assert links.parts_of(case).count() == 1

    def test_assisting_duties_go_through_the_department_that_the_list_names(self, cast):
        case = self.county(cast)
        assert refused(lambda: self.down(cast, case, item=cast.assisting_item)) == "assisting"
        towns = [cast.street_unit, cast.other_street_unit]
        (part,) = self.down(
            cast, case, units=towns, item=cast.assisting_item, is_through_owner=True
        )
        assert part.unit == cast.department
        helping = part.participations.filter(part="assisting").values_list("unit", flat=True)
        assert set(helping) == {unit.pk for unit in towns}

    def test_another_department_does_not_lead_on_it(self, cast):
        case = self.county(cast)
        wrong = {"units": [cast.other_department], "item": cast.assisting_item}
        assert refused(lambda: self.down(cast, case, **wrong)) == "other_owner"
        (part,) = self.down(cast, case, units=[cast.department], item=cast.taken_item)
        assert part.unit == cast.department

    def test_what_is_on_no_list_needs_an_approval(self, cast):
        case = self.county(cast)
        assert refused(lambda: self.down(cast, case)) == "off_list"
        (part,) = self.down(cast, case, approval="历编办〔2026〕3号")
        assert part.directive.approval == "历编办〔2026〕3号"

    def test_communities_are_asked_for_help_and_given_nothing(self, cast):
        street = in_state("working", cast)
        clerk = cast.street_clerk
        assert refused(lambda: broken(street, [cast.community_unit], clerk)) == "may_break_down"
        take(street, "ask_communities", clerk, **values("ask_communities", cast, street))
        take(street, "answer_help", cast.community_worker, answer="declined", result="没有场地。")
        assert Help.objects.get().answer == "declined"
        # Whatever it answers, the street may finish.
        done = take(street, "report_done", clerk, outcome="已建成一处。")
        assert done.state == "reported"


class TestAskingBack:
    def test_is_answered_by_who_gave_it(self, cast):
        case = in_state("asked_back", cast)
        assert case.directive.asked_ground == "not_ours"
        case = take(case, "insist", cast.government_handler, reason="清单第1-001项。")
        assert (case.state, case.directive.asked_ground) == ("given", "")

    def test_leads_to_another_task_and_day(self, cast):
        case = in_state("asked_back", cast)
        given = values("amend", cast, case) | {"measure": "选址", "due_on": DUE - DAY}
        case = take(case, "amend", cast.government_handler, **given)
        clock = Clock.objects.get(case=case, term="carry_out", stopped_at=None)
        assert (case.directive.measure, local_day(clock.due_at)) == ("选址", DUE - DAY)


class TestTime:
    def test_is_asked_for_with_a_reason_and_granted_within_the_whole(self, cast):
        _, _, county, street = chain(cast)
        street = take(street, "accept", cast.street_clerk)
        take(street, "ask_more_time", cast.street_clerk, until=DUE + DAY, reason="装修延误。")
        giver = cast.government_handler
        code = refused(lambda: take(street, "grant_more_time", giver, due_on=DUE + DAY))
        assert code == "beyond"
        take(county, "ask_more_time", giver, until=DUE + DAY, reason="街道装修延误。")
        take(county, "grant_more_time", cast.city_government_handler, due_on=DUE)
        street = take(street, "refuse_more_time", giver, reason="不影响按期完成。")
        assert (street.directive.asked_until, street.directive.due_date) == (None, DUE)

    def test_when_it_is_over_both_sides_are_reminded(self, cast):
        street = in_state("working", cast)
        sweep(START + 100 * DAY)
        from linli.base.notices.models import Notice

        kinds = Notice.objects.filter(about=street.chain).values_list("kind", "unit")
        assert ("directive.late", cast.street_unit.pk) in kinds
        assert ("directive.late_below", cast.government.pk) in kinds


class TestClosing:
    def test_waits_for_the_parts(self, cast):
        county = chain(cast)[2]
        with pytest.raises(Refused) as found:
            take(county, "report_done", cast.government_handler, outcome="完成。")
        assert (found.value.code, "解放路街道办事处" in found.value.message.zh) == (
            "parts_are_over", True,
        )  # fmt: skip

    def test_goes_up_level_by_level_to_the_first(self, cast):
        root, city, county, street = chain(cast)
        street = take(street, "accept", cast.street_clerk)
        for case, holder, giver in (
            (street, cast.street_clerk, cast.government_handler),
            (county, cast.government_handler, cast.city_government_handler),
            (city, cast.city_government_handler, cast.province_handler),
            (root, cast.province_handler, cast.province_handler),
        ):
            take(case, "report_done", holder, outcome="已建成。")
            assert take(case, "close", giver).state == "closed"

    def test_may_state_an_exception_while_a_part_is_open(self, cast):
        county = chain(cast)[2]
        given = values("report_with_exception", cast, county)
        county = take(county, "report_with_exception", cast.government_handler, **given)
        assert take(county, "close", cast.city_government_handler).state == "closed"

    def test_needs_no_exception_where_nothing_is_open(self, cast):
        street = in_state("working", cast)
        given = values("report_with_exception", cast, street)
        code = refused(lambda: take(street, "report_with_exception", cast.street_clerk, **given))
        assert code == "parts_are_open"

    def test_is_sent_back_with_a_new_day(self, cast):
        street = in_state("reported", cast)
        street = take(
            street, "send_back", cast.government_handler, reason="请补充。", due_on=DUE - DAY
        )
        clock = Clock.objects.get(case=street, term="carry_out", stopped_at=None)
        assert (street.state, local_day(clock.due_at)) == ("working", DUE - DAY)

    def test_waits_for_the_report_that_was_asked(self, cast):
        root, _, _, street = chain(cast)
        street = take(street, "accept", cast.street_clerk)
        asked = survey(root, cast)
        code = refused(lambda: take(street, "report_done", cast.street_clerk, outcome="完成。"))
        assert code == "nothing_to_file"
        take(street, "file_report", cast.street_clerk, answers=answers(asked), minutes=6)
        assert take(street, "report_done", cast.street_clerk, outcome="完成。").state == "reported"
