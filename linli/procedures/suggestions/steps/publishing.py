"""What the public reads on the wall: released by an officer, as the sender wishes."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.suggestions.steps.takers import OFFICE, OPEN, PUBLIC, SENDER
from linli.procedures.suggestions.words import PUBLICITY, article

NO_PEOPLE = Text(
    "任何人都能看到，不得含姓名、电话、住址等个人信息。",
    "Everybody can read this: no names, telephones, addresses or other personal data.",
)

PUBLISHING = (
    Transition(
        "publish",
        Text("上建议墙公开", "Publish on the wall"),
        PUBLIC,
        None,
        OFFICE,
        needs=(
            Field("title", Text("公开标题", "Title for the public"), "line", help=NO_PEOPLE),
            Field("text", Text("公开内容", "Text for the public"), help=NO_PEOPLE),
            Field("news", Text("办理结果（可不填）", "What became of it (may be empty)"),
                  is_required=False, help=NO_PEOPLE),
        ),
        conditions=("may_be_public", "not_public_yet"),
        basis=article("第七条"),
        public=Text("已在建议墙公开", "Published on the wall of suggestions"),
        is_told=False,
    ),
    Transition(
        "unpublish",
        Text("撤下建议墙", "Take off the wall"),
        (*PUBLIC, "joined", "shared"),
        None,
        OFFICE,
        needs=(Field("reason", Text("理由（内部）", "Why (internal)")),),
        conditions=("is_public",),
        basis=article("第七条"),
        public=Text("已从建议墙撤下", "Taken off the wall of suggestions"),
        is_told=False,
        is_undoing=True,
    ),
    Transition(
        "set_publicity",
        Text("公开与署名", "Publishing and my name"),
        tuple(dict.fromkeys((*OPEN, *PUBLIC, "shared"))),
        None,
        SENDER,
        needs=(
            Field("publicity", Text("是否公开", "May it be published?"), "choice",
                  choices=PUBLICITY),
            Field("signature", Text("署名", "Name to be shown"), "line", is_required=False,
                  help=Text("只在选择署名时显示，例如王女士。",
                            "Shown only where you choose so, for example 王女士.")),
        ),
        basis=article("第七条"),
        public=Text("您更改了公开方式", "You changed how it may be published"),
        is_told=False,
    ),
)  # fmt: skip
