"""Units in and out: new ones are opened, names, telephones and superiors of others changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone

from linli.base.accounts.actions.units import CHANGEABLE, change_unit, check_unit, open_unit
from linli.base.accounts.kinds import UNIT_KINDS
from linli.base.accounts.models import Post, Unit
from linli.base.administration import forms, selectors
from linli.base.administration.tables.naming import Places, Units, day_named, declared_named
from linli.base.audit.log import refusals_recorded
from linli.base.batches.kinds import Asked, ExportKind, ImportKind, ImportPlan, PlannedRow
from linli.base.batches.models import BatchItem
from linli.base.batches.running import Work
from linli.base.batches.tables import register_export, register_import
from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day

CODE, NAME = Text("单位代码", "Code"), Text("单位名称", "Unit name")
KIND, REGION = Text("类型", "Kind"), Text("行政区划", "Region")
PARENT, SUPERIOR = Text("上级单位（块）", "Parent"), Text("业务上级（条）", "Superior in its line")
FROM_DATE = Text("启用日期", "First day")
SHEET: Final = Sheet(
    Text("单位", "Units"),
    (
        Column("code", CODE, 22, Text(
            "全平台不重复，如统一社会信用代码；列格式设为文本，开头的0才不会丢",
            "Not used twice, such as the unified social credit code; make the column text",
        ), is_required=True, longest=40, spoken=("代码", "统一社会信用代码")),
        Column("name", NAME, 32, Text("全称", "In full"), is_required=True, longest=120,
               spoken=("名称", "单位")),
        Column("name_en", Text("英文名称", "English name"), 32, Text("可不填", "May be empty"),
               longest=160),
        Column("kind", KIND, 16, Text(
            "新单位必填：" + "、".join(kind.name.zh for kind in UNIT_KINDS.values()),
            "For new units: " + ", ".join(kind.name.en for kind in UNIT_KINDS.values()),
        ), spoken=("单位类型",), choices=tuple(kind.name for kind in UNIT_KINDS.values())),
        Column("region", REGION, 26, Text(
            "新单位必填：12位代码或全称，如370102001000",
            "For new units: 12 digits or the full name",
        ), spoken=("区划", "所在地区", "区划代码")),
        Column("parent", PARENT, 26, Text(
            "代码或名称；可以是本表前面行里的单位", "Code or name; may stand further up in the file"
        ), spoken=("上级单位",)),
        Column("superior", SUPERIOR, 26, Text("代码或名称", "Code or name"),
               spoken=("业务上级", "主管部门")),
        Column("telephone", Text("电话", "Telephone"), 18, Text("可不填", "May be empty"),
               longest=40),
        Column("from_date", FROM_DATE, 14, Text(
            "新单位：留空为导入当日", "For new units; empty: the day of the import"
        )),
    ),
    Text(
        "带*的列必填。代码已存在的行改名称、电话和上级，空格子保持原样；撤销单位请在页面上办理。",
        "Columns with * are needed. A row whose code exists changes name, telephone and superiors;"
        " empty cells leave them as they are. Units are closed on their page.",
    ),
)  # fmt: skip
NOT_CHANGED: Final = Text(
    "{what}不能改：撤销该单位并指定承接单位。",
    "{what} never changes: close the unit and name its successor.",
)
CLOSED: Final = Text("该单位已经撤销。", "This unit has been closed.")
TWICE: Final = Text("代码与第{line}行重复。", "The code stands in line {line} already.")


@dataclass(frozen=True, slots=True)
class Intent:
    """What a row means: a `unit` with the `values` to change, or the values of a new one."""

    unit: Unit | None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def change(self) -> str:
        """Return what it will do."""
        if self.unit is None:
            return "new"
        return "changed" if self.values else "same"


class Reader:
    """Reads rows one after the other, knowing what there is and what came before."""

    def __init__(self, rows: Sequence[SheetRow], day: date) -> None:
        named = ("code", "parent", "superior")
        self.units = Units(row.cells.get(key, "") for row in rows for key in named)
        self.places, self.day = Places(), day
        self.lines: dict[str, int] = {}

    def read(self, row: SheetRow) -> tuple[Intent | None, list[Text]]:
        """Return what the row means, or all that is wrong with it."""
        errors = list(row.errors)
        code = row.cells.get("code", "")
        if (line := self.lines.setdefault(code, row.line)) != row.line and code:
            errors.append(TWICE.format(line=line))
        there = self.units.coded(code)
        taken = self._take(row.cells, errors)
        if errors:
            return None, errors
        try:
            intent = _changed(there, taken) if there and there.pk else self._opened(taken)
        except Refused as refused:
            return None, [refused.message]
        return intent, []

    def _take(self, cells: Mapping[str, str], errors: list[Text]) -> dict[str, Any]:
        """Return the cells that are filled as values, noting what can't be understood."""
        readers: dict[str, Callable[[str], Any]] = {
            "kind": lambda text: declared_named(text, UNIT_KINDS, KIND),
            "region": self.places.named,
            "parent": lambda text: self.units.named(text, PARENT),
            "superior": lambda text: self.units.named(text, SUPERIOR),
            "from_date": lambda text: day_named(text, FROM_DATE),
        }
        taken: dict[str, Any] = {}
        for key, text in cells.items():
            if not text:
                continue
            try:
                taken[key] = readers[key](text) if key in readers else text
            except Refused as refused:
                errors.append(refused.message)
        return taken

    def _opened(self, taken: dict[str, Any]) -> Intent:
        if "region" not in taken:
            raise Refused(Text("新单位请填写行政区划。", "A new unit needs its region."))
        values = {"kind": "", "name": "", "from_date": self.day} | taken
        unit = Unit(**values)
        check_unit(unit)
        self.units.add(unit)
        return Intent(None, values)


def _changed(unit: Unit, taken: dict[str, Any]) -> Intent:
    if unit.until_date is not None:
        raise Refused(CLOSED, code="closed")
    for key, name in (("kind", KIND), ("region", REGION)):
        if key in taken and taken[key] != getattr(unit, key):
            raise Refused(NOT_CHANGED.format(what=name), code="not_changed")
    values = {key: taken[key] for key in CHANGEABLE if key in taken}
    return Intent(unit, {k: v for k, v in values.items() if v != getattr(unit, k)})


def plan(rows: Sequence[SheetRow], asked: Asked) -> ImportPlan:
    """Return what each row will do with the units, changing nothing."""
    reader, planned = Reader(rows, local_day(asked.at)), []
    for row in rows:
        intent, errors = reader.read(row)
        change = intent.change if intent else "refused"
        name = f"{row.cells.get('name', '')} {row.cells.get('code', '')}".strip()
        planned.append(PlannedRow(row, change, name, tuple(errors)))
    return ImportPlan(planned)


def step(work: Work, item: BatchItem) -> None:
    """Open or change the unit of a row. Raises Refused."""
    row, at = SheetRow(item.no, item.row()["cells"]), work.at
    intent, errors = Reader([row], local_day(at)).read(row)
    if intent is None:
        raise Refused(errors[0])
    kind = "unit.change" if intent.unit else "unit.open"
    kept = refusals_recorded(kind, by=work.by, at=at, facts={"batch": work.batch.pk})
    with kept, work.claim(item):
        if intent.unit:
            change_unit(intent.unit, **intent.values, by=work.by, at=at)
        else:
            open_unit(**intent.values, by=work.by, at=at)


def rows_out(
    terms: Mapping[str, Any], post: Post, at: datetime
) -> tuple[int, Iterator[Sequence[object]]]:
    """Return how many units the page's filter leaves, and each as a row of the same table."""
    form = forms.UnitFilter(QueryDict(terms["query"]) if terms["query"] else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    given["state"] = given.get("state") or "open"
    found = selectors.units(**given, on=timezone.localdate(at)).select_related(
        "region", "parent", "superior"
    )
    return found.count(), (_line(one, terms) for one in found.order_by("pk").iterator(500))


def _line(unit: Unit, terms: Mapping[str, Any]) -> list[object]:
    kind = unit.kind_name.in_language(terms.get("language", "zh-hans"))
    above = [one.code if one else "" for one in (unit.parent, unit.superior)]
    named = [unit.code, unit.name, unit.name_en, kind, unit.region_id]
    return [*named, *above, unit.telephone, unit.from_date.isoformat()]


def _may(post: Post) -> bool:
    return post.has_power("units")


register_import(
    ImportKind("units", SHEET.name, SHEET, _may, plan, "administration:units"), step=step
)
register_export(
    ExportKind("units", SHEET.name, SHEET.columns, _may, rows_out, "administration:units")
)
