"""The pages of directives: the day, giving, how far it is, reports, practices, papers."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.letters import actions
from linli.base.letters.models import Letter
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused
from linli.procedures.directives import asking, burden, practices, sources
from linli.procedures.directives.letters.drafting import draft
from linli.procedures.directives.models import Filing, Survey
from linli.registers.conferences.models import Conference, Demand
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
    world,
)

pytestmark = pytest.mark.django_db


def show(client, cast, post, address):
    return cast.sign_in(client, getattr(cast, post)).get(address)


def held(cast) -> Conference:
    """Return a conference of the province with two confirmed demands."""
    world(cast)
    made = Conference.objects.create(
        title="全省社会工作会议", kind="special", form="video", rank="leader", level="province",
        host=cast.province_government, office=cast.province_government, region=cast.province,
        held_date=START.date() - 3 * DAY, created_at=START,
    )  # fmt: skip
    for no in (1, 2):
        Demand.objects.create(
            conference=made, no=str(no), start=no, end=no + 1, text=f"要办好第{no}件事。",
            subject="governance", confirmed_at=START,
        )  # fmt: skip
    return made


def given_out(conference, cast) -> list[Case]:
    """Give each demand of a conference to the city, as its page does."""
    from linli.procedures.directives.opening import open_from

    return [
        open_from(
            one, lead=cast.city_government, assisting=(), post=None, due_on=DUE, measure=MEASURE,
            by=cast.province_handler.actor(), at=START,
        )
        for one in conference.demands.all()
    ]  # fmt: skip


class TestDay:
    def test_shows_each_directive_where_it_waits(self, client, cast):
        street = in_state("reported", cast)
        counts = {
            post: {
                one.list.key: one.count
                for one in show(client, cast, post, "/directives/").context["lists"]
            }
            for post in ("government_handler", "street_clerk", "province_handler")
        }
        assert counts["government_handler"]["review"] == 1
        assert "working" not in counts["street_clerk"]
        assert counts["province_handler"]["working"] == 1
        page = show(client, cast, "government_handler", "/directives/lists/review/")
        assert street.reference in page.content.decode()

    def test_names_the_report_and_the_help_that_are_asked_for(self, client, cast):
        root, _, _, street = chain(cast)
        survey(root, cast)
        street = take(street, "accept", cast.street_clerk)
        clerk = cast.street_clerk
        take(street, "ask_communities", clerk, communities=[cast.community_unit], what="场地")
        found = {}
        for post in ("street_clerk", "community_worker"):
            lists = show(client, cast, post, "/directives/").context["lists"]
            found[post] = {one.list.key for one in lists}
        assert "file" in found["street_clerk"]
        assert "help" in found["community_worker"]

    @pytest.mark.parametrize("post", ["mediator", "hotline_clerk"])
    def test_is_for_those_who_are_given_something(self, client, cast, post):
        assert show(client, cast, post, "/directives/").status_code == 403


class TestGiving:
    def form(self, client, cast, query="", **changes):
        world(cast)
        page = show(client, cast, "province_handler", f"/directives/give/{query}")
        key = re.search(r'name="submission" value="([^"]+)"', page.content.decode()).group(1)
        sent = {
            "submission": key, "task": TASK, "measure": MEASURE, "lead": cast.city_government.pk,
            "due_on": (timezone.localdate() + 30 * DAY).isoformat(), **changes,
        }  # fmt: skip
        return client.post(f"/directives/give/{query}", sent), sent

    def test_is_done_once_however_often_it_is_sent(self, client, cast):
        answer, sent = self.form(client, cast)
        client.post("/directives/give/", sent)
        case = Case.objects.get(procedure="directive")
        assert answer.url == f"/cases/{case.reference}/"
        assert case.reference in client.get("/directives/given/").content.decode()

    def test_makes_a_demand_of_a_conference_a_directive(self, client, cast):
        demand = held(cast).demands.first()
        answer, _ = self.form(client, cast, query=f"?demand={demand.pk}")
        assert answer.status_code == 302
        assert demand.directives.get().task == demand.text
        again, _ = self.form(client, cast, query=f"?demand={demand.pk}")
        assert again.status_code == 422

    def test_names_the_head_unless_another_post_in_force_is_chosen(self, client, cast):
        unit, kept = cast.city_government, {"task": "旧小区改造要开工。"}
        left = Post.objects.create(
            person=cast.city_government_handler.person, unit=unit, role="department_handler",
            from_date=START.date(), until_date=START.date(),
        )  # fmt: skip
        looked, _ = self.form(client, cast, look="1", lead=unit.pk, **kept)
        form = looked.context["form"]
        offered = {str(value) for value, _ in form.fields["responsible"].choices}
        assert offered == {"", str(cast.city_government_handler.pk)}
        page = looked.content.decode()
        assert cast.city_government_head.person.name in page and kept["task"] in page
        assert not Case.objects.filter(procedure="directive").exists()
        for wrong in (left, cast.government_handler):
            answer, _ = self.form(client, cast, responsible=wrong.pk, **kept)
            assert list(answer.context["form"].errors) == ["responsible"]
            assert kept["task"] in answer.content.decode()
        self.form(client, cast, responsible=cast.city_government_handler.pk)
        case = Case.objects.select_related("directive").get(procedure="directive")
        assert case.directive.responsible == case.post == cast.city_government_handler

    def test_offers_no_unit_that_may_not_be_directed(self, client, cast):
        answer, _ = self.form(client, cast, lead=cast.government.pk)
        assert "lead" in answer.context["form"].errors


class TestProgress:
    def test_of_a_conference_is_by_demand_and_region_in_constant_queries(
        self, client, cast, django_assert_max_num_queries
    ):
        conference = held(cast)
        city, other = given_out(conference, cast)
        broken(city, [cast.government, cast.other_government], cast.city_government_handler)
        cast.sign_in(client, cast.province_handler)
        client.get(f"/conferences/{conference.pk}/")
        with django_assert_max_num_queries(60):
            page = client.get(f"/conferences/{conference.pk}/")
        (shown,) = (one.context["progress"] for one in page.context["panels"])
        assert [line.sum.total for line in shown.lines] == [3, 1]
        assert shown.columns[0].name.zh == "济南市"
        other = take(other, "accept", cast.city_government_handler)
        take(other, "report_done", cast.city_government_handler, outcome="办好了。")
        take(other, "close", cast.province_handler)
        shown = client.get(f"/conferences/{conference.pk}/").context["panels"][0]
        assert [line.sum.percent for line in shown.context["progress"].lines] == [0, 100]

    def test_of_a_tree_sums_what_lies_below(self, client, cast):
        root, city, county, street = chain(cast)
        street = take(street, "accept", cast.street_clerk)
        take(
            street, "note_progress", cast.street_clerk, done="选址", obstacle="money",
            obstacle_said="经费不足",
        )  # fmt: skip
        page = show(client, cast, "province_handler", f"/directives/tree/{root.reference}/")
        tree = page.context["tree"]
        assert (tree.sum.total, tree.sum.hindered) == (4, 1)
        assert [one.node.pk for one in tree.branches] == [city.pk]
        assert street.pk in {one.node.pk for one in tree.hindered}
        below = client.get(f"/directives/tree/{county.reference}/").context["tree"]
        assert (below.sum.total, len(below.above)) == (2, 2)

    def test_costs_the_same_for_few_parts_and_for_many(
        self, client, cast, django_assert_num_queries
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        root, city, county, _ = chain(cast)
        cast.sign_in(client, cast.province_handler)
        address = f"/directives/tree/{root.reference}/"
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        broken(city, [cast.other_government, cast.city_department], cast.city_government_handler)
        broken(county, [cast.other_street_unit, cast.department], cast.government_handler,
               item=cast.own_item)  # fmt: skip
        with django_assert_num_queries(len(few)):
            client.get(address)

    def test_is_not_told_to_units_that_take_no_part(self, client, cast):
        street = chain(cast)[3]
        for name in ("tree", "reports", "practices"):
            address = f"/directives/{name}/{street.reference}/"
            assert show(client, cast, "far_street_clerk", address).status_code == 404


class TestReports:
    def test_ask_nothing_that_linli_has(self, cast):
        root = chain(cast)[0]

        def ask(question):
            asking.ask(
                fresh(root), title="", level="township", why="汇总", due_on=DUE,
                fields=[asking.Asked(question)], by=cast.province_handler.actor(), at=START,
            )  # fmt: skip

        with pytest.raises(Refused) as found:
            ask("街道建了几处驿站、12345热线工单总量（件）")
        assert found.value.code == "is_there"
        assert "“12345热线工单总量（件）”在本平台已有，即“受理件数”（接诉即办）" in (
            found.value.message.zh
        )
        ask("骑手反映最多的问题")

    # what is asked, the figure that is the same
    ASKED = (
        ("人民调解登记件数", "indicator:dispute.received"),
        ("2026年人民调解登记件数（件）", "indicator:dispute.received"),
        ("本镇矛盾纠纷登记总数", "indicator:dispute.received"),
        ("纠纷调解成功率（%）", "indicator:dispute.settled"),
        ("信访事项按期办结比例", "indicator:petition.handled"),
        ("热线满意度", "indicator:hotline.satisfied"),
        ("收到的人民建议数量", "indicator:suggestion.received"),
        ("协商议题个数", "indicator:deliberation.topics"),
        ("请填写本街道社区数量", "regions.community"),
        ("行政村数量", "regions.community"),
        ("辖区内共有多少个社区？", "regions.community"),
        ("乡镇（街道）数", "regions.township"),
        ("网格总数及面积", "regions.grid"),
        ("基本履职事项清单数量", "duties.own"),
        ("骑手反映最多的问题", ""),
        ("已建成驿站（处）", ""),
        ("下一步打算", ""),
        ("矛盾纠纷调解成功案例", ""),
        ("人民调解登记件数增长的原因", ""),
        ("网格员数", ""),
        ("社区工作者数量", ""),
        ("登记人数", ""),
        ("工程按期完成率", ""),
    )

    def test_know_a_figure_by_its_other_names_and_take_nothing_else_for_one(self):
        found = []
        for question, _ in self.ASKED:
            known = sources.known_as(question)
            found.append((question, known.source.key if known else ""))
        assert found == list(self.ASKED)

    def test_are_asked_once_and_by_who_gave_the_directive_alone(self, cast):
        root, city, _, _ = chain(cast)
        survey(root, cast)
        with pytest.raises(Refused) as found:
            survey(root, cast)
        assert found.value.code == "asked_before"
        with pytest.raises(NotAllowed):
            survey(city, cast)

    def test_are_filled_with_figures_and_cost_what_was_declared_or_estimated(self, client, cast):
        root, _, county, street = chain(cast)
        (other,) = broken(
            county, [cast.other_street_unit], cast.government_handler, item=cast.own_item
        )
        asked = survey(root, cast)
        cast.sign_in(client, cast.street_clerk)
        street = take(street, "accept", cast.street_clerk)
        page = client.get(f"/cases/{street.reference}/").content.decode()
        assert "系统自动填写" in page
        question = asked.questions.get(source="")
        client.post(f"/cases/{street.reference}/steps/file_report/", {
            f"q{question.pk}": "2", f"q{asked.questions.exclude(source='').get().pk}": "99",
            "minutes": "6",
        })  # fmt: skip
        filing = Filing.objects.get()
        # What was sent for a figure counts for nothing: Linli counts.
        assert [one.number for one in filing.values.order_by("question__no")] == [2, 2]
        other = take(other, "accept", cast.other_street_head)
        take(other, "file_report", cast.other_street_head, answers=answers(asked))
        (cost,) = burden.of_trees([root.pk])
        assert (cost.filed, cost.minutes, cost.estimated) == (2, 6 + asked.minutes, 1)
        address = f"/directives/reports/{root.reference}/{asked.pk}/"
        read = show(client, cast, "province_handler", address).context["read"]
        assert [one.number for one in read.columns] == [2, 4]
        assert (read.filed, read.expected) == (2, 2)

    def test_are_asked_for_on_a_page_that_says_what_they_cost(self, client, cast):
        root = chain(cast)[0]
        address = f"/directives/reports/{root.reference}/ask/"
        page = show(client, cast, "province_handler", address)
        levels = dict(page.context["form"].fields["level"].choices)
        assert (levels["county"], levels["township"]) == ("县级（2个单位）", "乡级（4个单位）")
        assert "community" not in levels
        sent = {
            "title": "驿站", "why": "汇总", "level": "township", "questions": "人民调解登记件数",
            "due_on": (timezone.localdate() + DAY).isoformat(),
        }  # fmt: skip
        refused = client.post(address, sent)
        assert (refused.status_code, "questions" in refused.context["form"].errors) == (422, True)
        sent |= {"questions": "已建成驿站#", "figures": ["regions.community"]}
        assert client.post(address, sent).status_code == 302
        asked = Survey.objects.get()
        assert [(one.source, one.is_number) for one in asked.questions.all()] == [
            ("regions.community", False), ("", True),
        ]  # fmt: skip


class TestPractices:
    def test_are_taken_up_by_others_who_say_what_came_of_it(self, client, cast):
        _, _, county, street = chain(cast)
        (other,) = broken(
            county, [cast.other_street_unit], cast.government_handler, item=cast.own_item
        )
        cast.sign_in(client, cast.street_clerk)
        address = f"/directives/practices/{street.reference}/"
        client.post(address, {"title": "会议室中午开放", "text": "配微波炉。"})
        practice = street.directive._meta.model.objects.get(case__procedure="directive",
            practices__isnull=False).practices.get()  # fmt: skip
        client.post(f"{address}{practice.pk}/adopt/")
        assert practice.adoptions.count() == 0
        by = cast.other_street_clerk.actor()
        taken = practices.adopt(practice, fresh(other), by=by, at=START)
        cast.sign_in(client, cast.other_street_clerk)
        mine = f"/directives/practices/{other.reference}/"
        assert client.post(f"{mine}{taken.pk}/outcome/", {"outcome": " "}).status_code == 422
        client.post(f"{mine}{taken.pk}/outcome/", {"outcome": "没有效果，场地太小。"})
        assert "没有效果" in client.get(mine).content.decode()

    def test_keep_numbers_of_people_out(self, cast):
        street = in_state("working", cast)
        with pytest.raises(Refused) as found:
            practices.post_practice(
                street, title="做法", text="联系电话13812345678", by=cast.street_clerk.actor(),
                at=START,
            )  # fmt: skip
        assert found.value.code == "numbers"


class TestLetters:
    def write(self, case, key, by) -> Letter:
        letter = draft(fresh(case), key, by=by.actor(), at=START)
        return actions.issue_in_step(letter, by=by.actor(), at=START)

    def test_say_tasks_supervision_and_result(self, cast):
        root, city, county, street = chain(cast)
        head = cast.government_head
        tasks = self.write(county, "directive_tasks-0", head)
        assert tasks.values["parts"][0]["lead"] == "解放路街道办事处"
        street = take(street, "accept", cast.street_clerk)
        take(street, "supervise", cast.government_handler, finding="进展缓慢。",
             answer_on=START.date() + DAY)  # fmt: skip
        pressed = self.write(street, "directive_supervision-1", head)
        assert (pressed.values["recipient"], pressed.values["finding"]) == (
            "解放路街道办事处", "进展缓慢。",
        )  # fmt: skip
        street = take(street, "report_done", cast.street_clerk, outcome="已建成。")
        with pytest.raises(NotAllowed):
            draft(street, "directive_final-0", by=head.actor(), at=START)
        final = self.write(street, "directive_final-0", cast.street_head)
        assert final.values["outcome"] == "已建成。"

    def test_are_drafted_from_the_page(self, client, cast):
        county = chain(cast)[2]
        page = show(client, cast, "government_head", f"/cases/{county.reference}/")
        assert "directive_tasks-0" in page.content.decode()
        sent = client.post(
            f"/directives/letters/{county.reference}/", {"letter": "directive_tasks-0"}
        )
        assert client.get(sent.url).status_code == 200


def test_new_directive_is_shown_with_its_document(client, cast):
    case = new_directive(cast, document="省政府办公厅通知")
    page = show(client, cast, "city_government_handler", f"/cases/{case.reference}/")
    assert "省政府办公厅通知" in page.content.decode()
