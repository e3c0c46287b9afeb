"""How terms, articles and names are printed in letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.base.rules.selectors import limit_for
from linli.cases.models import Case
from linli.core.procedure import Basis, Choice
from linli.core.zone import local_day
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import REGULATION

COUNTED_IN = {"hours": "小时", "days": "日", "workdays": "个工作日"}
BARE = "信访工作条例"


def lasting(length: int | None, unit: str) -> str:
    """Return a length of time as it is printed: 60日, 5个工作日."""
    return f"{length}{COUNTED_IN[unit]}" if length else ""


def limit(term: str, case: Case, at: datetime) -> str:
    """Return how long `term` is where the petition is from, as printed. One query."""
    found = limit_for(PETITION, term, region_code=case.region_id, day=local_day(at))
    return lasting(found.length, found.unit)


def cited(basis: Basis | None) -> str:
    """Return the rule as official papers cite it: 《信访工作条例》第三十四条."""
    if basis is None:
        return ""
    name = BARE if basis.instrument == REGULATION else basis.instrument.zh
    return f"{name if '《' in name else f'《{name}》'}{basis.article}"


def name_of(choices: Iterable[Choice], key: object) -> str:
    """Return the Chinese name of the choice `key`, empty for none."""
    return next((choice.name.zh for choice in choices if choice.key == key), "")


def listed(units: Iterable[Unit], *, last: str = "、") -> str:
    """Return the names of `units`, the last one after `last`."""
    names = [unit.name for unit in units]
    return last.join(filter(None, ["、".join(names[:-1]), *names[-1:]]))
