"""Ending without an agreement: the law asks that the parties are told of the other ways."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.disputes.steps.takers import MEDIATORS
from linli.procedures.disputes.words import CONSENT_WAYS, OTHER_WAYS, article

ENDING = (
    Transition(
        "terminate",
        Text("调解不成，终止调解", "Mediation failed: end it"),
        ("mediating", "signing"),
        "ending",
        MEDIATORS,
        needs=(Field("reason", Text("情况（内部）", "Situation (internal)")),),
        basis=article("第二十六条"),
        public=Text("调解不成，终止调解", "Mediation failed and is over"),
    ),
    Transition(
        "tell_ways",
        Text("告知其他维权途径", "Tell the parties of the other ways"),
        ("ending",),
        "ended",
        MEDIATORS,
        needs=(
            *(Field(way.key, way.name, "boolean", is_required=False)
              for way in OTHER_WAYS),
            Field("way", Text("怎样告知", "How they were told"), "choice", choices=CONSENT_WAYS,
                  is_public=True),
            Field("told_on", Text("告知日期", "Told on"), "date", is_public=True),
            Field("advice", Text("告知内容", "What they were told"), is_public=True,
                  help=Text("各方当事人会看到这段话。", "All parties will read this.")),
        ),
        basis=article("第二十六条"),
        public=Text("已告知其他途径", "The other ways were explained"),
        dated_by="told_on",
    ),
)  # fmt: skip
