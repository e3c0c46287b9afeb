"""How the desk, the timeline and the system's log word what happens in a whistle."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "whistle.called": Text("街道吹哨，请签收：{title}", "Your department is called; sign: {title}"),
    "whistle.emergency": Text(
        "紧急吹哨，请立即签收到场：{title}", "Emergency: sign and come at once: {title}"
    ),
    "whistle.on_duty": Text("您正在值班，紧急吹哨：{title}", "You are on duty; emergency: {title}"),
    "whistle.contacted": Text("部门已联系：{title}", "The department was in contact: {title}"),
    "whistle.arrived": Text(
        "部门登记已到场，请确认：{title}", "The department is there; please confirm: {title}"
    ),
    "whistle.denied": Text("街道反馈未到场：{title}", "The township says nobody came: {title}"),
    "whistle.extended": Text("街道同意延长：{title}", "More time was granted: {title}"),
    "whistle.reported": Text(
        "部门已反馈，请评价：{title}", "The department has reported; assess: {title}"
    ),
    "whistle.returned": Text("街道退回，请继续处置：{title}", "Sent back, please go on: {title}"),
    "whistle.assessed": Text("街道已评价：{title}", "The township has assessed: {title}"),
    "whistle.remarked": Text(
        "部门对吹哨提出意见：{title}", "The department remarks on the call: {title}"
    ),
    "whistle.withdrawn": Text("街道撤回呼叫：{title}", "The call was withdrawn: {title}"),
    "whistle.all_back": Text(
        "各部门均已办结，可以办结哨件：{title}", "All departments are through; close it: {title}"
    ),
    "whistle.task": Text("联合任务：{title}", "A joint task: {title}"),
    "whistle.refused": Text(
        "部门提出异议，请区县裁定：{title}", "A department refuses; the county decides: {title}"
    ),
    "whistle.ordered": Text("区县裁定应当报到：{title}", "Decided: it must come: {title}"),
    "whistle.excused": Text("区县裁定不须报到：{title}", "Decided: it need not come: {title}"),
    "whistle.replaced": Text(
        "区县裁定改由其他部门报到：{title}", "Decided: another department comes: {title}"
    ),
    "whistle.not_attended": Text(
        "部门逾期未到场，请督办：{title}", "Nobody came in time; please press for it: {title}"
    ),
}
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
# What the system's own chain tells of rosters.
LOGGED: dict[str, Text] = {
    "whistle.shift_entered": Text("登记值班", "Entered a shift"),
    "whistle.shift_removed": Text("删除值班", "Removed a shift"),
    "whistle.roster_taken_in": Text("导入值班表", "Took a roster in"),
}
