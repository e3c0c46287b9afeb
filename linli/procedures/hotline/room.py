"""Hands the hotline to the engine: declaration, effects, conditions, panels, wordings."""

from __future__ import annotations

from linli.base.notices.desk import wordings
from linli.cases.registry import ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.hotline import item_field, showing  # noqa: F401
from linli.procedures.hotline.actions import EFFECTS, ON_LAPSE
from linli.procedures.hotline.conditions import CONDITIONS
from linli.procedures.hotline.opening import open_request
from linli.procedures.hotline.procedure import HOTLINE
from linli.procedures.hotline.step_forms import FORMS

NOTICES = {
    "hotline.objected": Text("派单异议待裁定：{title}", "Objection to rule on: {title}"),
    "hotline.to_redispatch": Text("待改派：{title}", "To be sent to another unit: {title}"),
    "hotline.rejected": Text("异议不成立，请办理：{title}", "Objection rejected; handle: {title}"),
    "hotline.extended": Text("承办单位已延期：{title}", "The unit extended the term: {title}"),
    "hotline.reported_up": Text("请协调：{title}", "Asks you to settle: {title}"),
    "hotline.returned": Text("回访未解决，请重办：{title}", "Not solved; do it again: {title}"),
    "hotline.reopened": Text("来件人重新反映：{title}", "Opened again by the sender: {title}"),
}

for kind, text in NOTICES.items():
    wordings.register(kind, text)

register(
    ProcedureRoom(
        procedure=HOTLINE,
        effects=EFFECTS,
        conditions=CONDITIONS,
        forms=FORMS,
        on_lapse=ON_LAPSE,
        panel="hotline/panel.html",
        panel_context=showing.for_staff,
        track_panel="hotline/track.html",
        track_context=showing.for_sender,
        opener=open_request,
    )
)
