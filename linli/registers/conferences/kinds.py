"""The declared kinds of conferences, of speeches in them and of papers for them, and who may be
called to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One word of a list, by its key."""

    key: str
    name: Text


def _declared(*kinds: Kind) -> dict[str, Kind]:
    return {kind.key: kind for kind in kinds}


CONFERENCES: Final = _declared(
    Kind("comprehensive", Text("全系统综合性会议", "Comprehensive conference of a whole line")),
    Kind("special", Text("专题会议", "Conference on one matter")),
    Kind("regular", Text("例会、调度会", "Regular meeting")),
    Kind("training", Text("培训、交流会", "Training or exchange")),
)
FORMS: Final = _declared(
    Kind("video", Text("电视电话会议", "By video, with branch venues")),
    Kind("hall", Text("现场会议", "In one place")),
)
# In whose name it is held, and who of a unit is called to it.
RANKS: Final = _declared(
    Kind("leader", Text("主要负责同志", "Main leader")),
    Kind("deputy", Text("分管负责同志", "Leader in charge of the matter")),
    Kind("handler", Text("业务处室负责同志", "Head of the section")),
)
SPEECHES: Final = _declared(
    Kind("main", Text("主要讲话（报告）", "Main speech or report")),
    Kind("other", Text("部署、传达、主持", "Other speech")),
    Kind("exchange", Text("交流发言", "Exchange of experience")),
)
PAPERS: Final = _declared(
    Kind("ordinary", Text("一般性文件", "Ordinary document")),
    Kind("special", Text("专项文件、具体政策文件", "Document on one task or policy")),
)
COMINGS: Final = _declared(
    Kind("expected", Text("应到", "Expected")),
    Kind("came", Text("实到", "Came")),
    Kind("stood_in", Text("委托参会", "Sent another")),
    Kind("excused", Text("请假", "Excused")),
)
