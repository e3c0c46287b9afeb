"""Speaks HTTP as a browser does: cookies, forms, files; sends again what was not answered."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from urllib.parse import urlencode, urlsplit

Fields = dict[str, str]
SECONDS_TO_ANSWER = 30
SECONDS_TO_GIVE_UP = 120


class NotAnsweredError(Exception):
    """Nobody answered, however often it was tried."""


class Tally(Counter[str]):
    """Counts what happened to requests, for all threads."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()

    def add(self, what: str) -> None:
        """Count one more of `what`."""
        with self._lock:
            self[what] += 1


@dataclass
class Form:
    """A form of a page: where it goes, and what it would send untouched."""

    action: str
    fields: Fields = field(default_factory=dict)


@dataclass
class Page:
    """An answer: status, where it leads to, its text and the forms in it."""

    path: str
    status: int
    location: str
    text: str

    def forms(self) -> list[Form]:
        """Return the forms of the page in their order."""
        reader = _Forms(self.path)
        reader.feed(self.text)
        return reader.forms

    def form(self, *, action: str = "", having: str = "") -> Form:
        """Return the form that goes to `action`, or that has the field `having`."""
        for form in self.forms():
            if (action and form.action == action) or (having and having in form.fields):
                return form
        raise AssertionError(f"{self.path} ({self.status}) has no form {action}{having}")


class Browser:
    """A browser at `address` with cookies of its own, seen from the network address `came_from`."""

    def __init__(self, address: str, tally: Tally, *, session: str = "", came_from: str) -> None:
        self.address, self.tally, self.came_from = address, tally, came_from
        self.cookies = {"sessionid": session} if session else {}

    def get(self, path: str) -> Page:
        """Return the page at `path`."""
        return self._ask("GET", path, None, "")

    def send(self, form: Form, values: Fields, files: dict[str, bytes] | None = None) -> Page:
        """Send `form` with `values` and `files` in it, and return the answer as it is. Nobody
        knows whether a form without an answer arrived, so it is sent again as it was."""
        given = {**form.fields, **values}
        if files is None:
            body = urlencode(given).encode()
            return self._ask("POST", form.action, body, "application/x-www-form-urlencoded")
        mark = token_hex(16)
        return self._ask(
            "POST", form.action, _parts(mark, given, files), f"multipart/form-data; boundary={mark}"
        )

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> Page:
        until = time.monotonic() + SECONDS_TO_GIVE_UP
        while time.monotonic() < until:
            try:
                page = self._try(method, path, body, kind)
            except (OSError, HTTPException):
                self.tally.add("broken")
            else:
                # A database that goes while the session is kept is a 400 in Django.
                if page.status < 500 and page.status != 400:
                    return page
                self.tally.add("errors")
            time.sleep(0.2)
        raise NotAnsweredError(f"{method} {path}")

    def _try(self, method: str, path: str, body: bytes | None, kind: str) -> Page:
        connection = HTTPConnection(self.address, timeout=SECONDS_TO_ANSWER)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-Forwarded-For": self.came_from, "Accept-Language": "en"}
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        self.tally.add("answered")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Page(path, answer.status, answer.headers.get("Location", ""), text)


class _Forms(HTMLParser):
    """Finds forms and what they would send."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._path, self._open = urlsplit(path).path, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action") or self._path))
            self._open = True
        elif self._open and given.get("name"):
            self._take(tag, given)

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"

    def _take(self, tag: str, given: Fields) -> None:
        kind = given.get("type", "")
        fields = self.forms[-1].fields
        if tag == "textarea" or (tag == "input" and kind not in ("radio", "checkbox", "file")):
            fields.setdefault(given["name"], given.get("value", ""))
        elif tag == "input" and "checked" in given:
            fields[given["name"]] = given.get("value", "on")


def _parts(mark: str, fields: Fields, files: dict[str, bytes]) -> bytes:
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts += [
        f'--{mark}\r\nContent-Disposition: form-data; name="uploads"; filename="{name}"\r\n'
        "Content-Type: text/plain\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, content in files.items()
    ]
    return b"".join(parts) + f"--{mark}--\r\n".encode()
