"""Routing: what sending a petition on changes."""

from __future__ import annotations

from linli.cases.registry import Effect

EFFECTS: dict[str, Effect] = {}
