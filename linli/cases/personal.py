"""What messages and cases keep of people."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
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
CLOSED = Text("事项全部办结之日", "the day on which all of it was closed")
keep_for(
    Period(
        "accusation",
        Text("检举控告件", "Accusation"),
        CLOSED,
        ARCHIVES,
        months=120,
    )
)
# For a procedure that declares none of its own.
keep_for(
    Period(
        "other",
        Text("其他事项", "Other matters"),
        CLOSED,
        OWN,
        months=120,
    )
)
keep_for(
    Period(
        "procedure",
        Text("按所属程序", "As its procedure says"),
        CLOSED,
        OWN,
        said=Text("按所属程序的保存期限", "As long as the period of its procedure"),
    )
)
keep_for(
    Period(
        "form",
        Text("表单标识", "Key of a form"),
        Text("提交之时", "when it was sent"),
        OWN,
        said=Text("2天", "2 days"),
    )
)
WORKERS = Text(
    "归口、承办、协办单位；检举控告件仅限知情名单",
    "Units that run, handle or assist; of an accusation its list of readers alone",
)
MATTER = Use(
    whose=Text("来件人、文中提到的人", "Senders and whoever is written about"),
    purpose=Text("受理、交办、办理、答复来件", "To receive, send on, handle and answer it"),
    basis=DUTY,
    period="procedure",
    readers=WORKERS,
    recipients=Text(
        "有权处理的机关、单位；不向被反映人提供",
        "The offices with the power to handle it; never those written about",
    ),
)
REACH = Use(
    whose=Text("来件人", "Senders"),
    purpose=Text("按来件人选择的方式联系", "To reach the sender in the way they chose"),
    basis=DUTY,
    period="procedure",
    readers=WORKERS,
)
WALL = Use(
    whose=Text("工作人员、被检举控告人", "Staff, people accused"),
    purpose=Text(
        "使检举控告材料不到被检举控告人手中", "To keep accusations from those they accuse"
    ),
    basis=Basis(
        Text("信访工作条例（2022）", "Regulation on Petition Work (2022)"), "第三十条第三款", "A"
    ),
    period="procedure",
    readers=Text("知情名单", "The list of readers"),
)
declare(
    "cases.Message",
    personal={
        "title": Personal(Text("标题", "Title"), MATTER),
        "body": Personal(Text("来件内容", "What was written"), MATTER, is_sensitive=True),
        "receipt": Personal(Text("受理号", "Receipt number"), REACH),
        "passcode_hash": Personal(
            Text("查询密码摘要", "Digest of the passcode"), REACH,
            Text("不可还原的摘要", "A digest that can't be turned back"),
        ),
        "contact_by": Personal(Text("联系方式选择", "How they want to hear"), REACH),
        "language": Personal(Text("页面语言", "Language of the screen"), REACH),
    },
    key="submission subject source_key",
    code="channel source",
)  # fmt: skip
declare(
    "cases.Case",
    personal={"title": Personal(Text("标题", "Title"), MATTER)},
    key="reference",
    code="procedure state lane",
    number="round",
    truth="is_sealed",
)
declare(
    "cases.Note",
    personal={
        "text": Personal(Text("办理记录、补充情况", "Notes, and what the sender added"), MATTER),
        "author": Personal(Text("记录人（岗位）", "Who wrote it, as a post"), MATTER),
    },
    truth="is_public from_sender",
)
declare("cases.Attachment", truth="is_public")
declare(
    "cases.Call",
    personal={"outcome": Personal(Text("通话结果", "How the call went"), REACH)},
    number="round tries",
    code="purpose about",
)
declare(
    "cases.Hold",
    personal={"reason": Personal(Text("暂缓删除的理由", "Why it is not erased yet"), MATTER)},
    code="ground",
)
declare(
    "cases.Barred",
    personal={"ground": Personal(Text("不得知情的原因", "Why it is kept from them"), WALL)},
    day="since_date",
)
declare("cases.Accused", key="subject")
declare("cases.Reader")
declare("cases.Participation", code="part")
declare(
    "cases.Clock",
    code="term binds unit",
    number="round length extension",
    office="basis",
    technical="pauses",
    truth="rolls is_provisional is_running",
)
declare("cases.Link", code="kind")
declare("cases.Submission", key="key")
declare(
    "cases.Holder",
    personal={
        "receipt": Personal(Text("其他当事人的受理号", "Receipt of another party"), REACH),
        "passcode_hash": Personal(
            Text("其查询密码摘要", "Digest of its passcode"),
            REACH,
            Text("不可还原的摘要", "A digest that can't be turned back"),
        ),
    },
)
declare("cases.Exclusion", code="ground outcome")
declare(
    "cases.Recount",
    personal={"actor": Personal(Text("确认人（岗位）", "Who confirmed it, as a post"), MATTER)},
    code="kind",
    technical="terms units",
    day="from_date",
    number="after total moved",
)
COUNTS = "total hits left_out left_out_hits"
declare(
    "cases.Tally", code="indicator slot kind", number="round", day="day",
    truth="is_hit is_excluded",
)  # fmt: skip
declare(
    "cases.Delta", code="indicator kind", number=f"unit region {COUNTS}", day="day month",
    truth="is_claimed",
)  # fmt: skip
declare("cases.DayCounter", code="indicator kind", number=f"unit region {COUNTS}", day="day")
declare("cases.PlaceDayCounter", code="indicator kind", number=f"unit region {COUNTS}", day="day")
declare("cases.MonthCounter", code="indicator kind", number=f"unit region {COUNTS}", day="month")
