"""What happens when a petition's term runs out."""

from __future__ import annotations

from linli.cases.registry import OnClock

ON_LAPSE: dict[str, OnClock] = {}
