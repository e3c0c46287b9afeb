"""How the desk and the timeline word what happens with directives."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "directive.given": Text("有新任务待接收：{title}", "A directive to accept: {title}"),
    "directive.assists": Text("请协办：{title}", "Asked to assist: {title}"),
    "directive.asked_back": Text("下级退回商请：{title}", "Asked back: {title}"),
    "directive.withdrawn": Text("任务已撤回：{title}", "Withdrawn: {title}"),
    "directive.help_asked": Text("街道（乡镇）请协助：{title}", "Your help is asked for: {title}"),
    "directive.help_answered": Text("社区、村已答复：{title}", "A community answered: {title}"),
    "directive.obstacle": Text("任务遇到阻碍：{title}", "Something stands in the way: {title}"),
    "directive.time_asked": Text("申请延期：{title}", "More time is asked for: {title}"),
    "directive.time_granted": Text("已同意延期：{title}", "More time was granted: {title}"),
    "directive.time_refused": Text("未同意延期：{title}", "More time was refused: {title}"),
    "directive.supervised": Text("督办：{title}", "Supervised: {title}"),
    "directive.reported": Text("已报告落实，请审核：{title}", "Reported done, to review: {title}"),
    "directive.sent_back": Text("退回继续落实：{title}", "Sent back: {title}"),
    "directive.closed": Text("已办结：{title}", "Closed: {title}"),
    "directive.late": Text("任务已到期：{title}", "The directive is due: {title}"),
    "directive.late_below": Text("下级任务已到期：{title}", "A part is due and not done: {title}"),
    "directive.report_asked": Text("请随任务报送：{title}", "A report is asked for: {title}"),
}
# Lines of the timeline that are no steps.
EVENTS: dict[str, Text] = {
    "directive.report_asked": Text("随任务要求报送", "Asked for a report"),
    "directive.practice_posted": Text("发布经验做法", "Posted a practice"),
    "directive.practice_adopted": Text("采用经验做法", "Took up a practice"),
    "directive.practice_told": Text("登记采用结果", "Said what came of a practice"),
    "letter.drafted": Text("起草{name}", "Drafted: {name}"),
    "letter.corrected": Text("修改{name}", "Corrected: {name}"),
    "letter.issued": Text("签发{name}", "Issued: {name}"),
    "letter.voided": Text("作废{name}", "Made void: {name}"),
    "letter.read": Text("查看{name}", "Read: {name}"),
    "letter.downloaded": Text("下载{name}", "Downloaded: {name}"),
    "letter.erased": Text("清除文书中的个人信息", "Personal data of letters erased"),
}
# Refusals on the system's own chain.
LOGGED: dict[str, Text] = {
    "directive.ask_report": Text("要求报送", "Ask for a report"),
    "directive.post_practice": Text("发布经验做法", "Post a practice"),
    "directive.adopt_practice": Text("采用经验做法", "Take up a practice"),
    "directive.tell_practice": Text("登记采用结果", "Say what came of a practice"),
}
