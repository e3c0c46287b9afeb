"""Reads the forms of a page as a browser does, and fills them with what nobody should send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urljoin

from lxml import html

# What a form filled by a machine, a joker or an attacker may hold in any of its fields.
VALUES = (
    "",
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "‮\u200b\ufeff",
    "9" * 40,
    "-1",
    "1e309",
    "NaN",
    "0000-00-00",
    "9999-12-31",
    "10000-01-01T25:61",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% include 'x' %}",
    "../../../../etc/passwd",
    "%s%n%d",
    "字" * 20_000,
    "[]",
    '{"a": ',
)
# The ones that found most.
FEW = ("\x00", "9" * 40, "NaN", "9999-12-31", "字" * 20_000)
SKIPPED = ("csrfmiddlewaretoken",)


@dataclass
class Form:
    """A form of a page: where it is sent, how, its fields with what a browser would send.
    `beside` are the buttons with a name where another one, without, sends the form."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)

    def with_everywhere(self, value: str) -> dict[str, list[str]]:
        """Return the fields, each filled with `value`."""
        return {name: [value] for name in self.fields}

    def with_file(self, name: str, content: bytes) -> dict[str, object]:
        """Return the fields as they stand, with a file of this content in each file field. The
        name is sent as it is, where Django's own class would have tidied it."""
        given: dict[str, object] = {
            key: value for key, value in self.fields.items() if key not in self.beside
        }
        for one in self.files:
            upload = BytesIO(content)
            upload.name = name
            given[one] = upload
        return given


def is_refused(page: bytes) -> bool:
    """Return whether the page says at a file field, or where it stood, what was wrong with it."""
    wrong = html.fromstring(page).xpath("//*[contains(@class, 'field-wrong')]")
    return any(one.xpath(".//input[@type='file']") for one in wrong)


def forms_of(page: bytes, address: str) -> Iterator[Form]:
    """Yield the forms of `page`, which was read at `address`."""
    if not page.strip():
        return
    for one in html.fromstring(page).forms:
        form = Form(urljoin(address, one.action or ""), (one.method or "get").lower())
        for element in one.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
            if element.name in SKIPPED:
                continue
            if element.get("type") == "file":
                form.files.append(element.name)
            else:
                form.fields.setdefault(element.name, []).extend(_values(element))
        # A button that carries a value is pressed.
        for button in one.xpath(".//button[@name]"):
            form.fields.setdefault(button.get("name"), [button.get("value") or ""])
        if one.xpath(".//button[not(@name) and not(@type='button')]"):
            form.beside = {button.get("name") for button in one.xpath(".//button[@name]")}
        yield form


def _values(element: html.HtmlElement) -> list[str]:
    value = element.value
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, html.MultipleSelectOptions) else [value]
