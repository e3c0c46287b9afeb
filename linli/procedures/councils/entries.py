"""The entries of councils in the staff menu."""

from __future__ import annotations

from linli.base.ui import doors
from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.councils import access

SECTIONS.register("councils", Section("councils", Text("议事协商", "Councils"), 38))
for entry in (
    Entry("councils.day", Text("协商待办", "Councils to do"), "councils:day", "councils",
          order=10, icon="inbox", may=access.works),
    Entry("councils.propose", Text("提出议题", "Propose a topic"), "councils:propose", "councils",
          order=20, icon="add", may=access.works),
    Entry("councils.convene", Text("召集会议", "Call an assembly"), "councils:convene", "councils",
          order=30, icon="people", may=access.convenes),
    Entry("councils.conventions", Text("村规民约、居民公约", "Conventions"),
          "councils:conventions", "councils", order=40, icon="list", may=access.works),
    Entry("councils.quorums", Text("会议人数规则", "Quorums of assemblies"), "councils:quorums",
          "administration", order=45, icon="people", may=access.sets_rules),
):  # fmt: skip
    register(entry)

doors.register(
    doors.Door(
        "councils",
        Text("议事协商", "Councils near you"),
        Text(
            "看看邻里在商量什么、决定了什么，说说您的意见。",
            "Read what neighbours talk over and decide, and say what you think.",
        ),
        "councils:home",
        "people",
        order=40,
    )
)
