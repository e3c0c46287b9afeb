"""How the desk words what comes after an opinion: remedies, closing, supervision."""

from __future__ import annotations

from linli.core.text import Text

REMINDERS: dict[str, Text] = {
    "petition.request_review": Text(
        "请求复查，待确定复查机关：{title}", "Review asked for, name the body: {title}"
    ),
    "petition.request_recheck": Text(
        "请求复核，待确定复核机关：{title}", "Re-examination asked for, name the body: {title}"
    ),
    "petition.name_review_body": Text("请复查：{title}", "Please review: {title}"),
    "petition.name_recheck_body": Text("请复核：{title}", "Please re-examine: {title}"),
    "petition.redo": Text(
        "意见已被撤销，请重新办理：{title}", "The opinion was revoked, handle it again: {title}"
    ),
    "petition.to_redo": Text(
        "意见已被撤销，但原单位不在，请登记承继单位：{title}",
        "The opinion was revoked, but its unit is gone, record a successor: {title}",
    ),
    "petition.to_close": Text("待结案：{title}", "To be closed: {title}"),
    "petition.withdraw": Text("信访人已撤回：{title}", "Withdrawn by the petitioner: {title}"),
    "petition.renew": Text(
        "信访人提出新的事实和理由，请审核：{title}", "New facts were stated, look at them: {title}"
    ),
    "petition.grant_renewal": Text("已重新登记，请分流：{title}", "Registered again: {title}"),
    "petition.supervise": Text(
        "督办，请书面反馈：{title}", "Supervised, written feedback is asked for: {title}"
    ),
    "petition.feed_back": Text("督办已反馈：{title}", "Feedback on the supervision: {title}"),
    "petition.escalate": Text(
        "提请联席会议：{title}", "Brought before the joint conference: {title}"
    ),
    "petition.confer": Text(
        "联席会议已决定措施：{title}", "The joint conference decided on a measure: {title}"
    ),
}
