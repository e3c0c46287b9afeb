"""Presets of supervision that a place may switch on: repealed and local lists, never the law."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text
from linli.procedures.petitions.words import REGULATION_2005, SUPERVISION_GROUNDS
from linli.settings_given import words

OF_2005 = Basis(REGULATION_2005, "第三十六条", "A")
OF_BEIJING = Basis(Text("北京市信访条例", "Petition regulations of Beijing"), "第五十二条", "A")
# 2005 Art. 36: the advice is answered in 30 days; the regulation in force names no number.
FEEDBACK_DAYS = 30

GROUNDS_OF_2005 = tuple(
    Choice(f"2005_{key}", name, OF_2005)
    for key, name in (
        ("late", Text("无正当理由未按期办结", "Not done in time without a good reason")),
        ("no_result", Text("未按规定反馈办理结果", "Result not reported as required")),
        ("course", Text("未按规定程序办理", "Not handled by the procedure")),
        ("shirking", Text("推诿、敷衍、拖延", "Shifting, going through the motions, delaying")),
        ("not_executing", Text("不执行信访处理意见", "The opinion is not carried out")),
        ("other", Text("其他需要督办的情形", "Other reasons for supervision")),
    )
)
GROUNDS_OF_BEIJING = tuple(
    Choice(f"beijing_{key}", name, OF_BEIJING)
    for key, name in (
        (
            "clear_error",
            Text(
                "认定事实不清、依据或者程序明显错误",
                "Facts unclear, or a plain error of basis or procedure",
            ),
        ),
        ("false_result", Text("虚报办理结果或者不落实", "Result untrue, or not put into effect")),
    )
)
LISTS = {"2005": GROUNDS_OF_2005, "beijing": GROUNDS_OF_BEIJING}


def supervision_grounds() -> tuple[Choice, ...]:
    """Return the grounds that an officer may choose: those of the regulation in force, and of
    the lists that the variable `LINLI_PETITION_GROUNDS` switches on: "2005", "beijing". Raises
    NotASetting for any other."""
    # Declared grounds know no Django, whose settings read variables otherwise.
    chosen = words("LINLI_PETITION_GROUNDS", LISTS)
    more = (ground for key, grounds in LISTS.items() if key in chosen for ground in grounds)
    return (*SUPERVISION_GROUNDS, *more)
