"""A log to damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.base.audit.chains import write


@pytest.fixture
def chains(db: None) -> None:
    """Three chains: two cases and the system's."""
    write("case:1")
    write("case:2")
    write("system", texts=())


@pytest.fixture
def other_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another key in the place of the one that the log was written with."""
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / "audit.key").write_text("11" * 32)
    monkeypatch.setenv("LINLI_KEYS", str(folder))
