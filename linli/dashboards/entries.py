"""The dashboards' entries in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.dashboards.access import decides, reads

SECTIONS.register("figures", Section("figures", Text("统计", "Figures"), 40))
for entry in (
    Entry(
        "dashboards.rates", Text("三率和办理指标", "Rates"), "dashboards:rates", "figures",
        order=10, icon="list", may=reads,
    ),
    Entry(
        "dashboards.exclusions", Text("不计入统计", "Left out of the rates"),
        "dashboards:exclusions", "figures", order=20, icon="note", may=decides,
    ),
):  # fmt: skip
    register(entry)
