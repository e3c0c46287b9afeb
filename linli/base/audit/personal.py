"""What the log keeps of people."""

from __future__ import annotations

from linli.core.personal import Period, Personal, Use, declare, keep_for
from linli.core.procedure import Basis
from linli.core.text import Text

SECURITY = Basis(
    Text("网络安全法（2016年文本）", "Cybersecurity Law (text of 2016)"), "第二十一条第三项", "A"
)
keep_for(
    Period(
        "log",
        Text("日志", "Log"),
        Text("记录之日", "the day of the line"),
        SECURITY,
        said=Text(
            "日志行长期保存（法定不少于6个月）；其中的个人文字随事项删除",
            "Lines stay (by law 6 months at least); the personal texts in them go with the matter",
        ),
    )
)
ANSWERABLE = Use(
    whose=Text("办理人员、来件人", "Staff who act, senders"),
    purpose=Text("证明谁在何时做了什么、看了什么", "To prove who did and looked at what, and when"),
    basis=SECURITY,
    period="log",
    readers=Text(
        "安全审计员；事项的办理单位看本事项", "The auditor; of a matter, those who handle it"
    ),
)
WRITTEN = Use(
    whose=Text("来件人、文中提到的人", "Senders and whoever is written about"),
    purpose=Text("保留办理过程中的文字", "To keep what was written on the way"),
    basis=SECURITY,
    period="record",
    readers=Text("有权查看该事项的岗位", "Posts that may see the matter"),
)
declare(
    "audit.Entry",
    personal={
        "actor_key": Personal(Text("行为主体编号", "Id of who acted"), ANSWERABLE),
        "actor_name": Personal(Text("岗位名称或受理号", "Post, or receipt number"), ANSWERABLE),
        "person_id": Personal(Text("人员编号", "Id of the person"), ANSWERABLE),
        "post_id": Personal(Text("岗位编号", "Id of the post"), ANSWERABLE),
        "is_deputy": Personal(Text("是否代理", "Whether as deputy"), ANSWERABLE),
        "facts": Personal(
            Text("事实（代码、编号、时间）", "Facts: codes, numbers, times"), ANSWERABLE,
            Text("不写入来件人的姓名和文字", "No resident's name or words enter them"),
        ),
    },
    number="no unit_id region_code",
    code="kind actor_kind role",
    key="chain digest_of_texts prev mac",
)  # fmt: skip
declare(
    "audit.EntryText",
    personal={"texts": Personal(Text("办理中的文字", "Texts of a line"), WRITTEN)},
    key="salt",
)
declare("audit.Head", key="chain mac head_mac", number="no anchored_in")
