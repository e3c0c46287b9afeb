"""How the desk and the timeline word what happens in a dispute."""

from __future__ import annotations

from linli.core.text import Text

NOTICES: dict[str, Text] = {
    "dispute.agreed": Text("当事人同意调解：{title}", "A party agrees to mediation: {title}"),
    "dispute.refused": Text(
        "当事人拒绝调解，请告知其他途径：{title}",
        "A party refused; explain the other ways: {title}",
    ),
    "dispute.challenged": Text(
        "当事人要求更换调解员：{title}", "A party wants another mediator: {title}"
    ),
    "dispute.not_performed": Text(
        "协议约定的日期已到，请了解履行情况：{title}",
        "What was agreed is due, see whether it was done: {title}",
    ),
}
# Lines of the timeline that are no steps.
EVENTS: dict[str, Text] = {
    "dispute.add_party": Text("登记、补充当事人信息", "A party was recorded"),
    "dispute.letter_joined": Text("生成卷宗", "The file was put together"),
}
