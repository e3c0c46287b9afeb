"""The parts of the administration, each shown to the posts that have its power."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.base.ui import menu
from linli.core.text import Text

# key, name, page, power, sign, place in the menu
SECTIONS = (
    ("units", Text("组织机构", "Units"), "units", "units", "building", 10),
    ("people", Text("人员与岗位", "People and posts"), "people", "people", "people", 20),
    ("calendar", Text("工作日历", "Working calendar"), "calendar", "calendar", "calendar", 30),
    ("rules", Text("地方规则", "Local rules"), "rules", "limits", "clock", 40),
    ("log", Text("审计日志", "Audit log"), "log", "audit", "eye", 50),
    ("impact", Text("个人信息影响评估", "Impact assessment"), "impact", "privacy", "lock", 60),
    ("erasures", Text("到期删除记录", "What was erased"), "erasures", "privacy", "clock", 70),
)


def register_menu() -> None:
    """Add an entry for each part, seen by posts with its power."""
    for key, name, page, power, icon, order in SECTIONS:
        menu.register(
            menu.Entry(
                f"administration.{key}",
                name,
                f"administration:{page}",
                "administration",
                order,
                icon,
                may=_holds(power),
            )
        )


def _holds(power: str) -> Callable[[Any], bool]:
    return lambda post: post is not None and post.has_power(power)
