"""The command `linli verify`: whether the log is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linli.cli.declaring import as_json, command, option, print_json
from linli.cli.instance import existing_instance
from linli.cli.language import Failure, say
from linli.core.text import Text

if TYPE_CHECKING:
    from linli.base.audit.report import Report

COUNTED = Text("{chains} 条链，{lines} 行。", "Chains: {chains}, lines: {lines}.")


@command(
    Text(
        "校验日志是否完整。退出码：0 完整，1 有损坏，2 无法校验",
        "Check that the log is whole. Exit code: 0 whole, 1 damaged, 2 not checkable",
    )
)
@option(
    "--heads",
    type=click.Path(path_type=Path),
    multiple=True,
    about=Text(
        "此前导出的链头文件，可多次给出", "A file of heads exported before; may be repeated"
    ),
)
@as_json
@click.pass_context
def verify(ctx: click.Context, heads: tuple[Path, ...], as_json: bool) -> None:
    """Say whether the log is whole, or what is damaged, and leave with the verdict's code."""
    report = _checked(tuple(path.resolve() for path in heads))
    if as_json:
        print_json(report.as_dict())
    else:
        for sentence in report.sentences():
            click.echo(say(sentence))
        if report.chains:
            click.echo(say(COUNTED.format(chains=report.chains, lines=report.lines)))
    ctx.exit(report.exit_code)


def _checked(heads: tuple[Path, ...]) -> Report:
    from linli.base.audit.report import Report

    try:
        existing_instance()
    except Failure as failure:
        return Report(unchecked=[failure.said])
    from linli.base.audit.verification import verify

    return verify(*heads)
