"""Hands requests about one's own data to the engine."""

from __future__ import annotations

from linli.base.administration.wordings import KINDS
from linli.base.notices.desk import wordings
from linli.cases.registry import ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.rights import showing
from linli.procedures.rights.actions import EFFECTS
from linli.procedures.rights.conditions import CONDITIONS
from linli.procedures.rights.forms import FORMS
from linli.procedures.rights.procedure import RIGHTS

wordings.register(
    "rights.asked",
    Text("来件人请求处理本人信息：{title}", "The sender asks about their own data: {title}"),
)
for kind, text in {
    "rights.ask": Text("提出个人信息请求", "Ask about one's own data"),
    "rights.asked": Text("提出个人信息请求", "Asked about their own data"),
    "rights.erase_now": Text("删除联系信息", "Erase contact data"),
}.items():
    KINDS.register(kind, text)

register(
    ProcedureRoom(
        procedure=RIGHTS,
        effects=EFFECTS,
        conditions=CONDITIONS,
        forms=FORMS,
        panel="rights/panel.html",
        panel_context=showing.for_staff,
        track_panel="rights/track.html",
        track_context=showing.for_sender,
        events={"rights.asked": Text("来件人的说明", "What the sender says")},
    )
)
