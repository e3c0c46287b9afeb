"""The kinds of letters of councils: notices, minutes, results, records, decisions, conventions."""

from __future__ import annotations

from linli.base.letters.kinds import Column, LetterField, LetterKind, declare
from linli.core.text import Text
from linli.procedures.councils.words import BOTH_LAWS, DELIBERATED


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
    """Return a field that says what was adopted in the case itself."""
    return LetterField(key, Text(zh, en), "text", limit=100_000, is_decided=True)


REFERENCE = line("reference", "登记编号", "Registration number")
TOPIC = line("topic", "议题", "Topic")
AFFECTED = words("affected", "利益相关方", "Who is affected")
PLACE = line("place", "会议地点", "Place")
HELD = day("held", "会议日期", "Held on")
ASSEMBLED = line("assembled", "会议名称", "Name of the assembly")
RULE = line("rule", "到会和通过人数要求", "Quorum and majority")
# Who chairs and who counts stands in the record in clear, and can be erased.
CHAIR = LetterField(
    "chair", Text("主持人", "Chair"), is_required=False, is_personal=True, limit=200
)
VOTES = LetterField(
    "votes",
    Text("表决情况", "Votes"),
    "rows",
    columns=(
        Column("no", Text("序号", "No.")),
        Column("title", Text("表决事项", "Motion")),
        Column("method", Text("方式", "How")),
        Column("counts", Text("同意／反对／弃权／废票", "For / against / abstained / invalid")),
        Column("result", Text("结果", "Result")),
    ),
)

NOTICE = LetterKind(
    "council_notice",
    Text("协商公告", "Notice of a deliberation"),
    (
        REFERENCE, TOPIC, AFFECTED, words("notice", "公告内容", "Notice"),
        words("agenda", "会议议程", "Agenda"), line("when", "会议时间", "Time"), PLACE,
        day("until", "征求意见截止日期", "Opinions are heard until"),
    ),
    word="协告",
    basis=DELIBERATED,
)  # fmt: skip
MINUTES = LetterKind(
    "council_minutes",
    Text("协商纪要", "Minutes of a deliberation"),
    (
        REFERENCE, TOPIC, AFFECTED, HELD, PLACE, CHAIR, line("attended", "到会人数", "Came"),
        words("present", "到会的各方", "Who was represented"),
        line("partners", "受邀共治单位", "Partners", is_required=False),
        line("heard", "会前收到意见", "Opinions before the meeting"),
        words("minutes", "会议记录", "Minutes"),
    ),
    number_form="",
    basis=DELIBERATED,
)  # fmt: skip
RESULT = LetterKind(
    "council_result",
    Text("协商结果公告", "Result of a deliberation"),
    (
        REFERENCE, TOPIC, HELD, line("attended", "到会人数", "Came"),
        line("outcome", "协商情况", "How far they agreed"),
        decided("result", "协商意见", "The opinion"),
        words("differing", "不同意见", "Differing views", is_required=False),
        line("adoption", "采纳情况", "Adoption", is_required=False),
        words("explanation", "采纳说明", "On the adoption", is_required=False),
        words("tasks", "任务和完成日期", "Who does what by when", is_required=False),
    ),
    word="协果",
    basis=DELIBERATED,
)  # fmt: skip
CALL = LetterKind(
    "assembly_notice",
    Text("村（居）民会议公告", "Announcement of an assembly"),
    (
        REFERENCE, ASSEMBLED, line("no", "第几次召集", "Which call"),
        words("notice", "公告内容", "Notice"), words("motions", "表决事项", "Motions"),
        line("when", "会议时间", "Time"), PLACE, RULE,
    ),
    word="会告",
    basis=BOTH_LAWS,
)  # fmt: skip
RECORD = LetterKind(
    "assembly_record",
    Text("村（居）民会议记录", "Record of an assembly"),
    (
        REFERENCE, ASSEMBLED, HELD, PLACE, CHAIR, line("electorate", "应到人数", "Of how many"),
        line("attended", "实到人数", "Came"), RULE, VOTES,
        LetterField("tellers", Text("唱票、计票、监票人", "Tellers"), is_personal=True,
                    is_required=False, limit=500),
        words("minutes", "会议记录", "Minutes"),
    ),
    number_form="",
    basis=BOTH_LAWS,
)  # fmt: skip
DECISION = LetterKind(
    "assembly_decision",
    Text("村（居）民会议决议公告", "Decisions of an assembly"),
    (
        REFERENCE, ASSEMBLED, HELD, line("electorate", "应到人数", "Of how many"),
        line("attended", "实到人数", "Came"), RULE, VOTES,
        decided("decision", "决议", "What was decided"),
    ),
    word="会决",
    basis=BOTH_LAWS,
)  # fmt: skip
CONVENTION = LetterKind(
    "convention_text",
    Text("村规民约、居民公约文本", "Text of a convention"),
    (
        line("name", "名称", "Name"), line("version", "版本", "Version"),
        day("adopted", "通过日期", "Adopted on"), ASSEMBLED,
        decided("text", "全文", "Text in full"),
    ),
    number_form="",
    basis=BOTH_LAWS,
)  # fmt: skip
FILING = LetterKind(
    "convention_filing",
    Text("村规民约、居民公约备案报告", "Filing of a convention"),
    (
        line("to", "报送单位", "Sent to"), line("name", "名称", "Name"),
        line("version", "版本", "Version"), day("adopted", "通过日期", "Adopted on"), ASSEMBLED,
        line("electorate", "应到人数", "Of how many"), line("attended", "实到人数", "Came"),
        line("in_favour", "同意人数", "In favour"),
    ),
    word="约备",
    basis=BOTH_LAWS,
)  # fmt: skip
REPLY = LetterKind(
    "convention_reply",
    Text("村规民约、居民公约备案回执", "Reply to a filing"),
    (
        line("to", "村（居）民委员会", "Committee"), line("name", "名称", "Name"),
        line("version", "版本", "Version"), day("sent", "报送日期", "Sent on"),
        line("reply", "备案情况", "Outcome"),
        line("law", "抵触的法律条款", "Law that it contradicts", is_required=False),
        words("contradicts", "抵触的内容和理由", "What contradicts it, and why",
              is_required=False),
    ),
    word="约复",
    basis=BOTH_LAWS,
)  # fmt: skip

for kind in (NOTICE, MINUTES, RESULT, CALL, RECORD, DECISION, CONVENTION, FILING, REPLY):
    declare(kind)
