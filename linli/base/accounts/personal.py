"""What is kept of those who sign in."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "staff",
        Text("工作人员账号", "Staff account"),
        Text("账号停用之日", "the day the account is turned off"),
        OWN,
        said=Text(
            "任职期间及其经办事项保存期内；日志以编号引用，不删除",
            "While in office and as long as their matters are kept; the log refers to them",
        ),
    )
)
OFFICE = Use(
    whose=Text("工作人员", "Staff"),
    purpose=Text(
        "确认谁在行使职权，对居民负责", "To know who exercises authority and answers to residents"
    ),
    basis=DUTY,
    period="staff",
    readers=Text("登录的工作人员；居民只见单位", "Staff signed in; residents see the unit only"),
)
SECRET = Text("不可还原的摘要（Argon2）", "A digest that can't be turned back (Argon2)")
declare(
    "accounts.User",
    personal={
        "username": Personal(Text("用户名", "User name"), OFFICE),
        "name": Personal(Text("姓名", "Name"), OFFICE),
        "password": Personal(Text("密码摘要", "Digest of the password"), OFFICE, SECRET),
    },
    truth="is_active is_demo",
)
declare(
    "accounts.Unit",
    personal={
        "telephone": Personal(
            Text("单位公开电话", "The unit's public telephone"), OFFICE,
            Text("公开信息", "Public"),
        )
    },
    office="code name name_en",
    code="kind",
    day="from_date until_date",
)  # fmt: skip
declare(
    "accounts.Post",
    personal={
        "title": Personal(Text("职务", "Title"), OFFICE),
        "from_date": Personal(Text("任职起", "In office from"), OFFICE),
        "until_date": Personal(Text("任职止", "In office until"), OFFICE),
        "deputy_from_date": Personal(Text("代理起", "Deputy from"), OFFICE),
        "deputy_until_date": Personal(Text("代理止", "Deputy until"), OFFICE),
    },
    code="role",
    truth="is_revoked",
)
declare("accounts.SignInLink", key="digest", truth="resets_second_step")
keep_for(
    Period(
        "kept_form",
        Text("未提交成功的表单", "Form that came too late"),
        Text("提交之时", "when it was sent"),
        OWN,
        said=Text("1小时", "1 hour"),
    )
)
TYPED = Use(
    whose=Text("表单中提到的人", "Whoever the form is about"),
    purpose=Text(
        "登录超时后找回已填内容", "To give back what was typed when the sign-in had ended"
    ),
    basis=OWN,
    period="kept_form",
    readers=Text("填写人本人、同一浏览器", "Who typed it, in the same browser"),
)
declare(
    "accounts.KeptForm",
    personal={
        "sealed": Personal(
            Text("已填内容", "What was typed"),
            TYPED,
            Text("加密，密钥一半在浏览器", "Encrypted; half of the key is the browser's"),
        )
    },
    key="browser",
    technical="page action",
)
declare("accounts.Tries", key="digest", number="failures")
