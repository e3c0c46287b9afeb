"""Keeping, finding, revealing and erasing identifiers, and changing their keys."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection

from linli.base.audit.log import entries
from linli.base.privacy import keys
from linli.base.privacy.actions import erase, keep, reveal, rotate_keys
from linli.base.privacy.models import Identifier
from linli.base.privacy.selectors import find_subjects, masked_for
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(kind="post", key="7", name="热线服务中心 · 热线话务员", person_id=3, post_id=7)
MOBILE = "13812345678"

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> uuid.UUID:
    return uuid.uuid4()


@pytest.fixture
def own_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_HOME", str(tmp_path))
    monkeypatch.setenv("LINLI_KEYS", str(tmp_path / "keys"))
    return tmp_path / "keys"


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciphertext, blind_index, masked FROM privacy_identifier")
        return repr(cursor.fetchall())


class TestKeep:
    def test_stores_no_value_in_clear(self, subject) -> None:
        keep(subject, "telephone", MOBILE)
        keep(subject, "name", "张小三")
        assert MOBILE not in everything_stored()
        assert "张小三" not in everything_stored()

    def test_encrypts_the_same_value_differently_each_time(self) -> None:
        first, second = (keep(uuid.uuid4(), "telephone", MOBILE) for _ in range(2))
        assert first.ciphertext != second.ciphertext
        assert first.blind_index == second.blind_index

    def test_puts_a_new_value_in_the_place_of_the_old_one(self, subject) -> None:
        keep(subject, "telephone", MOBILE)
        keep(subject, "telephone", "13900001111")
        assert find_subjects("telephone", MOBILE) == set()
        assert Identifier.objects.get(subject=subject).masked == "139****1111"

    def test_refuses_a_number_nobody_can_call_and_stores_nothing(self, subject) -> None:
        with pytest.raises(Incomplete):
            keep(subject, "telephone", "1381234")
        assert not Identifier.objects.exists()

    def test_shows_no_value_in_repr_or_logs(self, subject, caplog) -> None:
        with caplog.at_level(logging.DEBUG, logger="linli"):
            identifier = keep(subject, "telephone", MOBILE)
        assert MOBILE not in repr(identifier) + str(identifier) + caplog.text

    def test_shows_no_key_in_the_repr_of_the_ring(self) -> None:
        generation = keys.current()
        assert repr(generation.sealing) not in repr(keys.ring())


class TestMaskedFor:
    def test_reads_all_subjects_in_one_query(self, django_assert_num_queries) -> None:
        subjects = [uuid.uuid4() for _ in range(5)]
        for each in subjects:
            keep(each, "telephone", MOBILE)
            keep(each, "name", "张小三")
        with django_assert_num_queries(1):
            masked = masked_for(subjects)
        assert masked == {each: {"telephone": "138****5678", "name": "张*三"} for each in subjects}

    def test_gives_an_empty_entry_to_who_left_nothing(self, subject) -> None:
        assert masked_for([subject]) == {subject: {}}

    def test_asks_nothing_for_nobody(self, django_assert_num_queries) -> None:
        with django_assert_num_queries(0):
            assert masked_for([]) == {}


class TestFindSubjects:
    @pytest.mark.parametrize(
        ("kind", "kept", "sought"),
        [
            ("telephone", MOBILE, "+86 138-1234-5678"),
            ("telephone", "0531-88881234转12", "（0531）８８８８１２３４"),
            ("identity_number", "11010519491231002X", "１１０１０５19491231002ｘ"),
            ("name", "张小三", "张 小 三"),
            ("name", "John Smith", "john  smith"),
            ("address", "泉城路180号 2单元", "泉城路１８０号2单元"),
        ],
    )
    def test_finds_a_value_however_it_is_written(self, subject, kind, kept, sought) -> None:
        keep(subject, kind, kept)
        keep(uuid.uuid4(), "name", "李四")
        assert find_subjects(kind, sought) == {subject}

    def test_does_not_take_one_kind_for_another(self, subject) -> None:
        keep(subject, "address", MOBILE)
        assert find_subjects("telephone", MOBILE) == set()

    def test_finds_nobody_by_an_empty_value(self, subject) -> None:
        keep(subject, "name", "张三")
        assert find_subjects("name", "  ") == set()


class TestReveal:
    def test_returns_the_value_and_records_who_saw_it_and_why(self, subject) -> None:
        identifier = keep(subject, "telephone", MOBILE)
        seen = reveal(identifier, by=CLERK, at=NOW, reason="回访", chain="case:1")
        entry = entries("case:1").get()
        assert seen == MOBILE
        assert entry.kind == "identifier_revealed"
        assert entry.post_id == 7
        assert entry.facts == {"subject": str(subject), "kind": "telephone"}
        assert entry.texts == {"reason": "回访"}
        assert MOBILE not in repr(entry.__dict__)

    def test_takes_a_subject_and_a_kind_as_well(self, subject) -> None:
        keep(subject, "name", "张三")
        assert reveal(subject, "name", by=CLERK, at=NOW, reason="核实", chain="case:1") == "张三"

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_refuses_without_a_reason_and_records_nothing(self, subject, reason) -> None:
        identifier = keep(subject, "telephone", MOBILE)
        with pytest.raises(Refused) as refusal:
            reveal(identifier, by=CLERK, at=NOW, reason=reason, chain="case:1")
        assert refusal.value.field == "reason"
        assert not entries("case:1").exists()

    def test_refuses_what_was_not_given(self, subject) -> None:
        with pytest.raises(Refused) as refusal:
            reveal(subject, "address", by=CLERK, at=NOW, reason="核实", chain="case:1")
        assert refusal.value.code == "not_kept"

    def test_shows_nothing_when_the_log_cannot_be_written(self, subject, monkeypatch) -> None:
        identifier = keep(subject, "telephone", MOBILE)

        def fail(*args, **facts):
            raise OSError

        monkeypatch.setattr("linli.base.privacy.actions.record", fail)
        with pytest.raises(OSError):
            reveal(identifier, by=CLERK, at=NOW, reason="回访", chain="case:1")

    @pytest.mark.parametrize("column", ["subject", "kind", "ciphertext"])
    def test_refuses_a_row_moved_or_altered_behind_its_back(self, subject, column) -> None:
        row = keep(subject, "telephone", MOBILE)
        altered = {
            "subject": uuid.uuid4(),
            "kind": "name",
            "ciphertext": row.ciphertext[:-4]
            + ("AAA=" if row.ciphertext[-4:] != "AAA=" else "BBB="),
        }
        Identifier.objects.update(**{column: altered[column]})
        with pytest.raises(Refused) as refusal:
            reveal(Identifier.objects.get(), by=CLERK, at=NOW, reason="回访", chain="case:1")
        assert refusal.value.code == "damaged"


class TestErase:
    def test_leaves_nothing_of_the_subject_and_all_of_the_others(self, subject) -> None:
        keep(subject, "telephone", MOBILE)
        keep(subject, "name", "张三")
        other = keep(uuid.uuid4(), "telephone", MOBILE)
        assert erase(subject) == 2
        assert list(Identifier.objects.all()) == [other]


class TestRotateKeys:
    def test_moves_every_row_to_the_new_key_and_tells_how_far(self, own_keys, monkeypatch) -> None:
        monkeypatch.setattr("linli.base.privacy.actions.BATCH", 2)
        subjects = [keep(uuid.uuid4(), "telephone", MOBILE).subject for _ in range(5)]
        old = keys.current()
        new = keys.add_generation()
        told: list[tuple[int, int]] = []
        assert rotate_keys(lambda done, total: told.append((done, total)), at=NOW) == 5
        assert told == [(2, 5), (4, 5), (5, 5)]
        assert old.id not in everything_stored()
        assert everything_stored().count(new.id) == 10
        assert find_subjects("telephone", MOBILE) == set(subjects)
        assert entries("system").get().facts == {"key": new.id, "rows": 5}

    def test_reads_and_finds_rows_of_both_keys_meanwhile(self, own_keys) -> None:
        old = keep(uuid.uuid4(), "telephone", MOBILE)
        keys.add_generation()
        new = keep(uuid.uuid4(), "telephone", MOBILE)
        assert find_subjects("telephone", MOBILE) == {old.subject, new.subject}
        for row in (old, new):
            assert reveal(row, by=CLERK, at=NOW, reason="回访", chain="case:1") == MOBILE

    def test_makes_the_old_key_dispensable(self, own_keys) -> None:
        row = keep(uuid.uuid4(), "telephone", MOBILE)
        keys.add_generation()
        rotate_keys(at=NOW)
        (own_keys / "privacy.key").unlink()
        (own_keys / "blind-index.key").unlink()
        row.refresh_from_db()
        assert reveal(row, by=CLERK, at=NOW, reason="回访", chain="case:1") == MOBILE
        assert find_subjects("telephone", MOBILE) == {row.subject}

    def test_finds_nothing_to_do_the_second_time(self, own_keys) -> None:
        keep(uuid.uuid4(), "telephone", MOBILE)
        keys.add_generation()
        rotate_keys(at=NOW)
        assert rotate_keys(at=NOW) == 0

    def test_names_the_key_that_is_missing(self, own_keys) -> None:
        row = keep(uuid.uuid4(), "telephone", MOBILE)
        missing = keys.current().id
        keys.add_generation()
        for name in ("privacy", "blind-index"):
            (own_keys / f"{name}.key").unlink()
        with pytest.raises(Refused) as refusal:
            reveal(row, by=CLERK, at=NOW, reason="回访", chain="case:1")
        assert refusal.value.code == "key_missing"
        assert missing in refusal.value.message.zh

    def test_makes_none_in_a_folder_that_lost_them_all(self, own_keys) -> None:
        row = keep(uuid.uuid4(), "telephone", MOBILE)
        for file in own_keys.glob("*.key"):
            file.unlink()
        with pytest.raises(Refused) as refusal:
            reveal(row, by=CLERK, at=NOW, reason="回访", chain="case:1")
        assert refusal.value.code == "key_missing"
        assert list(own_keys.iterdir()) == []

    def test_refuses_to_make_a_lost_index_key_anew(self, own_keys) -> None:
        keep(uuid.uuid4(), "telephone", MOBILE)
        (own_keys / "blind-index.key").unlink()
        with pytest.raises(Refused) as refusal:
            find_subjects("telephone", MOBILE)
        assert refusal.value.code == "key_missing"
        assert not (own_keys / "blind-index.key").exists()

    def test_is_a_command_that_makes_a_key_or_finishes_with_the_newest(self, own_keys) -> None:
        keep(uuid.uuid4(), "telephone", MOBILE)
        old, told = keys.current(), StringIO()
        call_command("rotate_keys", stdout=told)
        new = keys.current()
        assert new.id != old.id
        assert "1 rows encrypted anew" in told.getvalue()
        call_command("rotate_keys", resume=True, stdout=told)
        assert keys.current() == new
