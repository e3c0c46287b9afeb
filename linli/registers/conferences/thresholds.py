"""Numbers of the rules of burden that a place may set, and those that hold for a conference.

The Provisions were not read in full (grade B), so that their numbers are presets: a place may set
others within bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from linli.base.rules.registry import AREAS, declare
from linli.base.rules.selectors import Held, held_in
from linli.base.rules.settable import SettableThreshold
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.core.thresholds import Threshold
from linli.registers.conferences.models import Conference

AREA: Final = "conference"
# Quoted in public pages: the parts are named there, articles are not.
MEETINGS: Final = Basis(
    Text(
        "整治形式主义为基层减负若干规定“精简会议”部分",
        "Provisions on ending formalism and lightening the burden of the grassroots, part on fewer "
        "conferences",
    ),
    grade="B",
)
PAPERS: Final = Basis(
    Text(
        "整治形式主义为基层减负若干规定“精简文件”部分",
        "Provisions on ending formalism and lightening the burden of the grassroots, part on fewer "
        "documents",
    ),
    grade="B",
)
YEARLY: Final = Threshold(
    AREA,
    "yearly",
    Text("全系统综合性会议每年次数上限", "Comprehensive conferences a year, at most"),
    Text(
        "同一单位一年内召开的全系统综合性会议超过此次数的，提示由承办单位决定并说明理由。",
        "Where a unit holds more conferences of its whole line in a year, the office decides and "
        "says why.",
    ),
    1, "times", MEETINGS, most=12,
)  # fmt: skip
SPEECH: Final = Threshold(
    AREA,
    "speech",
    Text("主要讲话（报告）时长上限", "Length of the main speech, at most"),
    Text(
        "主要讲话（报告）超过此时长的，提示由承办单位决定并说明理由。",
        "Where the main speech takes longer, the office decides and says why.",
    ),
    60, "minutes", MEETINGS, least=10, most=240,
)  # fmt: skip
ORDINARY: Final = Threshold(
    AREA,
    "ordinary",
    Text("一般性文件字数上限", "Length of an ordinary document, at most"),
    Text(
        "会议印发的一般性文件超过此字数的，提示由承办单位决定并说明理由。",
        "Where an ordinary document is longer, the office decides and says why.",
    ),
    5000, "characters", PAPERS, least=500, most=20000,
)  # fmt: skip
SPECIAL: Final = Threshold(
    AREA,
    "special",
    Text(
        "专项和具体政策文件字数上限", "Length of a document on one task or policy, at most"
    ),
    Text(
        "会议印发的专项文件、具体政策文件超过此字数的，提示由承办单位决定并说明理由。",
        "Where a document on one task or policy is longer, the office decides and says why.",
    ),
    4000, "characters", PAPERS, least=500, most=20000,
)  # fmt: skip
THRESHOLDS: Final = (YEARLY, SPEECH, ORDINARY, SPECIAL)
# By the kind of a document.
LENGTHS: Final = {"ordinary": ORDINARY, "special": SPECIAL}
LOCAL: Final = Text(
    "{place}规定：{name}为{said}（{cited}）；未另行规定的地方为{declared}。",
    "{place} set “{name}”: {said} ({cited}); {declared} where no place sets its own.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for a conference, by the key of the threshold."""

    held: Mapping[str, Held]

    def of(self, threshold: Threshold) -> int:
        """Return the number that holds."""
        row = self.held[threshold.key].row
        return row.value if row else threshold.value

    def said(self) -> dict[str, Text]:
        """Return every number as it is written, by key."""
        numbers = {one.key: self.of(one) for one in THRESHOLDS}
        return {key: Text(str(number), f"{number:,}") for key, number in numbers.items()}

    def local(self, thresholds: Iterable[Threshold]) -> list[Text]:
        """Return a sentence for each of `thresholds` that a place has set: which place, where."""
        found = (self.held[one.key] for one in thresholds)
        return [_sentence(one) for one in found if one.row]


def limits_of(conference: Conference) -> Limits:
    """Return what holds in the region of the conference's host on the day it is held. One query
    where the host is loaded."""
    rules = [SettableThreshold(one) for one in THRESHOLDS]
    held = held_in(rules, region_code=conference.host.region_id, day=conference.held_date)
    return Limits({one.rule.key: one for one in held})


def register() -> None:
    """Declare them; called once while applications start."""
    AREAS.register(AREA, Text("会议减负规则", "Rules of burden for conferences"))
    declare(*THRESHOLDS)


def _sentence(held: Held) -> Text:
    place = held.row.region.name if held.row else ""
    return LOCAL.format(
        place=place, name=held.rule.name, said=held.said, cited=held.basis.cited,
        declared=held.declared.said,
    )  # fmt: skip
