"""The entries of directives in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.directives import access

SECTIONS.register("directives", Section("directives", Text("部署督办", "Directives"), 36))
for entry in (
    Entry(
        "directives.day", Text("任务待办", "Directives to do"), "directives:day", "directives",
        order=10, icon="inbox", may=access.works,
    ),
    Entry(
        "directives.given", Text("下达的部署", "Directives given"), "directives:given",
        "directives", order=20, icon="note", may=access.gives,
    ),
    Entry(
        "directives.give", Text("下达任务", "Give a directive"), "directives:give",
        "directives", order=30, icon="add", may=access.gives,
    ),
):  # fmt: skip
    register(entry)
