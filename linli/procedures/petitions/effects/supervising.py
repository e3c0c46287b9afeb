"""Supervision and the joint conference."""

from __future__ import annotations

from linli.cases.registry import Effect

EFFECTS: dict[str, Effect] = {}
