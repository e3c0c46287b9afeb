"""The kinds of letters of disputes: registration, record, agreement, confirmation, ending, file."""

from __future__ import annotations

from linli.base.letters.kinds import Column, LetterField, LetterKind, declare
from linli.core.text import Text
from linli.procedures.disputes.words import CONFIRMATION, article


def line(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line."""
    return LetterField(key, Text(zh, en), is_required=is_required, limit=500)


def words(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of several paragraphs."""
    return LetterField(key, Text(zh, en), "text", is_required=is_required, limit=100_000)


def day(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field for a day."""
    return LetterField(key, Text(zh, en), "date", is_required=is_required)


def decided(key: str, zh: str, en: str) -> LetterField:
    """Return a field that says what was agreed in the case itself."""
    return LetterField(key, Text(zh, en), "text", limit=100_000, is_decided=True)


# Who the parties are stands in letters in clear, revealed on record and kept encrypted.
PARTIES = LetterField("parties", Text("当事人", "Parties"), "text", is_personal=True, limit=10_000)
PRESENT = LetterField("present", Text("到场当事人", "Parties present"), is_personal=True, limit=500)
SIGNERS = LetterField(
    "signers",
    Text("签名的当事人", "Parties who sign"),
    "rows",
    is_required=False,
    columns=(Column("who", Text("当事人", "Party")),),
)
REFERENCE = line("reference", "登记编号", "Registration number")
KIND = line("kind", "纠纷类别", "Type of dispute")
MEDIATORS = line("mediators", "调解员", "Mediators", is_required=False)
MATTER = words("matter", "纠纷简要情况", "The matter")

REGISTRATION = LetterKind(
    "mediation_registration",
    Text("人民调解登记表", "Registration form"),
    (
        REFERENCE,
        day("registered", "登记日期", "Registered on"),
        day("accepted", "受理日期", "Accepted on", is_required=False),
        line("source", "纠纷来源", "Source"),
        KIND,
        PARTIES,
        MATTER,
        words("wish", "当事人的请求", "What is asked", is_required=False),
        words("consents", "征求意愿情况", "Consents", is_required=False),
        MEDIATORS,
    ),
    number_form="",
    basis=article("第二十七条"),
)
RECORD = LetterKind(
    "mediation_record",
    Text("人民调解记录", "Record of a session"),
    (
        REFERENCE,
        line("no", "第几次", "Which session"),
        line("held", "调解时间", "Held at"),
        line("place", "地点", "Place"),
        PARTIES,
        PRESENT,
        line("others", "其他参加人", "Others present", is_required=False),
        MEDIATORS,
        words("record", "调解记录", "Record"),
    ),
    number_form="",
    basis=article("第二十七条"),
)
AGREEMENT = LetterKind(
    "mediation_agreement",
    Text("人民调解协议书", "Mediation agreement"),
    (
        line("no", "第几份协议", "Which agreement", is_required=False),
        PARTIES,
        decided("facts", "主要事实、争议事项和各方责任", "Main facts and responsibilities"),
        decided("content", "协议内容", "What was agreed"),
        words("duties", "履行期限", "Who does what by when", is_required=False),
        line("way", "履行方式", "How it is done", is_required=False),
        line("copies", "份数", "Copies"),
        MEDIATORS,
        SIGNERS,
    ),
    word="人调协",
    basis=article("第二十九条"),
)
CONFIRMING = LetterKind(
    "mediation_confirmation",
    Text("司法确认申请书", "Application for judicial confirmation"),
    (
        PARTIES,
        line("form", "调解协议", "Agreement"),
        MATTER,
        decided("content", "协议内容", "What was agreed"),
        SIGNERS,
        day("reached", "达成协议日期", "Reached on"),
        day("effective", "协议生效日期", "In force from"),
        day("last_day", "申请期限届满日", "Last day to apply", is_required=False),
        line("court", "人民法院", "Court"),
    ),
    number_form="",
    basis=CONFIRMATION,
)
ENDING = LetterKind(
    "mediation_ending",
    Text("终止调解告知书", "Notice that mediation ended"),
    (
        LetterField("parties", Text("当事人", "Parties"), is_personal=True, limit=500),
        line("heading", "文书标题", "Title"),
        REFERENCE,
        KIND,
        line("reason", "终止原因", "Why it ended"),
        line("outcome", "处理结果", "Outcome"),
        line("ways", "其他途径", "Other ways", is_required=False),
        words("advice", "告知内容", "What they are told", is_required=False),
    ),
    word="人调终",
    basis=article("第二十六条"),
)
FILE = LetterKind(
    "mediation_file",
    Text("人民调解卷宗", "Mediation file"),
    (
        REFERENCE,
        KIND,
        PARTIES,
        MEDIATORS,
        day("registered", "登记日期", "Registered on"),
        line("result", "调解结果", "Outcome"),
        LetterField(
            "papers",
            Text("卷内目录", "Index"),
            "rows",
            columns=(
                Column("no", Text("序号", "No.")),
                Column("name", Text("材料名称", "Paper")),
                Column("day", Text("日期", "Day")),
                Column("page", Text("页次", "Page")),
            ),
        ),
        words("left", "未并入的材料", "What is not joined", is_required=False),
    ),
    number_form="",
    basis=article("第二十七条"),
)

for kind in (REGISTRATION, RECORD, AGREEMENT, CONFIRMING, ENDING, FILE):
    declare(kind)
