"""What councils come to, as counts alone: how many people agree to something is no measure of who
works better, so that nothing is divided here."""

from __future__ import annotations

from linli.cases.counters import Figures, once, register
from linli.cases.models import Case
from linli.core.indicators import Indicator
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.councils.quorums import RULES
from linli.procedures.councils.words import DESIGN, SCOPES


def _count(
    procedure: str, key: str, name: Text, what: Text, formula: Text, *events: str
) -> Indicator:
    return Indicator(f"{procedure}.{key}", procedure, name, "count", what, formula, events, DESIGN)


TOPICS = _count(
    "deliberation", "topics",
    Text("协商议题", "Topics"),
    Text("收到的协商议题", "topics that came"),
    Text("按收到日统计，居民、单位提出和转来的都在内。",
         "By the day on which they came: of residents, units and those handed over."),
    "open",
)  # fmt: skip
HELD = _count(
    "deliberation", "held",
    Text("已召开协商会议的议题", "Topics deliberated"),
    Text("开过协商会议的议题", "topics on which a meeting was held"),
    Text("一个议题计一次，按最近一次会议的日期。", "Once a topic, by the day of its last meeting."),
    "hold",
)  # fmt: skip
ADOPTED = _count(
    "deliberation", "adopted",
    Text("协商结果被采纳", "Results adopted"),
    Text("全部或者部分采纳的协商结果", "results adopted, in full or in part"),
    Text("按决定采纳的日期；未采纳的不计入。", "By the day of the decision."),
    "adopt",
)  # fmt: skip
DONE = _count(
    "deliberation", "done",
    Text("协商结果已落实", "Results carried out"),
    Text("公布了落实情况的协商结果", "results of which it is published what came of them"),
    Text("按公布落实情况的日期。", "By the day on which it was published."),
    "finish",
)  # fmt: skip
CALLED = _count(
    "assembly", "called",
    Text("召集村（居）民会议", "Assemblies called"),
    Text("召集的会议", "assemblies called"),
    Text("按召集日统计，未能举行的也在内。", "By the day of the call; those never held included."),
    "open",
)  # fmt: skip
MET = _count(
    "assembly", "held",
    Text("达到人数、举行的会议", "Assemblies held with a quorum"),
    Text("到会人数达到要求的会议", "assemblies to which enough people came"),
    Text("一次召集计一次，按开会日期。", "Once a call, by the day of the meeting."),
    "open_sitting",
)  # fmt: skip
DECIDED = _count(
    "assembly", "decided",
    Text("公布决议的会议", "Assemblies with published decisions"),
    Text("公布了决议的会议", "assemblies whose decisions were published"),
    Text("按公布日期。", "By the day of publication."),
    "publish",
)  # fmt: skip


def kind_of(case: Case) -> str:
    """Return where it is deliberated, or which kind of assembly it is."""
    if case.procedure == "deliberation":
        row = getattr(case, "deliberation", None)
        return str(row.scope) if row else ""
    row = getattr(case, "assembly", None)
    return str(row.kind) if row else ""


for _procedure, _indicators, _kinds in (
    ("deliberation", (TOPICS, HELD, ADOPTED, DONE), SCOPES),
    ("assembly", (CALLED, MET, DECIDED),
     tuple(Choice(rule.key, rule.name) for rule in RULES.values())),
):  # fmt: skip
    register(
        Figures(
            procedure=_procedure,
            indicators=_indicators,
            judges={one.key: once for one in _indicators},
            kinds=_kinds,
            kind_of=kind_of,
            readers=("social_work_officer",),
        )
    )
