"""What is measured of cases for those who run the instance: terms, sealed cases left out."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from linli.base.operations.measuring import GAUGES, Gauge, Values
from linli.cases.models import Case, Clock


def register() -> None:
    """Hand the gauges to the room that shows them; called once while applications start."""
    GAUGES.register("clocks_running", Gauge("Terms that run, not yet over.", _running))
    GAUGES.register("clocks_overdue", Gauge("Terms that run and are over.", _overdue))


def _running(at: datetime) -> Values:
    return {"": float(_open().filter(lapsed_at=None).count())}


def _overdue(at: datetime) -> Values:
    return {"": float(_open().exclude(lapsed_at=None).count())}


def _open() -> QuerySet[Clock]:
    # Figures of a sealed case would tell of it; those who look may be anybody's operators.
    sealed = Case.objects.filter(is_sealed=True).values("pk")
    return Clock.objects.filter(is_running=True, stopped_at=None).exclude(case__in=sealed)
