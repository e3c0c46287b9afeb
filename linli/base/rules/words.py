"""Words of local rules: units, lengths, what the law leaves to a place."""

from __future__ import annotations

from typing import Final

from linli.core.text import Text

UNITS: Final = {
    "hours": Text("小时", "hours"),
    "days": Text("日", "days"),
    "workdays": Text("个工作日", "working days"),
    "months": Text("个月", "months"),
    "cases": Text("件", "cases"),
    "times": Text("次", "times"),
    "minutes": Text("分钟", "minutes"),
    "characters": Text("字", "characters"),
}
LENGTH: Final = Text("{length} {unit}", "{length} {unit}")
EACH_TIME: Final = Text("逐案确定", "set each time")

# What a place may do with a number, by the kind of its bound.
BOUNDS: Final = {
    "shorter": Text("法定期限，地方只能缩短", "Set by law; a place may only shorten it"),
    "longer": Text("法定期限，地方只能延长", "Set by law; a place may only lengthen it"),
    "lower": Text("法定数值，地方只能调低", "Set by law; a place may only lower it"),
    "higher": Text("法定数值，地方只能调高", "Set by law; a place may only raise it"),
    "fixed": Text("由法律规定，地方不能另设", "Fixed by law; a place can't set it"),
    "either": Text("预设值，地方可自行调整", "A preset; a place may set it either way"),
    "dated": Text("由具体日期确定，不能设定", "Ends on a date set each time; can't be set"),
}

SHORTER: Final = Text(
    "{instrument}{article}规定的期限为{length}{unit}，地方规定只能缩短，且计算单位应当相同。",
    "{instrument}, {article}, sets {length} {unit}; a local rule may only shorten this, "
    "in the same unit.",
)
LONGER: Final = Text(
    "{instrument}{article}给予当事人{length}{unit}，地方规定只能延长，且计算单位应当相同。",
    "{instrument}, {article}, grants {length} {unit}; a local rule may only lengthen this, "
    "in the same unit.",
)
LOWER: Final = Text(
    "{instrument}{article}规定的数值为{length}{unit}，地方规定只能调低。",
    "{instrument}, {article}, sets {length} {unit}; a local rule may only lower this.",
)
HIGHER: Final = Text(
    "{instrument}{article}规定的数值为{length}{unit}，地方规定只能调高。",
    "{instrument}, {article}, sets {length} {unit}; a local rule may only raise this.",
)
FIXED: Final = Text(
    "{instrument}{article}规定为{length}{unit}，地方规定不能另设。",
    "{instrument}, {article}, fixes {length} {unit}; no local rule may set another.",
)
BEYOND: Final = {
    "shorter": SHORTER, "longer": LONGER, "lower": LOWER, "higher": HIGHER, "fixed": FIXED,
}  # fmt: skip
DATED: Final = Text(
    "该期限由具体日期确定，不能设定时长。", "This term ends on a date set each time."
)
BETWEEN: Final = Text("应为{least}至{most}{unit}。", "It runs from {least} to {most} {unit}.")
BAD_UNIT: Final = Text("计算单位有误。", "It does not count in this unit.")


def in_words(value: int | None, unit: str) -> Text:
    """Return a number with its unit, such as "7 days"."""
    if value is None:
        return EACH_TIME
    counted = UNITS[unit]
    one = Text(counted.zh, counted.en.removesuffix("s"))
    return LENGTH.format(length=value, unit=one if value == 1 else counted)
