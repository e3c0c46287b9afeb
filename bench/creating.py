"""Measures how fast cases are opened, beside a script that writes the same rows and does nothing
else: the same tables and contents, in a transaction for each case, and in large ones."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Final

from django.db import connection, models

from bench import bulk, words
from bench.copies import SURNAMES, Copier
from bench.filling import next_id
from bench.patterns import Pattern, pattern_of
from bench.places import Ground
from bench.timing import Figure, spread, watched
from linli.base.search.models import Document
from linli.cases.models import Case
from linli.cases.receiving import Draft
from linli.procedures.hotline.opening import open_request

GROUP: Final = "create"
IN_A_BATCH: Final = 100
Statement = tuple[str, list[Any]]


def figures(ground: Ground, *, runs: int, each: int) -> list[Figure]:
    """Return cases a second: opened by the public action, and written raw, `each` at a time."""
    # Another one at each measurement: what was written raw before is there already.
    chance = random.Random(next_id(Case))  # noqa: S311
    taken: dict[str, list[float]] = {"action": [], "raw": [], "batched": []}
    queries = 0
    _open(ground, chance, 20)
    for _ in range(runs):
        with watched() as asked:
            taken["action"].append(_rate(each, lambda: _open(ground, chance, each)))
        queries = asked.queries // each
        pattern = _pattern(ground, chance)
        copies = _copies(ground, pattern, chance, 2 * each)
        taken["raw"].append(_rate(each, lambda rows=copies[:each]: _write_each(rows)))
        taken["batched"].append(_rate(each, lambda rows=copies[each:]: _write_batched(rows)))
        bulk.reset_ids()
    rates = {name: spread(values) for name, values in taken.items()}
    half = rates["raw"][0] / 2
    return [
        _figure("opened by the public action, each in its own transaction", taken["action"],
                queries=queries, target=half, is_least=True),
        _figure("the same rows by a raw script, each case in its own transaction", taken["raw"],
                queries=len(copies[0])),
        _figure(f"the same rows by a raw script, {IN_A_BATCH} cases in a transaction",
                taken["batched"]),
    ]  # fmt: skip


def _figure(name: str, rates: list[float], **more: Any) -> Figure:
    # The slow end of a rate is the low one.
    median, slow = spread([-rate for rate in rates])
    return Figure(GROUP, name, -median, -slow, len(rates), unit="a second", **more)


def _rate(count: int, call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return count / (perf_counter() - start)


def _open(ground: Ground, chance: random.Random, count: int) -> Case:
    drafts = [_draft(ground, chance) for _ in range(count)]
    for draft in drafts:
        opened = open_request(draft, submission_key=uuid.uuid4().hex, by=None, at=datetime.now(UTC))
    return opened.case


def _draft(ground: Ground, chance: random.Random) -> Draft:
    town = ground.draw(chance)
    title, body = words.write(town.region.name, chance)
    people = {
        "name": chance.choice(SURNAMES) + "某某",
        "telephone": f"154{chance.randrange(10**8):08d}",
    }
    return Draft(title=title, body=body, region=town.region, channel="page", people=people)


def _pattern(ground: Ground, chance: random.Random) -> Pattern:
    """Return the rows of a case that was just opened by the public action."""
    case = Case.objects.select_related("message").get(pk=_open(ground, chance, 1).pk)
    town = next(town for town in ground.towns if town.region.code == case.region_id)
    return pattern_of(case, town, key="new", share=1, is_open=True)


def _copies(
    ground: Ground, pattern: Pattern, chance: random.Random, count: int
) -> list[list[Statement]]:
    """Return the statements that write each of `count` cases like the pattern, made before the
    clock runs: encrypting, proving and splitting into words are the program's work."""
    first = {model: next_id(model) for model in pattern.counts}
    copier = Copier(first, seed=chance.randrange(10**9))
    found = []
    for _ in range(count):
        copier.rows.clear()
        copier.tokens.clear()
        copier.copy(pattern, ground.draw(chance), datetime.now(UTC))
        found.append(_statements(copier))
    return found


def _statements(copier: Copier) -> list[Statement]:
    tokens = dict(copier.tokens)
    statements = []
    for model, rows in copier.rows.items():
        for row in rows:
            statements.extend(_inserted(model, row, tokens))
    return statements


def _inserted(
    model: type[models.Model], row: list[Any], tokens: dict[int, list[str]]
) -> list[Statement]:
    names = [f'"{name}"' for name in bulk.columns_of(model)]
    is_lite = connection.vendor == "sqlite"
    values = [bulk.plain(value) for value in row] if is_lite else list(row)
    more = []
    if model is Document and is_lite:
        sql = "INSERT INTO search_tokens (rowid, tokens) VALUES (?, ?)"
        more.append((sql, [row[0], " ".join(tokens[row[0]])]))
    elif model is Document:
        names.append("tokens")
        values.append(bulk.vector(tokens[row[0]]))
    mark = ", ".join(["?" if is_lite else "%s"] * len(names))
    table = model._meta.db_table
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({mark})"  # noqa: S608
    return [(sql, values), *more]


def _write_each(cases: list[list[Statement]]) -> None:
    """Write each case in a transaction of its own, straight through the driver."""
    connection.ensure_connection()
    begin, commit = _bounds()
    cursor = connection.connection.cursor()
    for statements in cases:
        cursor.execute(begin)
        for sql, values in statements:
            cursor.execute(sql, values)
        cursor.execute(commit)


def _write_batched(cases: list[list[Statement]]) -> None:
    """Write many cases in a transaction, table by table, as a loader would."""
    connection.ensure_connection()
    begin, commit = _bounds()
    cursor = connection.connection.cursor()
    for start in range(0, len(cases), IN_A_BATCH):
        by_sql: dict[str, list[list[Any]]] = {}
        for statements in cases[start : start + IN_A_BATCH]:
            for sql, values in statements:
                by_sql.setdefault(sql, []).append(values)
        cursor.execute(begin)
        for sql, rows in by_sql.items():
            cursor.executemany(sql, rows)
        cursor.execute(commit)


def _bounds() -> tuple[str, str]:
    """Return what begins and ends a transaction; a savepoint, inside that of a test."""
    if connection.in_atomic_block:
        return "SAVEPOINT raw", "RELEASE SAVEPOINT raw"
    return "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN", "COMMIT"
