"""The browser's files: unchanged where others wrote them, and every sign that is used is there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import linli
import linli.base.ui

STATIC = Path(linli.base.ui.__file__).parent / "static/ui"
VENDOR = STATIC / "vendor"
TEMPLATES = sorted(Path(linli.__file__).parent.rglob("templates/**/*.html"))


def listed() -> dict[str, list[str]]:
    lines = (VENDOR / "CONTENTS.txt").read_text().splitlines()
    rows = [re.split(r"\s{2,}", line) for line in lines if not line.startswith("#")]
    return {row[1]: row for row in rows}


class TestVendor:
    def test_files_are_what_the_list_says(self):
        for name, (checksum, *_rest) in listed().items():
            assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == checksum, name

    def test_list_names_every_file_with_version_and_licence(self):
        files = {path.name for path in VENDOR.iterdir()} - {"CONTENTS.txt", "LICENCES.txt"}
        assert files == set(listed())
        for name, (_checksum, _file, _title, version, licence) in listed().items():
            assert version in name
            assert licence in ("MIT", "0BSD")

    def test_htmx_is_of_the_second_line(self):
        (version,) = [row[3] for row in listed().values() if row[2] == "htmx"]
        assert version.startswith("2.")


class TestSigns:
    def test_used_by_name_are_in_the_sprite(self):
        there = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
        asked = {
            name
            for path in TEMPLATES
            for name in re.findall(r'\{% icon "([\w-]+)"|\bicon="([\w-]+)"', path.read_text())
            for name in name
            if name
        }
        assert asked, "the pattern finds nothing"
        assert asked <= there, asked - there


class TestTemplates:
    def test_hold_no_inline_script_or_style(self):
        pattern = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
        for path in TEMPLATES:
            markup = re.sub(r"\{%.*?%\}", "", path.read_text())
            assert not pattern.search(markup), path
