"""Closing, renewal and the petitioner's judgement."""

from __future__ import annotations

from linli.cases.registry import Effect

EFFECTS: dict[str, Effect] = {}
