"""Writing to us, and the receipt for it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.base.files.models import StoredFile
from linli.base.privacy.models import Identifier
from linli.cases.models import Case, Message
from linli.cases.registry import openers
from linli.faces.portal import limits

pytestmark = pytest.mark.django_db
URL = "/write/request/"
BODY = "小区北门的垃圾三天没有清运了，气味很大。请尽快处理。"


def form(client, **changes):
    page = client.get(URL).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    return {"key": key, "body": BODY, "region": "解放路街道", "contact_by": "page", **changes}


def text_file(name="说明.txt", content="楼下的垃圾"):
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")


class TestPage:
    def test_asks_what_where_and_how_to_reach(self, client, cast):
        page = client.get(URL).content.decode()
        for name in ("body", "region", "place", "uploads", "contact_by", "telephone", "name"):
            assert f'name="{name}"' in page
        assert reverse("portal:privacy") in page

    def test_may_leave_the_place_of_photos_out_unless_asked(self, client, cast):
        page = client.get(URL).content.decode()
        box = re.search(r"<input[^>]*keep_location[^>]*>", page).group(0)
        assert "checked" not in box


class TestChoice:
    def test_offers_each_way_or_leads_to_the_only_one(self, client, monkeypatch):
        one = {"request": openers()["request"]}
        two = {**one, "other": replace(one["request"], key="other")}
        monkeypatch.setattr("linli.faces.portal.views.write.openers", lambda: two)
        page = client.get("/write/").content.decode()
        assert all(reverse("portal:write_as", args=[key]) in page for key in two)
        monkeypatch.setattr("linli.faces.portal.views.write.openers", lambda: one)
        assert client.get("/write/").url == URL

    def test_knows_no_other_way(self, client, cast):
        assert client.get("/write/nothing/").status_code == 404


class TestSending:
    def test_opens_a_case_at_the_centre_of_the_place(self, client, cast):
        answer = client.post(URL, form(client))
        assert answer.status_code == 302
        assert answer.url == "/receipt/"
        case = Case.objects.get()
        assert (case.unit, case.region) == (cast.hotline_centre, cast.street)
        assert case.title == "小区北门的垃圾三天没有清运了，气味很大"
        assert case.message.channel == "page"

    def test_keeps_who_wrote_and_the_exact_place_encrypted(self, client, cast):
        client.post(
            URL,
            form(client, place="青年东路1号3单元", telephone="13812345678", name="王女士"),
        )
        subject = Message.objects.get().subject
        kept = {row.kind: row.ciphertext for row in Identifier.objects.filter(subject=subject)}
        assert set(kept) == {"address", "telephone", "name"}
        assert not any("138" in text or "青年" in text for text in kept.values())

    def test_twice_is_one_message_and_one_receipt(self, client, cast):
        data = form(client)
        client.post(URL, data)
        first = client.get("/receipt/").content.decode()
        client.post(URL, data)
        again = client.get("/receipt/").content.decode()
        assert Message.objects.count() == 1
        passcode = re.search(r"\d{3} \d{3}", first).group(0)
        assert passcode in again

    def test_with_a_key_of_ones_own_shows_nobody_elses_receipt(self, client, cast):
        client.post(URL, form(client, key="guessed"))
        client.post(URL, form(client, key="guessed", body="另一件事。"))
        assert Message.objects.count() == 2

    def test_keeps_the_files(self, client, cast):
        client.post(URL, form(client, uploads=[text_file(), text_file("二.txt", "二")]))
        assert Message.objects.get().attachments.count() == 2


class TestErrors:
    def test_stand_at_their_fields_and_keep_the_input(self, client, cast):
        answer = client.post(URL, form(client, region="没有的地方", telephone="12", place="3号楼"))
        shown = answer.context["form"]
        assert set(shown.errors) == {"region", "telephone"}
        page = answer.content.decode()
        assert BODY in page
        assert 'value="没有的地方"' in page
        assert 'value="3号楼"' in page
        assert not Message.objects.exists()

    def test_of_a_place_without_a_centre_stands_at_the_place(self, client, cast):
        cast.hotline_centre.until_date = cast.hotline_centre.from_date
        cast.hotline_centre.save()
        answer = client.post(URL, form(client))
        assert "region" in answer.context["form"].errors

    def test_of_a_telephone_that_is_wanted_and_missing_stands_there(self, client, cast):
        answer = client.post(URL, form(client, contact_by="telephone"))
        assert list(answer.context["form"].errors) == ["telephone"]

    def test_of_too_long_a_text_name_the_limit(self, client, cast):
        answer = client.post(URL, form(client, body="长" * 20_001))
        assert "20000" in str(answer.context["form"].errors["body"])

    def test_lose_no_file(self, client, cast):
        data = form(client, region="", uploads=[text_file()])
        page = client.post(URL, data).content.decode()
        assert "说明.txt" in page
        note = re.search(r'name="kept" value="([^"]+)"', page).group(1)
        client.post(URL, form(client, key=data["key"], kept=note))
        attachment = Message.objects.get().attachments.get()
        assert attachment.file.original_name == "说明.txt"

    def test_let_a_file_be_dropped_again(self, client, cast):
        data = form(client, region="", uploads=[text_file()])
        page = client.post(URL, data).content.decode()
        note = re.search(r'name="kept" value="([^"]+)"', page).group(1)
        drop = str(StoredFile.objects.get().pk)
        client.post(URL, form(client, key=data["key"], kept=note, drop=[drop]))
        assert not Message.objects.get().attachments.exists()

    def test_of_files_name_the_file(self, client, cast):
        bad = SimpleUploadedFile("病毒.exe", b"MZ\x90\x00" + b"\x00" * 64)
        answer = client.post(URL, form(client, uploads=[bad]))
        assert "病毒.exe" in str(answer.context["form"].errors["uploads"])
        assert not Message.objects.exists()

    def test_files_kept_for_one_form_serve_no_other(self, client, cast):
        page = client.post(URL, form(client, region="", uploads=[text_file()])).content.decode()
        note = re.search(r'name="kept" value="([^"]+)"', page).group(1)
        client.post(URL, form(client, kept=note))
        assert not Message.objects.get().attachments.exists()


class TestAbuse:
    def test_by_machines_that_fill_in_everything_is_noticed(self, client, cast):
        answer = client.post(URL, form(client, website="http://example.com"))
        assert answer.context["form"].non_field_errors()
        assert not Message.objects.exists()

    def test_by_floods_is_stopped_with_a_clear_word(self, client, cast, monkeypatch):
        monkeypatch.setattr(limits, "SENDING", limits.Limit("sending", 2, 3600))
        for _ in range(2):
            assert client.post(URL, form(client)).status_code == 302
        answer = client.post(URL, form(client))
        assert answer.status_code == 429
        assert BODY in answer.content.decode()
        assert Message.objects.count() == 2


class TestReceipt:
    def test_shows_number_passcode_and_what_happens_by_when(self, client, cast):
        client.post(URL, form(client))
        page = client.get("/receipt/").content.decode()
        assert Message.objects.get().receipt in page
        assert re.search(r"\d{3} \d{3}", page)
        assert "确定由哪个单位办理" in page

    def test_stays_when_reloaded_and_goes_when_put_away(self, client, cast):
        client.post(URL, form(client))
        assert client.get("/receipt/").status_code == 200
        assert client.get("/receipt/").status_code == 200
        client.post("/receipt/")
        assert client.get("/receipt/").status_code == 302

    def test_is_shown_to_no_other_browser(self, client, cast):
        client.post(URL, form(client))
        assert type(client)().get("/receipt/").status_code == 302

    def test_is_kept_by_no_cache(self, client, cast):
        client.post(URL, form(client))
        assert "no-store" in client.get("/receipt/")["Cache-Control"]
