"""Lines are written in the caller's transaction, refusals in their own, by many at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from linli.base.audit import log
from linli.base.audit.erasing import erase_texts
from linli.base.audit.log import (
    LogDamaged,
    entries,
    record,
    record_refusal,
    refusals_recorded,
)
from linli.base.audit.models import Entry, EntryText, Head
from linli.base.audit.verification import verify
from linli.core.actors import Actor
from linli.core.chain import ERASED
from linli.core.errors import NotAllowed, Refused
from linli.core.text import Text
from tests.base.audit.chains import AT, CLERK, hack, write

NO = Text("不可以", "No")


@pytest.mark.django_db
class TestRecord:
    def test_keeps_who_acted_as_plain_values(self) -> None:
        entry = record("case:1", "case.accept", by=CLERK, at=AT, facts={"to": "open"})
        entry.refresh_from_db()
        kept = (entry.actor_kind, entry.actor_key, entry.actor_name, entry.person_id)
        assert kept == ("post", "7", CLERK.name, 11)
        assert (entry.post_id, entry.unit_id, entry.region_code) == (7, 5, 370102001000)
        assert (entry.role, entry.is_deputy, entry.at) == ("street_clerk", False, AT)
        assert (entry.kind, entry.facts) == ("case.accept", {"to": "open"})

    def test_numbers_each_chain_from_one_and_links_its_lines(self) -> None:
        one, two = write("case:1", 2)
        other = write("case:2", 1)[0]
        assert [one.no, two.no, other.no] == [1, 2, 1]
        assert (one.prev, two.prev, other.prev) == ("", one.mac, "")

    def test_keeps_personal_text_apart_from_the_line(self) -> None:
        entry = record("case:1", "case.note", by=CLERK, at=AT, texts={"body": "张三来电", "x": ""})
        assert entry.texts == {"body": "张三来电"}
        assert "张三" not in str(Entry.objects.values().get())
        assert EntryText.objects.get().texts == {"body": "张三来电"}

    def test_uses_a_new_salt_for_the_same_text(self) -> None:
        one, two = (record("case:1", "n", by=CLERK, at=AT, texts={"a": "b"}) for _ in range(2))
        assert one.digest_of_texts != two.digest_of_texts

    def test_takes_the_same_number_of_queries_however_long_the_chain(
        self, django_assert_num_queries: Callable
    ) -> None:
        for lines in (1, 30):
            write("case:1", lines, texts=())
            with django_assert_num_queries(3):
                record("case:1", "case.note", by=CLERK, at=AT)
            with django_assert_num_queries(4):
                record("case:1", "case.note", by=CLERK, at=AT, texts={"body": "x"})

    @pytest.mark.parametrize(
        "chain", ["", "case", "case:", "case:1 ", "Case:1", "case:1;x", "x" * 99]
    )
    def test_refuses_what_names_no_chain(self, chain: str) -> None:
        with pytest.raises(ValueError, match="names no chain"):
            record(chain, "x", by=CLERK, at=AT)

    def test_refuses_a_time_without_offset(self) -> None:
        with pytest.raises(ValueError, match="offset"):
            record("case:1", "x", by=CLERK, at=AT.replace(tzinfo=None))

    def test_refuses_facts_that_databases_write_differently(self) -> None:
        with pytest.raises(TypeError):
            record("case:1", "x", by=CLERK, at=AT, facts={"share": 0.1})

    def test_stops_when_the_key_was_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A second log under a new key must not begin in silence."""
        write("case:1", 1)
        monkeypatch.setattr(log, "key", lambda name: b"n" * 32)
        with pytest.raises(LogDamaged):
            record("case:1", "x", by=CLERK, at=AT)
        with pytest.raises(LogDamaged):
            record("case:2", "x", by=CLERK, at=AT)

    def test_goes_on_elsewhere_when_one_chain_is_damaged(self) -> None:
        write("case:1", 1)
        write("case:2", 1)
        hack("UPDATE audit_head SET no = 9 WHERE chain = 'case:1'")
        record("case:3", "x", by=CLERK, at=AT)
        with pytest.raises(LogDamaged):
            record("case:1", "x", by=CLERK, at=AT)

    def test_says_so_when_the_head_was_deleted(self) -> None:
        write("case:1", 3)
        write("case:2", 1)
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        with pytest.raises(LogDamaged), transaction.atomic():
            record("case:1", "x", by=CLERK, at=AT)


@pytest.mark.django_db(transaction=True)
class TestTheTransaction:
    def test_must_be_open(self) -> None:
        with pytest.raises(RuntimeError, match="transaction"):
            record("case:1", "x", by=CLERK, at=AT)

    def test_takes_the_line_with_it_when_it_rolls_back(self) -> None:
        write("case:1", 2)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record("case:1", "x", by=CLERK, at=AT)
            raise ZeroDivisionError
        assert [entry.no for entry in write("case:1", 1)] == [3]
        assert verify().exit_code == 0

    def test_lets_many_write_to_one_chain_at_a_time(self) -> None:
        workers, each = 4, 12
        failures: list[Exception] = []

        def work(number: int) -> None:
            try:
                for step in range(each):
                    with transaction.atomic():
                        facts = {"worker": number, "step": step}
                        record("case:1", "x", by=CLERK, at=AT, facts=facts, texts={"a": "b"})
                        record("system", "x", by=CLERK, at=AT, facts=facts)
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        report = verify()
        assert (report.exit_code, report.lines) == (0, 2 * workers * each)
        assert [row.no for row in entries("case:1")] == list(range(1, workers * each + 1))


def refuse() -> None:
    with transaction.atomic():
        record("case:1", "case.accept", by=CLERK, at=AT)
        raise NotAllowed(NO)


class TestRecordRefusal:
    @pytest.mark.django_db
    def test_keeps_the_code_and_the_facts(self) -> None:
        record_refusal("case.accept", by=CLERK, at=AT, facts={"case": 1}, code="not_allowed")
        line = entries("system").get()
        assert (line.kind, line.facts) == ("case.accept", {"case": 1, "refused": "not_allowed"})

    @pytest.mark.django_db
    def test_works_in_the_transaction_that_wraps_a_test(self) -> None:
        with pytest.raises(NotAllowed):
            refuse()
        record_refusal("case.accept", by=CLERK, at=AT, code="not_allowed")
        assert [line.chain for line in Entry.objects.all()] == ["system"]

    @pytest.mark.django_db(transaction=True)
    def test_is_an_error_inside_a_transaction_that_would_take_it_along(self) -> None:
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            record_refusal("case.accept", by=CLERK, at=AT, code="not_allowed")

    @pytest.mark.django_db(transaction=True)
    def test_outlives_the_refused_transaction(self) -> None:
        with pytest.raises(NotAllowed), refusals_recorded("case.accept", by=CLERK, at=AT):
            refuse()
        assert list(entries("case:1")) == []
        assert entries("system").get().facts == {"refused": "not_allowed"}

    @pytest.mark.django_db
    def test_may_be_kept_on_the_chain_of_the_case(self) -> None:
        with pytest.raises(Refused), refusals_recorded("x", by=CLERK, at=AT, chain="case:1"):
            raise Refused(NO)
        assert entries("case:1").get().facts == {"refused": "refused"}

    @pytest.mark.django_db
    def test_leaves_other_errors_alone(self) -> None:
        with pytest.raises(ZeroDivisionError), refusals_recorded("x", by=CLERK, at=AT):
            raise ZeroDivisionError
        assert Entry.objects.count() == 0

    @pytest.mark.django_db
    def test_of_a_damaged_chain_goes_to_the_system_chain(self) -> None:
        write("case:1", 1)
        write("case:2", 1)
        hack("UPDATE audit_head SET no = 9 WHERE chain = 'case:1'")
        with (
            pytest.raises(LogDamaged),
            refusals_recorded("x", by=CLERK, at=AT, chain="case:1"),
            transaction.atomic(),
        ):
            record("case:1", "x", by=CLERK, at=AT)
        assert entries("system").get().facts == {"refused": "log_damaged"}


@pytest.mark.django_db
class TestEntries:
    def test_come_in_order_with_their_texts_in_one_query(
        self, django_assert_num_queries: Callable
    ) -> None:
        write("case:1", 7)
        write("case:2", 3)
        with django_assert_num_queries(1):
            told = [(entry.no, entry.texts.get("body", "")) for entry in entries("case:1")]
        assert [no for no, _ in told] == [1, 2, 3, 4, 5, 6, 7]
        assert [no for no, body in told if body] == [2, 5]


@pytest.mark.django_db
class TestEraseTexts:
    def test_deletes_text_and_salt_and_says_so_on_each_chain(self) -> None:
        lines = [*write("case:1"), *write("case:2"), *write("system", 2, texts=(1,))]
        erased = erase_texts([line.pk for line in lines], by=CLERK, at=AT, reason="retention_ended")
        assert erased == 5
        assert not EntryText.objects.exists()
        told = {
            line.chain: line.facts for line in Entry.objects.filter(kind=ERASED).order_by("chain")
        }
        assert told == {
            "case:1": {"lines": [2, 5], "reason": "retention_ended"},
            "case:2": {"lines": [2, 5], "reason": "retention_ended"},
            "system": {"lines": [1], "reason": "retention_ended"},
        }

    def test_leaves_lines_that_say_that_their_text_is_erased(self) -> None:
        lines = write("case:1")
        erase_texts([lines[1].pk], by=CLERK, at=AT, reason="retention_ended")
        kept = {entry.no: (entry.is_erased, entry.texts) for entry in entries("case:1")}
        assert kept[2] == (True, {})
        assert kept[3] == (False, {})
        assert kept[5] == (False, {"body": "第5条：张三来电"})

    def test_does_nothing_twice(self) -> None:
        ids = [line.pk for line in write("case:1")]
        erase_texts(ids, by=CLERK, at=AT, reason="retention_ended")
        assert erase_texts(ids, by=CLERK, at=AT, reason="retention_ended") == 0
        assert Entry.objects.filter(kind=ERASED).count() == 1

    def test_goes_in_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("linli.base.audit.erasing._BATCH", 2)
        lines = write("case:1", 7, texts=(1, 2, 3, 4, 5))
        by = Actor.system("retention")
        assert erase_texts([line.pk for line in lines], by=by, at=AT, reason="x") == 5
        told = [line.facts["lines"] for line in Entry.objects.filter(kind=ERASED).order_by("no")]
        assert told == [[1, 2], [3, 4], [5]]
        assert verify().exit_code == 0


@pytest.mark.django_db
class TestTheHead:
    def test_follows_the_last_line(self) -> None:
        lines = write("case:1", 3)
        head = Head.objects.get(pk="case:1")
        assert (head.no, head.mac, head.anchored_in) == (3, lines[-1].mac, None)
