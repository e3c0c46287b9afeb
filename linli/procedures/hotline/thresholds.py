"""Numbers of the hotline that a place may set."""

from __future__ import annotations

from typing import Final

from linli.core.procedure import Basis
from linli.core.text import Text
from linli.core.thresholds import Threshold

# After this a new message is clearer than an old case opened again.
REOPEN: Final = Threshold(
    "hotline",
    "reopen",
    Text("办结后可要求重新办理的时间", "A closed case may be opened again within"),
    Text(
        "办结后此日数内，来件人不满意的可以要求重新办理；过后请重新提交。",
        "So long after it was closed, whoever sent it may have it opened again; after that they "
        "write anew.",
    ),
    60, "days", Basis(Text("由使用单位设定", "set by the office that runs this")), least=7,
)  # fmt: skip
