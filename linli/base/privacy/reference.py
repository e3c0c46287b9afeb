"""Writes the reference page of personal data from the inventory, as declared."""

from __future__ import annotations

from collections.abc import Iterator

from linli.base.privacy.inventory import plain_fields
from linli.core.personal import PERIODS, TABLES, Period, Table
from linli.core.text import Text

HEAD = """# Personal data 个人信息

Written by `scripts/reference` from the `personal.py` beside each model. Every field of every table
is either personal, with purpose, basis and period, or tells of nobody, with the reason; a test
fails for a field that is neither. The same inventory makes the impact assessment
(个人信息保护影响评估) under Administration.
"""


def page() -> str:
    """Return the whole page in Markdown."""
    tables = sorted(TABLES, key=lambda table: table.model)
    lines = [HEAD, *_periods()]
    for table in tables:
        if table.personal:
            lines += ["", *_table(table)]
    lines += ["", "## Fields that tell of nobody 不含个人信息的字段", ""]
    for table in tables:
        said = [f"`{name}` {reason.zh}" for name, reason in plain_fields(table.model)]
        lines.append(f"- **{table.model}**: {'；'.join(said) or '–'}")
    return "\n".join(lines) + "\n"


def _periods() -> Iterator[str]:
    yield "## Periods of keeping 保存期限"
    yield ""
    yield "| key | 名称 | name | length | from | basis | grade | set by a place |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in sorted(PERIODS, key=lambda period: period.key):
        yield (
            f"| `{one.key}` | {one.name.zh} | {one.name.en} | {_length(one)} | "
            f"{_both(one.starts_on)} | {_both(one.basis.cited)} | {one.basis.grade} | "
            f"{'yes' if one.is_settable else '–'} |"
        )


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.model}"
    yield ""
    yield "| field | what | whose | purpose | basis | period | read by | given to | guard |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, one in table.personal.items():
        use = one.use
        mark = " ⚠" if one.is_sensitive else ""
        cells = (
            one.name, use.whose, use.purpose, use.basis.cited, PERIODS[use.period].name,
            use.readers, use.recipients, one.guard,
        )  # fmt: skip
        yield f"| `{name}`{mark} | " + " | ".join(_both(cell) for cell in cells) + " |"


def _length(period: Period) -> str:
    if period.months is None:
        return _both(period.said or Text("", ""))
    return f"{period.months} months"


def _both(text: Text) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} {text.en}"
