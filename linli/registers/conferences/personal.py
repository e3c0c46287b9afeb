"""What conferences keep of people: names of officials in office, as published."""

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "conference",
        Text("会议记录", "Record of a conference"),
        Text("会议召开之日", "the day of the conference"),
        OWN,
        said=Text(
            "按主办单位的归档范围和保管期限处理",
            "As the host's schedule of its archives says",
        ),
    )
)
SAID = Use(
    whose=Text("在会上讲话、出席的在任公职人员", "Officials in office who spoke or were present"),
    purpose=Text("分清会议要求由谁提出", "To know who asked for what"),
    basis=DUTY,
    period="conference",
    readers=Text(
        "主办单位、参会单位和承接会议要求的单位",
        "Posts of the host, of the units called, and of those that got something to do",
    ),
)
PUBLIC = Text("来自公开报道或会议通知", "From a published report or a notice")
declare(
    "conferences.Report",
    personal={
        "received": Personal(Text("报道原文", "Report as received"), SAID, PUBLIC),
        "text": Personal(Text("修复后的报道", "Mended report"), SAID, PUBLIC),
        "heads": Personal(Text("出席和讲话人员", "Who spoke and was present"), SAID, PUBLIC),
    },
    office="source",
)
declare(
    "conferences.Spot",
    personal={
        "raw": Personal(Text("修复处原文", "What was received there"), SAID, PUBLIC),
        "alternatives": Personal(Text("其他读法", "Other readings"), SAID, PUBLIC),
    },
    number="start end",
    truth="is_certain",
)
declare(
    "conferences.Demand",
    personal={
        "text": Personal(Text("要求", "What was asked"), SAID, PUBLIC),
        "speaker": Personal(Text("讲话人", "Speaker"), SAID, PUBLIC),
    },
    number="no start end",
    office="addressee",
    code="subject origin",
)
declare(
    "conferences.Speech",
    personal={
        "speaker": Personal(Text("讲话人", "Speaker"), SAID, PUBLIC),
        "title": Personal(Text("职务", "Post"), SAID, PUBLIC),
    },
    number="no minutes",
    office="topic",
    code="kind",
)
declare(
    "conferences.Decision",
    personal={"reason": Personal(Text("理由", "Reason"), SAID)},
    code="rule about",
)
declare(
    "conferences.Conference",
    office="title matter",
    code="kind form rank level",
    day="held_date begins_time",
)
declare("conferences.PlannedConference", number="year no month", office="title", code="kind")
declare("conferences.Venue", office="place", truth="is_main")
declare("conferences.Called", office="why", code="rank")
declare("conferences.Attendance", office="title", code="coming")
declare("conferences.Paper", office="title", code="kind", number="length")
