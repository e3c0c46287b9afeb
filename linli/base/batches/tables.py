"""Registers tables that go in and out: an import or an export is a kind of batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.batches.kinds import (
    BATCH_KINDS,
    EXPORTS,
    IMPORTS,
    BatchKind,
    ExportKind,
    ImportKind,
    Shown,
)
from linli.base.batches.models import BatchItem
from linli.base.batches.running import Work, each
from linli.base.sheets import writing
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI

STEP_OF_PROGRESS = 500
LINE = Text("第{no}行", "Line {no}")
NOTHING = Text("没有可导出的内容。", "There is nothing to export.")
TOO_MANY = Text(
    "有{total}行，一次最多导出{most}行，请先缩小范围。",
    "There are {total} rows, and at most {most} can be exported at a time: narrow it down.",
)
MOST_EXPORTED = 100_000
Step = Callable[[Work, BatchItem], None]
Show = Callable[[Sequence[BatchItem], Post], Mapping[int, Shown]]


def register_import(
    kind: ImportKind,
    *,
    step: Step | None = None,
    run: Callable[[Work], None] | None = None,
    show: Show | None = None,
) -> None:
    """Let the table be imported, row by row with `step`, or as a whole by `run`. `show` says
    what a row is on the batch's page, if not what the plan called it."""
    IMPORTS.register(kind.key, kind)
    done_by = run or each(step)  # type: ignore[arg-type]
    name = Text(f"导入{kind.name.zh}", f"Import {kind.name.en.lower()}")
    done = BatchKind(kind.batch_kind, name, done_by, show or show_rows)
    BATCH_KINDS.register(kind.batch_kind, done)


def register_export(kind: ExportKind) -> None:
    """Let the table be exported."""
    EXPORTS.register(kind.key, kind)
    name = Text(f"导出{kind.name.zh}", f"Export {kind.name.en}")

    def run(work: Work) -> None:
        _export(kind, work)

    BATCH_KINDS.register(kind.batch_kind, BatchKind(kind.batch_kind, name, run))


def show_rows(items: Sequence[BatchItem], post: Post) -> Mapping[int, Shown]:
    """Say which line of its file each row was, and what it was about."""
    return {item.pk: Shown(f"{item.row()['name']}") for item in items}


def write_export(
    work: Work,
    name: Text,
    columns: Sequence[Any],
    rows: Iterator[Sequence[object]],
    total: int,
) -> None:
    """Write `rows` piece by piece, saying how far it is, and hand the file over unless somebody
    cancels. Raises Refused for none and for too many."""
    if not total:
        raise Refused(NOTHING, code="nothing")
    if total > MOST_EXPORTED:
        raise Refused(TOO_MANY.format(total=total, most=MOST_EXPORTED), code="too_many")
    language = work.batch.terms.get("language", "zh-hans")
    counted = _counted(work, rows, total)
    content = writing.table(name, columns, counted, language)
    if not work.is_stopped:
        work.hand_over(content, _file_name(name, language, work.at))


def _export(kind: ExportKind, work: Work) -> None:
    total, rows = kind.rows(work.batch.terms, work.post, work.at)
    write_export(work, kind.name, kind.columns, rows, total)


def _counted(
    work: Work, rows: Iterator[Sequence[object]], total: int
) -> Iterator[Sequence[object]]:
    number = 0
    for number, row in enumerate(rows, start=1):
        if number % STEP_OF_PROGRESS == 1:
            work.progress(number - 1, total)
            if work.stops():
                return
        yield row
    work.progress(number, max(total, number))


def _file_name(name: Text, language: str, at: datetime) -> str:
    when = timezone.localtime(at, SHANGHAI).strftime("%Y%m%d-%H%M")
    return f"{name.in_language(language)}-{when}.xlsx"
