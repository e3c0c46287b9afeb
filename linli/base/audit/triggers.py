"""The triggers that keep lines and texts from being changed, on both databases."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION: Final = "audit_append_only"
_BODY: Final = (
    "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23001'; END"
)
# Bits of pg_trigger.tgtype.
_BITS: Final = {"ROW": 1, "BEFORE": 2, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


class Trigger(NamedTuple):
    """A trigger that refuses `event` on `table`."""

    table: str
    event: str

    @property
    def name(self) -> str:
        """Return the trigger's name in the database."""
        return f"{self.table}_no_{self.event.lower()}"

    def sqlite(self) -> str:
        """Return the statement that makes it on SQLite, as SQLite keeps it."""
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        )

    def postgresql(self) -> str:
        """Return the statements that make it on PostgreSQL, firing for replication roles too."""
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        return (
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}; "
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}(); "
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}"
        )

    @property
    def bits(self) -> int:
        """Return what pg_trigger.tgtype holds for it."""
        row = 0 if self.event == "TRUNCATE" else _BITS["ROW"]
        return row | _BITS["BEFORE"] | _BITS[self.event]


# The end of a chain moves with each line, and an erased text is deleted: neither is refused.
_ROW_TRIGGERS: Final = (
    Trigger("audit_entry", "UPDATE"),
    Trigger("audit_entry", "DELETE"),
    Trigger("audit_entrytext", "UPDATE"),
    Trigger("audit_head", "DELETE"),
)
TABLES: Final = ("audit_entry", "audit_entrytext", "audit_head")


def triggers(vendor: str) -> tuple[Trigger, ...]:
    """Return the triggers that a database of `vendor` must have."""
    if vendor != "postgresql":
        return _ROW_TRIGGERS
    return (*_ROW_TRIGGERS, *(Trigger(table, "TRUNCATE") for table in TABLES))


def triggers_missing(using: str = "default") -> list[str]:
    """Return the names of triggers that are absent, switched off or not as we made them.

    Empty as well when the tables themselves are not there yet.
    """
    connection = connections[using]
    if not _has_tables(connection):
        return []
    found = _sqlite_found(connection) if connection.vendor == "sqlite" else _pg_found(connection)
    return [trigger.name for trigger in triggers(connection.vendor) if trigger.name not in found]


def install(using: str = "default") -> None:
    """Make the triggers that are missing; RuntimeError if the database does not keep them."""
    connection = connections[using]
    missing = set(triggers_missing(using))
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $${_BODY}$$"
            )
        for trigger in triggers(connection.vendor):
            if trigger.name not in missing:
                continue
            if connection.vendor == "postgresql":
                cursor.execute(trigger.postgresql())
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
                cursor.execute(trigger.sqlite())
    if still := triggers_missing(using):
        raise RuntimeError(f"the database keeps no trigger {', '.join(still)}")


def remove(using: str = "default") -> None:
    """Drop the triggers: for emptying a test or demo database, never for a real one."""
    connection = connections[using]
    if not _has_tables(connection):
        return
    with connection.cursor() as cursor:
        for trigger in triggers(connection.vendor):
            table = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{table}")


def install_after_migration(*, using: str, **_: Any) -> None:
    """Receive post_migrate: SQLite loses a table's triggers when a migration rebuilds it."""
    install(using)


def _has_tables(connection: BaseDatabaseWrapper) -> bool:
    return set(TABLES) <= set(connection.introspection.table_names())


def _sqlite_found(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        statements = dict(cursor.fetchall())
    wanted = triggers(connection.vendor)
    return {one.name for one in wanted if statements.get(one.name) == one.sqlite()}


def _pg_found(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgtype FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgrelid = ANY(ARRAY[to_regclass(%s), to_regclass(%s), to_regclass(%s)]) "
            "AND t.tgenabled = 'A' AND t.tgqual IS NULL AND p.proname = %s AND p.prosrc = %s",
            [*TABLES, FUNCTION, _BODY],
        )
        bits = dict(cursor.fetchall())
    return {one.name for one in triggers(connection.vendor) if bits.get(one.name) == one.bits}
