"""The command `linli intake`: opens the messages of a file as cases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from linli.cli.declaring import Progress, as_json, command, option, print_json
from linli.cli.instance import ready_instance
from linli.cli.language import say
from linli.cli.places import REGION, RegionCode
from linli.core.text import Text

REFUSED = Text("第 {number} 行未导入：{why}", "line {number} refused: {why}")
STOPPED = Text("已中断，再次运行即可接着导入。", "Stopped. Run it again to go on.")
COUNTED = Text(
    "导入 {opened} 件，此前已导入 {known} 件，未导入 {refused} 行。",
    "{opened} opened, {known} opened before, {refused} lines refused.",
)


@command(
    Text(
        "把文件（JSON Lines、CSV、Excel）中的来件登记为待派单的热线诉求，每件一次",
        "Open the messages of FILE (JSON Lines, CSV, Excel) as hotline requests, each once",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--region", type=RegionCode(), required=True, about=REGION)
@option(
    "--unit",
    required=True,
    metavar="CODE",
    about=Text("派单的单位代码", "Code of the unit that dispatches"),
)
@option(
    "--source",
    default="intake",
    show_default=True,
    about=Text("来源名称，不同来源的编号互不相干", "Name of the source whose ids these are"),
)
@option(
    "--mapping",
    multiple=True,
    metavar="FILE|FIELD=COLUMN",
    about=Text(
        "字段 id、title、time、detail 对应的列名，可重复",
        "Which column is id, title, time or detail; may be given again",
    ),
)
@as_json
def intake(file: Path, mapping: tuple[str, ...], as_json: bool, **to: Any) -> None:
    """Open what `file` holds and was not opened before; leave with 1 if lines were refused."""
    ready_instance()
    from linli.intake import opening
    from linli.intake.fields import read_mapping
    from linli.intake.reading import Source

    columns = read_mapping(mapping)
    wanted = opening.prepare(
        source=to["source"], region_code=to["region"], unit_code=to["unit"],
        columns=columns, at=datetime.now(UTC),
    )  # fmt: skip
    tally = opening.Tally()

    def refuse(number: int, why: Text) -> None:
        if as_json:
            print_json({"line": number, "refused": say(why)})
        else:
            click.echo(say(REFUSED.format(number=number, why=why)), err=True)

    try:
        opening.open_all(
            wanted,
            Source(file, needed=columns.needed),
            tally=tally,
            on_refusal=refuse,
            progress=Progress(Text("导入", "Opening")),
        )
    except KeyboardInterrupt:
        click.echo(f"\n{say(STOPPED)}", err=True)
        _print(tally, as_json)
        raise click.exceptions.Exit(130) from None
    _print(tally, as_json)
    raise click.exceptions.Exit(1 if tally.refused else 0)


def _print(tally: Any, as_json: bool) -> None:
    if as_json:
        print_json(vars(tally))
    else:
        click.echo(say(COUNTED.format(**vars(tally))))
