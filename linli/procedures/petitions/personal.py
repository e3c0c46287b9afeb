"""What petitions keep of people, and how long."""

from __future__ import annotations

from linli.core.personal import Period, Personal, Use, declare, keep_for
from linli.core.procedure import Basis
from linli.core.text import Text

ARCHIVES = Basis(
    Text(
        "机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号，2006）",
        "Order 8 of the National Archives on what offices keep and how long (2006)",
    ),
    "",
    "C",
)
keep_for(
    Period(
        "petition",
        Text("信访件", "Petition"),
        Text("办结之日", "the day it was closed"),
        ARCHIVES,
        months=120,
    )
)
REGULATION = Text("信访工作条例（2022）", "Regulation on Petition Work (2022)")
READERS = Text(
    "信访部门、有权处理的机关单位；检举控告件仅限知情名单",
    "The petition office and the units with the power; of an accusation its list alone",
)
REGISTERED = Use(
    whose=Text("信访人、文中提到的人", "Petitioners and whoever is written about"),
    purpose=Text("登记信访事项的要素", "To register what a petition must have"),
    basis=Basis(REGULATION, "第十九条", "A"),
    period="petition",
    readers=READERS,
    recipients=Text("有权处理的机关、单位", "The offices with the power to handle it"),
)
ANSWERED = Use(
    whose=Text("信访人、文中提到的人", "Petitioners and whoever is written about"),
    purpose=Text("出具处理、复查、复核意见并送达", "To give opinions and deliver them"),
    basis=Basis(REGULATION, "第三十二条、第三十五条、第三十六条", "A"),
    period="petition",
    readers=READERS,
    recipients=Text("信访人", "The petitioner"),
)
JUDGED = Use(
    whose=Text("信访人", "Petitioners"),
    purpose=Text("听取信访人的评价", "To learn what the petitioner thinks of it"),
    basis=Basis(REGULATION, "", "B"),
    period="petition",
    readers=READERS,
)
declare(
    "petitions.Petition",
    personal={
        "request": Personal(Text("信访请求", "What is asked for"), REGISTERED),
        "facts": Personal(Text("事实", "Facts"), REGISTERED, is_sensitive=True),
        "reasons": Personal(Text("理由", "Reasons"), REGISTERED),
        "office_satisfied": Personal(Text("对信访部门的评价", "View of the office"), JUDGED),
        "unit_satisfied": Personal(Text("对责任单位的评价", "View of the unit"), JUDGED),
    },
    code="field performance adoption ended_by measures",
    truth="is_identified is_first",
    number="visitors",
    day="perform_by",
)
declare("petitions.Representative", key="subject")
declare("petitions.Referral", code="kind ruling", number="round", day="report_date")
declare(
    "petitions.Opinion",
    personal={
        "claim": Personal(Text("请求（意见书所载）", "Claim, as the opinion has it"), ANSWERED),
        "facts": Personal(Text("查明的事实", "Facts found"), ANSWERED),
        "opinion": Personal(Text("处理意见", "Opinion"), ANSWERED),
    },
    code="level outcome",
    number="round",
    office="legal_basis",
)
declare(
    "petitions.Document",
    personal={
        "proof": Personal(Text("送达凭证说明", "Proof of delivery"), ANSWERED),
        "is_refused": Personal(Text("是否拒收", "Whether it was refused"), ANSWERED),
        "delivered_on": Personal(Text("送达日期", "Day of delivery"), ANSWERED),
    },
    code="kind method",
    number="round letter tries",
    office="outside",
)
declare("petitions.Supervision", code="ground measure", day="feedback_date", truth="is_adopted")
declare(
    "petitions.Proposal",
    personal={
        "text": Personal(Text("建议内容（可能涉及人员）", "The proposal; may speak of people"),
                         ANSWERED),
        "answer": Personal(Text("反馈", "Its answer"), ANSWERED),
    },
    code="kind adopted",
)  # fmt: skip
