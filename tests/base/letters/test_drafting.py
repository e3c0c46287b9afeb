"""Drafts: what they take, what they keep in clear and what not, and what erasing leaves."""

from __future__ import annotations

import pytest
from django.db import connection

from linli.base.audit.log import entries
from linli.base.letters.actions import correct, erase_personal, issue, sketch, void
from linli.base.letters.kinds import LetterField, LetterKind, declare
from linli.base.letters.models import Letter
from linli.base.letters.reading import text_of
from linli.base.letters.values import open_values
from linli.base.privacy.actions import rotate_keys
from linli.base.privacy.keys import add_generation
from linli.core.errors import Refused, WrongState
from linli.core.text import Text
from tests.base.letters.conftest import AT
from tests.base.letters.sample import KIND, VALUES

pytestmark = pytest.mark.django_db


class TestDraft:
    def test_keeps_what_is_personal_encrypted(self, drafted):
        letter = drafted()
        assert "addressee" not in letter.values
        assert open_values(letter) == VALUES
        with connection.cursor() as cursor:
            cursor.execute("SELECT ciphertext, masked FROM privacy_identifier")
            rows = cursor.fetchall()
        assert len(rows) == 1
        assert "张三" not in str(rows)

    def test_stays_readable_when_keys_are_changed(self, drafted):
        letter = drafted()
        add_generation()
        assert rotate_keys(at=AT) == 1
        assert open_values(letter) == VALUES

    def test_may_lack_what_issuing_asks_for(self, drafted):
        assert drafted(matter="", steps=[]).stage == "draft"

    def test_takes_no_field_that_is_not_declared(self, drafted):
        with pytest.raises(KeyError):
            drafted(colour="红")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("outcome", "随便"),
            ("received", "昨天"),
            ("matter", "长" * 4001),
            ("steps", [{"step": "登", "what": "", "day": ""}] * 201),
        ],
    )
    def test_refuses_at_the_field_what_can_not_be(self, drafted, field, value):
        with pytest.raises(Refused) as refusal:
            drafted(**{field: value})
        assert refusal.value.field == field

    def test_writes_a_line_without_what_it_says(self, cast, drafted):
        letter = drafted()
        line = entries("sample:1").get()
        assert line.kind == "letter.drafted"
        assert line.facts == {
            "letter": letter.pk,
            "kind": KIND.key,
            "name": {"zh": "受理告知书", "en": "Notice of acceptance"},
            "unit": cast.street_unit.pk,
        }


class TestCorrect:
    def test_names_the_fields_that_changed(self, cast, drafted):
        letter = drafted()
        values = {**VALUES, "addressee": "李四", "matter": "下水堵塞"}
        correct(letter, values=values, by=cast.street_clerk.actor(), at=AT)
        assert open_values(Letter.objects.get()) == values
        assert entries("sample:1").last().facts["fields"] == ["addressee", "matter"]

    def test_writes_nothing_when_nothing_changed(self, cast, drafted):
        correct(drafted(), values=VALUES, by=cast.street_clerk.actor(), at=AT)
        assert entries("sample:1").count() == 1

    def test_is_over_once_issued_or_void(self, cast, drafted):
        by = cast.street_head.actor()
        issued = issue(drafted(), by=by, at=AT)
        voided = void(drafted(), reason="重复", by=by, at=AT)
        for letter in (issued, voided):
            with pytest.raises(WrongState):
                correct(letter, values=VALUES, by=by, at=AT)


class TestErasing:
    def test_takes_personal_values_and_files_and_leaves_the_number(self, cast, drafted):
        by = cast.street_head.actor()
        letter, other = issue(drafted(), by=by, at=AT), drafted(chain="sample:2")
        assert erase_personal("sample:1", by=cast.auditor.actor(), at=AT) == 1
        erased = Letter.objects.get(pk=letter.pk)
        assert (erased.docx, erased.pdf) == (None, None)
        assert erased.number_text == letter.number_text
        assert "addressee" not in open_values(erased)
        assert open_values(other)["addressee"] == "张三"
        assert entries("sample:1").last().kind == "letter.erased"

    def test_of_nothing_writes_nothing(self, cast):
        assert erase_personal("sample:9", by=cast.auditor.actor(), at=AT) == 0
        assert not entries("sample:9").exists()


class TestSketch:
    def test_shows_a_letter_that_is_not_drafted(self, cast):
        made = sketch(KIND, VALUES, unit=cast.street_unit, at=AT)
        assert "楼道灯不亮" in text_of(made.word)
        assert not Letter.objects.exists()


class TestDeclare:
    @pytest.mark.parametrize(
        "fields",
        [
            (LetterField("Name", Text("名", "N")),),
            (LetterField("number", Text("号", "N")),),
            (LetterField("one", Text("一", "1")), LetterField("one", Text("一", "1"))),
            (LetterField("one", Text("一", "1"), "choice"),),
            (LetterField("one", Text("一", "1"), "rows"),),
            (LetterField("one", Text("一", "1"), choices=("甲",)),),
        ],
    )
    def test_refuses_what_no_template_could_use(self, fields):
        with pytest.raises(ValueError, match="sample_odd"):
            declare(LetterKind("sample_odd", Text("文书", "Letter"), fields))

    def test_refuses_a_key_taken_twice(self):
        with pytest.raises(ValueError, match="twice"):
            declare(KIND)
