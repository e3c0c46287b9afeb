"""How sure we are of a basis, in words."""

from __future__ import annotations

from typing import Final

from linli.core.text import Text

GRADES: Final = {
    "A": Text("已核对原文", "the text was read"),
    "B": Text("据引用材料", "read where it is quoted"),
    "C": Text("通行做法，须确认", "common practice, to be confirmed"),
    "design": Text("预设，可改", "a preset, can be changed"),
}
