"""The entries of suggestions in the staff menu."""

from __future__ import annotations

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
