"""The entries of suggestions in the staff menu, and the door to their wall."""

from __future__ import annotations

from linli.base.ui import doors
from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.suggestions import access

SECTIONS.register("suggestions", Section("suggestions", Text("人民建议", "Suggestions"), 33))
for entry in (
    Entry(
        "suggestions.day", Text("建议待办", "Suggestions to do"), "suggestions:day",
        "suggestions", order=10, icon="inbox", may=access.works,
    ),
    Entry(
        "suggestions.register", Text("登记建议", "Take a suggestion down"),
        "suggestions:register", "suggestions", order=20, icon="add", may=access.collects,
    ),
    Entry(
        "suggestions.campaigns", Text("主题征集", "Collections"), "suggestions:campaigns",
        "suggestions", order=30, icon="bell", may=access.collects,
    ),
):  # fmt: skip
    register(entry)

doors.register(
    doors.Door(
        "suggestions.wall",
        Text("人民建议墙", "Wall of suggestions"),
        Text(
            "看看大家提了什么建议、结果怎么样，也来提一条。",
            "Read what was suggested and what became of it, and suggest something yourself.",
        ),
        "suggestions:wall",
        "note",
        order=30,
    )
)
