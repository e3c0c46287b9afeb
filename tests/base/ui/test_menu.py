"""The staff menu: who sees what, in which order, and where one is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from linli.base.ui import checks, menu
from linli.base.ui.menu import Entry, menu_for, register
from linli.core.registry import Registry
from linli.core.text import Text

CLERK, HEAD = SimpleNamespace(role="clerk"), SimpleNamespace(role="head")


@pytest.fixture(autouse=True)
def _empty_menu(monkeypatch):
    monkeypatch.setattr(menu, "ENTRIES", Registry("menu entry"))
    monkeypatch.setattr(checks, "ENTRIES", menu.ENTRIES)


def entry(key: str, **values) -> Entry:
    values = {"url_name": "ui:components", "section": "desk"} | values
    return register(Entry(key, Text(key, key), **values))


def links(post, path: str = "/") -> dict[str, menu.Link]:
    return {link.entry.key: link for group in menu_for(post, path) for link in group.links}


class TestRegister:
    def test_refuses_a_key_taken_twice(self):
        entry("mine")
        with pytest.raises(ValueError, match="mine"):
            entry("mine")

    def test_refuses_an_unknown_section(self):
        with pytest.raises(ValueError, match="cellar"):
            entry("mine", section="cellar")


class TestMenuFor:
    def test_shows_each_post_what_it_may_open(self):
        entry("all")
        entry("heads", may=lambda post: post is not None and post.role == "head")
        assert list(links(CLERK)) == ["all"]
        assert list(links(HEAD)) == ["all", "heads"]
        assert list(links(None)) == []

    def test_orders_sections_and_entries(self):
        entry("b", section="administration")
        entry("d", order=20)
        entry("c", order=10)
        groups = menu_for(CLERK, "/")
        assert [[link.entry.key for link in g.links] for g in groups] == [["c", "d"], ["b"]]

    def test_marks_only_the_nearest_address_as_current(self):
        entry("components")
        entry("language", url_name="ui:language")
        links = {
            link.entry.key: link for g in menu_for(CLERK, "/components/x/") for link in g.links
        }
        assert links["components"].is_current
        assert not links["language"].is_current


class TestCheck:
    def test_names_an_entry_without_a_page(self):
        entry("lost", url_name="ui:nowhere")
        (error,) = checks.menu_entries_resolve(None)
        assert "lost" in error.msg
        assert menu_for(CLERK, "/") == []
