"""Writes what somebody had typed back into a form of a page, without knowing the form.

Pure: takes the page's text and gives it back. The pages are our own, so tags are well formed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

Values = Mapping[str, Sequence[str]]
# What is never written back: tokens of the page itself, and what browsers don't let us fill.
UNTOUCHED = {"hidden", "password", "file", "submit", "button", "reset", "image"}
TICKED = {"checkbox", "radio"}
Attributes = dict[str, str | None]


def refill(html: str, page: str, action: str, values: Values) -> tuple[str, bool]:
    """Return the page with `values` in its form that is sent to the path `action`, and whether
    there was one; `page` is the page's own address. What folds the form away is unfolded."""
    found = _Finder(page, action)
    found.feed(html)
    found.close()
    # Pages may hold several forms of one address: the one that asks for most of what was typed.
    best = max(found.forms, key=lambda one: len(one.names & values.keys()), default=None)
    if best is None or not best.names & values.keys():
        return html, False
    return _apply(html, [*best.unfolding, *_edits(best, html, values)]), True


@dataclass
class _Control:
    kind: str
    name: str
    start: int
    end: int
    attributes: Attributes
    # Of a text area: where its content ends. Of a select: its options.
    content_end: int = 0
    options: list[_Control] = field(default_factory=list)


@dataclass
class _Form:
    controls: list[_Control] = field(default_factory=list)
    unfolding: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """Return the names of the controls that can be filled."""
        return {one.name for one in self.controls}


class _Finder(HTMLParser):
    """Finds the forms that are sent to an address, and where their controls stand in the text."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__(convert_charrefs=False)
        self.forms: list[_Form] = []
        self._page, self._action = page, action
        self._form: _Form | None = None
        self._open: _Control | None = None
        self._folds: list[tuple[int, int, bool]] = []
        self._lines: list[int] = []

    def feed(self, data: str) -> None:
        """Read the page, knowing where each of its lines begins."""
        self._lines = [0]
        for line in data.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        super().feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, what folds it away, and a control inside it."""
        attributes: Attributes = dict(attrs)
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        if tag == "details":
            self._folds.append((start, end, "open" in attributes))
        elif tag == "form":
            self._begin_form(attributes)
        elif self._form is not None:
            self._control(tag, attributes, start, end)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        """Note where a form, a fold or a control's content ends."""
        if tag == "details" and self._folds:
            self._folds.pop()
        elif tag == "form":
            self._form = None
        elif tag in ("textarea", "select") and self._open is not None:
            self._open.content_end = self._at()
            self._open = None

    def _begin_form(self, attributes: Attributes) -> None:
        target = urlsplit(urljoin(self._page, attributes.get("action") or "")).path
        is_post = (attributes.get("method") or "").lower() == "post"
        self._form = None
        if is_post and target == self._action:
            closed = [(end - 1, end - 1, " open") for _, end, is_open in self._folds if not is_open]
            self._form = _Form(unfolding=closed)
            self.forms.append(self._form)

    def _control(self, tag: str, attributes: Attributes, start: int, end: int) -> None:
        assert self._form is not None
        if tag == "option" and self._open is not None:
            self._open.options.append(_Control("option", "", start, end, attributes))
            return
        name = attributes.get("name") or ""
        if tag not in ("input", "textarea", "select") or not name:
            return
        kind = (attributes.get("type") or "text").lower() if tag == "input" else tag
        if kind in UNTOUCHED:
            return
        control = _Control(kind, name, start, end, attributes)
        self._form.controls.append(control)
        if tag != "input":
            self._open = control

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _edits(form: _Form, html: str, values: Values) -> list[tuple[int, int, str]]:
    """Return what to put in the place of which parts of the page."""
    left = {name: list(typed) for name, typed in values.items()}
    edits: list[tuple[int, int, str]] = []
    for one in form.controls:
        typed = left.get(one.name, [])
        if one.kind == "textarea":
            # A browser drops the first line break after the tag.
            edits.append((one.end, one.content_end, "\n" + escape(typed.pop(0) if typed else "")))
        elif one.kind == "select":
            edits += [_switched(option, "selected", typed) for option in one.options]
        elif one.kind in TICKED:
            edits.append(_switched(one, "checked", typed))
        else:
            text = typed.pop(0) if typed else ""
            edits.append((one.start, one.end, _tag("input", one.attributes | {"value": text})))
    return edits


def _switched(one: _Control, attribute: str, typed: list[str]) -> tuple[int, int, str]:
    """Return the tag of an option or a box, on if its value was among what was typed."""
    attributes = {name: value for name, value in one.attributes.items() if name != attribute}
    if (one.attributes.get("value") or ("on" if attribute == "checked" else "")) in typed:
        attributes[attribute] = None
    tag = "option" if attribute == "selected" else "input"
    return one.start, one.end, _tag(tag, attributes)


def _tag(name: str, attributes: Attributes) -> str:
    written = "".join(
        f" {key}" if value is None else f' {key}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>"


def _apply(html: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html
