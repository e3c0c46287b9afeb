"""The declared words of councils: grounds, groups, outcomes, ways to vote, and their sources.

The texts of the two organisation laws in force since 2026-01-01 were not read: what is said to come
from them is general knowledge (grade C), a preset that a place can set.
"""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

VILLAGE_LAW = Text(
    "中华人民共和国村民委员会组织法（2026年起施行文本未收录，按通行做法预设）",
    "Organic Law of Villagers' Committees (text in force since 2026 not read: preset by usual "
    "practice)",
)
RESIDENT_LAW = Text(
    "中华人民共和国城市居民委员会组织法（2026年起施行文本未收录，按通行做法预设）",
    "Organic Law of Urban Residents' Committees (text in force since 2026 not read: preset by "
    "usual practice)",
)
CONSULTATION = Text(
    "关于加强城乡社区协商的意见（全文未收录）",
    "Opinions on Deliberation in Urban and Rural Communities (full text not read)",
)
PRACTICE = Text("工作惯例", "Usual practice")
OWN = Text("本平台设定", "Linli's own setting")

IN_VILLAGES = Basis(VILLAGE_LAW, "", "C")
IN_TOWNS = Basis(RESIDENT_LAW, "", "C")
BOTH_LAWS = Basis(
    Text(
        "村民委员会组织法、城市居民委员会组织法（2026年起施行文本未收录，按通行做法预设）",
        "Organic Laws of Villagers' and of Urban Residents' Committees (texts in force since 2026 "
        "not read: preset by usual practice)",
    ),
    "",
    "C",
)
DELIBERATED = Basis(CONSULTATION, "", "C")
CUSTOM = Basis(PRACTICE, "", "C")
DESIGN = Basis(OWN, "", "design")

RESIDENT, UNIT, HANDED_OVER = "resident", "unit", "handed_over"
SOURCES = (
    Choice(RESIDENT, Text("居民提出", "Proposed by a resident")),
    Choice(UNIT, Text("社区、单位提出", "Proposed by the community or a unit")),
    Choice(HANDED_OVER, Text("由其他事项转来", "Handed over from another matter")),
)
SCOPES = (
    Choice("community", Text("社区、村协商", "The whole community or village")),
    Choice("group", Text("小区、网格、村民小组协商", "An estate, a grid or a group of villagers")),
    Choice("building", Text("楼栋、院落协商", "A building or a yard")),
    Choice("joint", Text("多个社区、村联合协商", "Several communities together")),
)
DECLINE_GROUNDS = (
    Choice("by_law", Text("依法应由机关、单位处理", "By law for an authority to deal with")),
    Choice("unlawful", Text("内容与法律法规抵触", "It would contradict the law")),
    Choice("one_person", Text("只涉及个人或少数人的权利", "It is about the rights of a few alone")),
    Choice("settled", Text("已经协商过，没有新情况", "Deliberated before, and nothing is new")),
    Choice("unclear", Text("事项不清楚，联系后仍不明确", "Unclear, and still so when asked")),
)
PARTNERS = (
    Choice("property", Text("物业服务企业", "Property firm")),
    Choice("owners", Text("业主委员会、物业管理委员会", "Owners' committee")),
    Choice("association", Text("社会组织", "Association")),
    Choice("volunteers", Text("志愿服务队伍", "Volunteer team")),
    Choice("business", Text("驻区单位、商户", "Firm or shop of the place")),
    Choice("expert", Text("专业机构（律师、规划、消防等）", "Experts: law, planning, fire safety")),
    Choice("department", Text("政府部门", "Government department")),
)
AGREED, MOSTLY, DIFFERING = "agreed", "mostly", "differing"
OUTCOMES = (
    Choice(AGREED, Text("意见一致", "All agreed")),
    Choice(MOSTLY, Text("多数意见一致，有不同意见", "Most agreed, some did not")),
    Choice(DIFFERING, Text("没有形成一致意见", "No common view")),
)
FULLY, PARTLY = "fully", "partly"
ADOPTIONS = (
    Choice(FULLY, Text("全部采纳", "Adopted")),
    Choice(PARTLY, Text("部分采纳", "Adopted in part")),
)
NOT_ADOPTED = "not_adopted"
OPINION_WAYS = (
    Choice("in_person", Text("当面", "In person")),
    Choice("telephone", Text("电话", "By telephone")),
    Choice("writing", Text("书面", "In writing")),
    Choice("box", Text("意见箱、楼栋征集", "From a box, or door to door")),
)
ONLINE = Choice("online", Text("网上", "On the web page"))
WITHHELD_GROUNDS = (
    Choice("personal", Text("含有他人个人信息", "It tells of other people")),
    Choice("insult", Text("侮辱、诽谤他人", "It insults or defames")),
    Choice("unlawful", Text("违反法律法规", "It is unlawful")),
    Choice("elsewhere", Text("与本议题无关", "It is about something else")),
)
DONE, IN_PART, UNDONE = "done", "in_part", "undone"
TASK_OUTCOMES = (
    Choice(DONE, Text("已完成", "Done")),
    Choice(IN_PART, Text("部分完成", "Done in part")),
    Choice(UNDONE, Text("未完成", "Not done")),
)
CONVENERS = (
    Choice("committee", Text("村（居）民委员会召集", "The committee on its own motion")),
    Choice(
        "request",
        Text("村（居）民依法联名提议，由委员会召集", "The committee, as residents asked together"),
        BOTH_LAWS,
    ),
    Choice(
        "representatives",
        Text("村（居）民代表依法提议，由委员会召集", "The committee, as representatives asked"),
        BOTH_LAWS,
    ),
)
BY_HANDS, BY_BALLOT = "hands", "ballot"
METHODS = (
    Choice(BY_HANDS, Text("举手表决", "Show of hands")),
    Choice(BY_BALLOT, Text("纸质票（无记名）", "Paper ballots, secret")),
)
PASSED, REJECTED = "passed", "rejected"
RESULTS = (
    Choice(PASSED, Text("通过", "Passed")),
    Choice(REJECTED, Text("未通过", "Not passed")),
)
ORDINARY, RULES = "ordinary", "rules"
MOTIONS = (
    Choice(ORDINARY, Text("一般事项", "An ordinary matter")),
    Choice(RULES, Text("村规民约、居民公约（含修订）", "Village rules or a residents' convention")),
)
VILLAGE_RULES, RESIDENTS_CONVENTION = "village_rules", "residents_convention"
CONVENTIONS = (
    Choice(VILLAGE_RULES, Text("村规民约", "Village rules"), IN_VILLAGES),
    Choice(RESIDENTS_CONVENTION, Text("居民公约", "Residents' convention"), IN_TOWNS),
)
# Where a version stands with the township.
ADOPTED, SENT, NOTED, TO_CORRECT = "adopted", "sent", "noted", "to_correct"
FILINGS = (
    Choice(ADOPTED, Text("待报备案", "To be filed")),
    Choice(SENT, Text("已报街道、乡镇", "Sent to the township")),
    Choice(NOTED, Text("已备案", "Filed")),
    Choice(TO_CORRECT, Text("街道、乡镇要求纠正", "The township asks for a correction")),
)
