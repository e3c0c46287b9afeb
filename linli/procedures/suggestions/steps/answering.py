"""The answer that everybody gets: adopted, adopted in part or not."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.suggestions.steps.intake import READS
from linli.procedures.suggestions.steps.takers import OFFICE, STUDY, SYSTEM
from linli.procedures.suggestions.words import (
    ANSWERED_BY,
    ON_WALL,
    ON_WALL_HELP,
    STUDIED,
    article,
)

WAY = Field("way", Text("答复方式", "How the person is answered"), "choice", choices=ANSWERED_BY,
            is_public=True)  # fmt: skip
ANSWER = Field("answer", Text("答复内容", "Answer"), is_public=True, help=READS)
WALL = Field("on_wall", ON_WALL, "boolean", is_required=False, help=ON_WALL_HELP)
BOTH = (*STUDY, *OFFICE)

ANSWERING = (
    Transition(
        "answer",
        Text("答复建议人（采纳）", "Answer: adopted"),
        ("adopted",),
        "converting",
        BOTH,
        needs=(WAY, ANSWER, WALL),
        basis=article("第十二条"),
        public=Text("已答复：采纳", "Answered: adopted"),
    ),
    Transition(
        "explain",
        Text("答复建议人（不采纳）", "Answer: not adopted"),
        ("declined",),
        "closed",
        BOTH,
        needs=(WAY, ANSWER, WALL),
        basis=STUDIED,
        public=Text("已答复：未采纳", "Answered: not adopted"),
    ),
    Transition(
        "share_answer",
        Text("一并答复", "Answer together with the equal one"),
        ("joined",),
        "shared",
        SYSTEM,
        needs=(ANSWER,),
        basis=STUDIED,
        public=Text("已一并答复", "Answered together with the equal one"),
    ),
)
