"""Closing, the lock after re-examination, what opens it again, and the petitioner's judgement."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import COORDINATOR, OPEN, SENDER
from linli.procedures.petitions.words import CLOSING as MEASURES
from linli.procedures.petitions.words import DESIGN, SATISFIED, article

ASKED = tuple(Field(choice.key, choice.name, "boolean", is_required=False) for choice in MEASURES)
REMARK = Field("remark", Text("说明", "Remark"), is_required=False)
RATED_AFTER_ROUTING = tuple(
    state for state in OPEN if state not in ("registered", "received", "awaiting_instruction")
)

CLOSING = (
    Transition(
        "close",
        Text("结案", "Close"),
        ("to_close",),
        "closed",
        COORDINATOR,
        needs=(*ASKED, REMARK),
        basis=article("第二十七条"),
        public=Text("已办结", "Closed"),
        is_told=False,
    ),
    Transition(
        "terminate",
        Text("复核终结", "End after re-examination"),
        ("recheck_delivered",),
        "terminated",
        COORDINATOR,
        needs=(*ASKED, REMARK),
        conditions=("was_not_revoked",),
        basis=article("第三十六条第三款"),
        public=Text(
            "已终结：同一事实和理由不再受理",
            "Ended: the same facts and reasons are not accepted again",
        ),
        is_told=False,
    ),
    Transition(
        "withdraw",
        Text("撤回", "Withdraw"),
        ("registered", "received", "referred", "objected", "to_reroute", "instructed", "handling",
         "studying", "guided"),
        "withdrawn",
        SENDER,
        needs=(
            Field("reason", Text("原因", "Why"), is_required=False, is_public=True),
        ),
        conditions=("not_accusation",),
        basis=DESIGN,
        public=Text("您撤回了", "You withdrew it"),
        is_told=False,
    ),
    Transition(
        "renew",
        Text("提出新的事实和理由", "State new facts and reasons"),
        ("closed", "terminated", "declined", "withdrawn"),
        None,
        SENDER,
        needs=(
            Field(
                "facts",
                Text("新的事实和理由", "New facts and reasons"),
                is_public=True,
                help=Text(
                    "写清以前没有提出过的事实、证据或依据。",
                    "Say what was not said before: facts, evidence, or a basis in law.",
                ),
            ),
            Field("files", Text("证据", "Evidence"), "files", is_required=False, is_public=True),
        ),
        conditions=("may_renew",),
        basis=article("第三十六条第三款"),
        public=Text("您提出了新的事实和理由", "You stated new facts and reasons"),
        is_told=False,
    ),
    Transition(
        "grant_renewal",
        Text("确有新的事实和理由，重新登记", "New facts: register again"),
        ("closed", "terminated", "declined", "withdrawn"),
        "registered",
        COORDINATOR,
        needs=(Field("reason", Text("审核意见", "What was found"), is_public=True),),
        conditions=("renewal_was_asked",),
        basis=article("第三十六条第三款"),
        public=Text("已重新登记", "Registered again"),
    ),
    Transition(
        "refuse_renewal",
        Text("没有新的事实和理由，不再受理", "Nothing new: not accepted"),
        ("closed", "terminated", "declined", "withdrawn"),
        None,
        COORDINATOR,
        needs=(Field("reason", Text("审核意见", "What was found"), is_public=True),),
        conditions=("renewal_was_asked",),
        basis=article("第三十六条第三款"),
        public=Text("没有新的事实和理由，不再受理", "Nothing is new: not accepted again"),
    ),
    Transition(
        "rate_office",
        Text("评价信访部门", "Rate the petition office"),
        (*RATED_AFTER_ROUTING, "closed", "terminated", "declined"),
        None,
        SENDER,
        needs=(
            Field("satisfied", Text("对信访部门的工作", "The petition office's work"), "choice",
                  choices=SATISFIED, is_public=True),
            REMARK,
        ),
        conditions=("office_not_rated",),
        basis=article("第二十一条"),
        public=Text("您评价了信访部门", "You rated the petition office"),
        is_told=False,
    ),
    Transition(
        "rate_unit",
        Text("评价责任单位", "Rate the responsible unit"),
        ("guided", "delivered", "settled", "to_close", "closed", "review_requested", "in_review",
         "review_issued", "review_delivered", "recheck_requested", "in_recheck", "in_hearing",
         "recheck_issued", "recheck_delivered", "terminated", "declined"),
        None,
        SENDER,
        needs=(
            Field("satisfied", Text("对责任单位的办理", "How the unit handled it"), "choice",
                  choices=SATISFIED, is_public=True),
            REMARK,
        ),
        conditions=("unit_not_rated",),
        basis=article("第二十一条"),
        public=Text("您评价了责任单位", "You rated the responsible unit"),
        is_told=False,
    ),
)  # fmt: skip
