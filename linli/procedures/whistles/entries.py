"""The entries of whistles in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.whistles import access

SECTIONS.register("whistles", Section("whistles", Text("吹哨报到", "Whistles"), 33))
for entry in (
    Entry(
        "whistles.day", Text("吹哨待办", "Whistles to do"), "whistles:day", "whistles",
        order=10, icon="inbox", may=access.takes_part,
    ),
    Entry(
        "whistles.blow", Text("吹哨", "Blow a whistle"), "whistles:blow", "whistles",
        order=20, icon="add", may=access.calls,
    ),
    Entry(
        "whistles.roster", Text("值班表", "Duty roster"), "whistles:roster", "whistles",
        order=30, icon="people", may=access.keeps_roster,
    ),
    Entry(
        "whistles.figures", Text("双向考核", "Both sides' figures"), "whistles:figures", "whistles",
        order=40, icon="list", may=access.decides,
    ),
):  # fmt: skip
    register(entry)
