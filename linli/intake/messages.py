"""Messages in from Excel at the desk: a clerk brings the rows, each becomes a case once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post
from linli.base.audit.log import refusals_recorded
from linli.base.batches.kinds import Asked, ImportKind, ImportPlan, PlannedRow, Shown
from linli.base.batches.models import BatchItem
from linli.base.batches.running import Work
from linli.base.batches.tables import register_import, show_rows
from linli.base.privacy.kinds import check
from linli.base.regions.forms import RegionField
from linli.base.regions.models import Region
from linli.base.regions.selectors import resolve
from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.base.sheets.reading import day_of
from linli.cases.bulk import acts
from linli.cases.models import Message
from linli.cases.receiving import MOST_IN_BODY
from linli.core.errors import Refused
from linli.core.text import Text
from linli.intake.fields import LONGEST_TITLE, Columns, Item, item_of
from linli.intake.opening import LONGEST_SOURCE
from linli.procedures.hotline.access import works_here
from linli.procedures.hotline.opening import open_request
from linli.procedures.hotline.words import KINDS

PEOPLE: Final = ("name", "telephone", "address")
COLUMNS: Final = Columns(id="编号", title="标题", time="时间", detail="内容")
OWN_KEYS: Final = {"编号": "id", "标题": "title", "时间": "written_at", "内容": "body"}
SHEET: Final = Sheet(
    Text("来件", "Messages"),
    (
        Column("id", Text("编号", "Number"), 18, Text(
            "在原系统中的编号，防止重复导入", "Its number where it came from: nothing comes twice"
        ), is_required=True, longest=200, spoken=("工单编号", "受理编号", "id")),
        Column("title", Text("标题", "Title"), 30, Text(
            "留空则取内容的第一句", "Empty: the first sentence"
        ), longest=LONGEST_TITLE, spoken=("主题",)),
        Column("body", Text("内容", "Matter"), 60, Text(
            "来件人说的原话", "What the person said"
        ), is_required=True, longest=MOST_IN_BODY, spoken=("诉求内容", "来件内容", "detail")),
        Column("region", Text("地点", "Place"), 28, Text(
            "本辖区内的区划全称、简称或12位代码；留空用上传时填的地点",
            "A place of your area by name or code; empty: the one entered with the file",
        ), spoken=("区划", "事发地", "街道")),
        Column("written_at", Text("时间", "Time"), 18, Text(
            "如2026-01-31 14:05；可不填", "Such as 2026-01-31 14:05; may be empty"
        ), spoken=("来件时间", "诉求时间", "time")),
        Column("kind", Text("类型", "Kind"), 12, Text(
            "、".join(kind.name.zh for kind in KINDS), ", ".join(kind.name.en for kind in KINDS)
        ), choices=tuple(kind.name for kind in KINDS)),
        Column("name", Text("姓名", "Name"), 12, Text("加密保存", "Kept encrypted")),
        Column("telephone", Text("联系电话", "Telephone"), 16, Text(
            "加密保存；填了就电话回访", "Kept encrypted; with it the person is rung"
        ), spoken=("电话", "手机")),
        Column("address", Text("具体位置", "Exact place"), 28, Text(
            "门牌、楼栋；加密保存", "House number, building; kept encrypted"
        ), spoken=("地址",)),
    ),
    Text(
        "带*的列必填，每行一件来件，导入后为待派单的诉求。",
        "Columns with * are needed; each row becomes a request to be dispatched.",
    ),
)  # fmt: skip
NO_PLACE: Final = Text("请填写地点。", "Enter the place.")
UNKNOWN_PLACE: Final = Text(
    "辖区内没有“{text}”这个地点。", "Your area has no place called “{text}”."
)
UNKNOWN_KIND: Final = Text("没有“{text}”这种类型。", "There is no kind called “{text}”.")
TWICE: Final = Text("与第{line}行重复。", "The same stands in line {line} already.")
OTHER_WORDS: Final = Text(
    "编号与第{line}行相同，内容不同。", "Line {line} has the same number and says something else."
)
OTHER_BEFORE: Final = Text(
    "这个编号已导入过，内容不同；请在已有的件中补充。",
    "This number came in before and said something else: add to the case that there is.",
)


class MessagesForm(forms.Form):
    """What an import of messages needs to know beside its file."""

    source = forms.CharField(
        label=_("Where they come from"),
        max_length=LONGEST_SOURCE,
        help_text=_("For example the old hotline. Numbers of one source never come in twice."),
    )
    region = RegionField(
        label=_("Place"), required=False, help_text=_("For the rows that name none.")
    )


class Reader:
    """Turns rows into messages, with the places and kinds that they name."""

    def __init__(self, post: Post, source: str, region: Region | None, at: datetime) -> None:
        self.post, self.source, self.region, self.at = post, source, region, at
        self._places: dict[str, Region | None] = {}

    def read(self, row: SheetRow) -> tuple[Item, str]:
        """Return the message of a row and its kind. Raises Refused with what is wrong."""
        if row.errors:
            raise Refused(row.errors[0])
        cells = row.cells
        place, kind = self._place(cells.get("region", "")), _kind(cells.get("kind", ""))
        given = ((key, cells.get(key, "")) for key in PEOPLE)
        people = {key: check(key, text) for key, text in given if text}
        values: dict[str, Any] = {name: cells.get(key, "") for name, key in OWN_KEYS.items()}
        day = day_of(values["时间"]) if values["时间"].isdecimal() else None
        if day:
            values["时间"] = day.isoformat()
        item = item_of(
            row.line, values, columns=COLUMNS, source=self.source, region=place, at=self.at
        )
        contact_by = "telephone" if "telephone" in people else "page"
        return replace(item, draft=replace(item.draft, people=people, contact_by=contact_by)), kind

    def _place(self, text: str) -> Region:
        if not text:
            if self.region is None:
                raise Refused(NO_PLACE, code="no_place")
            return self.region
        if text not in self._places:
            self._places[text] = resolve(text, within=self.post.unit.region_id)
        found = self._places[text]
        if found is None:
            raise Refused(UNKNOWN_PLACE.format(text=text), code="unknown_place")
        return found


def plan(rows: Sequence[SheetRow], asked: Asked) -> ImportPlan:
    """Return which rows will become messages; those that did before are left alone."""
    reader = Reader(asked.post, asked.terms["source"], asked.terms["region"], asked.at)
    read, wrong = {}, {}
    first: dict[str, tuple[int, Item]] = {}
    known = _known(asked.terms["source"])
    for row in rows:
        try:
            item, _kind_of = reader.read(row)
            _check_number(item, row.line, first, known)
            read[row.line] = item
        except Refused as refused:
            wrong[row.line] = refused.message
    return ImportPlan([_planned(row, read, wrong, known) for row in rows])


def step(work: Work, item: BatchItem) -> None:
    """Open the case of a row, and keep the row no longer. Raises Refused."""
    entered, at = work.batch.terms["entered"], work.at
    region = Region.objects.filter(pk=entered["region"]).first() if entered["region"] else None
    reader = Reader(work.post, entered["source"], region, at)
    message, kind = reader.read(SheetRow(item.no, item.row()["cells"]))
    facts = {"batch": work.batch.pk, "line": item.no}
    with refusals_recorded("intake.open", by=work.by, at=at, facts=facts), work.claim(item):
        opened = open_request(
            message.draft, submission_key=message.submission_key, by=work.by, at=at,
            coordinator=work.post.unit, kind=kind,
        )  # fmt: skip
        BatchItem.objects.filter(pk=item.pk).update(thing=str(opened.case.pk), sealed="")


def show(items: Sequence[BatchItem], post: Post) -> Mapping[int, Shown]:
    """Say which case a row became, as far as `post` may see it; of the others what they are."""
    became = [item for item in items if item.thing]
    left = [item for item in items if item.sealed]
    return {**acts.show(became, post), **show_rows(left, post)}


def _planned(
    row: SheetRow, read: Mapping[int, Item], wrong: Mapping[int, Text], known: Mapping[str, str]
) -> PlannedRow:
    if row.line in wrong:
        return PlannedRow(row, "refused", row.cells.get("title", ""), (wrong[row.line],))
    draft = read[row.line].draft
    if known.get(_number(draft.source_key)) == draft.source_key:
        # What is there already is kept there alone.
        return PlannedRow(SheetRow(row.line, {}), "same", "")
    return PlannedRow(row, "new", draft.title)


def _check_number(
    item: Item, line: int, first: dict[str, tuple[int, Item]], known: Mapping[str, str]
) -> None:
    """Raise Refused for a number that stands in the file already, or came before with other
    words: a number of one source is one case."""
    number, key = _number(item.draft.source_key), item.draft.source_key
    before, said = first.setdefault(number, (line, item))
    if before != line:
        is_same = said.draft.source_key == key
        raise Refused((TWICE if is_same else OTHER_WORDS).format(line=before), code="twice")
    if known.get(number, key) != key:
        raise Refused(OTHER_BEFORE, code="other_before")


def _known(source: str) -> dict[str, str]:
    """Return the keys of all that came from `source`, by its numbers. One query."""
    keys = Message.objects.filter(source=source).values_list("source_key", flat=True)
    return {_number(key): key for key in keys.iterator(chunk_size=5_000)}


def _number(key: str) -> str:
    """Return the number of a source that a key begins with."""
    return key.rpartition(":")[0]


def _kind(text: str) -> str:
    wanted = text.strip().lower()
    for kind in KINDS:
        if wanted in (kind.key, kind.name.zh, kind.name.en.lower()):
            return kind.key
    if wanted:
        raise Refused(UNKNOWN_KIND.format(text=text), code="unknown_kind")
    return ""


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    region: Region | None = given["region"]
    return {"source": given["source"].strip(), "region": region.pk if region else None}


def _may(post: Post) -> bool:
    return works_here(post) and post.role == "hotline_clerk"


register_import(
    ImportKind(
        "messages", SHEET.name, SHEET, _may, plan, "batches:list",
        form=MessagesForm, kept=_kept,
        about=lambda kept: Text(kept["source"], kept["source"]),
    ),
    step=step,
    show=show,
)  # fmt: skip
