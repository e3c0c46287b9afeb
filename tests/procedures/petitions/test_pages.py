"""The staff's pages of petitions: the day, signing, supervising, the range, the case page."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.petitions import DAY, HOUR, OPINION, in_state, new_petition, take

pytestmark = pytest.mark.django_db
PAGES = (
    "/petitions/", "/petitions/decisions/", "/petitions/supervision/", "/petitions/range/",
    "/petitions/lists/route/", "/petitions/lists/overdue/", "/petitions/supervision/?list=overdue",
    "/petitions/decisions/?part=review", "/petitions/decisions/?part=decide",
)  # fmt: skip


def lately(days: int = 1):
    return timezone.now() - days * DAY


def show(client, cast, post, address):
    return cast.sign_in(client, getattr(cast, post)).get(address)


def counts(answer):
    """Return {list: how many} of the day's page."""
    return {one.list.key: one.count for one in answer.context["lists"]}


class TestDay:
    @pytest.mark.parametrize("post", ["hotline_clerk", "community_worker", "social_work_officer"])
    def test_is_for_those_who_handle_petitions(self, client, cast, post):
        assert show(client, cast, post, "/petitions/").status_code == 403

    @pytest.mark.parametrize(
        ("state", "post", "key"),
        [
            ("registered", "county_petition_officer", "route"),
            ("to_reroute", "county_petition_officer", "route"),
            ("objected", "county_petition_officer", "rule"),
            ("review_requested", "county_petition_officer", "bodies"),
            ("recheck_requested", "county_petition_officer", "bodies"),
            ("to_close", "county_petition_officer", "close"),
            ("recheck_delivered", "county_petition_officer", "close"),
            ("opinion_issued", "county_petition_officer", "others_deliver"),
            ("referred", "county_petition_officer", "others_notify"),
            ("referred", "department_handler", "accept"),
            ("received", "department_handler", "notify"),
            ("handling", "department_handler", "handle"),
            ("opinion_issued", "department_handler", "deliver"),
            ("guided", "department_handler", "courses"),
            ("in_review", "city_department_handler", "review"),
            ("determining", "government_handler", "determine"),
        ],
    )
    def test_holds_what_waits(self, client, cast, state, post, key):
        in_state(state, cast, at=lately())
        assert counts(show(client, cast, post, "/petitions/"))[key] == 1

    def test_names_what_no_term_presses_for_want_of_a_name(self, client, cast):
        in_state("referred", cast, at=lately(), people={})
        for post in ("county_petition_officer", "department_handler"):
            assert counts(show(client, cast, post, "/petitions/"))["nameless"] == 1

    def test_shows_new_facts_and_late_feedback(self, client, cast):
        closed = in_state("closed", cast, at=lately(60))
        take(closed, "renew", cast, at=lately())
        late = in_state("handling", cast, at=lately(40))
        take(late, "supervise", cast, at=lately(39))
        found = counts(show(client, cast, "county_petition_officer", "/petitions/"))
        assert (found["renewals"], found["feedback"]) == (1, 1)
        assert counts(show(client, cast, "department_handler", "/petitions/"))["answer"] == 1

    def test_shows_drafts_given_back(self, client, cast):
        case = in_state("opinion_submitted", cast, at=lately())
        take(case, "return_opinion", cast)
        assert counts(show(client, cast, "department_handler", "/petitions/"))["returned"] == 1

    def test_holds_nothing_of_other_units(self, client, cast):
        in_state("handling", cast, at=lately())
        assert counts(show(client, cast, "other_department_handler", "/petitions/")) == {}

    def test_leads_to_the_step(self, client, cast):
        case = in_state("review_requested", cast, at=lately())
        page = show(client, cast, "county_petition_officer", "/petitions/").content.decode()
        assert f"/cases/{case.reference}/?open=name_review_body#do-name_review_body" in page

    def test_pages_a_list_that_is_long(self, client, cast):
        for _ in range(27):
            new_petition(cast, at=lately())
        day = show(client, cast, "county_petition_officer", "/petitions/")
        assert len(day.context["lists"][0].rows) == 5
        first = client.get("/petitions/lists/route/")
        assert len(first.context["rows"]) == 25
        rest = client.get(f"/petitions/lists/route/{first.context['page'].next}")
        assert len(rest.context["rows"]) == 2

    def test_knows_no_other_lists(self, client, cast):
        answer = show(client, cast, "county_petition_officer", "/petitions/lists/none/")
        assert answer.status_code == 404


class TestAccusations:
    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize(
        "post", ["petition_officer", "department_head", "other_street_clerk", "social_work_officer",
                 "conference_officer"],
    )  # fmt: skip
    def test_are_on_no_page_outside_their_list(self, client, cast, address, post):
        case = new_petition(cast, at=lately(30), title="某局长的事")
        take(case, "mark_accusation", cast, at=lately(29))
        answer = show(client, cast, post, address)
        assert answer.status_code in (200, 403)
        page = answer.content.decode()
        assert case.reference not in page
        assert "某局长" not in page

    def test_say_on_their_page_who_reads_them(self, client, cast):
        case = new_petition(cast, at=lately())
        take(case, "mark_accusation", cast)
        page = show(client, cast, "county_petition_officer", f"/cases/{case.reference}/")
        assert cast.county_petition_officer.person.name in page.content.decode()


class TestDecisions:
    def test_show_the_draft_and_sign_it_as_it_stands(self, client, cast):
        case = in_state("opinion_submitted", cast, at=lately())
        answer = show(client, cast, "department_head", "/petitions/decisions/")
        page = answer.content.decode()
        assert OPINION["opinion"] in page
        assert page.count("<details") and "open" in page
        draft = answer.context["files"][0].draft.opinion
        sent = {name: getattr(draft, name) for name in ("claim", "facts", "outcome", "opinion",
                                                        "legal_basis")}  # fmt: skip
        sent["next"] = "/petitions/decisions/"
        done = client.post(f"/cases/{case.reference}/steps/sign_opinion/", sent)
        assert done.url == "/petitions/decisions/"
        case.refresh_from_db()
        assert case.state == "opinion_issued"

    def test_offer_no_signing_to_handlers(self, client, cast):
        in_state("opinion_submitted", cast, at=lately())
        answer = show(client, cast, "department_handler", "/petitions/decisions/?part=sign")
        assert "sign_opinion" not in answer.content.decode()
        assert answer.context["part"] == "review"

    def test_show_the_whole_file_to_the_reviewing_body(self, client, cast):
        in_state("in_hearing", cast, at=lately())
        page = show(client, cast, "city_government_head", "/petitions/decisions/")
        (shown,) = page.context["files"]
        assert [one.opinion.level for one in shown.signed] == ["opinion", "review"]
        assert shown.hearings[0].until is None

    def test_count_what_waits_for_the_head(self, client, cast):
        in_state("awaiting_instruction", cast, at=lately())
        in_state("settled", cast, at=lately())
        instruct = show(client, cast, "government_head", "/petitions/decisions/")
        assert [one.list.key for one in instruct.context["lists"]] == ["instruct"]
        settled = show(client, cast, "department_head", "/petitions/decisions/")
        assert [one.list.key for one in settled.context["lists"]] == ["settled"]

    def test_show_the_conference_what_is_before_it(self, client, cast):
        case = in_state("handling", cast, at=lately(40))
        take(case, "supervise", cast, at=lately(39))
        take(case, "escalate", cast, at=lately())
        answer = show(client, cast, "conference_officer", "/petitions/decisions/")
        assert [one.list.key for one in answer.context["lists"]] == ["confer"]


class TestSupervision:
    def test_is_for_offices_and_the_conference(self, client, cast):
        assert show(client, cast, "department_head", "/petitions/supervision/").status_code == 403

    def test_says_why_with_the_article(self, client, cast):
        in_state("referred", cast, at=lately(40))
        page = show(client, cast, "county_petition_officer", "/petitions/supervision/")
        found = page.context["called"][0]
        assert found.first.ground.key == "acceptance"
        assert "第二十三条" in page.content.decode()

    def test_supervises_from_there(self, client, cast):
        case = in_state("referred", cast, at=lately(40))
        page = show(client, cast, "county_petition_officer", "/petitions/supervision/")
        text = page.content.decode()
        day = re.search(r'name="feedback_date" value="([^"]+)"', text).group(1)
        address = f"/cases/{case.reference}/steps/supervise/"
        assert address in text
        sent = {"ground": "acceptance", "advice": "请立即告知。", "feedback_date": day,
                "next": "/petitions/supervision/"}  # fmt: skip
        assert client.post(address, sent).url == "/petitions/supervision/"
        assert case.petition.supervisions.count() == 1
        again = client.get("/petitions/supervision/").content.decode()
        assert address not in again

    def test_is_not_the_higher_offices_to_do(self, client, cast):
        case = in_state("referred", cast, at=lately(40))
        page = show(client, cast, "petition_officer", "/petitions/supervision/").content.decode()
        assert case.reference in page
        assert "steps/supervise/" not in page

    def test_counts_by_unit_and_drills_down(self, client, cast):
        in_state("handling", cast, at=lately(90))
        new_petition(cast, at=lately(40))
        answer = show(client, cast, "county_petition_officer", "/petitions/supervision/")
        late = {line.unit.pk: dict((k.key, n) for k, n in line.counts)["overdue"]
                for line in answer.context["lines"]}  # fmt: skip
        assert late == {cast.department.pk: 1, cast.county_petition_office.pk: 1}
        drilled = client.get(
            f"/petitions/supervision/?list=overdue&unit={cast.department.pk}"
        ).context["rows"]
        assert [row.case.unit_id for row in drilled] == [cast.department.pk]

    def test_passes_over_what_makes_no_sense(self, client, cast):
        page = show(
            client, cast, "county_petition_officer",
            f"/petitions/supervision/?unit={'9' * 30}&list=x&after=~",
        )  # fmt: skip
        assert page.status_code == 200


class TestRange:
    @pytest.mark.parametrize("post", ["department_head", "hotline_clerk", "conference_officer"])
    def test_is_for_social_work_and_petition_offices(self, client, cast, post):
        assert show(client, cast, post, "/petitions/range/").status_code == 403

    def test_shows_figures_and_nobodys_words(self, client, cast):
        case = in_state("handling", cast, at=lately(90))
        new_petition(cast, at=lately())
        answer = show(client, cast, "social_work_officer", "/petitions/range/")
        page = answer.content.decode()
        total = answer.context["total"]
        assert (total.is_open, total.overdue, total.opened) == (2, 1, 1)
        assert case.reference in page
        for private in (case.title, "三轮车", "李*", "1381"):
            assert private not in page

    def test_narrows_by_unit_lane_and_place(self, client, cast):
        in_state("handling", cast, at=lately())
        new_petition(cast, at=lately())
        new_petition(cast, at=lately(), region=cast.far_street)
        for query, number in (
            (f"unit={cast.department.pk}", 1), ("lane=R6", 1), ("lane=-", 2),
            (f"region={cast.other_county.code}", 1), ("state=registered", 2), ("unit=x", 3),
        ):  # fmt: skip
            answer = show(client, cast, "social_work_officer", f"/petitions/range/?{query}")
            assert len(answer.context["rows"]) == number, query

    def test_tells_no_small_number_of_accusations(self, client, cast):
        for number in range(6):
            answer = show(client, cast, "social_work_officer", "/petitions/range/")
            assert answer.context["accusations"] == (5 if number == 5 else 0)
            assert answer.context["total"].is_open == 0
            case = new_petition(cast, at=lately())
            take(case, "mark_accusation", cast)
        again = show(client, cast, "social_work_officer", "/petitions/range/")
        assert again.context["accusations"] == 5


class TestCost:
    @pytest.mark.parametrize(
        ("post", "address"),
        [
            ("county_petition_officer", "/petitions/"),
            ("department_handler", "/petitions/"),
            ("department_head", "/petitions/decisions/"),
            ("county_petition_officer", "/petitions/supervision/"),
            ("county_petition_officer", "/petitions/supervision/?list=overdue"),
            ("social_work_officer", "/petitions/range/"),
            ("county_petition_officer", "/petitions/lists/overdue/"),
        ],
    )
    def test_is_the_same_for_any_number(
        self, client, cast, post, address, django_assert_num_queries
    ):
        for state in ("registered", "handling", "opinion_submitted"):
            in_state(state, cast, at=lately(90))
        show(client, cast, post, address)
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for state in ("registered", "handling", "opinion_submitted"):
            in_state(state, cast, at=lately(90))
        with django_assert_num_queries(len(one)):
            client.get(address)


class TestCasePage:
    def test_shows_the_chain_with_objection_and_ruling(self, client, cast):
        case = in_state("objected", cast, at=lately())
        page = show(client, cast, "county_petition_officer", f"/cases/{case.reference}/")
        assert "不属本局职权" in page.content.decode()
        take(case, "refuse_return", cast)
        page = client.get(f"/cases/{case.reference}/").content.decode()
        assert "不同意退回" in page

    def test_shows_what_is_not_delivered(self, client, cast):
        case = in_state("opinion_issued", cast, at=lately())
        page = show(client, cast, "department_handler", f"/cases/{case.reference}/")
        assert "未送达" in page.content.decode()

    def test_puts_text_and_next_step_before_the_papers(self, client, cast):
        case = take(in_state("handling", cast), "extend", cast)
        page = show(client, cast, "department_handler", f"/cases/{case.reference}/")
        html = page.content.decode()
        parts = ("message", "do", "documents", "petition", "clocks", "story")
        places = [html.index(f'id="{part}"') for part in parts]
        assert places == sorted(places)

    def test_folds_what_lies_beside_the_course(self, client, cast):
        case = in_state("referred", cast, at=lately())
        answer = show(client, cast, "department_handler", f"/cases/{case.reference}/")
        main = [one.step.key for one in answer.context["course"].steps]
        aside = [one.step.key for one in answer.context["aside"].steps]
        assert main[0] == "notify"
        assert {"mark_accusation", "mark_urgent", "recuse"} <= set(aside)
        assert not answer.context["aside"].is_open
        wanted = client.get(f"/cases/{case.reference}/?open=mark_urgent")
        assert wanted.context["aside"].is_open

    def test_begins_with_the_units_own_step(self, client, cast):
        case = in_state("to_close", cast, at=lately(60))
        answer = show(client, cast, "county_petition_officer", f"/cases/{case.reference}/")
        assert answer.context["course"].steps[0].step.key == "close"
        assert answer.context["course"].steps[0].is_open

    def test_signs_what_was_drafted(self, client, cast):
        case = in_state("opinion_submitted", cast, at=lately())
        page = show(client, cast, "department_head", f"/cases/{case.reference}/")
        form = next(one.form for one in page.context["course"].steps
                    if one.step.key == "sign_opinion")  # fmt: skip
        assert form["opinion"].value() == OPINION["opinion"]

    def test_links_the_same_matter_at_one_click(self, client, cast):
        first, second = new_petition(cast, at=lately()), new_petition(cast, at=lately())
        page = show(client, cast, "county_petition_officer", f"/cases/{second.reference}/")
        assert "关联为同一事项" in page.content.decode()
        sent = {"reference": first.reference, "kind": "same_matter"}
        client.post(f"/cases/{second.reference}/acts/link/", sent)
        page = client.get(f"/cases/{second.reference}/").content.decode()
        assert "关联为同一事项" not in page

    def test_hides_opinions_and_proof_from_those_who_look_on(self, client, cast):
        case = in_state("delivered", cast, at=lately())
        page = show(client, cast, "social_work_officer", f"/cases/{case.reference}/")
        panel = page.content.decode().partition('id="documents"')[2].partition("case-side")[0]
        assert OPINION["opinion"] not in panel
        assert "李明签收" not in panel

    def test_transfers_to_a_unit_that_was_proposed(self, client, cast):
        case = new_petition(cast, at=lately())
        page = show(client, cast, "county_petition_officer", f"/cases/{case.reference}/")
        form = page.context["course"].steps[0].form
        way = next(one for one in form.ways if one.unit == cast.street_unit)
        client.post(f"/cases/{case.reference}/steps/transfer/", {"way": way.unit.pk})
        case.refresh_from_db()
        assert (case.state, case.unit) == ("referred", cast.street_unit)

    def test_asks_for_a_unit_where_none_was_chosen(self, client, cast):
        case = new_petition(cast, at=lately())
        cast.sign_in(client, cast.county_petition_officer)
        answer = client.post(f"/cases/{case.reference}/steps/transfer/", {})
        assert answer.status_code == 422
        case.refresh_from_db()
        assert case.state == "registered"

    @pytest.mark.parametrize("state", ["registered", "referred", "handling", "delivered"])
    def test_costs_the_same_however_much_happened(
        self, client, cast, state, django_assert_num_queries
    ):
        case = in_state(state, cast, at=lately(9))
        take(case, "mark_urgent", cast, at=timezone.now() - HOUR)
        address = f"/cases/{case.reference}/"
        show(client, cast, "county_petition_officer", address)
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for _ in range(3):
            take(case, "mark_urgent", cast, at=timezone.now() - HOUR)
        with django_assert_num_queries(len(one)):
            client.get(address)
