"""Acceptance: notice, course, objection."""

from __future__ import annotations

from linli.cases.registry import Effect

EFFECTS: dict[str, Effect] = {}
