"""The staff menu: a registry that each room fills in `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from linli.core.registry import Registry
from linli.core.text import Text


def _anybody(post: Any) -> bool:
    return post is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of menu entries."""

    key: str
    name: Text
    order: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the menu. `may` gets the acting post (or None) and says whether to show it;
    it reads the post only and asks no database. Unless told, any acting post sees the entry."""

    key: str
    name: Text
    url_name: str
    section: str
    order: int = 50
    icon: str = ""
    may: Callable[[Any], bool] = _anybody


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is drawn; `is_current` when the page shown lies under it."""

    entry: Entry
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A section with the links that the acting post sees."""

    section: Section
    links: tuple[Link, ...]


SECTIONS: Registry[Section] = Registry("menu section")
ENTRIES: Registry[Entry] = Registry("menu entry")

for _section in (
    Section("desk", Text("工作台", "Desk"), 10),
    Section("registers", Text("基础台账", "Registers"), 50),
    Section("administration", Text("系统管理", "Administration"), 90),
):
    SECTIONS.register(_section.key, _section)


def register(entry: Entry) -> Entry:
    """Add `entry` to the menu. Raises ValueError for an unknown section or a key taken twice."""
    if entry.section not in SECTIONS:
        raise ValueError(f"menu entry {entry.key!r} names the unknown section {entry.section!r}")
    return ENTRIES.register(entry.key, entry)


def menu_for(post: Any, path: str) -> list[Group]:
    """Return the groups that `post` sees, in order; the longest address that begins `path` is
    marked as current. An entry without a page is left out (the system check names it)."""
    addresses = {entry.key: _address(entry) for entry in ENTRIES if entry.may(post)}
    under = [url for url in addresses.values() if url and path.startswith(url)]
    current = max(under, key=len, default="")
    groups = []
    for section in sorted(SECTIONS, key=lambda section: section.order):
        links = tuple(
            Link(entry, url, is_current=url == current)
            for entry in sorted(ENTRIES, key=lambda entry: entry.order)
            if entry.section == section.key and (url := addresses.get(entry.key, ""))
        )
        if links:
            groups.append(Group(section, links))
    return groups


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
