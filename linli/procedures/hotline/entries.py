"""The hotline's entries in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.hotline.access import works_here

SECTIONS.register("hotline", Section("hotline", Text("热线", "Hotline"), 20))
for entry in (
    Entry(
        "hotline.call", Text("接听登记", "Take a call"), "hotline:call", "hotline",
        order=10, icon="telephone", may=works_here,
    ),
    Entry(
        "hotline.calls", Text("待打电话", "Calls to make"), "hotline:calls", "hotline",
        order=20, icon="list", may=works_here,
    ),
    Entry(
        "hotline.passcode", Text("重发查询密码", "Lost passcode"), "hotline:passcode", "hotline",
        order=30, icon="lock", may=works_here,
    ),
):  # fmt: skip
    register(entry)
