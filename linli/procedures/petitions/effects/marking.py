"""Marks: accusations, urgent matters, recusals."""

from __future__ import annotations

from linli.cases.registry import Effect

EFFECTS: dict[str, Effect] = {}
