"""Damage done behind the application's back, each kind, is named with chain, line and kind."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from linli.base.audit.anchoring import anchor
from linli.base.audit.erasing import erase_texts
from linli.base.audit.log import LogDamaged, entries, record
from linli.base.audit.models import Entry, EntryText, Head
from linli.base.audit.verification import verify
from linli.core.actors import Actor
from tests.base.audit.chains import (
    AT,
    CLERK,
    WHOLE,
    change,
    copy_line,
    damaged,
    delete_lines,
    forge,
    hack,
    head_row,
    push_down,
    put_head_back,
    renumber,
    verdict,
    write,
)


class TestAWholeLog:
    def test_is_whole(self, chains: None) -> None:
        report = verify()
        assert verdict(report) == WHOLE
        assert (report.lines, report.chains) == (21, 3)

    def test_is_whole_when_empty(self, db: None) -> None:
        assert verdict(verify()) == WHOLE

    def test_is_whole_after_anchoring(self, chains: None) -> None:
        anchor(AT)
        anchor(AT)
        report = verify()
        assert verdict(report) == WHOLE
        assert report.compared >= 2

    def test_holds_every_kind_of_value(self, db: None) -> None:
        facts = {
            "n": -(2**62),
            "b": True,
            "none": None,
            "deep": [{"键": "值\n\"'\\🙏\u2028"}],
            "": "",
        }
        with transaction.atomic():
            record("case:9", "odd", by=Actor.receipt("4821-0937-5526"), at=AT, facts=facts,
                   texts={"body": "a\0b\ud800 \x7f 🙏"})  # fmt: skip
            record("case:9", "odd", by=Actor.system("job"), at=AT.replace(microsecond=7))
        assert verdict(verify()) == WHOLE
        assert entries("case:9")[0].facts == facts

    def test_says_so_in_both_languages(self, chains: None) -> None:
        said = verify().sentences()[0]
        assert (said.zh, said.en) == ("日志完整。", "The log is whole.")


class TestAnAlteredLine:
    @pytest.mark.parametrize("no", [1, 4, 7])
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("kind", "case.close"),
            ("at", AT + timedelta(days=1)),
            ("actor_kind", "system"),
            ("actor_key", "8"),
            ("actor_name", "别的单位"),
            ("person_id", 12),
            ("person_id", None),
            ("post_id", 8),
            ("unit_id", 6),
            ("region_code", 370103010000),
            ("role", "unit_head"),
            ("is_deputy", True),
            ("facts", '{"step": 99}'),
            ("facts", "[]"),
            ("facts", "null"),
            ("digest_of_texts", "00" * 32),
            ("prev", "00" * 32),
            ("mac", "00" * 32),
            ("mac", ""),
        ],
    )
    def test_is_named(self, chains: None, no: int, column: str, value: Any) -> None:
        change("case:1", no, column, value)
        report = verify()
        assert verdict(report) == damaged("case:1", no, "altered")
        assert len(report.faults) == 1

    def test_is_named_for_one_changed_fact(self, chains: None) -> None:
        hack("UPDATE audit_entry SET facts = "
             + ("jsonb_set(facts, '{to,state}', '\"shut\"')" if connection.vendor == "postgresql"
                else "json_set(facts, '$.to.state', 'shut')")
             + " WHERE chain = 'case:2' AND no = 3")  # fmt: skip
        assert verdict(verify()) == damaged("case:2", 3, "altered")

    def test_is_named_in_the_system_chain(self, chains: None) -> None:
        change("system", 2, "actor_key", "8")
        assert verdict(verify()) == damaged("system", 2, "altered")

    def test_is_named_when_it_was_moved_to_another_chain(self, chains: None) -> None:
        change("case:1", 4, "chain", "case:3")
        assert ("case:1", 4, "removed") in [fault[:3] for fault in verify().faults]

    @pytest.mark.parametrize("junk", ["no time", "2026-13-45 99:99:99", b"\xff\xfe", 17])
    def test_is_named_when_its_time_is_nonsense(self, chains: None, junk: Any) -> None:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL keeps types")
        change("case:1", 3, "at", junk)
        assert verdict(verify()) == damaged("case:1", 3, "altered")

    @pytest.mark.parametrize("column", ["kind", "actor_name", "facts", "mac"])
    def test_is_named_when_bytes_stand_there_that_are_no_text(
        self, chains: None, column: str
    ) -> None:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL keeps types")
        hack("PRAGMA ignore_check_constraints = ON",
             f"UPDATE audit_entry SET {column} = CAST(X'FF00FE' AS text) "
             "WHERE chain = 'case:1' AND no = 3",
             "PRAGMA ignore_check_constraints = OFF")  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 3, "altered")

    def test_is_named_when_its_number_or_chain_is_no_more(self, chains: None) -> None:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL keeps types")
        change("case:1", 7, "no", "seven")
        change("case:2", 1, "chain", b"\xff")
        report = verify()
        assert ("case:1", 7, "altered") in [fault[:3] for fault in report.faults]
        assert ("case:2", 1, "removed") in [fault[:3] for fault in report.faults]
        assert json.dumps(report.as_dict()).encode()


class TestARemovedLine:
    @pytest.mark.parametrize("no", [1, 3, 6])
    def test_is_named(self, chains: None, no: int) -> None:
        delete_lines("case:1", f"no = {no}")
        assert verdict(verify()) == damaged("case:1", no, "removed")

    def test_is_named_when_the_rest_was_renumbered(self, chains: None) -> None:
        delete_lines("case:1", "no = 3")
        for no in (4, 5, 6, 7):
            renumber("case:1", no, no - 1)
        report = verify()
        assert verdict(report) == damaged("case:1", 3, "removed")
        assert len(report.faults) == 1


class TestAMissingEnd:
    @pytest.mark.parametrize("left", [1, 5, 6])
    def test_is_named_by_the_row_of_the_head(self, chains: None, left: int) -> None:
        delete_lines("case:1", f"no > {left}")
        assert verdict(verify()) == damaged("case:1", left + 1, "missing")

    def test_is_named_when_the_head_was_rewritten_without_the_key(self, chains: None) -> None:
        mac = Entry.objects.get(chain="case:1", no=5).mac
        delete_lines("case:1", "no > 5")
        hack("UPDATE audit_head SET no = 5, mac = %s WHERE chain = 'case:1'", values=(mac,))
        assert verdict(verify()) == damaged("case:1", 5, "altered", "head")

    def test_is_named_by_the_anchors_when_the_head_was_put_back(self, db: None) -> None:
        write("case:1", 4)
        old = head_row("case:1")
        write("case:1", 3)
        anchor(AT)
        delete_lines("case:1", "no > 4")
        put_head_back("case:1", old)
        assert verdict(verify()) == damaged("case:1", 5, "missing")

    def test_of_the_system_chain_is_named_by_the_other_chains(self, chains: None) -> None:
        old = head_row("system")
        anchor(AT)
        delete_lines("system", "no > 7")
        put_head_back("system", old)
        assert verdict(verify()) == damaged("system", 8, "missing")


class TestAMissingChain:
    def test_is_named_by_its_head(self, chains: None) -> None:
        delete_lines("case:1")
        report = verify()
        assert verdict(report) == damaged("case:1", 1, "missing")
        assert report.faults[0].to == 7

    def test_is_named_by_the_anchors_when_its_head_is_gone_too(self, chains: None) -> None:
        anchor(AT)
        delete_lines("case:1")
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        report = verify()
        assert verdict(report) == damaged("case:1", 1, "missing")
        assert report.faults[0].to == 7

    def test_is_named_when_it_is_the_system_chain(self, chains: None) -> None:
        anchor(AT)
        delete_lines("system")
        hack("DELETE FROM audit_head WHERE chain = 'system'")
        assert verdict(verify()) == damaged("system", 1, "missing")


class TestAnInsertedLine:
    @pytest.mark.parametrize("no", [1, 4, 7])
    def test_is_named_in_the_middle(self, chains: None, no: int) -> None:
        push_down("case:1", no, 7)
        forge("case:1", no)
        report = verify()
        assert verdict(report) == damaged("case:1", no, "inserted")
        assert len(report.faults) == 1

    def test_is_named_in_the_middle_of_an_anchored_chain(self, chains: None) -> None:
        anchor(AT)
        push_down("case:1", 4, 7)
        forge("case:1", 4)
        report = verify()
        assert verdict(report) == damaged("case:1", 4, "inserted")
        assert len(report.faults) == 1

    def test_is_named_at_the_end(self, chains: None) -> None:
        forge("case:1", 8)
        assert verdict(verify()) == damaged("case:1", 8, "inserted")

    @pytest.mark.parametrize("no", [4, 8])
    def test_is_named_when_copied_from_another_chain(self, chains: None, no: int) -> None:
        push_down("case:1", no, 7)
        copy_line("case:2", min(no, 7), into="case:1", number=no)
        assert verdict(verify()) == damaged("case:1", no, "inserted")

    @pytest.mark.parametrize("no", [4, 8])
    def test_is_named_when_copied_within_the_chain(self, chains: None, no: int) -> None:
        push_down("case:1", no, 7)
        copy_line("case:1", 3, into="case:1", number=no)
        assert verdict(verify()) == damaged("case:1", no, "inserted")

    def test_is_named_as_a_chain_of_its_own(self, chains: None) -> None:
        copy_line("case:1", 1, into="case:9", number=1)
        assert ("case:9", 1, "altered") in [fault[:3] for fault in verify().faults]


class TestAReorderedLine:
    @pytest.mark.parametrize(("one", "two"), [(3, 4), (1, 7), (6, 7)])
    def test_is_named_when_two_were_swapped(self, chains: None, one: int, two: int) -> None:
        renumber("case:1", one, 99)
        renumber("case:1", two, one)
        renumber("case:1", 99, two)
        report = verify()
        assert verdict(report) == damaged("case:1", one, "reordered")
        assert len(report.faults) == 1


class TestTheRowOfTheHead:
    @pytest.mark.parametrize(
        ("column", "value"), [("no", 6), ("mac", "ab"), ("anchored_in", 1), ("head_mac", "ab")]
    )
    def test_is_named_when_altered(self, chains: None, column: str, value: Any) -> None:
        hack(f"UPDATE audit_head SET {column} = %s WHERE chain = 'case:1'", values=(value,))
        assert verdict(verify()) == damaged("case:1", 7, "altered", "head")

    def test_is_named_when_gone(self, chains: None) -> None:
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        assert verdict(verify()) == damaged("case:1", 7, "removed", "head")

    def test_is_named_when_an_older_one_was_put_back(self, db: None) -> None:
        write("case:1", 4)
        old = head_row("case:1")
        write("case:1", 3)
        put_head_back("case:1", old)
        assert verdict(verify()) == damaged("case:1", 5, "altered", "head")


class TestText:
    def test_is_named_when_altered(self, chains: None) -> None:
        hack("""UPDATE audit_entrytext SET texts = '{"body": "别的话"}' WHERE entry_id =
             (SELECT id FROM audit_entry WHERE chain = 'case:1' AND no = 2)""")
        assert verdict(verify()) == damaged("case:1", 2, "altered", "text")

    def test_is_named_when_swapped_with_its_salt(self, chains: None) -> None:
        two, five = (EntryText.objects.get(entry__chain="case:1", entry__no=no) for no in (2, 5))
        for one, other in ((two, five), (five, two)):
            hack("UPDATE audit_entrytext SET salt = %s, texts = %s WHERE entry_id = %s",
                 values=(other.salt, json.dumps(other.texts), one.pk))  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 2, "altered", "text")

    def test_is_named_when_deleted_without_an_erasure(self, chains: None) -> None:
        hack("DELETE FROM audit_entrytext WHERE entry_id = "
             "(SELECT id FROM audit_entry WHERE chain = 'case:1' AND no = 5)")  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 5, "removed", "text")

    def test_is_named_when_added_to_a_line_without(self, chains: None) -> None:
        hack("INSERT INTO audit_entrytext (entry_id, salt, texts) SELECT id, 'aa', '{}' "
             "FROM audit_entry WHERE chain = 'case:1' AND no = 3")  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 3, "inserted", "text")

    def test_may_be_erased_lawfully(self, chains: None) -> None:
        ids = Entry.objects.filter(chain="case:1").values_list("pk", flat=True)
        assert erase_texts(ids, by=CLERK, at=AT, reason="retention_ended") == 2
        assert verdict(verify()) == WHOLE

    def test_is_named_when_put_back_after_its_erasure(self, chains: None) -> None:
        held = EntryText.objects.get(entry__chain="case:1", entry__no=2)
        erase_texts([held.pk], by=CLERK, at=AT, reason="retention_ended")
        held.save(force_insert=True)
        assert verdict(verify()) == damaged("case:1", 2, "inserted", "text")

    def test_of_other_lines_is_still_checked_after_an_erasure(self, chains: None) -> None:
        held = EntryText.objects.get(entry__chain="case:1", entry__no=2)
        erase_texts([held.pk], by=CLERK, at=AT, reason="retention_ended")
        hack("""UPDATE audit_entrytext SET texts = '{"body": "别的话"}' WHERE entry_id =
             (SELECT id FROM audit_entry WHERE chain = 'case:1' AND no = 5)""")
        assert verdict(verify()) == damaged("case:1", 5, "altered", "text")


class TestALaterLine:
    def test_is_not_written_on_a_cut_chain(self, chains: None) -> None:
        """Else the application would sign the attacker's end."""
        hack("UPDATE audit_head SET no = 4 WHERE chain = 'case:1'")
        with pytest.raises(LogDamaged), transaction.atomic():
            record("case:1", "case.note", by=CLERK, at=AT)
        assert Head.objects.get(pk="case:1").no == 4

    def test_does_not_hide_a_removed_one(self, chains: None) -> None:
        delete_lines("case:1", "no = 7")
        write("case:1", 1)
        assert verdict(verify()) == damaged("case:1", 7, "removed")

    def test_is_not_lent_to_a_damaged_end_by_anchoring(
        self, chains: None, caplog: pytest.LogCaptureFixture
    ) -> None:
        hack("UPDATE audit_head SET no = 4 WHERE chain = 'case:1'")
        anchor(AT)
        assert "case:1" in caplog.text
        assert verdict(verify())[0] == 1
        assert verdict(verify())[1] == "case:1"
