"""Carries out an import of duty lists: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from linli.base.accounts.actions.authority import must_have
from linli.base.audit import log as audit
from linli.base.regions.models import Region
from linli.base.sheets.columns import SheetRow
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.duties.actions import save
from linli.registers.duties.models import DutyItem
from linli.registers.duties.planning import Plan, plan

REJECTED_ROWS = Text(
    "有未通过的行，不能按完整清单导入：请先改正，或取消“文件为完整清单”。",
    "Rows were rejected, so the file can't be taken for the whole list: correct them, or untick "
    "that it is.",
)


@transaction.atomic
def import_items(
    rows: Sequence[SheetRow],
    *,
    region: Region,
    day: date,
    is_whole: bool,
    sha256: str,
    by: Actor,
    at: datetime,
) -> Plan:
    """Do what `plan` says for the same rows, all of it or nothing, and return it.

    Rejected rows are left out. Raises NotAllowed without the power "duties"; Refused when a
    whole list has rejected rows, since ending their items would be a mistake, and when nothing
    would change. `sha256` names the file in the log.
    """
    must_have(by, "duties")
    Region.objects.select_for_update().get(pk=region.pk)
    planned = plan(rows, region=region, day=day, is_whole=is_whole)
    _must_make_sense(planned, is_whole)
    for item in planned.ended:
        _end(item, day)
    for row in planned.rows:
        if row.item and row.change in ("new", "changed"):
            if row.before and row.before.pk != row.item.pk:
                _end(row.before, row.item.from_date)
            save(row.item, row.assisting)
    facts = {
        "region": region.pk, "from_date": day.isoformat(), "file": sha256,
        "new": planned.count("new"), "changed": planned.count("changed"),
        "same": planned.count("same"), "ended": len(planned.ended),
        "rejected": len(planned.rejected),
    }  # fmt: skip
    audit.record("system", "duties_imported", by=by, at=at, facts=facts)
    return planned


def _must_make_sense(planned: Plan, is_whole: bool) -> None:
    if is_whole and planned.rejected:
        raise Refused(REJECTED_ROWS, code="rejected_rows")
    if not planned.changes_anything:
        raise Refused(
            Text("没有需要导入的内容。", "There is nothing to import."), code="nothing_to_do"
        )


def _end(item: DutyItem, day: date) -> None:
    """End the item on the day before `day`. Raises Refused when it begins on `day` or later."""
    if item.from_date >= day:
        raise Refused(
            Text(
                f"“{item.name}”自{item.from_date}起施行，导入日期应晚于该日。",
                f"“{item.name}” holds from {item.from_date}: import with a later day.",
            ),
            code="not_begun",
        )
    item.until_date = day - timedelta(days=1)
    item.save(update_fields=["until_date"])
