"""The sentences that a letter takes by what was decided, as they are printed."""

from __future__ import annotations

OUTCOMES = {
    "supported": "经调查核实，对你提出的请求予以支持，本单位将督促执行。",
    "explained": "经调查核实，你提出的请求事由合理但缺乏法律依据，现解释说明如下：",
    "rejected": "经调查核实，对你提出的请求不予支持。",
}
REVIEWS = {
    "upheld": "经复查，决定维持原处理意见。",
    "changed": "经复查，决定变更原处理意见。",
    "revoked": "经复查，决定撤销原处理意见，责令原办理机关、单位重新办理。",
}
RECHECKS = {
    "upheld": "经复核，决定维持复查意见。",
    "changed": "经复核，决定变更复查意见。",
    "revoked": "经复核，决定撤销原意见，责令原办理机关、单位重新办理。",
}
# What a re-examination opinion comes to (Art. 36(3)); one that revokes ends nothing.
ENDS = (
    "本意见为信访事项的复核意见。根据《信访工作条例》第三十六条第三款规定，你对复核意见不服，仍以"
    "同一事实和理由提出信访请求的，各级党委和政府信访部门和其他机关、单位不再受理。如有新的事实和"
    "理由，可以重新提出。"
)
BEGINS_AGAIN = (
    "本信访事项由原办理机关、单位重新办理并书面答复你。对重新作出的处理意见不服的，可以依照"
    "《信访工作条例》第三十五条、第三十六条规定请求复查、复核。"
)
CLOSINGS = (ENDS, BEGINS_AGAIN)

# By ground of non-acceptance: what is found, the article, and where to go.
GROUNDS = {
    "in_hand": "同一信访事项已经受理或者正在办理",
    "ended": "该信访事项已作出复核意见，你仍以同一事实和理由提出",
    "elsewhere": "该信访事项不属于本单位职权范围",
}
WHERE = {
    "in_hand": "该信访事项正在办理，请等候原受理机关、单位的书面答复。",
    "ended": "如有新的事实和理由，可以凭查询编号重新提出，经审核确属新的事实和理由的，重新登记。",
    "elsewhere": "请向有权处理的机关、单位提出；不清楚由谁处理的，可以向{office}查询。",
}
NEXT_ABOVE = {
    "review": "作出本处理意见的机关、单位的上一级机关、单位",
    "recheck": "作出本复查意见的机关、单位的上一级机关、单位",
}
# What stands in the place of an accusation's words in letters to units off its list.
KEPT_BACK = "检举控告事项，内容不在本函载明，材料按规定另行密封移送，仅限知情人员查阅。"
TASKS = {
    "to_discipline": "请按照管理权限依规依纪依法处理",
    "to_justice": "请依照法定程序处理",
}
SECRECY = "有关材料请严格按照规定管理，不得向被检举控告的人员和单位泄露、转送。"
