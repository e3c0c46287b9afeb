"""The declared kinds of letters, and what each is filled with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from linli.core.procedure import Basis
from linli.core.registry import Registry
from linli.core.text import Text

SHIPPED: Final = Path(__file__).resolve().parents[2] / "data" / "letters"
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
# What every template may use besides the fields of its kind.
STANDARD: Final = {
    "number": Text("文号", "Number"),
    "unit": Text("发文单位", "Issuing unit"),
    "date": Text("成文日期", "Date of issue"),
    "year": Text("年份", "Year"),
}
FieldKind = Literal["line", "text", "date", "choice", "rows"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a field of rows."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class LetterField:
    """Something that a letter is filled with.

    `line` is one line, `text` several paragraphs, `date` a day (shown as 2026年11月22日), `choice`
    one of `choices` (the words as they are printed), `rows` a table with `columns`. A personal
    field is kept encrypted and can be erased. `is_decided`: it says what was decided and signed
    in the case itself, so that a draft can't be made to say something else.
    """

    key: str
    name: Text
    kind: FieldKind = "line"
    is_required: bool = True
    is_personal: bool = False
    help: Text | None = None
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    limit: int = 4000
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter that an office signs.

    `number_form` has the places {place} (the unit's own sign, 机关代字), {word}, {year} and
    {number}; it is empty for papers without a number of their own, such as a 送达回证. `signs`
    are the roles whose posts may issue it; without any, whoever the chain's room lets.
    `template` names the shipped source in linli/data/letters, the kind's key unless told;
    `folder` is where that file lies.
    """

    key: str
    name: Text
    fields: tuple[LetterField, ...]
    word: str = ""
    number_form: str = "{place}{word}〔{year}〕{number}号"
    basis: Basis | None = None
    signs: tuple[str, ...] = ()
    template: str = ""
    folder: Path = SHIPPED

    @property
    def source(self) -> Path:
        """Return the file of the shipped template."""
        return self.folder / f"{self.template or self.key}.txt"

    @property
    def is_numbered(self) -> bool:
        """Return whether letters of this kind take a number."""
        return bool(self.number_form)

    def field(self, key: str) -> LetterField | None:
        """Return the field under `key`, or None."""
        return next((field for field in self.fields if field.key == key), None)

    def place_name(self, key: str) -> Text:
        """Return the name of the place `key`, a field or a standard one; KeyError for neither."""
        field = self.field(key)
        return field.name if field else STANDARD[key]


KINDS: Final[Registry[LetterKind]] = Registry("kind of letter")


def declare(kind: LetterKind) -> LetterKind:
    """Register `kind`; call it in `ready()`. Raises ValueError for a key taken twice, for keys
    that no template could name, and for a field that lacks what its kind needs."""
    names = [field.key for field in kind.fields]
    names += [column.key for field in kind.fields for column in field.columns]
    bad = [name for name in (kind.key, *names) if not NAME.fullmatch(name)]
    fields = {field.key for field in kind.fields}
    if bad or len(fields) < len(kind.fields) or fields & set(STANDARD):
        raise ValueError(f"the letter {kind.key!r} has bad or double keys: {bad or sorted(fields)}")
    for field in kind.fields:
        if bool(field.choices) != (field.kind == "choice"):
            raise ValueError(f"{kind.key}.{field.key}: choices belong to the kind 'choice'")
        if bool(field.columns) != (field.kind == "rows"):
            raise ValueError(f"{kind.key}.{field.key}: columns belong to the kind 'rows'")
    return KINDS.register(kind.key, kind)
