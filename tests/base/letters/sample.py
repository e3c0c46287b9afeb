"""The kinds of letters that tests use, their values, and the room that answers for their chain."""

from __future__ import annotations

from pathlib import Path

from linli.base.accounts.models import Post
from linli.base.letters.access import ALL, NOTHING, READ, Home
from linli.base.letters.kinds import Column, LetterField, LetterKind
from linli.core.text import Text

FOLDER = Path(__file__).parent / "templates"


KIND = LetterKind(
    "sample_notice",
    Text("受理告知书", "Notice of acceptance"),
    (
        LetterField("addressee", Text("收件人", "Addressee"), is_personal=True),
        LetterField("received", Text("来件日期", "Received on"), "date"),
        LetterField("matter", Text("事项", "Matter")),
        LetterField("request", Text("主要请求", "Request"), "text"),
        LetterField("note", Text("附带说明", "Note"), "text", is_required=False),
        LetterField(
            "steps",
            Text("办理安排", "Steps"),
            "rows",
            columns=(
                Column("step", Text("环节", "Step")),
                Column("what", Text("内容", "Content")),
                Column("day", Text("日期", "Day")),
            ),
        ),
        LetterField(
            "outcome",
            Text("结论", "Outcome"),
            "choice",
            choices=("予以支持", "解释说明", "不予支持"),
        ),
        LetterField("telephone", Text("联系电话", "Telephone")),
    ),
    word="信受",
    folder=FOLDER,
)
SHEET = LetterKind(
    "sample_receipt",
    Text("送达回证", "Proof of delivery"),
    (
        LetterField("document", Text("送达文书", "Document")),
        LetterField("recipient", Text("受送达人", "Recipient"), is_personal=True),
        LetterField("method", Text("送达方式", "Method"), is_required=False),
    ),
    number_form="",
    signs=("unit_head",),
    folder=FOLDER,
)
VALUES = {
    "addressee": "张三",
    "received": "2026-11-02",
    "matter": "楼道灯不亮",
    "request": "请求修理青年东路社区3号楼的楼道灯。\n请告知修好的日期。",
    "steps": [
        {"step": "登记", "what": "受理登记并告知处理途径和程序", "day": "11月2日"},
        {"step": "办理", "what": "现场核实", "day": "11月20日"},
    ],
    "outcome": "予以支持",
    "telephone": "0531-12345",
}


class Room:
    """Lets posts of the street's unit do everything, its head only read, others nothing."""

    def rights(self, chain: str, kind: str, post: Post) -> frozenset[str]:
        if post.unit.code != "street_unit":
            return NOTHING
        return frozenset({READ}) if post.role == "community_worker" else ALL

    def home(self, chain: str) -> Home | None:
        return Home("样本", "/desk/")
