"""Issuing: numbers without gaps, both files, the log, and what is cut short."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from linli.base.audit.log import entries
from linli.base.files.storage import path_of
from linli.base.letters import issuing
from linli.base.letters.actions import correct, draft, finish, issue, issue_in_step, void
from linli.base.letters.models import DRAFT, ISSUED, ISSUING, VOID, Letter, LetterNumber
from linli.base.letters.reading import text_of
from linli.base.letters.versions import set_sign
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from tests.base.letters.conftest import AT
from tests.base.letters.sample import KIND, SHEET, VALUES

pytestmark = pytest.mark.django_db


class TestIssue:
    def test_gives_a_number_and_both_files(self, cast, drafted):
        set_sign(cast.street_unit, "解办", by=cast.system_administrator.actor(), at=AT)
        letter = issue(drafted(), by=cast.street_head.actor(), at=AT)
        assert letter.stage == ISSUED
        assert letter.number_text == "解办信受〔2026〕1号"
        assert letter.docx.original_name == "受理告知书解办信受〔2026〕1号.docx"
        assert path_of(letter.pdf.sha256).read_bytes().startswith(b"%PDF")
        text = text_of(path_of(letter.docx.sha256).read_bytes())
        assert "张三" in text
        assert "2026年11月22日" in text
        assert "解办信受〔2026〕1号" in text

    def test_prints_the_unit_s_name_where_it_has_no_sign(self, cast, drafted):
        letter = issue(drafted(), by=cast.street_head.actor(), at=AT)
        assert letter.number_text == "解放路街道办事处信受〔2026〕1号"

    def test_writes_one_line_with_number_and_hashes(self, cast, drafted):
        letter = issue(drafted(), by=cast.street_head.actor(), at=AT)
        line = entries("sample:1").last()
        assert line.kind == "letter.issued"
        assert line.post_id == cast.street_head.pk
        assert line.facts["number"] == letter.number_text
        assert line.facts["docx"] == letter.docx.sha256
        assert line.facts["pdf"] == letter.pdf.sha256
        assert "张三" not in str(line.facts)

    def test_names_the_field_that_is_missing_and_takes_no_number(self, cast, drafted):
        letter = drafted(matter="")
        with pytest.raises(Incomplete) as refusal:
            issue(letter, by=cast.street_head.actor(), at=AT)
        assert refusal.value.field == "matter"
        assert not LetterNumber.objects.exists()
        assert Letter.objects.get().stage == DRAFT

    def test_refuses_a_sign_that_no_font_holds_and_takes_no_number(self, cast, drafted):
        with pytest.raises(Refused) as refusal:
            issue(drafted(addressee="张\U0002a6a5"), by=cast.street_head.actor(), at=AT)
        assert refusal.value.code == "no_glyph"
        assert "U+2A6A5" in refusal.value.message.zh
        assert not LetterNumber.objects.exists()

    def test_refuses_a_second_time(self, cast, drafted):
        letter = issue(drafted(), by=cast.street_head.actor(), at=AT)
        with pytest.raises(WrongState):
            issue(letter, by=cast.street_head.actor(), at=AT)
        assert LetterNumber.objects.get().last == 1

    def test_is_for_the_roles_that_sign(self, cast, drafted):
        letter = drafted(SHEET.key, document="受理告知书", recipient="张三")
        with pytest.raises(NotAllowed):
            issue(letter, by=cast.street_clerk.actor(), at=AT)
        assert issue(letter, by=cast.street_head.actor(), at=AT).number is None

    def test_counts_each_unit_kind_and_year_apart(self, cast, drafted):
        by = cast.street_head.actor()
        numbers = [issue(drafted(), by=by, at=AT).number for _ in range(2)]
        other = draft(KIND.key, chain="sample:2", unit=cast.department, values=VALUES, by=by, at=AT)
        later = issue(drafted(), by=by, at=AT + timedelta(days=40))
        assert numbers == [1, 2]
        assert issue(other, by=by, at=AT).number == 1
        assert later.number_text.endswith("〔2027〕1号")

    def test_takes_the_year_of_shanghai(self, cast, drafted):
        new_year = AT.replace(month=12, day=31, hour=23, minute=59)
        by = cast.street_head.actor()
        assert issue(drafted(), by=by, at=new_year).year == 2026
        assert issue(drafted(), by=by, at=new_year + timedelta(minutes=1)).year == 2027


class TestIssueInStep:
    def test_takes_the_number_at_once_and_makes_the_files_after_the_commit(
        self, cast, drafted, django_capture_on_commit_callbacks
    ):
        letter = drafted()
        with django_capture_on_commit_callbacks(execute=True):
            numbered = issue_in_step(letter, by=cast.street_head.actor(), at=AT)
            assert (numbered.stage, numbered.number) == (ISSUING, 1)
        assert Letter.objects.get(pk=letter.pk).stage == ISSUED


class TestCutShort:
    """A crash between the number and the files loses neither."""

    def test_is_finished_by_the_job(self, cast, drafted, monkeypatch):
        letter = drafted()
        with monkeypatch.context() as patch, pytest.raises(SystemExit):
            patch.setattr(issuing, "finish", _die)
            issue(letter, by=cast.street_head.actor(), at=AT)
        assert Letter.objects.get().stage == ISSUING
        assert issuing.finish_left(AT + timedelta(seconds=10)) == 0
        assert issuing.finish_left(AT + timedelta(minutes=1)) == 1
        done = Letter.objects.get()
        assert (done.stage, done.number, done.issued_at) == (ISSUED, 1, AT)
        assert entries("sample:1").filter(kind="letter.issued").count() == 1

    def test_after_the_files_leaves_no_second_line(self, cast, drafted, monkeypatch):
        letter = drafted()
        with monkeypatch.context() as patch, pytest.raises(SystemExit):
            patch.setattr(issuing, "_finished", _die)
            issue(letter, by=cast.street_head.actor(), at=AT)
        assert issuing.finish_left(AT + timedelta(minutes=1)) == 1
        assert issuing.finish_left(AT + timedelta(minutes=2)) == 0
        assert not finish(letter.pk)
        assert entries("sample:1").filter(kind="letter.issued").count() == 1

    def test_stops_no_other_letter(self, cast, drafted, monkeypatch):
        first, second = drafted(), drafted()
        for letter in (first, second):
            issuing.number(letter, by=cast.street_head.actor(), at=AT)
        paper = issuing.paper

        def one_fails(letter, **parts):
            if letter.pk == first.pk:
                raise OSError("no space")
            return paper(letter, **parts)

        monkeypatch.setattr(issuing, "paper", one_fails)
        assert issuing.finish_left(AT + timedelta(minutes=1)) == 1
        assert Letter.objects.get(pk=second.pk).stage == ISSUED

    def test_cannot_be_corrected_or_made_void(self, cast, drafted):
        letter = issuing.number(drafted(), by=cast.street_head.actor(), at=AT)
        with pytest.raises(WrongState):
            correct(letter, values=VALUES, by=cast.street_clerk.actor(), at=AT)
        with pytest.raises(WrongState):
            void(letter, reason="错误", by=cast.street_head.actor(), at=AT)


class TestVoid:
    def test_keeps_the_number_and_never_gives_it_again(self, cast, drafted):
        by = cast.street_head.actor()
        letter = void(issue(drafted(), by=by, at=AT), reason="姓名有误", by=by, at=AT)
        assert (letter.stage, letter.number) == (VOID, 1)
        assert issue(drafted(), by=by, at=AT).number == 2
        line = entries("sample:1").filter(kind="letter.voided").get()
        assert line.texts == {"reason": "姓名有误"}

    def test_asks_for_a_reason(self, cast, drafted):
        with pytest.raises(Incomplete) as refusal:
            void(drafted(), reason=" ", by=cast.street_head.actor(), at=AT)
        assert refusal.value.field == "reason"


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_numbers_have_no_gap_and_no_double(self, cast, drafted):
        letters = [drafted() for _ in range(8)]
        by = cast.street_head.actor()
        _at_once([lambda one=one: issuing.number(one, by=by, at=AT) for one in letters])
        numbers = sorted(Letter.objects.values_list("number", flat=True))
        assert numbers == list(range(1, 9))

    def test_one_letter_is_numbered_once(self, cast, drafted):
        letter, by = drafted(), cast.street_head.actor()
        failures = _at_once([lambda: issuing.number(letter, by=by, at=AT)] * 4)
        assert [type(failure) for failure in failures] == [WrongState] * 3
        assert LetterNumber.objects.get().last == 1

    def test_a_refused_number_is_given_again(self, cast, drafted):
        from django.db import transaction

        by = cast.street_head.actor()
        first, second = drafted(), drafted()
        with pytest.raises(RuntimeError), transaction.atomic():
            issuing.number(first, by=by, at=AT)
            raise RuntimeError
        assert issuing.number(second, by=by, at=AT).number == 1

    def test_finishing_is_done_once(self, cast, drafted):
        letter = issuing.number(drafted(), by=cast.street_head.actor(), at=AT)
        done: list[bool] = []
        _at_once([lambda: done.append(finish(letter.pk))] * 3)
        assert sorted(done) == [False, False, True]
        assert entries("sample:1").filter(kind="letter.issued").count() == 1


def _die(*_):
    raise SystemExit


def _at_once(calls):
    """Run the calls together, and return what they raised."""
    barrier, failures = threading.Barrier(len(calls)), []

    def run(call):
        try:
            barrier.wait(20)
            call()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failures
