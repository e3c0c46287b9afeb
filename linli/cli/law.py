"""The commands on procedures and their terms: `linli procedures`, `linli term`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from linli.cli.declaring import as_json, command, option, print_json
from linli.cli.instance import check_database, declarations
from linli.cli.language import Failure, say
from linli.cli.places import REGION, RegionCode
from linli.core.text import Text

if TYPE_CHECKING:
    from linli.core.procedure import Basis, Procedure

EXAMPLE = "2026-02-10T09:30"
NO_PROCEDURE = Text("没有程序 {key}，现有：{known}", "there is no procedure {key}, but: {known}")


@command(Text("列出办理程序", "List the procedures"))
@as_json
def procedures(as_json: bool) -> None:
    """List the procedures with their states, steps and terms."""
    with declarations():
        from linli.cases.registry import rooms

        for room in rooms:
            if as_json:
                print_json(_fields(room.procedure))
            else:
                _print(room.procedure)


@command(Text("计算时限何时届满", "Say when a term ends"))
@click.argument("procedure")
@click.argument("term")
@option(
    "--from",
    "start",
    required=True,
    metavar="TIME",
    about=Text(
        f"起算事件的时间，如 {EXAMPLE}（不带时区即北京时间）",
        f"When the starting event happened, such as {EXAMPLE}, in Shanghai's time",
    ),
)
@option("--region", type=RegionCode(), about=REGION)
@option(
    "--pause",
    "pauses",
    multiple=True,
    metavar="START/END",
    about=Text(
        "中止的起止时间，可重复",
        "A pause of the term; may be given again",
    ),
)
@option(
    "--extend",
    "extension",
    type=int,
    default=0,
    metavar="DAYS",
    about=Text(
        "延长的天数",
        "Days by which it is extended",
    ),
)
@option(
    "--to",
    "ends",
    metavar="DATE",
    about=Text(
        "指定的届满日期（只用于没有固定长度的期限，如交办的办结报告）",
        "The day that was set, for a term without a length, such as a completion report",
    ),
)
@as_json
def term(procedure: str, term: str, as_json: bool, **asked: Any) -> None:
    """Say when `term` of `procedure` ends that starts at the time `--from`."""
    # Without a database the shipped calendar counts; one that is away may hold another.
    check_database()
    with declarations():
        from linli.base.calendars.selectors import calendar_at_hand
        from linli.base.rules.term_query import answer
        from linli.cases.registry import rooms

        room = rooms.get(procedure)
        if room is None:
            known = ", ".join(rooms.keys())
            raise Failure(NO_PROCEDURE.format(key=procedure, known=known))
        found = answer(
            room.procedure, term, start=asked["start"], calendar=calendar_at_hand(),
            region_code=asked["region"], pauses=asked["pauses"], extension=asked["extension"],
            ends=asked["ends"],
        )  # fmt: skip
    if as_json:
        print_json(found)
    else:
        _print_end(found)


def _print_end(found: dict[str, Any]) -> None:
    click.echo(found["due_at"] or say(Text(**found["note"])))
    if found["rolled"]:
        text = Text("原届满于 {raw}，遇休息日顺延", "counted to {raw}, then moved off days off")
        click.echo("  " + say(text.format(raw=found["due_raw"])))
    if found["provisional"]:
        text = Text(
            "涉及尚未公布放假安排的年份", "a year without its notice of holidays is involved"
        )
        click.echo("  " + say(text))
    click.echo("  " + " ".join(filter(None, found["basis"].values())))


def _print(procedure: Procedure) -> None:
    click.echo(f"{procedure.key}\t{say(procedure.name)}")
    for key in procedure.term_keys():
        term = procedure.term(key)
        length = "" if term.length is None else f"{term.length} {term.unit}"
        article = f"{say(term.basis.instrument)} {term.basis.article}".strip()
        click.echo(f"  {key}\t{say(term.name)}\t{length}\t{article}")


def _fields(procedure: Procedure) -> dict[str, Any]:
    return {
        "key": procedure.key,
        "name": asdict(procedure.name),
        "basis": basis_fields(procedure.basis),
        "states": [
            {"key": state.key, "name": asdict(state.name), "is_final": state.is_final}
            for state in procedure.states
        ],
        "transitions": [
            {
                "key": transition.key,
                "name": asdict(transition.name),
                "sources": list(transition.sources),
                "target": transition.target,
                "takers": [asdict(taker) for taker in transition.takers],
            }
            for transition in procedure.transitions
        ],
        "terms": [_term_fields(procedure, key) for key in procedure.term_keys()],
    }


def _term_fields(procedure: Procedure, key: str) -> dict[str, Any]:
    term = procedure.term(key)
    return {
        "key": term.key,
        "name": asdict(term.name),
        "length": term.length,
        "unit": term.unit,
        "binds": term.binds,
        "rolls": term.rolls,
        "starts_on": list(term.starts_on),
        "stops_on": list(term.stops_on),
        "extension": term.extension.most if term.extension else 0,
        "basis": basis_fields(term.basis),
    }


def basis_fields(basis: Basis) -> dict[str, str]:
    """Return a basis as plain values; an instrument's legal name is its Chinese one."""
    return {"instrument": basis.instrument.zh, "article": basis.article, "grade": basis.grade}
