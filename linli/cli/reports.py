"""The commands on reports: `linli mend` makes a text whole, `linli conference` reads one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from linli.cli.declaring import as_json, command, print_json
from linli.cli.language import Failure, say
from linli.core.text import Text

if TYPE_CHECKING:
    from linli.core.conferences import Conference, Directive
    from linli.core.conferences.reports import Person
    from linli.core.mending import Mended, Spot

NO_FILE = Text("无法读取文件 {path}：{why}", "{path} can't be read: {why}")
SPOTS = Text("需人工核对之处：{count}", "Spots for a person to look at: {count}")
CERTAIN = Text("依字节唯一", "only one fits the bytes")
UNCERTAIN = Text("不能确定", "not certain")
NONE_SAID = Text("未读出要求。", "No demand was found.")
MEETING = Text("（会议）", "(the meeting)")
LEVELS = {
    "country": Text("全国", "Country"),
    "province": Text("省级", "Province"),
    "city": Text("市级", "City"),
    "county": Text("县级", "County"),
    "township": Text("乡级", "Town or street"),
    "community": Text("村级", "Village or community"),
}
SHOWN = 60


@command(Text("修复网页转载损坏的中文文本", "Make a text whole that was damaged on the web"))
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def mend(file: Path, as_json: bool) -> None:
    """Print the text of `file` mended; the spots to look at go to standard error, or into JSON."""
    mended = _mended(file)
    if as_json:
        print_json(mended.as_data())
        return
    click.echo(mended.text, nl=not mended.text.endswith("\n"))
    if mended.spots:
        click.echo(say(SPOTS.format(count=len(mended.spots))), err=True)
    for spot in mended.spots:
        click.echo(_spot(mended.text, spot), err=True)


@command(Text("读取会议报道中的要求", "Read the report of a conference: who asked what of whom"))
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def conference(file: Path, as_json: bool) -> None:
    """Print what the report in `file` says; places count in the text that `linli mend` prints."""
    from linli.core.conferences import read

    mended = _mended(file)
    found = read(mended.text)
    if as_json:
        print_json(found.as_data())
        return
    _print(found, mended.text)
    if mended.spots:
        click.echo(say(SPOTS.format(count=len(mended.spots))), err=True)


def _mended(file: Path) -> Mended:
    from linli.base.files.words import words_of
    from linli.core.mending import mend as make_whole

    try:
        if str(file) == "-":
            stream: IO[bytes] = sys.stdin.buffer
            return make_whole(words_of(stream))
        with file.open("rb") as opened:
            return make_whole(words_of(opened))
    except OSError as error:
        why = error.strerror or str(error)
        raise Failure(NO_FILE.format(path=file, why=why)) from error


def _spot(text: str, spot: Spot) -> str:
    certainty = say(CERTAIN if spot.is_certain else UNCERTAIN)
    others = "".join(f" | {other}" for other in spot.alternatives)
    now = text[spot.start : spot.end]
    return f"  {spot.start}–{spot.end} {spot.raw} → {now}{others} ({certainty})"


def _print(found: Conference, text: str) -> None:
    for label, value in _lines(found):
        if value:
            click.echo(f"{say(label)}: {value}")
    if not found.directives:
        click.echo(say(NONE_SAID))
    for directive in found.directives:
        _print_demand(directive, text)


def _lines(found: Conference) -> list[tuple[Text, str | None]]:
    """Return what is said of the conference itself, each with its label."""
    level = LEVELS.get(found.level or "")
    return [
        (Text("日期", "Date"), found.date),
        (Text("层级", "Level"), say(level) if level else None),
        (Text("主办", "Host"), found.host),
        (Text("地点", "Place"), found.place),
        (Text("主持", "Chair"), found.chair),
        (Text("讲话", "Speakers"), _named(found.speakers)),
        (Text("出席", "Present"), _named(found.present)),
        (Text("会场", "Venues"), "; ".join(found.venues)),
        (Text("文件", "Documents"), "; ".join(found.documents)),
    ]


def _named(people: Iterable[Person]) -> str:
    return "; ".join(f"{person.post} {person.name}".strip() for person in people)


def _print_demand(directive: Directive, text: str, depth: int = 0) -> None:
    from linli.core.conferences.subjects import SUBJECTS

    said = " ".join(text[directive.start : directive.end].split())
    shown = said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"
    addressee = f" → {directive.addressee}" if directive.addressee else ""
    who = "" if depth else f" {directive.speaker or say(MEETING)}"
    subject = say(SUBJECTS[directive.subject])
    click.echo(f"{'  ' * depth}{directive.no}{who}{addressee} [{subject}] {shown}")
    for child in directive.children:
        _print_demand(child, text, depth + 1)
