"""How the desk and the timeline word what happens in a dispute."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "dispute.agreed": Text("当事人同意调解：{title}", "A party agrees to mediation: {title}"),
    "dispute.refused": Text(
        "当事人拒绝调解，请告知其他途径：{title}",
        "A party refused; explain the other ways: {title}",
    ),
    "dispute.challenged": Text(
        "当事人要求更换调解员：{title}", "A party wants another mediator: {title}"
    ),
    "dispute.not_performed": Text(
        "协议约定的日期已到，请了解履行情况：{title}",
        "What was agreed is due, see whether it was done: {title}",
    ),
}
# Lines of the timeline that are no steps.
EVENTS: dict[str, Text] = {
    "dispute.add_party": Text("登记、补充当事人信息", "A party was recorded"),
    "dispute.file_joined": Text("生成卷宗", "The file was put together"),
    "letter.drafted": Text("起草{name}", "Drafted: {name}"),
    "letter.corrected": Text("修改{name}", "Corrected: {name}"),
    "letter.issued": Text("签发{name}", "Issued: {name}"),
    "letter.voided": Text("作废{name}", "Made void: {name}"),
    "letter.read": Text("查看{name}", "Read: {name}"),
    "letter.downloaded": Text("下载{name}", "Downloaded: {name}"),
    "letter.erased": Text("清除文书中的个人信息", "Personal data of letters erased"),
}
# What the system's own chain tells of rounds and of the register.
LOGGED: dict[str, Text] = {
    "dispute.round_planned": Text("安排纠纷排查", "Planned a round"),
    "dispute.round_held": Text("登记排查情况", "Recorded a round"),
    "dispute.grids_taken_in": Text("导入网格", "Took grids in"),
    "dispute.mediator_entered": Text("登记调解员", "Entered a mediator"),
    "dispute.mediator_ended": Text("登记调解员离任", "A mediator left office"),
    "dispute.reveal": Text("查看当事人信息", "Look at who a party is"),
    "dispute.give_receipt": Text("发放受理号", "Give a party a receipt"),
}
