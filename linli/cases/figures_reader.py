"""How rooms below the dashboards read what indicators came to: the dashboards bring the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linli.core.indicators import Fraction
from linli.core.registry import Registry

# `rates(indicator_keys, region_code=…, first_day=…, last_day=…)`: what each came to.
READERS: Registry[Callable[..., Mapping[str, Fraction]]] = Registry("reader of figures")
RATES = "rates"
