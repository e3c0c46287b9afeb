"""The declared words of directives: grounds for asking back, what stands in the way, sources."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

RELIEF = Text(
    "整治形式主义为基层减负若干规定（2024）",
    "Provisions on relieving the grassroots of formalities (2024)",
)
SHARING = Text("政务数据共享条例（2025）", "Regulation on sharing government data (2025)")
LISTS = Text(
    "关于全面建立乡镇（街道）履行职责事项清单的意见",
    "Opinions on drawing up the duty lists of towns and streets",
)
SELF_GOVERNMENT = Text(
    "村民委员会组织法、城市居民委员会组织法（2025年修正、修订）",
    "Organic laws of villagers' and residents' committees (as amended in 2025)",
)
PRACTICE = Text("工作惯例", "Usual practice")
OWN = Text("本平台设定", "Linli's own setting")

# Read in a page that quotes it, part by part; it counts items, not articles.
FEWER_PAPERS = Basis(RELIEF, "", "B")
CLEAR_DUTIES = Basis(LISTS, "", "B")
NOTHING_TWICE = Basis(SHARING, "", "B")
SELF_GOVERNED = Basis(SELF_GOVERNMENT, "", "C")
CUSTOM = Basis(PRACTICE, "", "C")
DESIGN = Basis(OWN, "", "design")

TAKEN_BACK, ASSISTING = "taken_back", "assisting"
GROUNDS = (
    Choice("not_ours", Text("不属于本单位职责", "Not this unit's duty"), CLEAR_DUTIES),
    Choice(TAKEN_BACK, Text("属于上级部门收回事项", "Taken back by an upper department"),
           CLEAR_DUTIES),
    Choice(ASSISTING, Text("属于配合事项，应由主责部门牵头", "An upper department must lead on it"),
           CLEAR_DUTIES),
    Choice("asked_before", Text("同一材料已经报过", "The same material was reported before"),
           FEWER_PAPERS),
    Choice("no_means", Text("缺少权限、人员或经费", "Powers, people or money are lacking"), DESIGN),
    Choice("unclear", Text("要求或完成标准不明确", "What is asked, or its measure, is unclear"),
           DESIGN),
    Choice("too_short", Text("时限不足", "The time is too short"), DESIGN),
)  # fmt: skip
OBSTACLES = (
    Choice("powers", Text("缺少职权", "Powers are lacking")),
    Choice("people", Text("缺少人员", "People are lacking")),
    Choice("money", Text("缺少经费", "Money is lacking")),
    Choice("other_unit", Text("等待其他单位", "Waits for another unit")),
    Choice("rule", Text("政策依据不明", "The rule is unclear")),
    Choice("time", Text("时间不够", "Time is short")),
    Choice("other", Text("其他", "Other")),
)
ASKED, AGREED, DECLINED = "", "agreed", "declined"
ANSWERS = (
    Choice(AGREED, Text("愿意协助", "Will help")),
    Choice(DECLINED, Text("不能协助", "Can't help")),
)
