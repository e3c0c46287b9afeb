"""Duty lists in from Excel, all of a file or nothing, and out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.audit.log import refusals_recorded
from linli.base.batches.kinds import Asked, ExportKind, ImportKind, ImportPlan, PlannedRow
from linli.base.batches.models import Batch, BatchItem
from linli.base.batches.running import Work
from linli.base.batches.tables import register_export, register_import
from linli.base.regions.models import Region
from linli.base.sheets.columns import SheetRow
from linli.core.text import Text
from linli.registers.duties.columns import COLUMNS, SHEET
from linli.registers.duties.forms import DutyFilter, ImportForm
from linli.registers.duties.importing import REJECTED_ROWS, import_items
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.models import DutyItem
from linli.registers.duties.naming import written
from linli.registers.duties.planning import PlannedRow as PlannedItem
from linli.registers.duties.planning import plan as plan_items
from linli.registers.duties.selectors import search

PAGE = "duties:list"


def plan(rows: Sequence[SheetRow], asked: Asked) -> ImportPlan:
    """Return what each row will do with the list, changing nothing."""
    planned = plan_items(rows, **asked.terms)
    return ImportPlan(
        [_planned(row) for row in planned.rows],
        ends=[f"{item.list_declared.name.zh} {item.number} {item.name}" for item in planned.ended],
        hindrance=REJECTED_ROWS if asked.terms["is_whole"] and planned.rejected else None,
    )


def run(work: Work) -> None:
    """Do the whole import in one transaction, once. Raises Refused."""
    entered, at = work.batch.terms["entered"], work.at
    region = Region.objects.get(pk=entered["region"])
    items = list(BatchItem.objects.filter(batch=work.batch).order_by("no"))
    digest = work.batch.terms["digest"]
    kept = refusals_recorded("duty.import", by=work.by, at=at, facts={"file": digest})
    with kept, transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=work.batch.pk)
        if batch.terms.get("is_done"):
            return
        done = import_items(
            [_row(item, work.batch) for item in items],
            region=region,
            day=date.fromisoformat(entered["day"]),
            is_whole=entered["is_whole"],
            sha256=digest,
            by=work.by,
            at=at,
        )
        _note(batch, items, {row.row.line: row for row in done.rows})


def _row(item: BatchItem, batch: Batch) -> SheetRow:
    item.batch = batch
    return SheetRow(item.no, item.row()["cells"], tuple(item.why))


def _note(batch: Batch, items: list[BatchItem], done: Mapping[int, PlannedItem]) -> None:
    for item in items:
        errors = done[item.no].errors
        item.outcome = "refused" if errors else "done"
        item.reasons = [{"zh": why.zh, "en": why.en} for why in errors]
    BatchItem.objects.bulk_update(items, ["outcome", "reasons"], batch_size=500)
    batch.refused = sum(item.outcome == "refused" for item in items)
    batch.done = len(items) - batch.refused
    batch.terms["is_done"] = True
    batch.save(update_fields=["done", "refused", "terms"])


def _planned(row: PlannedItem) -> PlannedRow:
    told = (row.row.cells.get(key, "") for key in ("list", "number", "name"))
    change = "refused" if row.errors else str(row.change)
    return PlannedRow(row.row, change, " ".join(filter(None, told)), row.errors)


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    region: Region = given["region"]
    told = {"region": region.pk, "place": region.full_name, "day": given["day"].isoformat()}
    return told | {"is_whole": given["is_whole"]}


def _about(kept: Mapping[str, Any]) -> Text:
    place, day = kept["place"], kept["day"]
    whole = Text("，完整清单", ", the whole list") if kept["is_whole"] else Text("", "")
    return Text(f"{place}，自{day}起施行{whole.zh}", f"{place}, from {day}{whole.en}")


def rows_out(
    terms: Mapping[str, Any], post: Post, at: datetime
) -> tuple[int, Iterator[Sequence[object]]]:
    """Return how many items the page's filter leaves, and each as a row of the same table."""
    asked = QueryDict(terms["query"])
    form = DutyFilter(asked if "region" in asked else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    place = given.get("region", None if "region" in asked else post.unit.region)
    key = asked.get("list", "")
    found = search(
        given.get("words", ""),
        place.code if place else None,
        on=timezone.localdate(at),
        list_key=key if key in DUTY_LISTS else "",
    ).prefetch_related("assisting_units")
    language = terms.get("language", "zh-hans")
    return found.count(), (_line(item, language) for item in found.iterator(500))


def _line(item: DutyItem, language: str) -> list[object]:
    told: dict[str, object] = {column.key: getattr(item, column.key, "") for column in COLUMNS}
    told["list"] = item.list_declared.name.in_language(language)
    told["lead"] = item.lead_unit.name if item.lead_unit else item.lead_name
    told["assisting"] = written(item.assisting_units.all(), item.assisting_name_list)
    return [told[column.key] for column in COLUMNS]


def _may_change(post: Post) -> bool:
    return post.has_power("duties")


register_import(
    ImportKind(
        "duties",
        SHEET.name,
        SHEET,
        _may_change,
        plan,
        PAGE,
        form=ImportForm,
        initial=lambda post: {"region": post.unit.region, "day": timezone.localdate()},
        kept=_kept,
        about=_about,
    ),
    run=run,
)
register_export(ExportKind("duties", SHEET.name, COLUMNS, lambda post: True, rows_out, PAGE))
