"""How the desk words what happens up to the opinion: routing, acceptance, handling, marks."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "petition.named": Text(
        "同时有权处理，请协商受理：{title}", "You have it as well; agree who accepts: {title}"
    ),
    "petition.objected": Text("转送异议待核实：{title}", "Objection to look into: {title}"),
    "petition.to_reroute": Text("待重新转送：{title}", "To be routed again: {title}"),
    "petition.kept": Text("异议不成立，请办理：{title}", "Objection rejected; handle: {title}"),
    "petition.instructed": Text("已有批示，请转办：{title}", "Decided; pass it on: {title}"),
    "petition.extended": Text("责任单位已延期：{title}", "The unit extended the term: {title}"),
    "petition.to_sign": Text("意见书待签发：{title}", "Opinion to be signed: {title}"),
    "petition.draft_returned": Text("意见书退回修改：{title}", "Draft to be changed: {title}"),
    "petition.reported": Text("已提交办结报告：{title}", "Completion report is in: {title}"),
    "petition.urgent": Text("重大紧急信访事项：{title}", "Urgent and grave: {title}"),
    "petition.recusal_asked": Text("信访人申请回避：{title}", "Recusal was asked for: {title}"),
}

# Lines of the timeline that are no steps.
EVENTS: dict[str, Text] = {
    "petition.identify": Text("补充信访人信息", "Who the petitioner is was added"),
}
