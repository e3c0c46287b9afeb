"""Finds the English sentences of a room that need a Chinese one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

KEYWORDS = {
    name: places
    for plain, places in (
        ("gettext", None),
        ("ngettext", (1, 2)),
        ("pgettext", ((1, "c"), 2)),
        ("npgettext", ((1, "c"), 2, 3)),
    )
    for name in (plain, f"{plain}_lazy")
} | {"_": None, "gettext_noop": None}
TEMPLATE_ENDINGS = {".html", ".txt"}


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A message to translate; `plural` and `context` are empty for most."""

    msgid: str
    plural: str = ""
    context: str = ""


def sentences_in(folder: Path) -> set[Sentence]:
    """Return what the modules and templates under `folder` ask to have translated."""
    found: set[Sentence] = set()
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(sentences_of_python(path.read_text("utf-8")))
    for path in sorted(folder.rglob("templates/**/*")):
        if path.suffix in TEMPLATE_ENDINGS:
            found.update(sentences_of_template(path.read_text("utf-8"), str(path)))
    return found


def sentences_of_template(source: str, origin: str = "") -> Iterator[Sentence]:
    """Yield the sentences of a template's tags and `_("…")` arguments."""
    # In brackets, so that the blanked-out text's indentation means nothing to the tokenizer.
    yield from sentences_of_python(f"(\n{templatize(source, origin)}\n)")


def sentences_of_python(source: str) -> Iterator[Sentence]:
    """Yield the sentences that a module passes to gettext's functions by any of their names."""
    file = BytesIO(source.encode())
    for _line, function, message, _comments in extract_python(file, KEYWORDS, [], {}):  # type: ignore[arg-type]
        parts = message if isinstance(message, tuple) else (message,)
        sentence = _sentence(function.removesuffix("_lazy"), parts)
        if sentence and sentence.msgid:
            yield sentence


def _sentence(function: str, parts: tuple[str | None, ...]) -> Sentence | None:
    wanted = {"ngettext": 2, "pgettext": 2, "npgettext": 3}.get(function, 1)
    values = parts[:wanted]
    if len(values) < wanted or any(value is None for value in values):
        return None
    if function == "ngettext":
        return Sentence(values[0], plural=values[1])  # type: ignore[arg-type]
    if function == "pgettext":
        return Sentence(values[1], context=values[0])  # type: ignore[arg-type]
    if function == "npgettext":
        return Sentence(values[1], values[2], values[0])  # type: ignore[arg-type]
    return Sentence(values[0])  # type: ignore[arg-type]
