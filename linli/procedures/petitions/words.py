"""The declared words of petitions: types and lanes, grounds, outcomes, ways of delivery."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

REGULATION = Text("信访工作条例（2022）", "Regulation on Petition Work (2022)")
SIMPLE_METHOD = Text(
    "信访事项简易办理办法（试行）（2016）",
    "Provisional Measures on the Simplified Handling of Petitions (2016)",
)
REGULATION_2005 = Text("信访条例（2005，已废止）", "Regulation on Petitions (2005, repealed)")
PRACTICE = Text("工作惯例", "Usual practice")
OWN = Text("本平台设定", "Linli's own setting")


def article(number: str) -> Basis:
    """Return the basis for an article of the regulation, whose full text was read."""
    return Basis(REGULATION, number, "A")


SIMPLE = Basis(SIMPLE_METHOD, "", "B")
CUSTOM = Basis(PRACTICE, "", "C")
DESIGN = Basis(OWN, "", "design")

# The course that a petition takes (Art. 29 to 31). Before somebody has decided it is empty.
SUGGESTION, ACCUSATION, SIMPLY = "S", "A", "simple"
ORDINARY = "R6"
_ART_31 = "第三十一条第{}项"
WAYS = (
    Choice(
        "R1",
        Text(
            "诉讼、复议、检察监督、公安程序（诉访分离）",
            "Courts, reconsideration, procuratorate, police: kept apart from petitions",
        ),
        article(_ART_31.format("一")),
    ),
    Choice("R2", Text("仲裁", "Arbitration"), article(_ART_31.format("二"))),
    Choice(
        "R3",
        Text("党员申诉、申请复审", "Appeals of Party members"),
        article(_ART_31.format("三")),
    ),
    Choice(
        "R4",
        Text(
            "行政复议、裁决、确认、许可、处罚等行政程序",
            "Administrative procedures: reconsideration, rulings, permits, penalties",
        ),
        article(_ART_31.format("四")),
    ),
    Choice(
        "R5",
        Text(
            "申请查处违法行为、履行保护职责",
            "Asking to punish a breach of law or to perform a protective duty",
        ),
        article(_ART_31.format("五")),
    ),
)
LANES = (
    Choice(SUGGESTION, Text("建议意见类", "Suggestion"), article("第二十九条")),
    Choice(ACCUSATION, Text("检举控告类", "Accusation"), article("第三十条")),
    *WAYS,
    Choice(
        ORDINARY,
        Text("申诉求决类（信访程序）", "Claim handled as a petition"),
        article(_ART_31.format("六")),
    ),
    Choice(SIMPLY, Text("简易办理", "Simplified handling"), SIMPLE),
)

CHANNELS = (
    Choice("page", Text("网上信访", "Web page")),
    Choice("letter", Text("来信", "Letter")),
    Choice("telephone", Text("来电", "Telephone")),
    Choice("fax", Text("传真", "Fax")),
    Choice("visit", Text("走访", "Visit")),
)
# 领域 for the annual report (Art. 41); the list is our own setting.
FIELDS = (
    Choice("construction", Text("城乡建设", "Housing and construction")),
    Choice("land", Text("自然资源", "Land and natural resources")),
    Choice("labour", Text("劳动和社会保障", "Labour and social security")),
    Choice("agriculture", Text("农业农村", "Agriculture and villages")),
    Choice("civil_affairs", Text("民政、退役军人", "Civil affairs and veterans")),
    Choice("health", Text("卫生健康", "Health")),
    Choice("education", Text("教育", "Education")),
    Choice("environment", Text("生态环境", "Environment")),
    Choice("transport", Text("交通运输", "Transport")),
    Choice("finance", Text("经济、金融", "Economy and finance")),
    Choice("order", Text("社会秩序", "Public order")),
    Choice("discipline", Text("纪检监察", "Discipline")),
    Choice("organisation", Text("组织人事", "Organisation and staff")),
    Choice("other", Text("其他", "Other")),
)

DECLINE_GROUNDS = (
    Choice(
        "in_hand",
        Text("同一事项正在受理或办理", "The same matter is already in hand"),
        article("第十九条第三款"),
    ),
    Choice(
        "ended",
        Text("复核意见已作出，仍以同一事实和理由提出", "Ended by re-examination; nothing is new"),
        article("第三十六条第三款"),
    ),
    Choice(
        "elsewhere",
        Text("不属于本机关、单位职权范围", "Not for this unit or its line"),
        article("第二十三条"),
    ),
)
OUTCOMES = (
    Choice("supported", Text("予以支持", "Supported"), article("第三十二条")),
    Choice(
        "explained",
        Text("合理但缺乏法律依据，解释说明", "Reasonable but without a basis in law: explained"),
        article("第三十二条"),
    ),
    Choice("rejected", Text("不予支持", "Not supported"), article("第三十二条")),
)
# What a review or re-examination comes to; the regulation names no list.
REVIEW_OUTCOMES = (
    Choice("upheld", Text("维持", "Upheld"), CUSTOM),
    Choice("changed", Text("变更", "Changed"), CUSTOM),
    Choice("revoked", Text("撤销，责令重新办理", "Revoked, to be done again"), CUSTOM),
)
ADOPTION = (
    Choice("adopted", Text("采纳", "Adopted"), article("第二十九条")),
    Choice("partly", Text("部分采纳", "Adopted in part"), article("第二十九条")),
    Choice("not_adopted", Text("未采纳", "Not adopted"), article("第二十九条")),
)
AGREEMENTS = (
    Choice("mediation", Text("调解", "Mediation"), article("第三十三条")),
    Choice("settlement", Text("和解", "Settlement"), article("第三十三条")),
)
PERFORMANCE = (
    Choice("done", Text("已全部履行", "Done in full")),
    Choice("partly", Text("部分履行", "Done in part")),
    Choice("not_done", Text("未履行", "Not done")),
)

METHODS = (
    Choice("in_person", Text("直接送达", "Handed over")),
    Choice("post", Text("邮寄送达", "By post")),
    Choice("electronic", Text("电子送达（本人同意）", "Electronically, with consent")),
    Choice("left", Text("留置送达", "Left after a refusal")),
    Choice("entrusted", Text("委托送达", "Through another unit")),
    Choice("announced", Text("公告送达", "By public notice")),
)
# What is issued to a petitioner and has to be delivered.
DOCUMENTS = (
    Choice("notice", Text("接收及途径程序告知书", "Notice of receipt, way and procedure")),
    Choice("acceptance", Text("受理告知书", "Notice of acceptance")),
    Choice("refusal", Text("不予受理告知书", "Notice of non-acceptance")),
    Choice("extension", Text("延期告知书", "Notice of extension")),
    Choice("opinion", Text("信访处理意见书", "Opinion")),
    Choice("review", Text("复查意见书", "Review opinion")),
    Choice("recheck", Text("复核意见书", "Re-examination opinion")),
    Choice("agreement", Text("调解、和解协议书", "Agreement")),
    Choice("reply", Text("答复", "Reply")),
)

# 督办 grounds of 2022 Art. 40; the older list of 2005 Art. 36 is in `supervision.py`, a preset.
SUPERVISION_GROUNDS = tuple(
    Choice(key, name, article("第四十条"))
    for key, name in (
        ("acceptance", Text("违反规定受理", "Acceptance against the rules")),
        ("handling", Text("违反规定办理", "Handling against the rules")),
        ("shifting", Text("推诿", "Shifting it to others")),
        ("perfunctory", Text("敷衍", "Going through the motions")),
        ("delay", Text("拖延", "Delay")),
        ("fraud", Text("弄虚作假", "Fraud")),
        ("not_executing", Text("拒不执行信访处理意见", "Refusing to carry out the opinion")),
    )
)
MEASURES = tuple(
    Choice(key, name, article("第三十九条"))
    for key, name in (
        ("interview", Text("约谈", "Interview")),
        ("circular", Text("通报", "Circular")),
        ("listed", Text("挂牌督办", "Listed for supervision")),
        ("ordered", Text("责令限期整改", "Ordered to mend it in time")),
    )
)
# 三到位一处理 (Art. 27): which of the four applied, each asked by itself.
CLOSING = tuple(
    Choice(key, name, article("第二十七条"))
    for key, name in (
        ("solved", Text("诉求合理的解决问题到位", "Just claims: the problem was solved")),
        ("explained", Text("诉求无理的思想教育到位", "Unjust claims: it was explained")),
        ("helped", Text("生活困难的帮扶救助到位", "Hardship: help was given")),
        ("dealt_with", Text("行为违法的依法处理", "Breach of law: dealt with by law")),
    )
)
SATISFIED = (
    Choice("satisfied", Text("满意", "Satisfied"), CUSTOM),
    Choice("fairly", Text("基本满意", "Fairly satisfied"), CUSTOM),
    Choice("dissatisfied", Text("不满意", "Dissatisfied"), CUSTOM),
)
# What a petition office proposes (Art. 41), and what became of it.
PROPOSALS = tuple(
    Choice(key, name, article("第四十一条"))
    for key, name in (
        ("work", Text("改进工作建议", "To improve the work")),
        ("policy", Text("完善政策建议", "To mend a policy")),
        ("liability", Text("追究责任建议", "To hold somebody to account")),
    )
)
ADOPTED = (
    Choice("yes", Text("采纳", "Adopted")),
    Choice("partly", Text("部分采纳", "Adopted in part")),
    Choice("no", Text("未采纳", "Not adopted")),
)
