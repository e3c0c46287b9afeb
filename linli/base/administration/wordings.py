"""How the kinds of entries of the log are named for the auditor; rooms add their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from linli.base.accounts.kinds import ROLES, UNIT_KINDS
from linli.base.rules.registry import SETTABLE
from linli.core.chain import ANCHORED, ERASED
from linli.core.procedure import Procedure
from linli.core.registry import Registry
from linli.core.text import Text

# By kind; a room registers its kinds in `ready()`. An unnamed kind shows as its key.
KINDS: Registry[Text] = Registry("name of a kind of entry")

for _key, _name in (
    ("sign_in.succeeded", Text("登录", "Signed in")),
    ("sign_in.failed", Text("登录失败", "Sign-in failed")),
    ("sign_in.ended", Text("退出", "Signed out")),
    ("sign_in.issue_link", Text("签发登录链接", "Issue a link to sign in")),
    ("sign_in.link_issued", Text("签发登录链接", "Link to sign in issued")),
    ("sign_in.password_set", Text("设置密码", "Password set")),
    ("sign_in.password_changed", Text("修改密码", "Password changed")),
    ("sign_in.held_back", Text("登录失败次数过多，暂停尝试", "Sign-in held back for a while")),
    ("sign_in.sessions_ended", Text("结束自己的其他会话", "Own other sessions ended")),
    ("sign_in.provider_refused", Text("统一身份认证登录被拒", "Sign-in through provider refused")),
    ("second_step.set_up", Text("设置二次验证", "Second step set up")),
    ("second_step.used", Text("通过二次验证", "Second step taken")),
    ("second_step.failed", Text("二次验证失败", "Second step failed")),
    ("second_step.held_back", Text("二次验证失败过多，暂停尝试", "Second step held back")),
    ("second_step.removed", Text("移除二次验证方式", "Second step removed")),
    ("second_step.codes_made", Text("重新生成恢复代码", "Recovery codes made anew")),
    ("second_step.reset_issued", Text("签发重置二次验证链接", "Link to reset issued")),
    ("second_step.reset", Text("重置二次验证", "Second step reset")),
    ("person.end_sessions", Text("结束人员会话", "End a person's sessions")),
    ("person.sessions_ended", Text("结束人员会话", "Person's sessions ended")),
    ("person.link_identity", Text("关联统一身份", "Link an identity")),
    ("person.identity_linked", Text("关联统一身份", "Identity linked")),
    ("person.identity_unlinked", Text("取消关联统一身份", "Identity unlinked")),
    ("unit.open", Text("设立单位", "Open a unit")),
    ("unit.opened", Text("设立单位", "Unit opened")),
    ("unit.change", Text("变更单位", "Change a unit")),
    ("unit.changed", Text("变更单位", "Unit changed")),
    ("unit.close", Text("撤销单位", "Close a unit")),
    ("unit.closed", Text("撤销单位", "Unit closed")),
    ("person.create", Text("新建人员", "Create a person")),
    ("person.created", Text("新建人员", "Person created")),
    ("person.turn", Text("启用或停用账号", "Turn an account on or off")),
    ("person.activated", Text("启用账号", "Account turned on")),
    ("person.deactivated", Text("停用账号", "Account turned off")),
    ("post.fill", Text("任命", "Appoint")),
    ("post.filled", Text("任命", "Appointed")),
    ("post.end", Text("终止岗位", "End a post")),
    ("post.ended", Text("终止岗位", "Post ended")),
    ("post.revoked", Text("撤销任命", "Appointment revoked")),
    ("post.taken", Text("切换岗位", "Post switched")),
    ("deputy.set", Text("指定代理人", "Deputy named")),
    ("deputy.clear", Text("取消代理", "Clear a deputy")),
    ("deputy.cleared", Text("取消代理", "Deputy cleared")),
    ("calendar.set_day", Text("调整日历", "Set a day")),
    ("calendar.day_set", Text("调整日历", "Day set")),
    ("calendar.day_reset", Text("恢复日历", "Day reset")),
    ("calendar.declare_year", Text("确认年度日历", "Settle a year")),
    ("calendar.year_declared", Text("确认年度日历", "Year settled")),
    ("calendar.seeded", Text("载入日历", "Calendar loaded")),
    ("rule.set", Text("设定地方规则", "Local rule set")),
    ("rule.end", Text("终止地方规则", "End a local rule")),
    ("rule.ended", Text("终止地方规则", "Local rule ended")),
    ("term.confirm_version", Text("确认新规定适用于在办事项", "Confirm a new version of a term")),
    ("term.version_confirmed", Text("新规定适用于在办事项", "New version of a term confirmed")),
    ("rule.withdraw", Text("撤回地方规则", "Withdraw a local rule")),
    ("rule.withdrawn", Text("撤回地方规则", "Local rule withdrawn")),
    ("audit.verified", Text("校验日志", "Log verified")),
    ("operations.backed_up", Text("备份", "Backed up")),
    ("regions_loaded", Text("装载区划", "Regions loaded")),
    ("demo_units_loaded", Text("载入演示单位", "Demo units loaded")),
    ("demo_people_loaded", Text("载入演示人员", "Demo people loaded")),
    ("demo_duties_loaded", Text("载入演示职责清单", "Demo duty list loaded")),
    ("demo_requests_loaded", Text("载入演示诉求", "Demo requests loaded")),
    ("privacy_keys_rotated", Text("更换个人信息密钥", "Keys of identifiers changed")),
    ("privacy.erased", Text("到期删除个人信息", "Erasure of what is past its period")),
    ("letter_template.replace", Text("更换文书模板", "Replace a letter template")),
    ("letter_template.replaced", Text("更换文书模板", "Letter template replaced")),
    ("letter_template.restored", Text("恢复文书模板", "Letter template restored")),
    ("letter_sign.set", Text("设置机关代字", "Short sign of a unit set")),
    ("letter.drafted", Text("起草文书", "Letter drafted")),
    ("letter.correct", Text("修改文书", "Correct a letter")),
    ("letter.corrected", Text("修改文书", "Letter corrected")),
    ("letter.issue", Text("签发文书", "Issue a letter")),
    ("letter.issued", Text("签发文书", "Letter issued")),
    ("letter.void", Text("作废文书", "Make a letter void")),
    ("letter.voided", Text("作废文书", "Letter made void")),
    ("letter.read", Text("查看文书", "Letter read")),
    ("letter.downloaded", Text("下载文书", "Letter downloaded")),
    ("letter.erased", Text("清除文书个人信息", "Personal data of letters erased")),
    ("batch.asked", Text("发起批量任务", "Batch job asked for")),
    ("batch.ended", Text("批量任务结束", "Batch job ended")),
    ("batch.stopped", Text("取消批量任务", "Batch job cancelled")),
    ("batch.downloaded", Text("下载批量任务文件", "File of a batch job downloaded")),
    (ANCHORED, Text("链头锚定", "Ends of chains anchored")),
    (ERASED, Text("擦除日志文字", "Texts of the log erased")),
):
    KINDS.register(_key, _name)


# The facts that the entries of the ground keep.
FACTS = {
    "unit": Text("单位编号", "Unit no."),
    "post": Text("岗位编号", "Post no."),
    "person": Text("人员编号", "Person no."),
    "deputy": Text("代理人编号", "Deputy no."),
    "successor": Text("承接单位编号", "Successor no."),
    "case": Text("办件编号", "Case no."),
    "region": Text("行政区划代码", "Region code"),
    "role": Text("岗位角色", "Role"),
    "kind": Text("类别", "Kind"),
    "code": Text("代码", "Code"),
    "name": Text("名称", "Name"),
    "username": Text("用户名", "User name"),
    "address": Text("网络地址", "Network address"),
    "way": Text("方式", "Way"),
    "second_step": Text("二次验证", "Second step"),
    "removed": Text("移除数", "Removed"),
    "identity": Text("统一身份标识", "Identity"),
    "refused": Text("拒绝原因", "Refused because"),
    "from_date": Text("起始日期", "First day"),
    "until_date": Text("截止日期", "Last day"),
    "deputy_from_date": Text("代理起始日期", "Deputy from"),
    "deputy_until_date": Text("代理截止日期", "Deputy until"),
    "before": Text("变更前", "Before"),
    "after": Text("变更后", "After"),
    "now": Text("变更后", "Now"),
    "day": Text("日期", "Day"),
    "year": Text("年份", "Year"),
    "years": Text("年份", "Years"),
    "source": Text("依据", "Source"),
    "moved": Text("调整的期限数", "Clocks moved"),
    "procedure": Text("流程", "Procedure"),
    "term": Text("期限", "Term"),
    "binds": Text("约束对象", "Binds"),
    "length": Text("时长", "Length"),
    "in_force_from": Text("施行日期", "In force from"),
    "instrument": Text("地方规定", "Local rule"),
    "article": Text("条款", "Article"),
    "area": Text("规则所属", "Area of the rule"),
    "key": Text("规则", "Rule"),
    "value": Text("数值", "Value"),
    "reason": Text("理由", "Reason"),
    "note": Text("备注", "Note"),
    "verdict": Text("校验结果", "Verdict"),
    "faults": Text("损坏处数", "Faults"),
    "lines": Text("行数", "Lines"),
    "batch": Text("批量任务编号", "Batch no."),
    "batch_kind": Text("任务种类", "Kind of batch"),
    "total": Text("总数", "Total"),
    "done": Text("成功数", "Done"),
    "refused_number": Text("未成功数", "Not done"),
    "is_all": Text("筛选出的全部", "All that the filter found"),
    "filter": Text("筛选条件", "Filter"),
    "from": Text("原状态", "State before"),
    "to": Text("现状态或报请单位", "State after, or unit asked"),
    "due": Text("到期时间", "Due"),
    "due_at": Text("到期时间", "Due"),
    "rule": Text("时限依据", "Rule of the term"),
    "receipt": Text("受理号", "Receipt"),
    "reference": Text("编号", "Reference"),
    "channel": Text("来源渠道", "Channel"),
    "purpose": Text("通话目的", "Purpose of the call"),
    "about": Text("告知事项", "What to tell"),
    "outcome": Text("结果", "Outcome"),
    "tries": Text("拨打次数", "Tries"),
    "is_public": Text("对来件人公开", "Public to the sender"),
    "from_sender": Text("来件人所写", "By the sender"),
    "found": Text("查到件数", "Cases found"),
    "files": Text("附件数", "Files"),
    "file_ids": Text("附件编号", "File nos."),
    "copy_to": Text("抄送", "Copy to"),
    "subject": Text("信息主体编号", "Subject no."),
    "list": Text("清单", "List"),
    "number": Text("序号", "Number"),
    "file": Text("文件摘要", "Digest of the file"),
    "changed": Text("变更项", "Changed"),
    "ended": Text("停用数", "Ended"),
    "new": Text("新增数", "New"),
    "same": Text("未变数", "Same"),
    "rejected": Text("未通过数", "Rejected"),
    "letter": Text("文书编号", "Letter no."),
    "letters": Text("文书编号", "Letter nos."),
    "docx": Text("Word文件摘要", "Digest of the Word file"),
    "pdf": Text("PDF文件摘要", "Digest of the PDF"),
    "fields": Text("修改项", "Fields changed"),
    "format": Text("文件格式", "Format"),
    "is_draft": Text("草稿", "Draft"),
    "no": Text("版本号", "Version"),
    "sha256": Text("文件摘要", "Digest of the file"),
    "sign": Text("机关代字", "Short sign"),
}


DECLARED: dict[str, Mapping[str, Any]] = {"role": ROLES, "kind": UNIT_KINDS}
# Anchors name hundreds of chains.
LONGEST_VALUE = 400


def fact_name(key: str) -> Text:
    """Return the name of a fact: our own, or that of a procedure's field; else its key."""
    return FACTS.get(key) or _fields().get(key) or Text(key, key)


def _fields() -> dict[str, Text]:
    steps_of_all = (step for procedure in SETTABLE for step in procedure.transitions)
    return {need.key: need.name for step in steps_of_all for need in step.needs}


def fact_value(key: str, value: object) -> Text:
    """Return a fact's value for reading: declared names by name, all else as it is kept."""
    if isinstance(value, str):
        declared = DECLARED.get(key, {}).get(value)
        return declared.name if declared else Text(value, value)
    plain = json.dumps(value, ensure_ascii=False)
    plain = plain if len(plain) <= LONGEST_VALUE else plain[:LONGEST_VALUE] + "…"
    return Text(plain, plain)


def named(kind: str) -> Text:
    """Return the name of the kind: registered, or of a procedure's step; else its key."""
    procedure = SETTABLE.get(kind.partition(".")[0])
    step = steps(procedure).get(kind) if procedure else None
    return KINDS.get(kind) or step or Text(kind, kind)


def steps(procedure: Procedure) -> dict[str, Text]:
    """Return the kinds that the steps of `procedure` are recorded under, with their names."""
    return {f"{procedure.key}.{step.key}": step.name for step in procedure.transitions}
