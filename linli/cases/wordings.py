"""How the timeline and the desk word what the engine itself records."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings as notice_wordings
from linli.core.text import Text

# By kind of event: (what the staff read, what the holder of the receipt reads or None).
EVENTS: dict[str, tuple[Text, Text | None]] = {
    "case.opened": (
        Text("已登记", "Registered"),
        Text("我们收到了您的来件", "We received your message"),
    ),
    "case.assigned": (Text("指定经办人：{person}", "Put in charge: {person}"), None),
    "case.assisted": (
        Text("邀请协办：{unit}", "Asked to assist: {unit}"),
        Text("{unit}参与协办", "{unit} now assists"),
    ),
    "case.released": (Text("结束协办：{unit}", "Released from assisting: {unit}"), None),
    "case.reminded": (Text("催办", "Reminded"), None),
    "case.noted": (Text("记录", "Note"), None),
    "case.handed_over": (
        Text("转交：{name}", "Handed over to: {name}"),
        Text(
            "已转到“{name}”办理，受理号和查询密码不变，不必重新提交",
            "Handed over to “{name}”; your receipt and passcode stay the same",
        ),
    ),
    "case.departments_called": (
        Text("为此件呼叫部门：{units}", "Departments were called to help: {units}"),
        Text(
            "街道请{units}一起来处理，您不必另外反映",
            "The town or street called {units} to help; you need not write again",
        ),
    ),
    "case.receipt_given": (
        Text("向其他当事人发放受理号", "Another party was given a receipt"),
        None,
    ),
    "case.linked": (Text("关联：{reference}", "Linked: {reference}"), None),
    "case.called": (
        Text("电话联系：{outcome}", "Telephoned: {outcome}"),
        Text("我们给您打了电话", "We telephoned you"),
    ),
    "case.warned": (Text("即将到期：{term}", "Nearly due: {term}"), None),
    "case.lapsed": (
        Text("已逾期：{term}（{rule}）", "Overdue: {term} ({rule})"),
        Text("办理时限已过，我们正在督促", "The time limit has passed; we are pressing for it"),
    ),
    "case.recounted": (
        Text(
            "工作日历变动，{term}由{before}改为{after}",
            "The calendar changed: {term} moves from {before} to {after}",
        ),
        None,
    ),
    "case.term_changed": (
        Text(
            "规定变动（{rule}），{term}由{before}改为{after}",
            "The rule changed ({rule}): {term} moves from {before} to {after}",
        ),
        None,
    ),
    "case.sealed": (Text("标记为检举控告件", "Marked as an accusation"), None),
    "case.accused": (Text("补充被检举控告对象", "Named another one accused"), None),
    "case.reader_admitted": (
        Text("列入知情名单：{post}", "Put on the list of readers: {post}"),
        None,
    ),
    "case.reader_dismissed": (
        Text("移出知情名单：{post}", "Taken off the list of readers: {post}"),
        None,
    ),
    "case.recused": (Text("回避：{person}", "Stands back: {person}"), None),
    "case.recusal_ended": (Text("结束回避：{person}", "Stands back no more: {person}"), None),
    "case.exclusion_asked": (
        Text("申请不计入统计", "Asked for the case to be left out of the rates"),
        None,
    ),
    "case.exclusion_decided": (
        Text("审定是否计入统计", "Decided whether it is left out of the rates"),
        None,
    ),
    "case.exclusion_appealed": (
        Text("不计入统计：申请复核", "Appealed: left out of the rates or not"),
        None,
    ),
    "case.exclusion_settled": (
        Text("不计入统计：复核决定", "Decided on appeal: left out of the rates or not"),
        None,
    ),
    "case.refused": (Text("未能办理：{act}", "Refused: {act}"), None),
    "case.viewed": (Text("查看", "Opened the page"), None),
    "case.passcode_reissued": (
        Text("重发查询密码", "Passcode issued again"),
        Text("查询密码已重新发放", "The passcode was issued again"),
    ),
    "case.sender_corrected": (
        Text("来件人更正了联系信息", "The sender corrected who they are or how to reach them"),
        Text("您更正了联系信息", "You corrected how to reach you"),
    ),
    "case.kept_shown": (Text("来件人查看了保存的信息", "The sender read what is kept"), None),
    "case.copied": (
        Text("来件人取走了信息副本", "The sender took a copy of what is kept"),
        Text("您取走了一份信息副本", "You took a copy of what is kept"),
    ),
    "case.sender_erased": (
        Text(
            "已删除来件人的姓名、电话、住址",
            "The sender's name, telephone and address were erased",
        ),
        Text("您的姓名、电话、住址已删除", "Your name, telephone and address were erased"),
    ),
    "case.emptied": (
        Text("已删除来件内容和个人信息", "Text and personal data were erased"),
        Text("来件内容和您的个人信息已删除", "Your message and your personal data were erased"),
    ),
    "case.held": (Text("暂缓删除", "Kept from being erased"), None),
    "case.hold_lifted": (Text("解除暂缓删除", "Hold on erasing lifted"), None),
    "case.sender_sought": (
        Text("按个人信息查找来件：{kind}", "Looked for a sender's cases: {kind}"),
        None,
    ),
    "identifier_revealed": (Text("查看个人信息：{kind}", "Revealed personal data: {kind}"), None),
}

NOTICES: dict[str, Text] = {
    "case.assigned": Text("交给您办理：{title}", "You are in charge of: {title}"),
    "case.exclusion_asked": Text(
        "申请不计入统计，请审定：{title}", "Asked to be left out of the rates; decide: {title}"
    ),
    "case.exclusion_decided": Text(
        "不计入统计的申请已有决定：{title}", "Left out of the rates or not; decided: {title}"
    ),
    "case.sealed": Text(
        "检举控告件，请查看（仅限知情名单）", "An accusation for you to read; for its list alone"
    ),
    "case.assisted": Text("请您单位协办：{title}", "Your unit is asked to assist: {title}"),
    "case.received": Text("新到：{title}", "New: {title}"),
    "case.reminded": Text("催办：{title}", "Reminder: {title}"),
    "case.facts_added": Text("来件人补充了情况：{title}", "The sender added facts: {title}"),
    "case.sender_corrected": Text(
        "来件人更正了联系信息：{title}", "The sender corrected how to reach them: {title}"
    ),
    "case.warned": Text(
        "即将到期：{title}（{term}，{due}）", "Nearly due: {title} ({term}, {due})"
    ),
    "case.lapsed": Text("已逾期：{title}（{term}，{due}）", "Overdue: {title} ({term}, {due})"),
    "case.due_moved": Text(
        "到期日有变：{title}（{term}改为{after}）",
        "Another due date: {title} ({term}, now {after})",
    ),
    "case.terms_moved": Text(
        "{why}：您单位有{count}项在办时限的到期日改变，请查看",
        "{why}: {count} of your unit's running terms have another due date",
    ),
    "case.escalated": Text(
        "逾期未办，请督办：{title}（{unit}，{term}，{due}）",
        "Overdue; please press for it: {title} ({unit}, {term}, {due})",
    ),
}

# How the log names acts that were refused, by the forms and actions that they came from.
ACTS: dict[str, Text] = {
    "case.assign": Text("指定经办人", "Put in charge"),
    "case.assist": Text("邀请协办", "Ask to assist"),
    "case.ask_to_assist": Text("邀请协办", "Ask to assist"),
    "case.release": Text("结束协办", "Release from assisting"),
    "case.remind": Text("催办", "Remind"),
    "case.note": Text("写记录", "Write a note"),
    "case.add_facts": Text("补充情况", "Add facts"),
    "case.link": Text("关联", "Link"),
    "case.seal": Text("标记检举控告", "Mark as an accusation"),
    "case.accuse": Text("补充被检举控告对象", "Name another one accused"),
    "case.admit": Text("列入知情名单", "Put on the list of readers"),
    "case.dismiss": Text("移出知情名单", "Take off the list of readers"),
    "case.recuse": Text("回避", "Stand back"),
    "case.unrecuse": Text("结束回避", "End standing back"),
    "case.reveal_accused": Text("查看被检举控告人信息", "Reveal who is accused"),
    "case.reveal": Text("查看个人信息", "Reveal personal data"),
    "figures.corrected": Text("更正统计数", "Counters corrected"),
    "letter.draft": Text("起草文书", "Draft a letter"),
    "case.hold": Text("暂缓删除", "Keep from being erased"),
    "case.lift": Text("解除暂缓删除", "Lift the hold on erasing"),
    "case.call_taken": Text("接取待打电话", "Take a call to make"),
}


def register() -> None:
    """Hand the wordings of reminders to the desk, and those of events, without their places, and
    of acts to the auditor; called once while applications start."""
    for kind, text in ACTS.items():
        KINDS.register(kind, text)
    for kind, (text, _) in EVENTS.items():
        KINDS.register(kind, Text(text.zh.partition("：")[0], text.en.partition(":")[0]))
    for kind, text in NOTICES.items():
        notice_wordings.register(kind, text)
