"""The entries of petitions in the staff menu."""

from __future__ import annotations

from linli.base.ui.menu import SECTIONS, Entry, Section, register
from linli.core.text import Text
from linli.procedures.petitions import access

SECTIONS.register("petitions", Section("petitions", Text("信访", "Petitions"), 30))
for entry in (
    Entry(
        "petitions.day", Text("信访待办", "Petitions to do"), "petitions:day", "petitions",
        order=10, icon="inbox", may=access.works_here,
    ),
    Entry(
        "petitions.register", Text("登记信访", "Register a petition"), "petitions:register",
        "petitions", order=20, icon="add", may=access.registers,
    ),
    Entry(
        "petitions.decisions", Text("待签发、待决定", "To sign and decide"),
        "petitions:decisions", "petitions", order=30, icon="check", may=access.works_here,
    ),
    Entry(
        "petitions.supervision", Text("督办", "Supervision"), "petitions:supervision",
        "petitions", order=40, icon="bell", may=access.oversees,
    ),
    Entry(
        "petitions.range", Text("辖区信访情况", "Petitions in the area"), "petitions:range",
        "petitions", order=50, icon="list", may=access.reads_range,
    ),
    Entry(
        "petitions.proposals", Text("三项建议", "Proposals"), "petitions:proposals",
        "petitions", order=60, icon="edit", may=access.reads_range,
    ),
    Entry(
        "petitions.annual", Text("年度报告", "Annual report"), "petitions:annual",
        "petitions", order=70, icon="note", may=access.reads_range,
    ),
    Entry(
        "petitions.passcode", Text("重发查询密码", "Lost passcode"), "petitions:passcode",
        "petitions", order=80, icon="lock", may=access.reissues,
    ),
):  # fmt: skip
    register(entry)
