"""The command `linli figures`: proves the counters behind the rates, and corrects them."""

from __future__ import annotations

import click

from linli.cli.declaring import command, option
from linli.cli.instance import ready_instance
from linli.cli.language import Failure, say
from linli.core.text import Text

SOUND = Text("统计数与各件相符。", "The counters agree with the cases.")
DIFFER = Text(
    "有 {days} 个日统计数、{months} 个月统计数与各件不符。",
    "Numbers that differ from the cases: by day {days}, by month {months}.",
)
CORRECTED = Text("已更正。", "Corrected.")
REPAIR = Text("加 --repair 更正。", "Correct them with --repair.")


@command(Text("核对统计数与各件是否相符", "Check the counters behind the rates against the cases"))
@option("--repair", is_flag=True, about=Text("更正不符之处", "Correct what differs"))
def figures(repair: bool) -> None:
    """Compare the counters with the cases, and correct them if asked to."""
    ready_instance()
    from django.utils import timezone

    from linli.cases.folding import fold, prove

    at = timezone.now()
    fold(at)
    found = prove(at=at, repairs=repair)
    if found.is_sound:
        click.echo(say(SOUND))
        return
    click.echo(say(DIFFER.format(days=found.days, months=found.months)))
    if not repair:
        raise Failure(REPAIR, exit_code=1)
    click.echo(say(CORRECTED))
