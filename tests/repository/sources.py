"""What the tests about the repository look at: its tracked files and Linli's modules."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "linli"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def modules(*folders: Path, with_migrations: bool = False) -> Iterator[tuple[Path, ast.Module]]:
    """Yield each Python module below the folders with its syntax tree."""
    for path in tracked_files():
        is_wanted = with_migrations or "migrations" not in path.parts
        if path.suffix == ".py" and is_wanted and any(f in path.parents for f in folders):
            yield path, ast.parse(path.read_text("utf-8"))


def shown(path: Path) -> str:
    """Return the path as the repository writes it."""
    return str(path.relative_to(ROOT))
