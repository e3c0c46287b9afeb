"""Writes the cases that somebody chose to Excel, as the desk's lists show them: titles with
numbers masked, no sender, nothing sealed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import override

from linli.base.accounts.models import Post
from linli.base.batches.kinds import BATCH_KINDS, BatchKind
from linli.base.batches.models import Batch
from linli.base.batches.running import Work
from linli.base.batches.tables import write_export
from linli.base.sheets.columns import Column
from linli.cases.models import Case
from linli.cases.selectors import CaseQuerySet
from linli.core.text import Text
from linli.core.zone import SHANGHAI
from linli.faces.desk.choosing import Choice
from linli.faces.desk.overview import Row

KIND: Final = "cases.export"
IN_ONE_READ: Final = 500
NOTHING: Final = Text("", "")
COLUMNS: Final = tuple(
    Column(key, name, width, NOTHING)
    for key, name, width in (
        ("reference", Text("编号", "Reference"), 18),
        ("title", Text("标题", "Title"), 48),
        ("procedure", Text("业务类型", "Kind of case"), 14),
        ("place", Text("地点", "Place"), 32),
        ("state", Text("状态", "State"), 14),
        ("lane", Text("办理等级", "Grade"), 16),
        ("unit", Text("承办单位", "Unit"), 28),
        ("post", Text("经办人", "Person in charge"), 12),
        ("opened_at", Text("收到时间", "Received"), 17),
        ("due_at", Text("期限", "Due"), 17),
        ("closed_at", Text("办结时间", "Closed at"), 17),
    )
)


def run(work: Work) -> None:
    """Write the file, remembering which cases are in it."""
    language = str(work.batch.terms.get("language", "zh-hans"))
    cases = Choice.kept(work.batch.terms).cases(work.post, at=work.at)
    ids: list[int] = []
    with override(language):
        rows = _rows(cases, work.post, language, ids)
        write_export(work, Text("办件", "Cases"), COLUMNS, rows, cases.count())
    work.remember(ids=ids)


def all_still_seen(batch: Batch, post: Post) -> bool:
    """Return whether `post` may still see every case in the file: else it is made anew."""
    ids = list(batch.terms.get("ids", ()))
    for start in range(0, len(ids), IN_ONE_READ):
        some = ids[start : start + IN_ONE_READ]
        seen = Case.objects.visible_to(post).filter(is_sealed=False, pk__in=some)
        if seen.count() != len(some):
            return False
    return True


def _rows(
    cases: CaseQuerySet, post: Post, language: str, ids: list[int]
) -> Iterator[Sequence[object]]:
    """Yield a line for each case, read piece by piece in the order of their numbers."""
    last = 0
    while True:
        found = list(cases.filter(pk__gt=last).for_list().order_by("pk")[:IN_ONE_READ])
        for case in found:
            ids.append(case.pk)
            yield _line(Row(case, post), language)
        if len(found) < IN_ONE_READ:
            return
        last = found[-1].pk


def _line(row: Row, language: str) -> list[object]:
    case: Any = row.case

    def said(text: Text | None) -> str:
        return text.in_language(language) if text else ""

    return [
        case.reference,
        row.title,
        said(case.declared.name),
        case.region.full_name,
        said(case.state_declared.name),
        said(row.lane),
        said(case.unit.text),
        case.post.person.name if case.post else "",
        _moment(case.opened_at),
        _moment(case.due_at) if case.has_due and not case.closed_at else "",
        _moment(case.closed_at),
    ]


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at, SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else ""


BATCH_KINDS.register(
    KIND, BatchKind(KIND, Text("导出办件", "Export cases"), run, on_download=all_still_seen)
)
