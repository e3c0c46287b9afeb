"""Figures for Prometheus: requests as they are answered, and what the worker measured last.

No label names a person, a place, a number or a kind of case. What counts cases leaves the sealed
ones out, so that no figure moves when an accusation comes in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from linli.base.operations import measuring

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_ANSWERED: Final = Counter(
    "linli_requests", "Requests answered.", ["route", "method", "status"], registry=None
)
_SECONDS: Final = Histogram(
    "linli_request_seconds", "Time to answer a request.", ["route"], buckets=BUCKETS, registry=None
)


def count(route: str, method: str, status: int, seconds: float) -> None:
    """Count a request that was answered."""
    _ANSWERED.labels(route, method, str(status)).inc()
    _SECONDS.labels(route).observe(seconds)


def shown(at: datetime) -> bytes:
    """Return all figures in Prometheus's own text, those of all processes of the web server."""
    registry = CollectorRegistry()
    if os.environ.get(SHARED):
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_ANSWERED)
        registry.register(_SECONDS)
    registry.register(_Measured(at))
    return generate_latest(registry)


class _Measured(Collector):
    """What was measured, each gauge by its declaration."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        values = {**measuring.latest(), **measuring.now(self._at)}
        for name, by_label in sorted(values.items()):
            gauge = measuring.GAUGES[name]
            family = GaugeMetricFamily(
                f"linli_{name}", gauge.about, labels=[gauge.label] if gauge.label else None
            )
            for label, value in sorted(by_label.items()):
                family.add_metric([label] if gauge.label else [], value)
            yield family
