"""The declared words of suggestions: sources, fields, verdicts, the seven outcomes, publicity."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

PETITION_RULES = Text("信访工作条例（2022）", "Regulation on Petition Work (2022)")
SHANGHAI = Text(
    "上海市人民建议征集若干规定（2021）",
    "Shanghai Provisions on Collecting People's Suggestions (2021)",
)
JINAN = Text(
    "济南市人民建议征集工作办法（试行）",
    "Jinan Measures on Collecting People's Suggestions (trial)",
)
OWN = Text("本平台设定", "Linli's own setting")

# The State Council's rule, whose full text was read: suggestions are studied and answered.
STUDIED = Basis(PETITION_RULES, "第二十九条", "A")
DESIGN = Basis(OWN, "", "design")
TRIAL = Basis(JINAN, "", "B")


def article(number: str) -> Basis:
    """Return the basis for an article of the Shanghai provisions, whose full text was read."""
    return Basis(SHANGHAI, number, "A")


FIELDS = tuple(
    Choice(key, name, DESIGN)
    for key, name in (
        ("city", Text("城市管理", "City management")),
        ("traffic", Text("交通出行", "Transport")),
        ("environment", Text("生态环境", "Environment")),
        ("housing", Text("住房物业", "Housing and property management")),
        ("education", Text("教育文化", "Education and culture")),
        ("health", Text("医疗卫生", "Health")),
        ("care", Text("养老托幼", "Care for the old and the young")),
        ("work", Text("就业社保", "Employment and social security")),
        ("business", Text("营商环境", "Business environment")),
        ("governance", Text("基层治理", "Grassroots governance")),
        ("service", Text("政务服务", "Public services")),
        ("other", Text("其他", "Other")),
    )
)
# Where a claim goes that was sent as a suggestion: keys of procedures that take matters over.
HOTLINE, PETITION = "hotline", "petition"
CLAIMS = (
    Choice(HOTLINE, Text("转热线办理（接诉即办）", "To the hotline, as a request"), DESIGN),
    Choice(PETITION, Text("转信访办理", "To the petition office, as a petition"), DESIGN),
)
ASKED_BY = (
    Choice("telephone", Text("电话", "By telephone")),
    Choice("in_person", Text("当面", "In person")),
    Choice("writing", Text("书面", "In writing")),
)
NOT_SUGGESTIONS = (
    Choice(
        "statutory",
        Text("应通过诉讼、仲裁、行政复议等法定途径解决",
             "Belongs to courts, arbitration or reconsideration"),
        article("第十条"),
    ),
    Choice("claim", Text("属于个人诉求，本人不同意转办",
                         "A claim, and the sender does not want it passed on"), article("第十条")),
    Choice("unclear", Text("建议内容不明，且无法联系补充",
                           "Can't be made out, and the sender can't be asked"), DESIGN),
)  # fmt: skip
MEETINGS = (
    Choice("talk", Text("座谈会", "Round-table talk"), article("第十一条")),
    Choice("seminar", Text("研讨会", "Seminar"), article("第十一条")),
    Choice("hearing", Text("听证会", "Hearing"), article("第十一条")),
    Choice("visit", Text("走访", "Visit on the spot"), article("第十一条")),
)
WHOLE, PARTLY, NOT = "whole", "partly", "not"
EXTENTS = (
    Choice(WHOLE, Text("采纳", "Adopted"), STUDIED),
    Choice(PARTLY, Text("部分采纳", "Adopted in part"), STUDIED),
)
NOT_ADOPTED = Choice(NOT, Text("未采纳", "Not adopted"), STUDIED)
VERDICTS = (*EXTENTS, NOT_ADOPTED)
NOT_ADOPTED_BECAUSE = (
    Choice("done", Text("已有规定或正在实施", "Already the rule, or being done"), DESIGN),
    Choice("not_yet", Text("目前条件尚不具备", "The conditions are not there yet"), DESIGN),
    Choice("law", Text("与法律政策不符", "Against law or policy"), DESIGN),
    Choice("other_level", Text("不在本级职权范围", "Beyond the powers of this level"), DESIGN),
    Choice("other_way", Text("经论证，不宜采用", "Studied, and found not to help"), DESIGN),
)
ANSWERED_BY = (
    Choice("writing", Text("书面", "In writing"), article("第十二条")),
    Choice("telephone", Text("电话", "By telephone"), article("第十二条")),
    Choice("message", Text("短信", "By text message"), article("第十二条")),
    Choice("network", Text("网络", "On the web page"), article("第十二条")),
)
OTHER = "other"
OUTCOMES = tuple(
    Choice(key, name, article("第十三条"))
    for key, name in (
        ("benefit", Text("转化为惠民举措", "A measure for the people")),
        ("work", Text("改进机关工作", "An improvement of an authority's work")),
        ("rule", Text("作为规章、文件立改废释的参考", "Taken into making or changing rules")),
        ("oversight", Text("作为人大监督项目", "A subject of the People's Congress's oversight")),
        ("motion", Text("转化为代表议案、建议", "A motion of deputies")),
        ("decision", Text("作为决策参考", "Taken into a decision")),
        (OTHER, Text("其他", "Other")),
    )
)
UNNAMED, NAMED, PRIVATE = "unnamed", "named", "private"
PUBLICITY = (
    Choice(UNNAMED, Text("可以公开，不署名", "May be published, without a name")),
    Choice(NAMED, Text("可以公开，署名", "May be published, with the name that I give")),
    Choice(PRIVATE, Text("不公开", "Not to be published")),
)
# Which of the steps tell the public what became of it, in words that an officer releases.
ON_WALL = Text("同时在建议墙公布这段话", "Publish these words on the wall as well")
ON_WALL_HELP = Text(
    "已上墙的建议才会显示；不得含个人信息。",
    "Shown only where the suggestion stands on the wall; no personal data.",
)
