"""What requests about one's own data keep of people, and how long."""

from __future__ import annotations

from linli.core.personal import PIPL, Period, Personal, Use, declare, keep_for
from linli.core.procedure import Basis
from linli.core.text import Text

HANDLED = Basis(PIPL, "第五十条", "A")
# Records of an impact assessment are kept three years (Art. 56); taken over here for requests.
keep_for(
    Period(
        "rights",
        Text("个人信息权利请求", "Request about one's own data"),
        Text("作出决定之日", "the day of the decision"),
        Basis(PIPL, "", "C"),
        months=36,
    )
)
ASKED = Use(
    whose=Text("来件人", "Senders"),
    purpose=Text("处理对本人信息的请求并说明理由", "To decide on it and to give reasons"),
    basis=HANDLED,
    period="rights",
    readers=Text("归口单位", "The unit that runs the matter"),
)
declare(
    "rights.RightsRequest",
    personal={
        "words": Personal(Text("请求的说明", "What is said about it"), ASKED),
    },
    code="wish",
    number="erased",
)
