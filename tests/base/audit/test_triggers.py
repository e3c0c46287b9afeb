"""The databases themselves refuse to change what was written."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from linli.base.audit.checks import check_triggers
from linli.base.audit.erasing import erase_texts
from linli.base.audit.models import Entry, EntryText, Head
from linli.base.audit.triggers import install, remove, triggers, triggers_missing
from tests.base.audit.chains import AT, CLERK, hack, write

NEEDS_POSTGRESQL = "PostgreSQL only"


@pytest.mark.django_db
class TestTheTriggers:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_entry SET kind = 'x'",
            "UPDATE audit_entry SET no = no + 10 WHERE no = 7",
            "DELETE FROM audit_entry WHERE no = 7",
            "UPDATE audit_entrytext SET texts = '{}'",
            "UPDATE audit_entrytext SET salt = ''",
            "DELETE FROM audit_head",
        ],
    )
    def test_refuse(self, statement: str) -> None:
        write("case:1")
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    @pytest.mark.parametrize("table", ["audit_entry", "audit_entrytext", "audit_head"])
    def test_refuse_to_empty_a_table(self, table: str) -> None:
        if connection.vendor != "postgresql":
            pytest.skip(NEEDS_POSTGRESQL)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(DatabaseError, match="append-only"):
                cursor.execute(f"TRUNCATE {table} CASCADE")

    def test_refuse_the_applications_own_changes(self) -> None:
        entry = write("case:1", 1)[0]
        entry.kind = "x"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            entry.save()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Entry.objects.all().delete()

    def test_let_the_log_grow_and_texts_be_erased(self) -> None:
        lines = write("case:1")
        assert erase_texts([lines[1].pk], by=CLERK, at=AT, reason="x") == 1
        assert EntryText.objects.count() == 1
        assert Head.objects.get().no == 8


@pytest.mark.django_db
class TestTriggersMissing:
    def test_names_none_after_migration(self) -> None:
        assert triggers_missing() == []

    def test_names_all_that_were_dropped(self) -> None:
        remove()
        assert triggers_missing() == [one.name for one in triggers(connection.vendor)]

    def test_names_one_that_was_dropped(self) -> None:
        table = " ON audit_entry" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER audit_entry_no_delete{table}")
        assert triggers_missing() == ["audit_entry_no_delete"]

    def test_names_one_that_was_replaced_by_a_harmless_one(self) -> None:
        hack()
        install()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger "
                    "LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
                )
            else:
                cursor.execute("DROP TRIGGER audit_entry_no_update")
                cursor.execute(
                    "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
                    "BEGIN SELECT 1; END"
                )
        assert "audit_entry_no_update" in triggers_missing()
        install()
        assert triggers_missing() == []

    def test_names_one_that_was_switched_off(self) -> None:
        if connection.vendor != "postgresql":
            pytest.skip(NEEDS_POSTGRESQL)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_update")
        assert triggers_missing() == ["audit_entry_no_update"]

    def test_becomes_a_warning_of_the_system_check(self) -> None:
        assert check_triggers(databases=["default"]) == []
        remove()
        found = [one.id for one in run_checks(databases=["default"]) if "audit" in str(one.id)]
        assert found == ["audit.W001"] * len(triggers(connection.vendor))

    def test_asks_no_database_unless_told(self) -> None:
        remove()
        assert check_triggers(databases=None) == []


@pytest.mark.django_db(transaction=True)
class TestMigrate:
    def test_makes_the_triggers_again(self) -> None:
        remove()
        call_command("migrate", verbosity=0)
        assert triggers_missing() == []

    def test_makes_them_again_after_a_table_was_rebuilt(self) -> None:
        """As SQLite does for most changes of a table."""
        with connection.schema_editor() as editor:
            field = Entry._meta.get_field("kind")
            wider = field.clone()
            wider.max_length = 90
            wider.set_attributes_from_name("kind")
            wider.model = Entry
            editor.alter_field(Entry, field, wider, strict=False)
            editor.alter_field(Entry, wider, field, strict=False)
        if connection.vendor == "sqlite":
            editor_dropped = triggers_missing()
            assert editor_dropped == ["audit_entry_no_update", "audit_entry_no_delete"]
        call_command("migrate", verbosity=0)
        assert triggers_missing() == []
        write("case:1")
        with pytest.raises(DatabaseError, match="append-only"):
            Entry.objects.filter(no=1).update(kind="x")
