"""The pages of conferences, by plain forms as without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from linli.base.letters.models import Letter
from linli.core.text import Text
from linli.registers.conferences.actions import calling, confirming, recording
from linli.registers.conferences.following import FOLLOWERS, Fate, Follower, Link, Panel
from linli.registers.conferences.letters import filling
from linli.registers.conferences.models import (
    Attendance,
    Called,
    Conference,
    PlannedConference,
)
from tests.registers.conferences.reports import AT, DAMAGED, REPORT, at_work, numbered, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, cast):
    return cast.sign_in(client, cast.social_work_officer)


def at(name, *args):
    return reverse(f"conferences:{name}", args=args)


def send(client, name, *args, **values):
    return client.post(at(name, *args), values)


def act(client, one, what, **values):
    named = {"speaker": one.speaker, "addressee": one.addressee, "subject": one.subject}
    address = at("demand", one.conference_id, one.pk)
    return client.post(address, named | {"act": what} | values)


class TestRead:
    def test_pasted_text_becomes_a_conference_with_its_demands(self, office):
        answer = send(office, "read", text=REPORT, source="某网")
        made = Conference.objects.get()
        assert answer.url == at("reading", made.pk)
        assert (made.title, made.held_date.month, made.held_date.day) == (
            "全市社会工作会议召开", 3, 9,
        )  # fmt: skip
        page = office.get(answer.url).content.decode()
        assert made.demands.count() == 5
        assert "各级党委要加强组织领导" in page and 'aria-current="true"' in page

    def test_takes_a_word_file(self, office):
        document, file = Document(), BytesIO()
        for line in REPORT.splitlines():
            document.add_paragraph(line)
        document.save(file)
        upload = SimpleUploadedFile("报道.docx", file.getvalue())
        send(office, "read", file=upload)
        assert Conference.objects.get().demands.count() == 5

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"text": ""}, "请粘贴报道全文，或选择文件。"),
            ({"text": "字" * 60_001}, "报道不能超过60,000字，请分开处理。"),
            ({"text": "全市会议召开\n会议强调，要减负。"}, "报道中没有日期，请填写。"),
            ({"text": "3月9日，" + "会" * 70 + "召开。"}, "报道没有标题，请填写会议名称。"),
            ({"file": b"%PDF-1.7\n1 0 obj\n<<"}, "文件已损坏，无法打开。"),
            ({"file": b"PK\x03\x04" + b"\xff" * 200}, "文件已损坏，无法打开。"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_the_words(self, office, given, said):
        if "file" in given:
            given = {"file": SimpleUploadedFile("a.pdf", given["file"])}
        page = send(office, "read", **given).content.decode()
        assert said in page
        assert given.get("text", "")[:100] in page
        assert not Conference.objects.exists()

    def test_is_for_those_who_hold_conferences(self, client, cast):
        cast.sign_in(client, cast.community_worker)
        assert client.get(at("read")).status_code == 403
        assert client.get(at("new")).status_code == 403


class TestReading:
    def test_each_button_does_what_it_says(self, office, cast):
        conference = read(cast)
        one = numbered(conference)["1.1"]
        act(office, one, "save", speaker="齐远山", addressee="各区县")
        one.refresh_from_db()
        assert (one.speaker, one.addressee) == ("齐远山", "各区县")
        act(office, one, "end-earlier")
        one.refresh_from_db()
        assert one.text == "着眼减轻负担"
        act(office, one, "end-later")
        act(office, one, "split", place=str(one.start + 7))
        assert [no for no in numbered(conference)] == ["1", "1.1", "1.2", "1.3", "2", "3"]
        act(office, one, "join")
        act(office, numbered(conference)["3"], "remove")
        send(
            office, "add", conference.pk, words="要规范志愿服务", speaker="齐远山",
            subject="volunteers",
        )  # fmt: skip
        added = conference.demands.get(subject="volunteers")
        assert (added.no, added.origin) == ("3", "added")
        start = str(added.start + 1)
        act(office, added, "save", start=start, end=str(added.end))
        added.refresh_from_db()
        assert added.text == "规范志愿服务"

    def test_confirming_saves_first_and_leads_to_the_next(self, office, cast):
        conference = read(cast)
        one, following = (numbered(conference)[no] for no in ("1", "1.1"))
        answer = act(office, one, "confirm", speaker="卢承志书记")
        assert answer.url.startswith(f"{at('reading', conference.pk)}?demand={following.pk}")
        one.refresh_from_db()
        assert one.confirmed_at and one.speaker == "卢承志书记"
        send(office, "confirm", conference.pk)
        assert not conference.demands.filter(confirmed_at=None).exists()
        act(office, one, "withdraw")
        one.refresh_from_db()
        assert one.confirmed_at is None

    def test_a_refusal_stands_at_the_demand(self, office, cast):
        conference = read(cast)
        page = act(office, numbered(conference)["1"], "end-earlier").content.decode()
        assert "部分重叠" in page

    def test_spots_are_marked_and_settled(self, office, cast):
        conference = read(cast, DAMAGED)
        page = office.get(at("reading", conference.pk)).content.decode()
        assert page.count("spot-unsure") == 2 and "2处修复待核对" in page
        assert "待核对的修复处" in send(office, "confirm", conference.pk).content.decode()
        for spot in conference.report.spots.all():
            words = conference.report.text[spot.start : spot.end]
            office.post(at("spot", conference.pk, spot.pk), {"words": words})
        assert send(office, "confirm", conference.pk).status_code == 302

    def test_the_source_says_the_report_and_nothing_else(self, office, cast):
        from lxml import html

        conference = read(cast, DAMAGED)
        page = html.fromstring(office.get(at("reading", conference.pk)).content.decode())
        text = conference.report.text
        pieces = page.xpath("//div[@class='reading-text']//*[@data-start]")
        for piece in pieces:
            start = int(piece.get("data-start"))
            assert text[start : start + len(piece.text)] == piece.text
        assert "".join(piece.text for piece in pieces) == text.replace("\n", "")

    def test_who_is_called_reads_and_changes_nothing(self, client, cast):
        conference = at_work(cast)
        cast.sign_in(client, cast.government_handler)
        page = client.get(at("reading", conference.pk)).content.decode()
        assert "要推动社区协商常态化" in page and "<textarea" not in page
        one = numbered(conference)["2"]
        assert act(client, one, "confirm").status_code == 403
        assert send(client, "confirm", conference.pk).status_code == 403

    def test_is_not_there_for_others(self, client, cast):
        conference = at_work(cast)
        cast.sign_in(client, cast.other_government_handler)
        for name in ("conference", "reading", "called", "speeches"):
            assert client.get(at(name, conference.pk)).status_code == 404

    def test_takes_as_many_queries_for_many_demands_as_for_few(
        self, office, cast, django_assert_max_num_queries
    ):
        few, many = read(cast), read(cast, REPORT + "会议要求，要减负。" * 40)
        for name in ("reading", "conference"):
            with django_assert_max_num_queries(60) as first:
                office.get(at(name, few.pk))
            with django_assert_max_num_queries(len(first.captured_queries)):
                office.get(at(name, many.pk))


class TestConference:
    def test_is_entered_changed_and_planned(self, office, cast):
        year = {"title": "年会", "kind": "special", "month": "3", "add": "1"}
        office.post(f"{at('plan')}?year=2026", year)
        line = PlannedConference.objects.get()
        told = {
            "title": "年会", "host": cast.social_work.pk, "held_date": "2026-03-20",
            "kind": "special", "form": "hall", "rank": "leader", "planned": line.pk,
        }  # fmt: skip
        made_at = send(office, "new", **told).url
        made = Conference.objects.get()
        assert made_at == at("conference", made.pk) and made.planned == line
        send(office, "change", made.pk, **told | {"title": "年度会议", "begins_time": "09:30"})
        made.refresh_from_db()
        assert (made.title, made.begins_time.hour) == ("年度会议", 9)
        assert (
            "年度会议"
            in office.get(at("list") + "?words=年度&year=2026&whose=held").content.decode()
        )

    def test_calls_a_kind_at_a_level_and_notes_who_came(self, office, client, cast):
        conference = read(cast)
        send(office, "venues", conference.pk, level="county", branches="1")
        send(
            office, "called", conference.pk, unit_kind="township", level="township",
            rank="leader", why="承担任务", call="1",
        )  # fmt: skip
        assert Called.objects.count() == 4
        row = Called.objects.get(unit=cast.street_unit)
        cast.sign_in(client, cast.street_head)
        send(client, "attendance", conference.pk, row.pk, title="主任", add="1")
        seat = row.attendance.get()
        send(client, "attendance", conference.pk, row.pk, row=seat.pk, coming="came")
        seat.refresh_from_db()
        assert (seat.title, seat.coming) == ("主任", "came")
        assert "主任" in client.get(at("conference", conference.pk)).content.decode()

    def test_a_rule_that_is_not_kept_waits_for_a_reason(self, office, cast):
        conference = at_work(cast)
        page = office.get(at("conference", conference.pk)).content.decode()
        assert "主要讲话75分钟。" in page and "整治形式主义为基层减负若干规定" in page
        send(office, "decide", conference.pk, "speech", reason="解读条例")
        assert "解读条例" in office.get(at("conference", conference.pk)).content.decode()

    def test_counts_a_paper_from_its_file(self, office, cast):
        conference = read(cast)
        file = SimpleUploadedFile("方案.txt", ("字" * 4001 + "\n ").encode())
        send(office, "papers", conference.pk, kind="special", title="方案", file=file, add="1")
        assert conference.papers.get().length == 4001

    def test_a_place_sets_a_number_of_its_own(self, client, cast):
        held = timezone.localdate() + timedelta(days=1)
        conference = read(cast, held_date=held)
        by = cast.social_work_officer.actor()
        paper = {"kind": "special", "title": "方案", "length": 3001}
        recording.put_paper(conference, **paper, by=by, at=AT)
        cast.sign_in(client, cast.system_administrator)
        asked = {
            "region": "370100000000", "value": "3000", "unit": "characters",
            "in_force_from": held.isoformat(), "instrument": "济办发〔2026〕3号", "article": "",
            "reason": "已印发",
        }  # fmt: skip
        client.post("/administration/rules/conference/special/set/", asked)
        listed = client.get("/administration/rules/?area=conference&region=370100000000")
        assert "专项和具体政策文件字数上限" in listed.content.decode()
        cast.sign_in(client, cast.social_work_officer)
        page = client.get(at("papers", conference.pk)).content.decode()
        assert "专项和具体政策文件不超过3000字。" in page and "济办发〔2026〕3号" in page
        assert "超出篇幅" in page


class TestFollowing:
    def test_other_rooms_add_a_panel_a_fate_and_a_link(self, office, cast, monkeypatch):
        conference = read(cast)
        by = cast.social_work_officer.actor()
        confirming.confirm(numbered(conference)["2"], by=by, at=AT)
        asked: list[list[str]] = []

        def fates(demands, post, now):
            asked.append([one.no for one in demands])
            return {one.pk: Fate(Text("已立项", "Taken up"), "good", "/x/") for one in demands}

        follower = Follower(
            "test",
            panel=lambda conference, post, now: Panel("ui/components/nothing.html", {}),
            fates=fates,
            actions=lambda demands, post, now: {
                one.pk: Link(Text("立项办理", "Make it a directive"), "/y/") for one in demands
            },
        )
        monkeypatch.setattr(FOLLOWERS, "_things", {"test": follower})
        page = office.get(at("conference", conference.pk)).content.decode()
        assert asked == [["2"]], "proposals are no matter of other rooms"
        assert page.count("已立项") == 1 and page.count('href="/y/"') == 1
        assert page.count('class="nothing"') == 1


class TestLetters:
    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("conference_notice", "历下区人民政府"),
            ("conference_roll", "副区长"),
            ("conference_minutes", "切实为基层减负"),
        ],
    )
    def test_are_filled_from_what_was_entered(self, office, cast, kind, words):
        conference = at_work(cast)
        answer = send(office, "draft_letter", conference.pk, kind)
        letter = Letter.objects.get()
        assert answer.url == reverse("letters:letter", args=[letter.pk])
        assert words in str(letter.values)
        assert office.get(answer.url).status_code == 200

    def test_say_who_comes_at_what_time_and_who_came(self, cast):
        conference = at_work(cast)
        by = cast.social_work_officer.actor()
        calling.call(conference, [cast.other_government], rank="deputy", by=by, at=AT)
        told = filling.notice(conference, None)
        assert told["held"] == "2026年3月9日（星期一）上午9:00"
        assert told["who"] == "市中区人民政府分管负责同志1人；其他单位主要负责同志各1人。"
        assert filling.minutes(conference, None)["present"] == "见签到表"
        came = Attendance.objects.get()
        calling.note_coming(came, coming="came", by=by, at=AT)
        assert filling.minutes(conference, None)["present"] == "历下区人民政府"

    def test_minutes_lose_no_word_of_what_was_asked(self, office, cast):
        asked = "会议强调，要抓好志愿服务，精简报表台账，推动信访工作法治化，落实到位。"
        conference = read(cast, f"3月9日，全市社会工作会议召开。\n{asked}")
        confirming.confirm_all(conference, by=cast.social_work_officer.actor(), at=AT)
        send(office, "draft_letter", conference.pk, "conference_minutes")
        decisions = Letter.objects.get().values["decisions"]
        words = set("要抓好志愿服务精简报表台账推动信访工作法治化落实到位")
        assert conference.demands.filter(no="1.1").exists() and words <= set(decisions)

    def test_are_refused_where_they_would_say_nothing(self, office, cast):
        conference = read(cast)
        for kind in ("conference_notice", "conference_roll", "conference_minutes", "other"):
            assert send(office, "draft_letter", conference.pk, kind).status_code == 302
        assert not Letter.objects.exists()

    def test_drafts_are_the_offices_own(self, office, client, cast):
        conference = at_work(cast)
        send(office, "draft_letter", conference.pk, "conference_notice")
        letter = Letter.objects.get()
        cast.sign_in(client, cast.government_handler)
        assert client.get(reverse("letters:letter", args=[letter.pk])).status_code == 404
        Letter.objects.filter(pk=letter.pk).update(stage="issued")
        assert client.get(reverse("letters:letter", args=[letter.pk])).status_code == 200
