"""What the mediation of disputes keeps of people, and how long."""

from __future__ import annotations

from linli.core.personal import OWN, Period, Personal, Use, declare, keep_for
from linli.core.procedure import Basis
from linli.core.text import Text

keep_for(
    Period(
        "dispute",
        Text("人民调解", "Mediation of a dispute"),
        Text("调解终结之日", "the day on which it ended"),
        OWN,
        months=120,
    )
)
LAW = Text("人民调解法", "People's Mediation Law (2010)")
READERS = Text(
    "受理的调解委员会及其调解员；其他当事人只见应告知的内容",
    "The committee and its mediators; other parties see what they are told alone",
)
MEDIATED = Use(
    whose=Text("当事人、纠纷中提到的人", "Parties and whoever the dispute speaks of"),
    purpose=Text(
        "调解纠纷、记录协议并督促履行", "To mediate, to record what is agreed, to follow it"
    ),
    basis=Basis(LAW, "", "B"),
    period="dispute",
    readers=READERS,
    recipients=Text(
        "当事人；申请司法确认时的人民法院", "The parties; the court asked to confirm it"
    ),
)
LISTED = Use(
    whose=Text("人民调解员", "Mediators"),
    purpose=Text(
        "向当事人公开调解员，供其选择", "To name the mediators to the parties, who choose"
    ),
    basis=Basis(LAW, "", "B"),
    period="staff",
    readers=Text("公开", "The public"),
)
declare(
    "disputes.Mediator",
    personal={
        "name": Personal(Text("姓名", "Name"), LISTED),
        "is_woman": Personal(
            Text("是否女性（委员会应有妇女成员）", "A woman; some must be"), LISTED
        ),
        "from_date": Personal(Text("聘任起", "In office from"), LISTED),
        "until_date": Personal(Text("聘任止", "In office until"), LISTED),
    },
    code="standing",
)
declare(
    "disputes.Round",
    personal={
        "looked_at": Personal(Text("排查内容", "What was looked at"), MEDIATED),
        "found": Personal(Text("排查情况（不写姓名）", "What was found; no names"), MEDIATED),
    },
    code="focus",
    day="planned_date held_date",
)
declare(
    "disputes.Dispute",
    personal={
        "matter": Personal(Text("纠纷事实", "The matter"), MEDIATED, is_sensitive=True),
        "wish": Personal(Text("调解请求", "What is asked for"), MEDIATED),
    },
    code="source kind ended_by confirmation visited_30 visited_90",
    office="referrer court",
    day="effective_date told_date applied_date confirmed_date visited_30_date visited_90_date",
)
declare(
    "disputes.Party",
    personal={
        "position": Personal(Text("当事人地位", "Side in the dispute"), MEDIATED),
        "consent": Personal(Text("是否同意调解", "Whether they agree to it"), MEDIATED),
        "consent_way": Personal(Text("同意方式", "How they agreed"), MEDIATED),
    },
    number="no",
    key="subject",
    truth="is_sender is_organisation",
)
declare("disputes.Appointment", code="chosen_by")
declare("disputes.Helper", code="kind", key="subject")
declare(
    "disputes.Session",
    personal={
        "others": Personal(Text("其他在场人", "Who else was there"), MEDIATED),
        "record": Personal(Text("调解记录", "Record of the session"), MEDIATED, is_sensitive=True),
    },
    office="place link",
    code="openness",
)
declare(
    "disputes.Agreement",
    personal={
        "facts": Personal(Text("协议所载事实", "Facts of the agreement"), MEDIATED),
        "content": Personal(Text("协议内容", "What was agreed"), MEDIATED),
        "way": Personal(Text("履行方式", "How it is done"), MEDIATED),
        "amount": Personal(Text("涉及金额", "Money at issue"), MEDIATED, is_sensitive=True),
    },
    truth="is_oral is_void",
    day="reached_date effective_date copies_date",
)
declare(
    "disputes.Obligation",
    personal={
        "what": Personal(Text("履行事项", "What a party is to do"), MEDIATED),
        "performance": Personal(Text("履行情况", "Whether it was done"), MEDIATED),
    },
    day="due_date performed_date",
)
declare("disputes.Mark", code="kind", day="marked_date")
