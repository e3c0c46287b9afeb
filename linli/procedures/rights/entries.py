"""The entry of periods and holds in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import Entry, register
from linli.core.text import Text
from linli.procedures.rights.access import keeps

register(
    Entry(
        "rights.retention",
        Text("到期与暂缓删除", "Periods and holds"),
        "rights:retention",
        "desk",
        order=80,
        icon="clock",
        may=keeps,
    )
)
