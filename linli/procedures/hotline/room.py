"""Hands the hotline to the engine: declaration, effects, conditions, panels, wordings."""

from __future__ import annotations

from linli.base.notices.desk import wordings
from linli.cases.registry import HandOver, Opener, ProcedureRoom, register
from linli.core.text import Text
from linli.procedures.hotline import item_field, showing  # noqa: F401
from linli.procedures.hotline.actions import EFFECTS, ON_LAPSE
from linli.procedures.hotline.conditions import CONDITIONS
from linli.procedures.hotline.message_form import MessageForm
from linli.procedures.hotline.opening import open_request, take_over
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

OPENER = Opener(
    key="request",
    order=10,
    name=Text("向热线反映（接诉即办）", "Tell the hotline"),
    intro=Text(
        "日常生活里的问题、求助、咨询、投诉，想尽快有人来管。",
        "Everyday problems, questions, calls for help and complaints that should be dealt with "
        "soon.",
    ),
    examples=Text(
        "例如：垃圾没人清、路灯坏了、停水停暖、占道堆物、办事问路。",
        "For example rubbish not collected, a broken street lamp, no water or heating, a blocked "
        "way, where to go for what.",
    ),
    promise=Text(
        "您填写的内容只用于依法办理这件事，由热线和承办单位查看。您的姓名、电话、具体位置加密"
        "保存，谁看过都有记录。",
        "We use what you write only to deal with your matter, as our legal duty requires. The "
        "hotline and the office that handles it can read it; your name, telephone and exact "
        "place are kept encrypted, and every look at them is on record.",
    ),
    form=MessageForm,
    open=open_request,
    icon="telephone",
)

TAKES_OVER = HandOver(
    about=Text(
        "要求解决的具体问题、求助、咨询、投诉，应尽快有人办理",
        "something to be solved, answered or helped with soon",
    ),
    open=take_over,
)

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
        openers=(OPENER,),
        takes_over=TAKES_OVER,
    )
)
