"""The three lists of duties and what each means for dispatch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from linli.core.procedure import Basis
from linli.core.text import Text

BASIS: Final = Basis(
    Text(
        "关于全面建立乡镇（街道）履行职责事项清单的意见",
        "Opinions on drawing up the duty lists of towns and streets",
    ),
    grade="B",
)


@dataclass(frozen=True, slots=True)
class DutyList:
    """One of the three lists. `leads` says who must handle its items, and
    `does_township_assist` whether the town or street takes part when it doesn't lead.

    `spoken` are the other names under which files and people know the list.
    """

    key: str
    order: int
    name: Text
    meaning: Text
    leads: Literal["township", "department"]
    does_township_assist: bool
    spoken: tuple[str, ...]
    basis: Basis = BASIS


DUTY_LISTS: Final = {
    each.key: each
    for each in (
        DutyList(
            "own",
            1,
            Text("基本履职事项", "Own duties"),
            Text(
                "乡镇（街道）必须为、负全责：由街道（乡镇）主办。",
                "The town's or street's own duty: it handles the matter and answers for it.",
            ),
            "township",
            False,
            ("基本履职事项清单", "基本履职", "基本清单"),
        ),
        DutyList(
            "assisting",
            2,
            Text("配合履职事项", "Assisting duties"),
            Text(
                "上级部门主责、乡镇（街道）配合：由部门主办，街道（乡镇）协办。",
                "A department leads and the town or street assists: dispatch it to the department.",
            ),
            "department",
            True,
            ("配合履职事项清单", "配合履职", "配合清单"),
        ),
        DutyList(
            "taken_back",
            3,
            Text("上级部门收回事项", "Duties taken back"),
            Text(
                "已由上级部门收回：由部门单独办理，不得派给街道（乡镇）。",
                "Taken back by a department, which handles it alone: it must not be given to a "
                "town or street.",
            ),
            "department",
            False,
            ("上级部门收回事项清单", "收回事项", "收回清单"),
        ),
    )
}


def list_named(text: str) -> str | None:
    """Return the key of the list that `text` names by key, Chinese or English; None if none."""
    wanted = text.strip().lower().removesuffix("清单")
    for each in DUTY_LISTS.values():
        names = (each.key, each.name.zh, each.name.en, *each.spoken)
        if wanted in {name.lower().removesuffix("清单") for name in names}:
            return each.key
    return None
