"""The kinds of letters of petitions, each with all that the Regulation asks of it."""

from __future__ import annotations

from linli.base.letters.kinds import LetterField, LetterKind, declare
from linli.core.text import Text
from linli.procedures.petitions.letters.fields import (
    ACCEPTED,
    ADDRESS,
    COPY,
    GROUNDS_OF_SUPERVISION,
    LAST_DAY,
    NAME,
    RECEIPT,
    RECEIVED,
    RECIPIENT,
    REFERENCE,
    REMEDY_BODY,
    REMEDY_DAYS,
    REQUEST,
    TELEPHONE,
    WAYS_OF_DELIVERY,
    day,
    decided,
    line,
    one_of,
    person,
    words,
)
from linli.procedures.petitions.letters.sentences import CLOSINGS, OUTCOMES, RECHECKS, REVIEWS
from linli.procedures.petitions.words import AGREEMENTS, CUSTOM, article

HEAD = ("unit_head",)
FACTS = words("facts", "事实和理由", "Facts and reasons")
OPINION = words("opinion", "处理意见", "Opinion")
LEGAL_BASIS = words("legal_basis", "法律法规依据", "Basis in law")
DECISION = line("decision", "不服的意见", "Opinion that is contested")
ASKED = day("asked", "提出请求日期", "Asked for on")
REASON = words("reason", "请求和理由", "What is asked, and why")
OTHERS = line("others", "同时有权处理的单位", "Others with the power", is_required=False)
NOTICE_TERM = line("notice_term", "书面告知期限", "Term of the notice")
OBJECTION_TERM = line("objection_term", "异议期限", "Term of an objection")
INSTRUCTION = words("instruction", "转办说明", "Instruction", is_required=False)
ANY_NAME = person("name", "信访人姓名（名称）", "Petitioner's name", is_required=False)

TO_PETITIONER = (
    LetterKind(
        "petition_notice",
        Text("接收及途径程序告知书", "Notice of receipt, way and procedure"),
        (
            NAME, RECEIPT, RECEIVED, REQUEST,
            line("course", "应当通过的法定途径", "Statutory way", is_required=False),
            line("course_basis", "法定途径依据", "Basis of that way", is_required=False),
            words("way", "处理途径和程序", "Way and procedure"),
            TELEPHONE,
        ),
        word="信告",
        basis=article("第二十三条"),
    ),
    LetterKind(
        "petition_acceptance",
        Text("受理告知书", "Notice of acceptance"),
        (
            NAME, RECEIPT, RECEIVED, ACCEPTED, REQUEST,
            words("way", "处理途径和程序", "Way and procedure"),
            line("term", "办理期限", "Term"), line("term_basis", "期限依据", "Basis of the term"),
            LAST_DAY,
            day("simple_day", "简易办理届满日", "Last day of simplified handling",
                is_required=False),
            TELEPHONE,
        ),
        word="信受",
        basis=article("第三十一条第六项"),
    ),
    LetterKind(
        "petition_refusal",
        Text("不予受理告知书", "Notice of non-acceptance"),
        (
            NAME, RECEIPT, RECEIVED, REQUEST,
            line("ground", "不予受理的理由", "Ground"),
            line("ground_basis", "不予受理的依据", "Basis of the ground"),
            words("explanation", "说明", "Explanation", is_required=False),
            words("where", "提出途径", "Where to go"),
            TELEPHONE,
        ),
        word="信不受",
        basis=article("第二十三条"),
    ),
    LetterKind(
        "petition_extension",
        Text("延期告知书", "Notice of extension"),
        (
            NAME, RECEIPT, ACCEPTED,
            line("days", "延长期限", "Days more"), LAST_DAY,
            words("reason", "延期理由", "Reason"),
            TELEPHONE,
        ),
        word="信延",
        basis=article("第三十四条"),
        signs=HEAD,
    ),
    LetterKind(
        "petition_opinion",
        Text("信访处理意见书", "Opinion"),
        (
            NAME, RECEIPT, RECEIVED, ACCEPTED,
            decided(words("claim", "投诉请求", "What was claimed")),
            decided(FACTS),
            decided(one_of("outcome", "结论", "Outcome", tuple(OUTCOMES.values()))),
            decided(OPINION), decided(LEGAL_BASIS), REMEDY_DAYS, REMEDY_BODY, COPY,
        ),
        word="信意",
        basis=article("第三十二条"),
        signs=HEAD,
    ),
    LetterKind(
        "petition_review",
        Text("复查意见书", "Review opinion"),
        (
            NAME, RECEIPT, DECISION, ASKED, REASON, decided(FACTS),
            decided(one_of("outcome", "结论", "Outcome", tuple(REVIEWS.values()))),
            decided(OPINION), decided(LEGAL_BASIS), REMEDY_DAYS, REMEDY_BODY, COPY,
        ),
        word="信复查",
        basis=article("第三十五条"),
        signs=HEAD,
    ),
    LetterKind(
        "petition_recheck",
        Text("复核意见书", "Re-examination opinion"),
        (
            NAME, RECEIPT, DECISION, ASKED, REASON,
            words("hearing", "听证情况", "Hearing", is_required=False),
            decided(FACTS),
            decided(one_of("outcome", "结论", "Outcome", tuple(RECHECKS.values()))),
            decided(OPINION), decided(LEGAL_BASIS),
            one_of("closing", "效力", "Effect", CLOSINGS),
            COPY,
        ),
        word="信复核",
        basis=article("第三十六条"),
        signs=HEAD,
    ),
    LetterKind(
        "petition_reply",
        Text("信访事项答复书", "Reply"),
        (
            NAME, RECEIPT, RECEIVED,
            line("kind", "事项类别", "Kind of matter"),
            line("reply_basis", "答复依据", "Basis"),
            line("adoption", "采纳情况", "Adoption", is_required=False),
            words("answer", "答复内容", "Reply"),
            TELEPHONE,
        ),
        word="信答",
        basis=article("第二十九条"),
    ),
    LetterKind(
        "petition_agreement",
        Text("调解、和解协议书", "Agreement"),
        (
            one_of("way", "方式", "How", tuple(choice.name.zh for choice in AGREEMENTS)),
            NAME, ADDRESS,
            line("counterpart", "对方当事人", "Other party"),
            line("counterpart_address", "对方住所", "Other party's address", is_required=False),
            RECEIPT,
            words("dispute", "争议事项", "What was in dispute"),
            words("agreement", "协议内容", "What was agreed"),
            day("perform_by", "履行期限", "To be done by", is_required=False),
            line("copies", "协议份数", "Copies"),
        ),
        word="信协",
        basis=article("第三十三条"),
    ),
)  # fmt: skip
TO_UNITS = (
    LetterKind(
        "petition_transfer",
        Text("转送函", "Letter of transfer"),
        (
            RECIPIENT, REFERENCE, RECEIVED, ANY_NAME, REQUEST, OTHERS, INSTRUCTION, NOTICE_TERM,
            OBJECTION_TERM, TELEPHONE,
        ),
        word="信转",
        basis=article("第二十二条"),
    ),
    LetterKind(
        "petition_commission",
        Text("交办函", "Letter of commission"),
        (
            RECIPIENT, REFERENCE, RECEIVED, ANY_NAME, REQUEST,
            day("report_date", "办结报告期限", "Report due on"),
            OTHERS, INSTRUCTION, NOTICE_TERM, OBJECTION_TERM, TELEPHONE,
        ),
        word="信交",
        basis=article("第二十二条第三项"),
    ),
    LetterKind(
        "petition_passing",
        Text("移送函", "Letter that passes it on"),
        (
            RECIPIENT, REFERENCE, RECEIVED, ANY_NAME, REQUEST,
            line("passing_basis", "移送依据", "Basis"),
            line("task", "处理要求", "What is asked of it"),
            INSTRUCTION,
            words("secrecy", "保密要求", "Secrecy", is_required=False),
            TELEPHONE,
        ),
        word="信移",
        basis=article("第二十二条"),
    ),
    LetterKind(
        "petition_objection",
        Text("异议函", "Letter of objection"),
        (
            RECIPIENT, REFERENCE,
            day("sent", "转送（交办）日期", "Sent on"),
            line("sent_number", "来函文号", "Number of their letter", is_required=False),
            words("reason", "详细理由", "Reasons in detail"),
            line("proposed", "建议的有权处理单位", "Unit proposed", is_required=False),
            TELEPHONE,
        ),
        word="信异",
        basis=article("第二十三条第三款"),
    ),
    LetterKind(
        "petition_supervision",
        Text("督办函", "Letter of supervision"),
        (
            RECIPIENT, REFERENCE,
            one_of("ground", "督办情形", "Ground", GROUNDS_OF_SUPERVISION),
            words("advice", "督办意见和改进建议", "Requirement and advice"),
            day("feedback_date", "书面反馈期限", "Feedback due on"),
            TELEPHONE,
        ),
        word="信督",
        basis=article("第四十条"),
    ),
)  # fmt: skip
FORMS = (
    LetterKind(
        "petition_registration",
        Text("信访事项登记表", "Registration form"),
        (
            RECEIPT, REFERENCE, RECEIVED,
            line("channel", "信访渠道", "Channel"),
            line("visit", "走访人数", "Visitors", is_required=False),
            person("name", "姓名（名称）", "Name", is_required=False),
            person("address", "住址", "Address", is_required=False),
            person("mobile", "联系电话", "Telephone", is_required=False),
            person("representatives", "代表", "Representatives", is_required=False),
            line("place", "事发地", "Place"),
            line("field", "领域", "Field", is_required=False),
            line("first", "初次或重复", "First or again"),
            REQUEST,
            words("facts", "事实", "Facts", is_required=False),
            words("reasons", "理由", "Reasons", is_required=False),
            line("routing", "分流情况", "Routing", is_required=False),
        ),
        number_form="",
        basis=article("第十九条"),
    ),
    LetterKind(
        "petition_delivery",
        Text("送达回证", "Receipt of delivery"),
        (
            line("document", "送达文书名称", "Document"),
            line("document_number", "送达文书文号", "Its number", is_required=False),
            RECEIPT,
            person("name", "受送达人", "Recipient"),
            person("address", "送达地址", "Address", is_required=False),
            LetterField(
                "method", Text("送达方式", "How"), "choice", is_required=False,
                choices=WAYS_OF_DELIVERY,
            ),
            day("delivered", "送达日期", "Delivered on", is_required=False),
            line("proof", "送达凭证", "Proof", is_required=False),
            line("refusal", "拒收事由", "Why it was refused", is_required=False),
        ),
        number_form="",
        basis=CUSTOM,
    ),
)  # fmt: skip

for kind in (*TO_PETITIONER, *TO_UNITS, *FORMS):
    declare(kind)
