"""The declared words of whistles: kinds, ways, grounds, outcomes, assessments."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

STREETS = Text("北京市街道办事处条例（2019）", "Beijing Regulation on Subdistrict Offices (2019)")
HOTLINE = Text("北京市接诉即办工作条例（2021）", "Beijing Regulation on Handling Requests (2021)")
GULOU = Text(
    "南京市鼓楼区“吹哨报到”公开报道", "Published account of whistles in Gulou District, Nanjing"
)
TRIGGERS = Text("北京市“吹哨报到”公开报道", "Published account of whistles in Beijing")
OWN = Text("本平台设定", "Linli's own setting")


# What a published list of presets says; where it says nothing, Linli's own preset.
PRESET = Basis(GULOU, "", "B")
LISTED = Basis(TRIGGERS, "", "B")
DUAL = Basis(HOTLINE, "第三十三条", "A")
DESIGN = Basis(OWN, "", "design")
# The township coordinates and directs departments; one that refuses is reported to the county.
COORDINATES = Basis(STREETS, "第五条、第十一条、第十七条、第四十四条", "A")

HARD, POWERS, EMERGENCY = "hard", "powers", "emergency"
KINDS = (
    Choice(HARD, Text("街道（乡镇）自身难以解决", "Hard for the township alone"), LISTED),
    Choice(POWERS, Text("需要部门执法权", "Needs law-enforcement powers"), LISTED),
    Choice(EMERGENCY, Text("应急处置", "Emergency"), LISTED),
)
# The course that a called department takes: how long it has to come.
ALONE, JOINT = "alone", "joint"
LANES = (
    Choice(ALONE, Text("单独报到", "Called alone")),
    Choice(JOINT, Text("多部门联合", "Several are called")),
    Choice(EMERGENCY, Text("应急处置", "Emergency")),
)
TAKEN_BACK = "taken_back"
WAYS = (
    Choice("telephone", Text("电话", "Telephone")),
    Choice("in_person", Text("当面", "In person")),
    Choice("message", Text("工作消息", "Message")),
)
REACHED = (
    Choice("reached", Text("已接通", "Reached")),
    Choice("no_answer", Text("无人接听", "No answer")),
)
TOWNSHIP_ALONE = "township_alone"
GROUNDS = (
    Choice("not_ours", Text("不属于本部门职责", "Not a duty of this department")),
    Choice("other_department", Text("应由其他部门负责", "Another department's duty")),
    Choice(TOWNSHIP_ALONE, Text("街道（乡镇）可以自行处理", "The township can do it alone")),
    Choice("statutory", Text("应走法定途径", "Belongs to a statutory way")),
)
ORDERED, EXCUSED, REPLACED = "ordered", "excused", "replaced"
DECISIONS = (
    Choice(ORDERED, Text("应当报到", "It must come"), COORDINATES),
    Choice(EXCUSED, Text("不须报到", "It need not come"), COORDINATES),
    Choice(REPLACED, Text("改由其他部门报到", "Another department comes"), COORDINATES),
)
LEFT = "left"
OUTCOMES = (
    Choice("done", Text("已处置完毕", "Done")),
    Choice("going_on", Text("由本部门继续办理", "The department goes on with it")),
    Choice(LEFT, Text("交由街道（乡镇）后续处理", "The township sees to the rest")),
    Choice("impossible", Text("客观上不能解决", "Can't be done")),
)
SOLVED = "solved"
RESULTS = (
    Choice(SOLVED, Text("已解决", "Solved"), DUAL),
    Choice("partly", Text("部分解决", "Solved in part"), DUAL),
    Choice("unsolved", Text("未解决", "Not solved"), DUAL),
)
POOR = "poor"
COOPERATION = (
    Choice("good", Text("积极配合", "Good"), DUAL),
    Choice("fair", Text("一般", "Fair"), DUAL),
    Choice(POOR, Text("不配合", "Poor"), DUAL),
)
