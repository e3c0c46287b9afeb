"""The commands on places and units: `linli regions load`, `linli units`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from linli.cli.declaring import Progress, as_json, command, group, option, print_json
from linli.cli.instance import ready_instance
from linli.cli.language import say
from linli.core.text import Text

REGION = Text("区划代码（2、4、6、9 或 12 位）", "A region's code of 2, 4, 6, 9 or 12 digits")


class RegionCode(click.ParamType[int]):
    """A region's code as people write it, with 2, 4, 6, 9 or 12 digits."""

    name = "code"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the code of 12 digits as a number."""
        from linli.base.regions.levels import parse_code

        try:
            return parse_code(str(value))
        except ValueError:
            self.fail(say(Text("应为", "expected: ")) + say(REGION), param, ctx)


@group(Text("区划", "Regions"))
def regions() -> None:
    """Hold the commands on regions."""


@command(Text("装载一个区划及其以下区划", "Load a region and all below it"), group=regions)
@click.argument("code", type=RegionCode())
@option(
    "--file",
    type=click.Path(path_type=Path),
    about=Text(
        "含 code、name 两列的文件（制表符或逗号分隔、JSON，可压缩）",
        "A file with code and name, as tabs, commas or JSON, gzipped or not",
    ),
)
def load(code: int, file: Path | None) -> None:
    """Load the region `code`, from `file` where the shipped data end."""
    ready_instance()
    from linli.base.regions.loading import load as load_regions
    from linli.core.actors import Actor

    progress = Progress(Text("装载区划", "Loading regions"))
    by, at = Actor.system("regions_load"), datetime.now(UTC)
    done = load_regions(code, by=by, at=at, file=file, progress=progress)
    text = Text(
        "新增 {added}，更改 {changed}，未变 {kept}", "{added} added, {changed} changed, {kept} kept"
    )
    click.echo(say(text.format(added=done.added, changed=done.changed, kept=done.kept)))


@command(Text("列出今天存在的单位", "List the units in being today"))
@option("--region", type=RegionCode(), about=REGION)
@as_json
def units(region: int | None, as_json: bool) -> None:
    """List the units of `region` and of all below it, or all units."""
    ready_instance()
    from linli.base.accounts.models import Unit
    from linli.base.regions.levels import end_of
    from linli.core.zone import local_day

    found = Unit.objects.on(local_day(datetime.now(UTC))).order_by("region_id", "kind", "code")
    if region is not None:
        found = found.filter(region_id__gte=region, region_id__lt=end_of(region))
    for unit in found.select_related("region", "parent", "superior").iterator():
        if as_json:
            print_json(_fields(unit))
        else:
            kind = say(unit.kind_name)
            click.echo(f"{unit.code}\t{unit.name}\t{kind}\t{unit.region_id}\t{unit.region.name}")


def _fields(unit: object) -> dict[str, object]:
    from linli.base.accounts.models import Unit

    assert isinstance(unit, Unit)
    return {
        "code": unit.code,
        "name": unit.name,
        "name_en": unit.name_en,
        "kind": unit.kind,
        "region": unit.region_id,
        "region_name": unit.region.full_name,
        "parent": unit.parent.code if unit.parent else None,
        "superior": unit.superior.code if unit.superior else None,
        "from_date": unit.from_date.isoformat(),
        "until_date": unit.until_date.isoformat() if unit.until_date else None,
    }
