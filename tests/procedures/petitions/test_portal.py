"""Bringing a petition or an accusation oneself, and following it with the receipt."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.base.notices.models import Notice
from linli.base.privacy.models import Identifier
from linli.cases.models import Accused, Case, Reader
from linli.cases.readers import readers_of
from linli.core.zone import local
from tests.faces.portal.test_track import show_receipt
from tests.petitions import in_state, take

pytestmark = pytest.mark.django_db
MESSAGE = "/track/message/"
# So that the petitioner's days still run.
RECENT = timezone.now() - timedelta(days=2)
PETITION, ACCUSATION = "/write/petition/", "/write/accusation/"
WRITTEN = {
    "request": "请求补发三月份工资。",
    "facts": "三月在工地干活，公司一直没有发工资。",
    "reasons": "有劳动合同。",
    "region": "解放路街道",
    "contact_by": "page",
}
ACCUSED = "解放路街道办事处 周某某（综治办）"


def send(client, url, **changes):
    page = client.get(url).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    return client.post(url, {"key": key, **WRITTEN, **changes})


class TestPetition:
    def test_is_registered_with_its_elements_at_the_office_of_the_place(self, client, cast):
        assert send(client, PETITION, name="王小明", address="青年东路1号").url == "/receipt/"
        case = Case.objects.get()
        assert (case.procedure, case.state) == ("petition", "registered")
        assert case.coordinator == cast.county_petition_office
        petition = case.petition
        assert (petition.request, petition.facts) == (WRITTEN["request"], WRITTEN["facts"])
        assert petition.reasons == WRITTEN["reasons"]
        assert petition.is_identified
        assert petition.is_first
        assert case.title == "请求补发三月份工资"
        assert all(part in case.message.body for part in (petition.request, petition.facts))

    def test_without_name_or_address_goes_its_way_but_gets_no_notice(self, client, cast):
        page = client.get(PETITION).content.decode()
        assert "没有姓名和住址" in page
        send(client, PETITION, name="王小明")
        assert not Case.objects.get().petition.is_identified

    def test_says_at_the_field_what_is_missing(self, client, cast):
        answer = send(client, PETITION, request="", facts="", region="")
        assert set(answer.context["form"].errors) == {"request", "facts", "region"}
        assert not Case.objects.exists()

    def test_notes_that_it_was_brought_before(self, client, cast):
        send(client, PETITION, is_repeated="on")
        assert not Case.objects.get().petition.is_first

    def test_tells_by_when_it_is_routed(self, client, cast):
        send(client, PETITION)
        assert "确定由谁办理" in client.get("/receipt/").content.decode()


class TestAccusation:
    def test_is_sealed_from_the_first_moment(self, client, cast):
        assert send(client, ACCUSATION, accused=ACCUSED).url == "/receipt/"
        case = Case.objects.get()
        assert (case.is_sealed, case.lane) == (True, "A")
        keepers = [cast.county_petition_officer, cast.county_petition_head]
        assert [reader.post for reader in readers_of(case)] == keepers
        kinds = list(Entry.objects.filter(chain=case.chain).values_list("kind", flat=True))
        assert kinds == ["case.opened", "case.sealed"]

    def test_is_seen_by_its_list_alone(self, client, cast):
        send(client, ACCUSATION, accused=ACCUSED)
        case = Case.objects.get()
        seen = Case.objects.visible_to
        assert case in seen(cast.county_petition_officer)
        assert case in seen(cast.county_petition_head)
        others = (
            cast.petition_officer, cast.social_work_officer, cast.street_head, cast.street_clerk,
            cast.hotline_clerk, cast.government_head,
        )  # fmt: skip
        assert not any(seen(post).exists() for post in others)
        notices = Notice.objects.filter(about=case.chain)
        assert {notice.unit_id for notice in notices} == {cast.county_petition_office.pk}

    def test_keeps_whom_it_accuses_encrypted_and_out_of_the_text(self, client, cast):
        send(client, ACCUSATION, accused=f"{ACCUSED}\n另一人")
        subjects = list(Accused.objects.values_list("subject", flat=True))
        assert len(subjects) == 2
        kept = Identifier.objects.filter(subject__in=subjects)
        assert not any("周某某" in row.ciphertext for row in kept)
        case = Case.objects.get()
        assert "周某某" not in case.message.body + case.title
        said = [str(entry.facts) for entry in Entry.objects.all()]
        assert not any("周某某" in text for text in said)

    def test_must_name_somebody(self, client, cast):
        answer = send(client, ACCUSATION, accused=" ")
        assert list(answer.context["form"].errors) == ["accused"]

    def test_of_the_office_goes_to_the_one_above(self, client, cast):
        send(client, ACCUSATION, accused="历下区信访局某人", is_office="on")
        case = Case.objects.get()
        assert case.coordinator == cast.petition_office
        assert case in Case.objects.visible_to(cast.petition_officer)
        for post in (cast.county_petition_officer, cast.county_petition_head):
            assert not Case.objects.visible_to(post).exists()

    def test_of_the_office_without_one_above_is_refused_with_another_way(self, client, cast):
        closed = cast.petition_office
        closed.until_date = closed.from_date
        closed.save()
        answer = send(client, ACCUSATION, accused=ACCUSED, is_office="on")
        assert "12388" in str(answer.context["form"].errors["is_office"])
        assert not Case.objects.exists()
        assert not Reader.objects.exists()


class TestTracking:
    @pytest.fixture
    def page(self, client, cast):
        """Return what the sender of a petition reads right after it was sent."""
        send(client, PETITION, name="王小明", address="青年东路1号")
        slip = client.get("/receipt/").content.decode()
        passcode = re.search(r"\d{3} \d{3}", slip).group(0)
        number = Case.objects.get().message.receipt
        client.post("/track/", {"number": number, "passcode": passcode})
        return lambda: client.get("/track/message/").content.decode()

    def test_shows_who_has_it_the_whole_way_and_what_to_do(self, page):
        shown = page()
        assert "历下区信访局" in shown
        assert 'aria-current="step"' in shown

    def test_offers_each_open_step_once(self, page):
        reference = Case.objects.get().reference
        shown = page()
        for key in ("withdraw", "ask_recusal"):
            assert shown.count(f"/track/message/{reference}/{key}/") == 1

    def test_takes_the_senders_steps(self, page, client):
        page()
        case = Case.objects.get()
        client.post(f"/track/message/{case.reference}/withdraw/", {"reason": "已经发了工资"})
        case.refresh_from_db()
        assert case.state == "withdrawn"
        assert "您撤回了" in page()

    def test_shows_an_answer_once_and_only_when_it_was_delivered(self, client, cast):
        case = in_state("opinion_issued", cast, at=RECENT)
        show_receipt(client, case)
        assert f'id="answer-{case.pk}"' not in client.get(MESSAGE).content.decode()
        take(case, "deliver_opinion", cast)
        shown = client.get(MESSAGE).content.decode()
        assert shown.count("发还三轮车，并补开凭证。") == 1
        assert f'href="#answer-{case.pk}"' in shown

    def test_names_the_next_right_with_its_last_day(self, client, cast):
        case = in_state("delivered", cast, at=RECENT)
        show_receipt(client, case)
        shown = client.get(MESSAGE).content.decode()
        due = case.clocks.get(term="request_review").due_at
        day = local(due)
        assert f"最后期限：{day.year}年{day.month}月{day.day}日" in shown
        assert "济南市城市管理局" in shown

    def test_takes_files_with_a_step_and_loses_none(self, client, cast):
        case = in_state("delivered", cast, at=RECENT)
        show_receipt(client, case)
        url = f"/track/message/{case.reference}/request_review/"
        assert "multipart/form-data" in client.get(url).content.decode()
        proof = SimpleUploadedFile("清单.txt", "三轮车一辆".encode(), content_type="text/plain")
        page = client.post(url, {"reason": "", "uploads": [proof]}).content.decode()
        assert "清单.txt" in page
        note = re.search(r'name="kept" value="([^"]+)"', page).group(1)
        client.post(url, {"reason": "没有说明赔偿。", "kept": note})
        case.refresh_from_db()
        assert case.state == "review_requested"
        attached = case.message.attachments.get(case=case)
        assert attached.file.original_name == "清单.txt"
        assert "清单.txt" in client.get(MESSAGE).content.decode()

    def test_asks_a_number_of_queries_that_events_do_not_change(self, client, cast):
        def asked(case):
            show_receipt(client, case)
            with CaptureQueriesContext(connection) as queries:
                client.get(MESSAGE)
            return len(queries)

        assert asked(in_state("terminated", cast)) <= 45
