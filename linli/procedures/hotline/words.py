"""The declared words of the hotline: kinds, grades, outcomes, grounds, results, ratings."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

REGULATION = Text(
    "北京市接诉即办工作条例（2021）", "Beijing Regulation on Handling Complaints (2021)"
)
STANDARD = Text(
    "北京市接诉即办服务标准（2021年12月征求意见稿）",
    "Beijing hotline service standard (draft of December 2021)",
)
OWN = Text("本平台设定", "Linli's own setting")


def article(number: str) -> Basis:
    """Return the basis for an article of the Beijing regulation, whose full text was read."""
    return Basis(REGULATION, number, "A")


DRAFT = Basis(STANDARD, "", "B")
DESIGN = Basis(OWN, "", "design")

KINDS = (
    Choice("consultation", Text("咨询", "Question")),
    Choice("help", Text("求助", "Call for help")),
    Choice("complaint", Text("投诉", "Complaint")),
    Choice("report", Text("举报", "Report of wrongdoing")),
    Choice("suggestion", Text("建议", "Suggestion")),
)

GRADES = (
    Choice("emergency", Text("紧急（危及生命财产）", "Emergency (life or property)")),
    Choice("utility", Text("水电气热", "Water, power, gas, heating")),
    Choice("normal", Text("一般", "Normal")),
    Choice("complex", Text("复杂疑难", "Complex")),
)

# The six cases that are answered without dispatching (Art. 11, third paragraph).
_ART_11 = "第十一条第三款"
OUTCOMES = (
    Choice(
        "emergency_line",
        Text("紧急事项，已引导拨打专线", "Urgent: passed to the emergency line"),
        article(_ART_11),
    ),
    Choice(
        "statutory_way",
        Text(
            "应走法定途径或已进入信访程序，已告知",
            "Has a statutory way, or is already a petition: told so",
        ),
        article(_ART_11),
    ),
    Choice(
        "repeat",
        Text("重复反映且无新情况，已告知进展", "Repeated without new facts: told the progress"),
        article(_ART_11),
    ),
    Choice(
        "secrecy",
        Text("涉及秘密或隐私，已解释", "Touches secrets or privacy: explained"),
        article(_ART_11),
    ),
    Choice(
        "beyond_duty",
        Text("超出职责范围，已告知其他渠道", "Beyond the duties: told of other ways"),
        article(_ART_11),
    ),
    Choice(
        "unlawful",
        Text("违反法律或公序良俗，已劝导", "Against law or good morals: advised"),
        article(_ART_11),
    ),
)

GROUNDS = (
    Choice("not_listed", Text("不在本单位职责清单内", "Not on our duty list")),
    Choice("listed_elsewhere", Text("清单列明由其他单位负责", "Listed as another unit's duty")),
    Choice("taken_back", Text("已列入上级部门收回事项", "Taken back by a higher department")),
    Choice("other_place", Text("不在本辖区", "Outside our area")),
)

RESULTS = (
    Choice("solved", Text("已解决", "Solved")),
    Choice("partly", Text("部分解决", "Partly solved")),
    Choice("explained", Text("已解释说明", "Explained")),
    Choice("impossible", Text("客观条件所限，暂不能解决", "Not possible at present")),
)

HEARS_BY = (
    Choice("telephone", Text("打电话告知", "By telephone")),
    Choice("page", Text("凭受理号自行查询", "Looks it up with the receipt")),
)

CONTACT_WAYS = (
    Choice("telephone", Text("电话", "By telephone")),
    Choice("visit", Text("上门或到现场", "In person")),
    Choice("page", Text("在查询页留言", "By a message on the tracking page")),
)

RESOLVED = (
    Choice("yes", Text("已解决", "Solved")),
    Choice("no", Text("未解决", "Not solved")),
    Choice("unsaid", Text("未表态", "Did not say")),
)

SATISFIED = (
    Choice("satisfied", Text("满意", "Satisfied")),
    Choice("fairly", Text("基本满意", "Fairly satisfied")),
    Choice("dissatisfied", Text("不满意", "Not satisfied")),
    Choice("unsaid", Text("未表态", "Did not say")),
)

REACHED = (
    Choice("yes", Text("已联系上", "Reached")),
    Choice("no", Text("多次联系不上", "Not reached after several tries")),
)

RULINGS = (
    Choice("upheld", Text("异议成立", "Objection upheld")),
    Choice("rejected", Text("异议不成立", "Objection rejected")),
)
