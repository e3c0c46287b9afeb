"""Chains to damage, and the hands of someone with the whole database and no key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from linli.base.audit import triggers
from linli.base.audit.log import record
from linli.base.audit.models import Entry
from linli.base.audit.report import Report
from linli.core.actors import Actor

Verdict = tuple[int, str | None, int | None, str | None, str | None]
WHOLE: Verdict = (0, None, None, None, None)
AT = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)  # Thursday, 9:30 in Shanghai
CLERK = Actor(
    kind="post", key="7", name="解放路街道办事处 · 街道经办人", person_id=11, post_id=7, unit_id=5,
    region_code=370102001000, role="street_clerk",
)  # fmt: skip
FIELDS = (
    "chain, no, kind, at, actor_kind, actor_key, actor_name, person_id, post_id, unit_id, "
    "region_code, role, is_deputy, facts, digest_of_texts, prev, mac"
)


def verdict(report: Report) -> Verdict:
    """The exit code and the first fault."""
    first = report.first
    if first is None:
        return (report.exit_code, None, None, None, None)
    return (report.exit_code, first.chain, first.line, first.kind, first.part)


def damaged(chain: str, line: int, kind: str, part: str = "line") -> Verdict:
    """The verdict whose first fault is this."""
    return (1, chain, line, kind, part)


@transaction.atomic
def write(chain: str = "case:1", lines: int = 7, *, texts: tuple[int, ...] = (2, 5)) -> list[Entry]:
    """Write lines through the application, those numbered in `texts` with personal text."""
    return [
        record(
            chain,
            "case.note",
            by=CLERK,
            at=AT + timedelta(minutes=i),
            facts={"step": i, "to": {"state": "open", "units": [1, 2]}},
            texts={"body": f"第{i}条：张三来电"} if i in texts else None,
        )
        for i in range(1, lines + 1)
    ]


def hack(*statements: str, values: tuple[Any, ...] = ()) -> None:
    """Run statements behind the application's back, the triggers dropped before."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        triggers.remove()
        for statement in statements:
            cursor.execute(statement, values)


def change(chain: str, no: int, column: str, value: Any) -> None:
    """Put another value into one column of one line."""
    hack(f"UPDATE audit_entry SET {column} = %s WHERE chain = %s AND no = %s",
         values=(value, chain, no))  # fmt: skip


def renumber(chain: str, old: int, new: int) -> None:
    """Give a line another number."""
    change(chain, old, "no", new)


def delete_lines(chain: str, condition: str = "1 = 1") -> None:
    """Delete the lines of a chain that meet a condition, and their texts."""
    hack(
        "DELETE FROM audit_entrytext WHERE entry_id IN "
        f"(SELECT id FROM audit_entry WHERE chain = '{chain}' AND {condition})",
        f"DELETE FROM audit_entry WHERE chain = '{chain}' AND {condition}",
    )


def head_row(chain: str) -> tuple[Any, ...]:
    """Copy the row of a chain's end, to put back later."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT no, mac, anchored_in, head_mac FROM audit_head WHERE chain = %s", [chain]
        )
        return tuple(cursor.fetchone())


def put_head_back(chain: str, row: tuple[Any, ...]) -> None:
    """Put an old, genuine end of a chain back."""
    hack(
        "UPDATE audit_head SET no = %s, mac = %s, anchored_in = %s, head_mac = %s WHERE chain = %s",
        values=(*row, chain),
    )


def push_down(chain: str, no: int, last: int) -> None:
    """Make room for a line `no` by renumbering those from it on."""
    for number in range(last, no - 1, -1):
        renumber(chain, number, number + 1)


def copy_line(chain: str, no: int, *, into: str, number: int) -> None:
    """Copy a genuine line, its code included, to another place."""
    rest = FIELDS.replace("chain, no, ", "", 1)
    hack(
        f"INSERT INTO audit_entry ({FIELDS}) SELECT %s, %s, {rest} FROM audit_entry "
        "WHERE chain = %s AND no = %s",
        values=(into, number, chain, no),
    )


def forge(chain: str, no: int) -> None:
    """Insert a line made without the key, as like the others as can be."""
    rest = FIELDS.replace("chain, no, ", "", 1).replace(", mac", "")
    neighbour = no - 1 or no + 1
    hack(
        f"INSERT INTO audit_entry ({FIELDS}) SELECT %s, %s, {rest}, %s FROM audit_entry "
        "WHERE chain = %s AND no = %s",
        values=(chain, no, "ab" * 32, chain, neighbour),
    )
