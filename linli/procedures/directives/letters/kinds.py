"""The kinds of letters of directives: task list, supervision letter, final report."""

from __future__ import annotations

from linli.base.letters.kinds import Column, LetterField, LetterKind, declare
from linli.core.text import Text
from linli.procedures.directives.words import CUSTOM


def line(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line."""
    return LetterField(key, Text(zh, en), is_required=is_required, limit=500)


def words(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of several paragraphs."""
    return LetterField(key, Text(zh, en), "text", is_required=is_required, limit=20_000)


def day(key: str, zh: str, en: str) -> LetterField:
    """Return a field for a day."""
    return LetterField(key, Text(zh, en), "date")


TASK = words("task", "任务要求", "What is asked")
SOURCE = line("source", "任务来源", "Where it comes from", is_required=False)
REFERENCE = line("reference", "任务编号", "Number of the directive")
PARTS = LetterField(
    "parts",
    Text("分解任务", "Parts"),
    "rows",
    columns=(
        Column("no", Text("序号", "No.")),
        Column("task", Text("任务和完成标准", "Task and measure")),
        Column("lead", Text("责任单位", "Lead unit")),
        Column("assisting", Text("协办单位", "Assisting units")),
        Column("due", Text("完成期限", "Due on")),
    ),
)
RESULTS = LetterField(
    "results",
    Text("各单位办结情况", "What became of each part"),
    "rows",
    is_required=False,
    columns=(
        Column("no", Text("序号", "No.")),
        Column("unit", Text("责任单位", "Unit")),
        Column("result", Text("落实结果", "Result")),
        Column("state", Text("状态", "State")),
    ),
)

TASK_LIST = LetterKind(
    "directive_tasks",
    Text("任务清单", "Task list"),
    (
        SOURCE,
        REFERENCE,
        TASK,
        line("measure", "完成标准", "Measure"),
        line("lead", "牵头单位", "Lead unit"),
        line("responsible", "第一责任人", "First responsible post", is_required=False),
        day("due", "完成期限", "Due on"),
        PARTS,
    ),
    word="任务",
    basis=CUSTOM,
)
SUPERVISION = LetterKind(
    "directive_supervision",
    Text("督办函", "Supervision letter"),
    (
        line("no", "第几次督办", "Which supervision"),
        line("recipient", "主送单位", "Recipient"),
        REFERENCE,
        SOURCE,
        TASK,
        day("due", "完成期限", "Due on"),
        words("finding", "存在的问题", "What is wrong"),
        day("answer", "反馈期限", "Answer by"),
    ),
    word="督",
    basis=CUSTOM,
    signs=("unit_head", "supervisor"),
)
FINAL = LetterKind(
    "directive_final",
    Text("落实情况报告", "Final report"),
    (
        line("recipient", "主送单位", "Recipient"),
        REFERENCE,
        SOURCE,
        TASK,
        words("outcome", "落实结果", "What came of it"),
        words("exception", "例外事项", "Exceptions", is_required=False),
        line("parts_count", "分解任务情况", "How many parts"),
        RESULTS,
    ),
    word="报",
    basis=CUSTOM,
)

for kind in (TASK_LIST, SUPERVISION, FINAL):
    declare(kind)
