"""What is kept of people, field by field: purpose, basis, period, readers; declared beside each
model and read by the impact assessment, the erasure and the residents' own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from linli.core.procedure import Basis
from linli.core.registry import Registry
from linli.core.text import Text

PIPL: Final = Text("个人信息保护法", "Personal Information Protection Law (2021)")
DUTY: Final = Basis(PIPL, "第十三条第一款第三项、第三十四条", "A")
OWN: Final = Basis(Text("由使用单位设定", "set by the office that runs this"))
NOBODY: Final = Text("不提供", "nobody")


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept: `months` from `starts_on` on, or, where the time is no number
    of months, what `said` says. Of grade C or our own design it is a setting, of which `least`
    months must be left."""

    key: str
    name: Text
    starts_on: Text
    basis: Basis
    months: int | None = None
    least: int = 6
    said: Text | None = None

    @property
    def is_settable(self) -> bool:
        """Return whether an instance may set another length."""
        return self.months is not None and not self.basis.is_law


@dataclass(frozen=True, slots=True)
class Use:
    """Why a group of fields is kept, on what basis and how long (a `Period`'s key), whose data
    they are, who reads them, and to whom they are given."""

    whose: Text
    purpose: Text
    basis: Basis
    period: str
    readers: Text
    recipients: Text = NOBODY


@dataclass(frozen=True, slots=True)
class Personal:
    """A field that tells of a person. `guard` says how it is kept apart or masked; `is_sensitive`
    marks what Art. 28 protects more."""

    name: Text
    use: Use
    guard: Text = Text("按办理权限查看，查看留痕", "Read by right alone, every look on record")
    is_sensitive: bool = False


# Why a field tells of nobody: what a reviewer checks at each declaration.
PLAIN: Final = {
    "code": Text("从已声明的选项中取值的代码", "A code among declared words"),
    "number": Text("编号、次数、长度", "A number, count or length"),
    "day": Text("日期", "A day"),
    "truth": Text("是或否", "Yes or no"),
    "key": Text("随机标识、摘要、密钥编号", "A random mark, a digest, the id of a key"),
    "office": Text("机关、地区、规则的名称和文字", "Words of offices, places and rules"),
    "technical": Text("程序运行数据", "What programs need to run"),
    "tie": Text("指向另一条记录，见该表", "Points to another row; see its table"),
    "moment": Text("时刻，随所在记录", "A time, kept with its row"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One model's fields: `personal` by name, and `plain` names by the reason (a key of PLAIN)."""

    model: str
    personal: Mapping[str, Personal] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)


TABLES: Final[Registry[Table]] = Registry("table of the inventory")
PERIODS: Final[Registry[Period]] = Registry("period of keeping")


def declare(model: str, *, personal: Mapping[str, Personal] | None = None, **plain: str) -> Table:
    """Add the fields of `model` ("cases.Note") to the inventory and return them. `plain` names
    the fields that tell of nobody, with spaces between, under the reason why:
    `declare("cases.Link", code="kind")`. Raises ValueError for an unknown reason."""
    unknown = set(plain) - set(PLAIN)
    if unknown:
        raise ValueError(f"{model}: no reason is called {', '.join(sorted(unknown))}")
    reasons = {name: reason for reason, names in plain.items() for name in names.split()}
    return TABLES.register(model, Table(model, dict(personal or {}), reasons))


def keep_for(period: Period) -> Period:
    """Add a period and return it."""
    return PERIODS.register(period.key, period)
