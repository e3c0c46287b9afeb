"""The entries of disputes in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.disputes import access

SECTIONS.register("disputes", Section("disputes", Text("人民调解", "Mediation"), 35))
for entry in (
    Entry(
        "disputes.day", Text("调解待办", "Mediation to do"), "disputes:day", "disputes",
        order=10, icon="inbox", may=access.mediates,
    ),
    Entry(
        "disputes.register", Text("登记纠纷", "Register a dispute"), "disputes:register",
        "disputes", order=20, icon="add", may=access.mediates,
    ),
    Entry(
        "disputes.rounds", Text("纠纷排查", "Rounds"), "disputes:rounds", "disputes",
        order=30, icon="place", may=access.walks,
    ),
    Entry(
        "disputes.committee", Text("调解员名册", "Register of mediators"), "disputes:committee",
        "disputes", order=40, icon="people", may=access.mediates,
    ),
):  # fmt: skip
    register(entry)
