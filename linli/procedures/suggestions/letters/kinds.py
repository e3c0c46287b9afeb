"""The kinds of letters of suggestions: notice of study, answer, certificate of honour."""

from __future__ import annotations

from linli.base.letters.kinds import LetterField, LetterKind, declare
from linli.core.text import Text
from linli.procedures.suggestions.words import STUDIED, article


def line(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line."""
    return LetterField(key, Text(zh, en), is_required=is_required, limit=500)


def day(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field for a day."""
    return LetterField(key, Text(zh, en), "date", is_required=is_required)


# Who suggested it stands in letters in clear, revealed on record and kept encrypted.
NAME = LetterField("name", Text("建议人", "Who suggests"), is_personal=True, limit=200)
RECEIPT = line("receipt", "受理号", "Receipt number")
SUBJECT = line("subject", "建议主题", "What it is about")
RECEIVED = day("received", "收到日期", "Received on")
TELEPHONE = line("telephone", "联系电话", "Telephone of the office", is_required=False)

NOTICE = LetterKind(
    "suggestion_notice",
    Text("人民建议办理告知书", "Notice that a suggestion is studied"),
    (
        NAME,
        RECEIPT,
        SUBJECT,
        RECEIVED,
        line("studied_by", "主办单位", "Unit that studies it"),
        line("invited", "会同研究单位", "Other units", is_required=False),
        day("last_day", "研究期限届满日", "Last day of the study", is_required=False),
        TELEPHONE,
    ),
    word="建告",
    basis=article("第十一条"),
)
REPLY = LetterKind(
    "suggestion_reply",
    Text("人民建议答复书", "Answer to a suggestion"),
    (
        NAME,
        RECEIPT,
        SUBJECT,
        RECEIVED,
        line("verdict", "采纳情况", "How far it is adopted"),
        LetterField("answer", Text("答复内容", "Answer"), "text", limit=20_000, is_decided=True),
        line("outcome", "转化形式", "What it becomes", is_required=False),
        TELEPHONE,
    ),
    word="建复",
    basis=STUDIED,
)
HONOUR = LetterKind(
    "suggestion_honour",
    Text("优秀人民建议荣誉证书", "Certificate of honour"),
    (
        NAME,
        SUBJECT,
        day("honoured", "评定日期", "Honoured on"),
        LetterField("praise", Text("评语", "Why it is honoured"), "text", is_decided=True),
    ),
    word="建荣",
    basis=article("第十六条"),
)
TO_SENDER = (NOTICE.key, REPLY.key, HONOUR.key)

for kind in (NOTICE, REPLY, HONOUR):
    declare(kind)
