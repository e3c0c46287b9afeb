"""How the desk and the timeline word what happens to a suggestion."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "suggestion.opinion": Text("会同单位已提意见：{title}", "A unit gave its opinion: {title}"),
    "suggestion.sent_back": Text("退回，请另行分办：{title}", "Sent back, find another: {title}"),
    "suggestion.reconsider": Text("请重新研究：{title}", "To be studied again: {title}"),
    "suggestion.kept": Text(
        "建议人未同意转办，请继续办理：{title}", "Not to be passed on; go on with it: {title}"
    ),
    "suggestion.handed_over": Text("由人民建议转来：{title}", "Came as a suggestion: {title}"),
}  # fmt: skip
# Lines of the timeline that are no steps.
EVENTS: dict[str, Text] = {
    "letter.drafted": Text("起草{name}", "Drafted: {name}"),
    "letter.corrected": Text("修改{name}", "Corrected: {name}"),
    "letter.issued": Text("签发{name}", "Issued: {name}"),
    "letter.voided": Text("作废{name}", "Made void: {name}"),
    "letter.read": Text("查看{name}", "Read: {name}"),
    "letter.downloaded": Text("下载{name}", "Downloaded: {name}"),
    "letter.erased": Text("清除文书中的个人信息", "Personal data of letters erased"),
}
# What the system's own chain tells of collections.
LOGGED: dict[str, Text] = {
    "suggestion.campaign_made": Text("起草主题征集", "Drafted a collection"),
    "suggestion.campaign_changed": Text("修改主题征集", "Changed a collection"),
    "suggestion.campaign_published": Text("发布主题征集", "Published a collection"),
    "suggestion.campaign_ended": Text("提前结束主题征集", "Ended a collection early"),
    "suggestion.campaign_answered": Text("公布征集反馈", "Published what came of a collection"),
}
