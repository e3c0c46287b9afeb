"""Files of a case: who may open them, and how units add theirs with a note."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.base.audit.models import Entry
from linli.base.files.actions import store
from linli.base.files.models import StoredFile
from linli.cases.models import Attachment, Note
from tests.base.files import samples
from tests.cases.test_pages import address, send, show
from tests.faces.portal.test_track import show_receipt
from tests.requests import START, in_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def street(cast, client):
    """A client in which the street's clerk acts."""
    return cast.sign_in(client, cast.street_clerk)


def text_file(name: str = "现场.txt", content: str = "照片说明"):
    return SimpleUploadedFile(name, content.encode())


def note(client, case, **data):
    """Send the form of a note."""
    return send(client, case, "acts", "note", **{"text": "已到现场", **data})


def kept_in(answer) -> str:
    """Return the signed note of the files that a form holds."""
    return re.search(r'name="kept" value="([^"]+)"', answer.content.decode()).group(1)


class TestFiles:
    @pytest.fixture
    def attached(self, cast):
        """A case in hand with a file that came with its message."""
        case = in_state("handling", cast)
        file = store(SimpleUploadedFile("说明.txt", "情况说明".encode()))
        return Attachment.objects.create(message=case.message, file=file, added_at=START)

    def test_are_sent_to_those_who_see_the_case(self, cast, street, attached):
        case = attached.message.cases.get()
        assert "说明.txt" in show(street, case)
        answer = street.get(address(case, "files", str(attached.pk)))
        assert b"".join(answer.streaming_content).decode() == "情况说明"

    def test_are_nothing_to_others_nor_through_another_case(self, cast, client, attached):
        case = attached.message.cases.get()
        cast.sign_in(client, cast.far_street_clerk)
        assert client.get(address(case, "files", str(attached.pk))).status_code == 404
        cast.sign_in(client, cast.street_clerk)
        other = in_state("handling", cast)
        assert client.get(address(other, "files", str(attached.pk))).status_code == 404


class TestNote:
    def test_takes_files_for_those_who_see_the_case(self, cast, street):
        case = in_state("handling", cast)
        assert 'enctype="multipart/form-data"' in show(street, case)
        answer = note(street, case, uploads=[text_file(), text_file("二.txt", "第二份")])
        assert answer.status_code == 302
        assert Note.objects.get().is_public is False
        page = show(street, case)
        assert "现场.txt" in page
        assert page.count("· internal") == 2
        added = Attachment.objects.filter(case=case).first()
        at = address(case, "files", str(added.pk))
        assert b"".join(street.get(at).streaming_content).decode() == "照片说明"
        cast.sign_in(street, cast.far_street_clerk)
        assert street.get(at).status_code == 404

    def test_shows_the_sender_public_files_alone(self, cast, street, client):
        case = in_state("handling", cast)
        note(street, case, uploads=[text_file("内部.txt", "一")])
        note(street, case, uploads=[text_file("公开.txt", "二")], is_public="on")
        hidden, shown = Attachment.objects.filter(case=case).order_by("pk")
        sender = type(client)()
        show_receipt(sender, case)
        page = sender.get("/track/message/").content.decode()
        assert "公开.txt" in page
        assert "内部.txt" not in page
        assert sender.get(f"/track/message/files/{shown.file_id}/").status_code == 200
        assert sender.get(f"/track/message/files/{hidden.file_id}/").status_code == 404

    def test_puts_their_number_on_record_and_no_names(self, cast, street):
        case = in_state("handling", cast)
        note(street, case, uploads=[text_file("张三的病历.txt")])
        line = Entry.objects.get(chain=case.chain, kind="case.noted")
        assert line.facts["files"] == 1
        assert line.facts["file_ids"] == [str(StoredFile.objects.get().pk)]
        assert "张三" not in str(line.facts)

    def test_removes_the_place_of_photos_unless_asked(self, cast, street):
        case = in_state("handling", cast)
        photo = samples.saved(samples.photo(), "JPEG", exif=samples.exif_with_place())
        note(street, case, uploads=[SimpleUploadedFile("a.jpg", photo)])
        note(street, case, uploads=[SimpleUploadedFile("b.jpg", photo)], keep_location="on")
        removed = StoredFile.objects.values_list("original_name", "has_location_removed")
        assert dict(removed) == {"a.jpg": True, "b.jpg": False}

    def test_keeps_text_and_good_files_when_one_is_bad(self, cast, street):
        case = in_state("handling", cast)
        bad = SimpleUploadedFile("病毒.exe", b"MZ\x90\x00" + b"\x00" * 64)
        answer = note(street, case, uploads=[text_file(), bad], is_public="on")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="note-uploads_error"' in page
        assert "病毒.exe" in page
        assert "已到现场" in page
        assert not Note.objects.exists()
        note(street, case, kept=kept_in(answer))
        assert Attachment.objects.get(case=case).file.original_name == "现场.txt"

    def test_keeps_files_when_the_text_is_missing_and_lets_them_be_dropped(self, cast, street):
        case = in_state("handling", cast)
        answer = note(street, case, text="", uploads=[text_file()])
        assert answer.status_code == 422
        drop = str(StoredFile.objects.get().pk)
        note(street, case, kept=kept_in(answer), drop=[drop])
        assert Note.objects.exists()
        assert not Attachment.objects.exists()

    def test_takes_no_files_that_another_case_or_person_kept(self, cast, street):
        case, other = in_state("handling", cast), in_state("handling", cast)
        kept = kept_in(note(street, case, text="", uploads=[text_file()]))
        note(street, other, kept=kept)
        cast.sign_in(street, cast.second_street_clerk)
        note(street, case, kept=kept)
        assert Note.objects.count() == 2
        assert not Attachment.objects.exists()

    def test_sent_twice_adds_its_files_once(self, cast, street):
        case = in_state("handling", cast)
        for _ in range(2):
            note(street, case, uploads=[text_file()], submission="one")
        assert Attachment.objects.count() == 1

    def test_is_not_for_those_who_take_no_part(self, cast, client):
        case = in_state("handling", cast)
        cast.sign_in(client, cast.social_work_officer)
        assert note(client, case, uploads=[text_file()]).status_code == 403
        assert not Attachment.objects.exists()
