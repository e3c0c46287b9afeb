"""A small procedure with a term of every kind that rules and the term query must know."""

from __future__ import annotations

from datetime import date

from linli.core.procedure import (
    Basis,
    Extension,
    Procedure,
    State,
    Taker,
    Term,
    Transition,
)
from linli.core.text import Text

NAME = Text("测试", "Test")
LAW = Basis(Text("测试条例", "Test Regulations"), "第三十四条", "A")
SETTING = Basis(Text("测试规范", "Test Standard"), "", "B")


def term(key, length, unit="days", *, binds="authority", basis=LAW, **others):
    """Return a term that runs from `begin` to `end`."""
    return Term(
        key=key, name=NAME, length=length, unit=unit, starts_on=("begin",), stops_on=("end",),
        binds=binds, basis=basis, **others,
    )  # fmt: skip


PROCEDURE = Procedure(
    key="test",
    name=NAME,
    first="open",
    states=(State("open", NAME, NAME), State("done", NAME, NAME, is_final=True)),
    transitions=(
        Transition("begin", NAME, ("open",), None, (Taker("lead"),)),
        Transition("extend", NAME, ("open",), None, (Taker("lead"),)),
        Transition("end", NAME, ("open",), "done", (Taker("lead"),)),
    ),
    terms=(
        term("handle", 60, extension=Extension(30, "extend")),
        term("object", 5, "workdays"),
        term("review", 30, binds="citizen"),
        term("preset", 7, basis=SETTING, rolls=False),
        term("emergency", 2, "hours", basis=SETTING, extension=Extension(1, "extend")),
        term("dated", None),
        term("changing", 20),
        term("changing", 10, in_force_from=date(2027, 1, 1)),
    ),
    basis=LAW,
    coordinators=("hotline_centre",),
)
