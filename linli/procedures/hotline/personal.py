"""What the hotline keeps of people, and how long."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "hotline",
        Text("热线诉求", "Hotline request"),
        Text("办结之日", "the day it was closed"),
        OWN,
        months=36,
    )
)
JUDGED = Use(
    whose=Text("来件人", "Senders"),
    purpose=Text("听取来件人对办理的评价", "To learn what the sender thinks of the answer"),
    basis=DUTY,
    period="hotline",
    readers=Text(
        "归口、承办、协办单位；统计只用合计", "Units at work on it; figures are totals alone"
    ),
)
declare(
    "hotline.Request",
    personal={
        "resolved": Personal(Text("是否解决（来件人评价）", "Solved, as judged"), JUDGED),
        "satisfied": Personal(Text("是否满意（来件人评价）", "Content, as judged"), JUDGED),
    },
    code="kind outcome result",
    number="contact_round called_back_round rated_round",
)
declare("hotline.Dispatch", number="round", code="ground ruling")
