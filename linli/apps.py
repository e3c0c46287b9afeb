"""Finds Linli's applications by folder, so that adding a room is adding a folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent
ROWS = ("base", "registers", "procedures", "faces")
ROOMS = ("cases", "intake", "dashboards", "exchange")


def find_apps() -> list[str]:
    """Return the dotted names of all rooms that hold an `apps.py`, lower rows first."""
    rows = {row: sorted(p.parent.name for p in (ROOT / row).glob("*/apps.py")) for row in ROWS}
    rooms = [room for room in ROOMS if (ROOT / room / "apps.py").exists()]
    names = [f"linli.base.{name}" for name in rows["base"]]
    names += [f"linli.{room}" for room in rooms[:1] if room == "cases"]
    names += [f"linli.registers.{name}" for name in rows["registers"]]
    names += [f"linli.procedures.{name}" for name in rows["procedures"]]
    names += [f"linli.{room}" for room in rooms if room != "cases"]
    return names + [f"linli.faces.{name}" for name in rows["faces"]]
