"""How the desk and the timeline word what happens in councils."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "council.opinion": Text("收到居民意见：{title}", "A resident said what they think: {title}"),
    "council.filed": Text(
        "村规民约、居民公约报备案：{title}", "A convention was sent for filing: {title}"
    ),
    "council.noted": Text("街道、乡镇已备案：{title}", "The township noted the filing: {title}"),
    "council.to_correct": Text(
        "街道、乡镇要求纠正：{title}", "The township asks for a correction: {title}"
    ),
    "council.task_due": Text(
        "任务完成日期已到，请了解并登记：{title}",
        "A task is due, see and record what became of it: {title}",
    ),
}
# Lines of the timeline that are no steps.
LETTERS: dict[str, Text] = {
    "letter.drafted": Text("起草{name}", "Drafted: {name}"),
    "letter.corrected": Text("修改{name}", "Corrected: {name}"),
    "letter.issued": Text("签发{name}", "Issued: {name}"),
    "letter.voided": Text("作废{name}", "Made void: {name}"),
    "letter.read": Text("查看{name}", "Read: {name}"),
    "letter.downloaded": Text("下载{name}", "Downloaded: {name}"),
    "letter.erased": Text("清除文书中的个人信息", "Personal data of letters erased"),
}
EVENTS: dict[str, Text] = {
    **LETTERS,
    "deliberation.opinion_given": Text("居民网上发表意见", "A resident gave an opinion"),
    "deliberation.opinion_released": Text("公开一条意见", "An opinion was released"),
    "deliberation.opinion_withheld": Text("一条意见不予公开", "An opinion was not released"),
}
# What the system's own chain tells.
LOGGED: dict[str, Text] = {
    "council.quorum_set": Text("设定会议到会和通过人数规则", "Set quorum and majority"),
    "demo_councils_loaded": Text("载入协商演示数据", "Loaded the demo's councils"),
}
