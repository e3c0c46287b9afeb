"""The command `linli reindex`: writes the search index anew."""

from __future__ import annotations

import click

from linli.cli.declaring import Progress, command
from linli.cli.instance import ready_instance
from linli.cli.language import say
from linli.core.text import Text

DONE = Text("已为 {count} 件建立索引。", "Cases indexed: {count}.")


@command(
    Text(
        "重建搜索索引。可随时中断，重新执行即可",
        "Write the search index anew. May be stopped at any time and run again",
    )
)
def reindex() -> None:
    """Write the search index anew; search goes on meanwhile."""
    ready_instance()
    from linli.cases.indexing import reindex as write_anew

    count = write_anew(Progress(Text("建立索引", "Indexing")))
    click.echo(say(DONE.format(count=count)))
