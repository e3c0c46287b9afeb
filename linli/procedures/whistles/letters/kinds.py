"""The kinds of letters of whistles: the call, the county's decision, the department's report."""

from __future__ import annotations

from linli.base.letters.kinds import LetterField, LetterKind, declare
from linli.core.text import Text
from linli.procedures.whistles.words import COORDINATES


def line(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line."""
    return LetterField(key, Text(zh, en), is_required=is_required, limit=500)


def words(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of several paragraphs."""
    return LetterField(key, Text(zh, en), "text", is_required=is_required, limit=20_000)


REFERENCE = line("reference", "编号", "Number of the case")
TITLE = line("title", "事项", "Matter")
TOWNSHIP = line("township", "街道（乡镇）", "Town or street")
DEPARTMENT = line("department", "部门", "Department")
CALLED = line("called", "呼叫时间", "Called at")

CALL = LetterKind(
    "whistle_call",
    Text("吹哨呼叫单", "Call"),
    (
        REFERENCE,
        TITLE,
        DEPARTMENT,
        line("kind", "吹哨类型", "Kind"),
        line("place", "地点", "Place"),
        words("matter", "情况", "The matter"),
        words("asked", "请部门做什么", "What is asked", is_required=False),
        line("why", "呼叫依据", "Why this department", is_required=False),
        line("others", "同时呼叫的部门", "Called as well", is_required=False),
        CALLED,
        line("sign_by", "签收时限", "Sign by", is_required=False),
        line("contact_by", "联系时限", "Contact by", is_required=False),
        line("attend_by", "到场时限", "Be there by", is_required=False),
    ),
    word="哨",
    basis=COORDINATES,
)
DECISION = LetterKind(
    "whistle_decision",
    Text("吹哨异议裁定书", "Decision on a refusal"),
    (
        REFERENCE,
        TITLE,
        TOWNSHIP,
        DEPARTMENT,
        CALLED,
        line("ground", "异议依据", "Ground of the refusal"),
        words("objection", "异议理由", "What the department says"),
        LetterField("decision", Text("裁定", "Decision"), is_decided=True, limit=500),
        LetterField("reason", Text("裁定理由", "Why"), "text", is_decided=True, limit=20_000),
        line("attend_by", "到场时限", "Be there by", is_required=False),
    ),
    word="哨裁",
    basis=COORDINATES,
)
REPORT = LetterKind(
    "whistle_report",
    Text("部门报到处置报告", "Report of a department"),
    (
        REFERENCE,
        TITLE,
        TOWNSHIP,
        CALLED,
        line("signed", "签收时间", "Signed for at", is_required=False),
        line("attended", "到场时间", "There at"),
        LetterField("outcome", Text("处置结果", "Outcome"), is_decided=True, limit=500),
        LetterField("report", Text("处置情况", "What was done"), "text", is_decided=True,
                    limit=20_000),
    ),
    word="哨复",
    basis=COORDINATES,
)  # fmt: skip

for kind in (CALL, DECISION, REPORT):
    declare(kind)
