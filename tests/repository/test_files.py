"""What stands in files: nothing of this machine, nothing inline, nothing overlong."""

from __future__ import annotations

import re

import pytest

from tests.repository.sources import CODE, ROOT, shown, tracked_files

# Written in parts, so that this file doesn't hold what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("jsdelivr", "net"), ("unpkg", "com"), ("cloudflare", "com"), ("googleapis", "com"),
        ("aliyun", "com"), ("tuna", "tsinghua"),
    )
]  # fmt: skip
FOLDERS = ["/".join(("", name, "")) for name in ("root", "home", "work", "opt", "Users")]
TEXTS = {
    ".py", ".md", ".html", ".css", ".js", ".txt", ".in", ".toml", ".json", ".tsv", ".po", ".svg",
    "",
}  # fmt: skip
# Third parties' files, kept as they came; their heads name where they come from.
VENDORED = "/vendor/"


def texts():
    for path in tracked_files():
        if path.suffix in TEXTS and VENDORED not in str(path):
            yield path, path.read_text("utf-8")


class TestTrackedFiles:
    def test_name_no_registry(self):
        found = [(shown(path), host) for path, text in texts() for host in HOSTS if host in text]
        assert not found

    def test_name_no_folder_of_a_machine(self):
        pattern = re.compile(r"(?<![\w.~}/>-])(?:" + "|".join(FOLDERS) + r")\w")
        found = [
            f"{shown(path)}: {hit.group()}"
            for path, text in texts()
            for hit in pattern.finditer(text)
        ]
        assert not found

    def test_are_small(self):
        large = [shown(path) for path in tracked_files() if path.stat().st_size > 1_000_000]
        assert not large


@pytest.mark.parametrize("name", ["base", "dev"])
class TestLocks:
    def test_pin_every_package_with_its_hashes(self, name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        entries = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
        assert entries
        for entry in entries:
            assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
            assert "--hash=sha256:" in entry, entry

    def test_hold_no_address(self, name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "://" not in text
        assert "-index" not in text
        assert "find-links" not in text

    def test_hold_what_is_asked_for(self, name):
        wanted = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
        names = [re.match(r"[\w.-]+", line) for line in wanted if line[:1].isalpha()]
        lock = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        for found in filter(None, names):
            assert f"\n{found.group().lower().replace('_', '-')}==" in f"\n{lock}"


INLINE = {
    "a style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script's address": re.compile(r"javascript:", re.IGNORECASE),
}


class TestTemplates:
    def test_hold_nothing_inline(self):
        templates = [path for path in tracked_files() if path.suffix == ".html"]
        found = [
            f"{shown(path)}: {what}"
            for path in templates
            for what, pattern in INLINE.items()
            if pattern.search(path.read_text("utf-8"))
        ]
        assert templates
        assert not found


class TestData:
    def test_is_no_code(self):
        assert not list((CODE / "data").rglob("*.py"))
