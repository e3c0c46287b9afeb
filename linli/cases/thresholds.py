"""Numbers of the figures that a place may set: until when a case can be left out, what is few."""

from __future__ import annotations

from typing import Final

from linli.base.rules.registry import AREAS, declare
from linli.core.personal import OWN
from linli.core.text import Text
from linli.core.thresholds import Threshold

AREA: Final = "rates"
ASK: Final = Threshold(
    AREA,
    "ask",
    Text("申请不计入统计的期限", "Time to ask that a case be left out"),
    Text(
        "事项计入统计后此日数内，单位可以申请不计入。",
        "So long after a case was counted a unit may ask that it be left out.",
    ),
    30, "days", OWN, most=365,
)  # fmt: skip
APPEAL: Final = Threshold(
    AREA,
    "appeal",
    Text("对不予剔除决定提出申诉的期限", "Time to appeal against a refusal"),
    Text(
        "申请被驳回后此日数内，单位可以向上一级申诉一次。",
        "So long after its request was refused a unit may appeal once to the unit above.",
    ),
    10, "days", OWN, most=365,
)  # fmt: skip
FEW: Final = Threshold(
    AREA,
    "few",
    Text("件数过少的提示线", "Few cases: said of rates below"),
    Text(
        "计入的事项少于此数时，页面注明比率参考意义有限。",
        "Of a rate made of fewer cases than this the page says that it tells little.",
    ),
    10, "cases", OWN, most=1000,
)  # fmt: skip


def register() -> None:
    """Declare them; called once while applications start."""
    AREAS.register(AREA, Text("统计", "Figures"))
    declare(ASK, APPEAL, FEW)
