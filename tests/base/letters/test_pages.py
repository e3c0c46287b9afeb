"""The pages of letters and templates: who gets in, what they save, what they send."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from linli.base.audit.log import entries
from linli.base.letters.actions import issue
from linli.base.letters.models import ISSUED, VOID, Letter, TemplateVersion, UnitSign
from linli.base.letters.selectors import letters_of, shown
from linli.base.letters.shipped import shipped
from linli.base.letters.values import open_values
from tests.base.letters.conftest import AT
from tests.base.letters.sample import KIND, VALUES

pytestmark = pytest.mark.django_db
ONE = ("letter", "pages", "look", "issue", "void")


def sent(**changed):
    """Return what the letter's form sends."""
    data = {key: value for key, value in VALUES.items() if key != "steps"} | changed
    for number, row in enumerate(VALUES["steps"]):
        data |= {f"steps-{number}-{key}": text for key, text in row.items()}
    return data


def bare(answer, pk):
    """Return the page without what differs from one request to the next."""
    page = re.sub(r'"[0-9A-Za-z]{64}"', "", answer.content.decode())
    return page.replace(f"letters/{pk}/", "").replace(f"letters%2F{pk}%2F", "")


@pytest.fixture
def clerk(cast, client):
    return cast.sign_in(client, cast.street_clerk)


def at(name, letter, *more):
    return reverse(f"letters:{name}", args=[letter.pk, *more])


class TestDoors:
    def test_are_the_same_as_for_nothing_to_others(self, cast, client, drafted):
        letter = issue(drafted(), by=cast.street_head.actor(), at=AT)
        cast.sign_in(client, cast.other_street_clerk)
        doors = [(name, []) for name in ONE]
        doors += [("file", ["pdf"]), ("file", ["docx"]), ("preview", ["pdf"])]
        for name, more in doors:
            method = client.post if name in ("look", "issue", "void") else client.get
            here = method(reverse(f"letters:{name}", args=[letter.pk, *more]))
            nothing = method(reverse(f"letters:{name}", args=[letter.pk + 999, *more]))
            assert here.status_code == nothing.status_code == 404, name
            assert bare(here, letter.pk) == bare(nothing, letter.pk + 999), name

    def test_ask_to_sign_in(self, client, drafted):
        assert client.get(at("letter", drafted())).status_code == 302

    def test_let_readers_read_and_not_change(self, cast, client, drafted, monkeypatch):
        monkeypatch.setattr("tests.base.letters.sample.Room.rights", lambda *_: frozenset({"read"}))
        letter = drafted()
        cast.sign_in(client, cast.street_clerk)
        page = client.get(at("letter", letter)).content.decode()
        assert 'name="matter"' not in page
        assert client.post(at("letter", letter), sent(matter="别的")).status_code == 403
        assert client.post(at("issue", letter)).status_code == 403
        assert client.post(at("void", letter), {"reason": "错"}).status_code == 403
        assert client.post(at("look", letter), sent()).status_code == 403
        assert Letter.objects.get().values["matter"] == "楼道灯不亮"


class TestLetter:
    def test_saves_what_was_corrected(self, clerk, drafted):
        letter = drafted()
        answer = clerk.post(at("letter", letter), sent(matter="下水堵塞", addressee=""))
        assert answer.status_code == 302
        found = open_values(Letter.objects.get())
        assert found["matter"] == "下水堵塞"
        assert "addressee" not in found
        assert found["steps"] == VALUES["steps"]

    def test_issues_what_was_sent(self, clerk, drafted):
        letter = drafted()
        clerk.post(at("letter", letter), sent(matter="下水堵塞", issue="1"))
        issued = Letter.objects.get()
        assert (issued.stage, issued.number) == (ISSUED, 1)
        assert issued.values["matter"] == "下水堵塞"

    def test_shows_what_is_missing_at_its_field_and_keeps_the_input(self, clerk, drafted):
        letter = drafted()
        page = clerk.post(at("letter", letter), sent(matter="", telephone="0531-1", issue="1"))
        assert page.status_code == 200
        assert list(page.context["form"].errors) == ["matter"]
        assert "0531-1" in page.content.decode()
        assert entries("sample:1").last().kind == "letter.issue"

    def test_shows_a_day_that_is_none_at_its_field(self, clerk, drafted):
        page = clerk.post(at("letter", drafted()), sent(received="2026-13-40"))
        assert "received" in page.context["form"].errors

    def test_looks_at_what_is_not_saved(self, clerk, drafted):
        letter = drafted()
        page = clerk.post(at("look", letter), sent(matter="龘\U0002a6a5")).content.decode()
        assert "data:image/png;base64," in page
        assert "\U0002a6a5" in page
        assert Letter.objects.get().values["matter"] == "楼道灯不亮"

    def test_sends_a_picture_of_its_pages(self, clerk, drafted):
        answer = clerk.get(at("pages", drafted()))
        assert Image.open(io.BytesIO(answer.content)).format == "PNG"
        assert "no-store" in answer["Cache-Control"]

    def test_puts_reading_on_record_once_for_a_while(self, clerk, drafted):
        letter, other = drafted(), drafted()
        for _ in range(2):
            clerk.get(at("letter", letter))
            clerk.get(at("pages", letter))
        clerk.get(at("pages", other))
        lines = entries("sample:1").filter(kind="letter.read")
        assert [line.facts["letter"] for line in lines] == [letter.pk, other.pk]

    def test_sends_a_draft_and_puts_it_on_record(self, clerk, drafted):
        letter = drafted()
        assert clerk.get(at("preview", letter, "pdf")).content.startswith(b"%PDF")
        assert clerk.get(at("preview", letter, "docx")).content.startswith(b"PK")
        facts = [line.facts for line in entries("sample:1").filter(kind="letter.downloaded")]
        assert [fact["format"] for fact in facts] == ["pdf", "docx"]
        assert all(fact["is_draft"] for fact in facts)

    def test_sends_the_files_and_puts_it_on_record(self, cast, clerk, drafted):
        letter = issue(drafted(), by=cast.street_head.actor(), at=AT)
        answer = clerk.get(at("file", letter, "pdf"))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert "attachment" in answer["Content-Disposition"]
        line = entries("sample:1").last()
        assert (line.kind, line.post_id) == ("letter.downloaded", cast.street_clerk.pk)
        assert clerk.get(at("preview", letter, "pdf")).status_code == 404

    def test_has_no_file_before_it_is_issued(self, clerk, drafted):
        letter = drafted()
        assert clerk.get(at("file", letter, "pdf")).status_code == 404
        assert clerk.get(at("file", letter, "exe")).status_code == 404

    def test_is_made_void_with_a_reason(self, clerk, drafted):
        letter = drafted()
        page = clerk.post(at("void", letter), {"reason": ""})
        assert page.context["void_form"].errors
        assert clerk.post(at("void", letter), {"reason": "姓名有误"}).status_code == 302
        assert Letter.objects.get().stage == VOID
        assert "姓名有误" in clerk.get(at("letter", letter)).content.decode()

    def test_issues_for_whoever_may_not_correct(self, cast, client, drafted, monkeypatch):
        monkeypatch.setattr(
            "tests.base.letters.sample.Room.rights", lambda *_: frozenset({"read", "issue"})
        )
        whole, lacking = drafted(), drafted(matter="")
        cast.sign_in(client, cast.street_head)
        assert client.post(at("issue", lacking)).context["form"].errors
        assert client.post(at("issue", whole)).status_code == 302
        assert Letter.objects.get(pk=whole.pk).stage == ISSUED


class TestLettersOf:
    def test_lists_a_chain_for_those_who_may_read(self, cast, drafted):
        first, second = drafted(), drafted()
        drafted(chain="sample:2")
        assert letters_of("sample:1") == [second, first]
        assert [one.letter for one in shown("sample:1", cast.street_clerk)] == [second, first]
        assert shown("sample:1", cast.other_street_clerk) == []
        assert shown("sample:1", None) == []


class TestTemplates:
    @pytest.fixture
    def administrator(self, cast, client):
        return cast.sign_in(client, cast.system_administrator)

    def test_are_for_administrators(self, clerk):
        assert clerk.get(reverse("letters:templates")).status_code == 403
        assert clerk.get(reverse("letters:template", args=[KIND.key])).status_code == 403

    def test_are_listed_and_shown(self, administrator):
        assert "受理告知书" in administrator.get(reverse("letters:templates")).content.decode()
        page = administrator.get(reverse("letters:template", args=[KIND.key])).content.decode()
        assert "{&#123; matter &#125;}" in page
        picture = administrator.get(reverse("letters:template_pages", args=[KIND.key]))
        assert Image.open(io.BytesIO(picture.content)).format == "PNG"

    def test_go_out_and_come_back(self, administrator):
        address = reverse("letters:template_file", args=[KIND.key, 0])
        content = administrator.get(address).content
        file = SimpleUploadedFile("受理告知书.docx", content)
        answer = administrator.post(reverse("letters:template", args=[KIND.key]), {"file": file})
        assert answer.status_code == 302
        assert TemplateVersion.objects.get().is_current
        administrator.post(reverse("letters:restore", args=[KIND.key]), {"no": ""})
        assert not TemplateVersion.objects.get().is_current
        administrator.post(reverse("letters:restore", args=[KIND.key]), {"no": "1"})
        assert TemplateVersion.objects.get().is_current

    def test_that_can_not_be_taken_say_why_at_the_field(self, administrator):
        file = SimpleUploadedFile("x.docx", shipped(KIND)[:5000])
        page = administrator.post(reverse("letters:template", args=[KIND.key]), {"file": file})
        assert page.context["form"].errors["file"]
        assert entries("system").last().kind == "letter_template.replace"

    @pytest.mark.parametrize("name", ["template", "template_pages", "restore"])
    def test_of_unknown_kinds_are_nothing(self, administrator, name):
        method = administrator.post if name == "restore" else administrator.get
        assert method(reverse(f"letters:{name}", args=["nothing"])).status_code == 404

    def test_signs_are_set(self, cast, administrator):
        data = {"unit": cast.street_unit.label, "sign": "解办"}
        assert administrator.post(reverse("letters:signs"), data).status_code == 302
        assert UnitSign.objects.get().sign == "解办"
        data = {"unit": cast.department.label, "sign": "解办"}
        assert administrator.post(reverse("letters:signs"), data).context["form"].errors["sign"]
