"""Loading regions into the database, from the shipped files and from a file of villages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from linli.base.audit.log import record
from linli.base.regions.files import BadFile, Row, read_rows, shipped_rows
from linli.base.regions.initials import initials_of
from linli.base.regions.levels import ancestors_of, end_of, level_of
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text

Progress = Callable[[int, int], None]
T = TypeVar("T")
BATCH = 2000
FACTS = (
    "code_end", "level", "name", "full_name", "initials", "parent_id", "successor_id",
    "from_date", "until_date",
)  # fmt: skip
FIELDS = [fact.removesuffix("_id") for fact in FACTS]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: regions `added`, `changed`, and found as they should be (`kept`)."""

    added: int
    changed: int
    kept: int


def load(
    code: int,
    *,
    by: Actor,
    at: datetime,
    file: Path | str | None = None,
    progress: Progress | None = None,
) -> Loaded:
    """Load the region `code`, what lies above it, and all below it that the shipped files hold.

    With `file` its rows below `code` are loaded too, and where it differs from what is already
    there, the file is right; its other rows are passed over. Loading again changes nothing, and
    leaves no line in the log. `progress(done, total)` is called now and then. Everything is
    loaded, with its line, or nothing.

    Raises Refused when nothing is known of `code`, BadFile with the line for a file in error.
    """
    brought = [row for row in read_rows(file) if _is_under(row.code, code)] if file else []
    if file and not brought:
        raise BadFile(f"文件中没有 {code} 的区划", f"the file holds nothing below {code}")
    above = set(ancestors_of(code))
    shipped = (row for row in shipped_rows() if _is_under(row.code, code) or row.code in above)
    rows = {row.code: row for row in shipped}
    known = {region.code: region for region in _present(code)}
    if file:
        rows = {key: row for key, row in rows.items() if key not in known}
    rows |= {row.code: row for row in brought}
    _check_places(code, rows, known)
    report = progress or (lambda done, total: None)
    new, changed = _prepare(rows, known, report)
    count = len({*rows, *known})
    loaded = Loaded(len(new), len(changed), len(known) - len(changed))
    with transaction.atomic():
        _write(new, changed, lambda share: report(count + int(share * count), 2 * count))
        if new or changed:
            record("system", "regions_loaded", by=by, at=at, facts=_line(code, loaded, file))
    return loaded


def _line(code: int, loaded: Loaded, file: Path | str | None) -> Mapping[str, object]:
    """Return what the log keeps: how many regions of which one, and the digest of the file."""
    told = {"new": loaded.added, "changed": loaded.changed, "same": loaded.kept}
    digest = {"file": hashlib.sha256(Path(file).read_bytes()).hexdigest()} if file else {}
    return {"region": code, **told, **digest}


def _is_under(code: int, top: int) -> bool:
    return top <= code < end_of(top)


def _present(code: int) -> Iterable[Region]:
    return Region.objects.filter(
        Q(code__gte=code, code__lt=end_of(code)) | Q(code__in=ancestors_of(code))
    )


def _check_places(code: int, rows: dict[int, Row], known: dict[int, Region]) -> None:
    """Refuse a code that nobody knows, and rows whose parent or successor is missing."""
    if code not in rows and code not in known:
        raise Refused(
            Text(f"没有代码为 {code} 的区划", f"no region has the code {code}"),
            code="unknown_region",
        )
    for row in rows.values():
        above = ancestors_of(row.code)[:1]
        for other in (*above, *([row.successor] if row.successor else [])):
            if other not in rows and other not in known:
                raise BadFile(
                    f"{row.code} 所属或所并入的区划 {other} 不存在",
                    f"the region {other}, to which {row.code} belongs, is not known",
                    row.line,
                )


def _prepare(
    rows: dict[int, Row], known: dict[int, Region], report: Progress
) -> tuple[list[Region], list[Region]]:
    """Return the regions to add and those to change; parents come before their children."""
    new: list[Region] = []
    changed: list[Region] = []
    settled: dict[int, Region] = {}
    codes = sorted({*rows, *known})
    for done, code in enumerate(codes, start=1):
        region = known.get(code)
        before = None if region is None else [getattr(region, fact) for fact in FACTS]
        settled[code] = region = _settled(code, rows.get(code), region, settled)
        if before is None:
            new.append(region)
        elif before != [getattr(region, fact) for fact in FACTS]:
            changed.append(region)
        if done % BATCH == 0:
            report(done, 2 * len(codes))
    return new, changed


def _settled(
    code: int, row: Row | None, region: Region | None, settled: dict[int, Region]
) -> Region:
    """Return `region` (a new one for None) as `row` and the regions above it say."""
    region = region or Region(code=code, code_end=end_of(code), level=level_of(code))
    if row and row.name != region.name:
        region.name = row.name
        region.initials = initials_of(row.name)
    if row:
        region.from_date = row.from_date or region.from_date
        region.until_date = row.until_date or region.until_date
        region.successor_id = row.successor or region.successor_id
    above = next((settled[one] for one in ancestors_of(code) if one in settled), None)
    if above is not None:
        region.parent_id = above.code
        # Nobody writes the country before the province.
        region.full_name = region.name if above.parent_id is None else above.full_name + region.name
    else:
        region.full_name = region.name
    return region


def _write(
    new: Sequence[Region], changed: Sequence[Region], report: Callable[[float], None]
) -> None:
    """Write both; `report` takes the share that is done."""
    done = 0
    for batch in _batches(new):
        Region.objects.bulk_create(batch)
        done += len(batch)
        report(done / (len(new) + len(changed)))
    for batch in _batches(changed):
        Region.objects.bulk_update(batch, FIELDS, batch_size=100)
    report(1)


def _batches(things: Sequence[T]) -> Iterable[Sequence[T]]:
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))
