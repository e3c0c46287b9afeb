"""The pages of suggestions: the wall, collections, the desk, the sender's page, letters."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from linli.base.letters import actions
from linli.base.letters.checking import check
from linli.base.letters.shipped import shipped
from linli.base.privacy.actions import erase
from linli.cases import erasing, sealing
from linli.cases.handing import hand_over
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.letters import kinds
from linli.procedures.suggestions.letters.drafting import draft
from linli.procedures.suggestions.models import Campaign, Publication
from tests.requests import new_request
from tests.suggestions import (
    DAY,
    HOUR,
    in_state,
    new_campaign,
    new_suggestion,
    sender,
    take,
)

pytestmark = pytest.mark.django_db


def lately(days: int = 1):
    return timezone.now() - days * DAY


def key_in(answer) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode()).group(1)


def published(cast, state: str = "studying", **changes) -> Publication:
    case = take(in_state(state, cast, at=lately(20), **changes), "publish", cast)
    return case.suggestion.publication


class TestWall:
    def test_shows_what_was_released_and_what_became_of_it_on_top(self, client, cast):
        case = take(in_state("adopted", cast, at=lately(20)), "publish", cast)
        case = take(case, "answer", cast, on_wall=True)
        new_suggestion(cast, subject="没有公开的建议")
        page = client.get("/suggestions/wall/").content.decode()
        assert "公交站加遮阳棚" in page and "没有公开的建议" not in page
        one = client.get(f"/suggestions/wall/{case.suggestion.publication.pk}/").content.decode()
        assert one.index("您的建议已采纳，今年加装。") < one.index("建议给主要公交站加装")
        assert case.message.receipt not in one and case.reference not in one

    def test_finds_by_two_characters_and_groups_by_what_became_of_it(self, client, cast):
        published(cast)
        for query, found in (("?q=遮阳", 1), ("?q=图书", 0), ("?of=studied", 1), ("?of=done", 0)):
            assert len(client.get(f"/suggestions/wall/{query}").context["rows"]) == found, query

    def test_names_the_author_only_if_they_wish(self, client, cast):
        case = in_state("studying", cast, publicity="named", signature="李先生")
        case = take(case, "publish", cast)
        address = f"/suggestions/wall/{case.suggestion.publication.pk}/"
        assert "李先生" in client.get(address).content.decode()
        case = take(case, "set_publicity", cast, publicity="unnamed", signature="")
        assert "李先生" not in client.get(address).content.decode()
        take(case, "set_publicity", cast, publicity="private", signature="")
        assert client.get(address).status_code == 404
        assert not wall.search(wall.Query("遮阳", ("遮阳",))).exists()

    def test_keeps_the_result_until_the_sender_is_answered(self, client, cast):
        one = published(cast, "adopted")
        page = client.get(f"/suggestions/wall/{one.pk}/").content.decode()
        assert "正在研究" in page and "采纳" not in page

    def test_loses_what_is_offered_elsewhere(self, client, cast):
        one = published(cast, "registered")
        take(one.suggestion.case, "offer", cast)
        assert client.get(f"/suggestions/wall/{one.pk}/").status_code == 404

    def test_takes_nothing_without_consent_and_no_numbers_of_people(self, cast):
        with pytest.raises(Refused) as refused:
            take(in_state("studying", cast, publicity="private"), "publish", cast)
        assert refused.value.code == "may_be_public"
        with pytest.raises(Refused) as refused:
            take(in_state("studying", cast), "publish", cast, text="请打13812345678联系我")
        assert (refused.value.code, refused.value.field) == ("has_numbers", "text")

    def test_counts_a_browser_once_and_shows_tens(self, client, cast):
        cache.clear()
        one = published(cast)
        address = f"/suggestions/wall/{one.pk}/"
        for _ in range(2):
            client.post(f"{address}support/")
        one.refresh_from_db()
        assert one.supporters == 1
        assert "不到10人支持" in client.get(address).content.decode()
        for no in range(24):
            wall.support(one, browser=f"b{no}", at=timezone.now())
        assert "约20人支持" in client.get(address).content.decode()

    def test_takes_no_more_support_from_a_network_that_floods_it(self, client, cast):
        cache.clear()
        one = published(cast)
        for _ in range(62):
            client.cookies.clear()
            client.post(f"/suggestions/wall/{one.pk}/support/")
        one.refresh_from_db()
        assert one.supporters == 60

    def test_loses_what_turns_out_an_accusation(self, client, cast):
        one = published(cast)
        case = one.suggestion.case
        sealing.seal(
            case, accused_units=[cast.street_unit], by=cast.social_work_officer.actor(),
            at=case.moved_at + HOUR,
        )  # fmt: skip
        assert client.get(f"/suggestions/wall/{one.pk}/").status_code == 404
        assert client.get("/suggestions/wall/").context["rows"] == []

    def test_forgets_what_was_erased(self, client, cast):
        one = published(cast, publicity="named", signature="李先生")
        erasing.own_words["suggestion"](one.suggestion.case)
        one.refresh_from_db()
        assert (one.title, one.text, one.author) == ("", "", "")
        assert client.get(f"/suggestions/wall/{one.pk}/").status_code == 404


class TestCollection:
    def test_is_drafted_published_and_answered_by_the_office(self, client, cast):
        cast.sign_in(client, cast.social_work_officer)
        today = timezone.localdate()
        told = {
            "subject": "办好社区食堂", "explanation": "请说说怎样办好。", "ways": "网上、来信",
            "from_date": today.isoformat(), "until_date": (today + 9 * DAY).isoformat(),
        }  # fmt: skip
        client.post("/suggestions/campaigns/", told)
        campaign = Campaign.objects.get()
        public = f"/suggestions/wall/collections/{campaign.pk}/"
        assert client.get(public).status_code == 404
        client.post(f"/suggestions/campaigns/{campaign.pk}/publish/")
        page = client.get(public).content.decode()
        assert all(one in page for one in ("请说说怎样办好。", "网上、来信", "写建议"))
        form = client.get(f"/write/suggestion/?campaign={campaign.pk}").context["form"]
        assert form["campaign"].value() == str(campaign.pk)
        client.post(
            f"/suggestions/campaigns/{campaign.pk}/", {"feedback": "共收到十条，采纳三条。"}
        )
        assert "共收到十条" in client.get(public).content.decode()

    def test_is_for_offices_alone(self, client, cast):
        cast.sign_in(client, cast.department_handler)
        for address in ("campaigns/", "register/", f"campaigns/{new_campaign(cast).pk}/"):
            assert client.get(f"/suggestions/{address}").status_code == 403


class TestDesk:
    def test_shows_each_suggestion_where_it_waits(self, client, cast):
        for state in ("received", "registered", "studying", "declined", "converting"):
            in_state(state, cast, at=lately())
        office = cast.sign_in(client, cast.social_work_officer).get("/suggestions/")
        counts = {one.list.key: one.count for one in office.context["lists"]}
        assert {key: counts[key] for key in ("register", "allocate", "follow")} == {
            "register": 1, "allocate": 1, "follow": 1,
        }  # fmt: skip
        unit = cast.sign_in(client, cast.department_handler).get("/suggestions/")
        counts = {one.list.key: one.count for one in unit.context["lists"]}
        assert counts == {"study": 1, "answer": 1, "plan": 1}
        invited = cast.sign_in(client, cast.street_clerk).get("/suggestions/lists/invited/")
        assert len(invited.context["rows"]) == 1

    def test_takes_down_what_was_told(self, client, cast):
        cast.sign_in(client, cast.social_work_officer)
        told = {
            "key": key_in(client.get("/suggestions/register/")), "channel": "telephone",
            "subject": "路口加信号灯", "reasons": "孩子过路危险。", "proposal": "建议加信号灯。",
            "region": str(cast.community.pk), "name": "李明", "contact_by": "page",
            "publicity": "unnamed",
        }  # fmt: skip
        answer = client.post("/suggestions/register/", told, follow=True).content.decode()
        case = Case.objects.get(procedure="suggestion")
        assert case.message.receipt in answer
        assert (case.message.channel, case.suggestion.subject) == ("telephone", "路口加信号灯")

    def test_case_page_costs_the_same_for_any_number_joined(
        self, client, cast, django_assert_max_num_queries
    ):
        main = in_state("registered", cast)
        for _ in range(4):
            take(new_suggestion(cast), "join", cast, main=main)
        cast.sign_in(client, cast.social_work_officer)
        with django_assert_max_num_queries(60):
            page = client.get(f"/cases/{main.reference}/")
        assert page.content.decode().count("答复本件时一并答复") == 1

    def test_taking_off_the_wall_is_offered_for_what_stands_there(self, client, cast):
        case = in_state("studying", cast)
        cast.sign_in(client, cast.social_work_officer)
        address, words = f"/cases/{case.reference}/", "撤下建议墙"
        assert words not in client.get(address).content.decode()
        take(case, "publish", cast)
        assert words in client.get(address).content.decode()


class TestHandOver:
    def test_of_a_request_keeps_the_receipt(self, cast):
        case = new_request(cast)
        made = hand_over(
            case, to="suggestion", reason="对公共事务的建议", is_agreed=True,
            by=cast.hotline_clerk.actor(), at=case.opened_at + HOUR,
        )  # fmt: skip
        assert (made.message, made.suggestion.publicity) == (case.message, "private")

    def test_is_shown_to_the_sender_beside_the_suggestion(self, client, cast):
        case = in_state("handed_over", cast)
        assert Case.objects.filter(message=case.message).count() == 2
        with pytest.raises(Refused):
            take(in_state("offered", cast), "agree", cast, by=sender(case))


class TestLetters:
    def test_templates_fit_their_kinds(self):
        for kind in (kinds.NOTICE, kinds.REPLY, kinds.HONOUR):
            assert check(kind, shipped(kind)) == []

    def test_are_drafted_by_the_office_and_the_unit_that_holds_it(self, cast):
        case = take(in_state("done", cast), "honour", cast)
        at = case.moved_at + HOUR
        with pytest.raises(NotAllowed):
            draft(case, "suggestion_reply", by=cast.street_clerk.actor(), at=at)
        letter = draft(case, "suggestion_reply", by=cast.department_handler.actor(), at=at)
        assert letter.values["answer"] == "您的建议已采纳，今年加装。"
        assert letter.unit == cast.department
        honour = draft(case, "suggestion_honour", by=cast.social_work_officer.actor(), at=at)
        actions.issue_in_step(honour, by=cast.social_work_officer.actor(), at=at)
        honour.refresh_from_db()
        assert honour.number_text and honour.unit == cast.social_work

    def test_need_a_name(self, cast):
        case = in_state("studying", cast)
        erase(case.message.subject)
        with pytest.raises(Refused) as refused:
            draft(
                case, "suggestion_notice", by=cast.department_handler.actor(),
                at=case.moved_at + HOUR,
            )  # fmt: skip
        assert refused.value.code == "no_name"
