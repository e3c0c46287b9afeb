"""The steps of a turnout: the department's, the township's and the county's."""

from __future__ import annotations

from linli.core.procedure import Basis, Field, Taker, Transition
from linli.core.text import Text
from linli.procedures.whistles.words import (
    COOPERATION,
    COORDINATES,
    DESIGN,
    DUAL,
    GROUNDS,
    OUTCOMES,
    PRESET,
    REACHED,
    RESULTS,
    WAYS,
)

DEPARTMENT = (Taker("lead", "department_handler"), Taker("lead", "unit_head"))
TOWNSHIP = (Taker("coordinating", "street_clerk"), Taker("coordinating", "unit_head"))
GOVERNMENT = (
    Taker("overseeing", "department_handler"),
    Taker("overseeing", "unit_head"),
    Taker("overseeing", "supervisor"),
)
SYSTEM = (Taker("system"),)
CAME = Field(
    "came_at",
    Text("什么时候到场", "When they came"),
    "datetime",
    help=Text("只记时间，不定位、不拍照。", "The time alone: nobody is located or photographed."),
)
# The department may say what it thinks of the call as long as somebody still reads it.
AFTER = ("called", "signed", "attending", "refused", "reported", "assessed", "excused")


def _step(
    key: str,
    name: Text,
    sources: tuple[str, ...],
    target: str | None,
    takers: tuple[Taker, ...],
    *needs: Field,
    conditions: tuple[str, ...] = (),
    basis: Basis = DESIGN,
) -> Transition:
    """Return a step that is told to no resident: a turnout has no sender."""
    return Transition(key, name, sources, target, takers, needs, conditions, basis, is_told=False)


def _reason(zh: str = "理由", en: str = "Why") -> Field:
    return Field("reason", Text(zh, en))


TURNOUT_STEPS = (
    _step("sign", Text("签收", "Sign for it"), ("called",), "signed", DEPARTMENT, basis=PRESET),
    _step(
        "contact", Text("登记已联系街道", "Record the contact"), ("signed",), None, DEPARTMENT,
        Field("way", Text("联系方式", "How"), "choice", choices=WAYS),
        Field("agreed_at", Text("约定到场时间", "Agreed to be there at"), "datetime",
              is_required=False),
        Field("note", Text("商定的事项", "What was agreed"), is_required=False),
        conditions=("not_contacted",), basis=PRESET,
    ),
    _step(
        "arrive", Text("登记已到场", "Record that you are there"), ("signed",), None, DEPARTMENT,
        CAME, conditions=("not_arrived",), basis=PRESET,
    ),
    _step(
        "confirm", Text("确认到场", "Confirm attendance"), ("signed",), "attending", TOWNSHIP,
        CAME, basis=PRESET,
    ),
    _step(
        "deny", Text("未到场", "They are not there"), ("signed",), None, TOWNSHIP,
        _reason("说明", "Explanation"), conditions=("has_arrived",),
    ),
    _step(
        "let_stand", Text("逾期未确认，以部门登记为准", "Not confirmed in time: the record stands"),
        ("signed",), "attending", SYSTEM, conditions=("has_arrived",),
    ),
    _step(
        "report", Text("反馈处置结果", "Report"), ("attending",), "reported", DEPARTMENT,
        Field("outcome", Text("结果", "Outcome"), "choice", choices=OUTCOMES),
        Field("report", Text("处置情况", "What was done")),
        Field("files", Text("附件", "Files"), "files", is_required=False),
        basis=COORDINATES,
    ),
    _step(
        "act", Text("登记处置情况", "Record what was done"), ("attending",), None, DEPARTMENT,
        Field("what", Text("做了什么", "What was done"), help=Text(
            "材料可以不传；不要求拍照。", "Files are optional; photographs are never asked for.")),
        Field("files", Text("附件", "Files"), "files", is_required=False),
    ),
    _step(
        "extend", Text("同意延长处置时间", "Grant more time"), ("attending",), None, TOWNSHIP,
        Field("units", Text("延长几个工作日", "Working days more"), "number"), _reason(),
    ),
    _step(
        "return_report", Text("退回，请继续处置", "Send back"), ("reported",), "attending",
        TOWNSHIP, _reason("还缺什么", "What is still missing"),
    ),
    _step(
        "assess", Text("评价部门报到", "Assess"), ("reported",), "assessed", TOWNSHIP,
        Field("result", Text("问题是否解决", "Was it solved"), "choice", choices=RESULTS),
        Field("cooperation", Text("部门配合情况", "How the department worked with you"), "choice",
              choices=COOPERATION, help=Text("评价的是部门，不是个人。",
                                             "Of the department, never of a person.")),
        Field("comment", Text("说明", "Explanation"), is_required=False,
              help=Text("未解决或不配合的，请写明。", "Say why, where it was not solved or poor.")),
        basis=DUAL,
    ),
    _step(
        "remark", Text("对本次吹哨的意见", "Remark on the call"), AFTER, None, DEPARTMENT,
        Field("remark", Text("意见", "Remark"), help=Text(
            "街道和区县可见，不计入任何统计。",
            "Read by township and county; it never becomes a figure.")),
        basis=DUAL,
    ),
    _step(
        "refuse", Text("提出异议，不报到", "Refuse"), ("called", "signed"), "refused", DEPARTMENT,
        Field("ground", Text("依据", "Ground"), "choice", choices=GROUNDS), _reason(),
        basis=COORDINATES,
    ),
    _step(
        "order", Text("裁定：应当报到", "Decide: it must come"), ("refused",), "signed",
        GOVERNMENT, _reason(), basis=COORDINATES,
    ),
    _step(
        "replace", Text("裁定：改由其他部门报到", "Decide: another department comes"),
        ("refused",), "excused", GOVERNMENT,
        Field("unit", Text("由哪个部门报到", "Which department comes"), "unit"), _reason(),
        basis=COORDINATES,
    ),
    _step(
        "excuse", Text("裁定：不须报到", "Decide: it need not come"), ("refused",), "excused",
        GOVERNMENT, _reason(), conditions=("not_its_own",), basis=COORDINATES,
    ),
    _step(
        "note_call", Text("登记电话呼叫", "Record a telephone call"), ("called",), None, TOWNSHIP,
        Field("outcome", Text("值班电话", "Duty desk"), "choice", choices=REACHED),
    ),
    _step(
        "withdraw", Text("撤回呼叫", "Withdraw the call"), ("called", "signed"), "withdrawn",
        TOWNSHIP, _reason("原因", "Why"),
    ),
)  # fmt: skip
