"""The tables of the libraries we use, held against the same inventory as our own."""

from __future__ import annotations

from linli.core.personal import OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "session",
        Text("会话", "Session"),
        Text("最后一次操作", "the last click"),
        OWN,
        said=Text(
            "工作人员8小时，来件人查询2小时", "8 hours for staff, 2 hours for a receipt shown"
        ),
    )
)
keep_for(
    Period(
        "task",
        Text("后台任务", "Background task"),
        Text("任务结束", "the end of the task"),
        OWN,
        said=Text("14天", "14 days"),
    )
)
BROWSING = Use(
    whose=Text("登录的工作人员、查询的来件人", "Staff signed in, senders who look"),
    purpose=Text(
        "保持登录，记住已出示的受理号", "To stay signed in; to remember the receipt shown"
    ),
    basis=OWN,
    period="session",
    readers=Text("无人查看", "Nobody"),
)
RUNNING = Use(
    whose=Text("任务涉及的人员", "Whoever the task concerns"),
    purpose=Text("完成后台任务", "To do work in the background"),
    basis=OWN,
    period="task",
    readers=Text("系统运行", "The programs alone"),
)
UNUSED = Use(
    whose=Text("工作人员", "Staff"),
    purpose=Text(
        "登录组件自带，本系统不使用，为空", "Part of the sign-in library; unused and empty"
    ),
    basis=OWN,
    period="session",
    readers=Text("无人查看", "Nobody"),
)
declare(
    "sessions.Session",
    personal={
        "session_data": Personal(
            Text("会话内容（签名）", "What a session holds, signed"), BROWSING,
            Text("仅存当前岗位或已出示的受理号", "The acting post, or the receipt shown; no more"),
        )
    },
    key="session_key",
)  # fmt: skip
declare(
    "django_tasks_database.DBTaskResult",
    personal={
        "args_kwargs": Personal(Text("任务参数", "Arguments"), RUNNING),
        "return_value": Personal(Text("任务结果", "Result"), RUNNING),
        "traceback": Personal(Text("出错记录", "Where it failed"), RUNNING),
    },
    key="id",
    technical="status priority task_path worker_ids queue_name backend_name exception_class_path",
)
declare(
    "account.EmailAddress",
    personal={"email": Personal(Text("电子邮箱", "E-mail"), UNUSED)},
    truth="verified primary",
)
declare("account.EmailConfirmation", key="key")
declare("auth.Permission", technical="name codename")
declare("auth.Group", technical="name")
declare("contenttypes.ContentType", technical="app_label model")
SIGNING_IN = Use(
    whose=Text("工作人员", "Staff"),
    purpose=Text(
        "双因素登录、对接统一身份认证", "Two-step sign-in; sign-in by an identity provider"
    ),
    basis=OWN,
    period="staff",
    readers=Text("本人；系统核验", "The person; the programs that check it"),
)
LAST_SEEN = Use(
    whose=Text("工作人员", "Staff"),
    purpose=Text("让本人看到并结束自己的登录", "To let the person see and end their sessions"),
    basis=OWN,
    period="session",
    readers=Text("本人", "The person"),
)
declare(
    "mfa.Authenticator",
    personal={
        "data": Personal(Text("验证器密钥、通行密钥", "Keys of the second step"), SIGNING_IN)
    },
    code="type",
)
declare(
    "socialaccount.SocialAccount",
    personal={
        "uid": Personal(Text("在认证平台的标识", "Identity at the provider"), SIGNING_IN),
        "extra_data": Personal(Text("认证平台返回的信息", "What the provider says"), SIGNING_IN),
    },
    code="provider",
)
declare(
    "socialaccount.SocialToken",
    personal={
        "token": Personal(Text("令牌（不保存）", "Token; not stored"), SIGNING_IN),
        "token_secret": Personal(Text("令牌密钥（不保存）", "Its secret; not stored"), SIGNING_IN),
    },
)
declare(
    "socialaccount.SocialApp",
    technical="provider provider_id name client_id secret key settings",
)
declare(
    "usersessions.UserSession",
    personal={
        "ip": Personal(Text("网络地址", "Network address"), LAST_SEEN),
        "user_agent": Personal(Text("浏览器", "Browser"), LAST_SEEN),
        "data": Personal(Text("会话附加信息", "What else the session says"), LAST_SEEN),
    },
    key="session_key",
)
