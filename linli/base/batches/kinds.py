"""The declared kinds of batches, and of imports, which rooms register in `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms

from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.core.registry import Registry
from linli.core.text import Text

if TYPE_CHECKING:
    from linli.base.accounts.models import Post
    from linli.base.batches.models import Batch, BatchItem
    from linli.base.batches.running import Work
    from linli.core.actors import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing of a batch as a line of its page: what it is, where it leads to, if anywhere."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class BatchKind:
    """A kind of batch.

    `run(work)` does it, in steps that bear being begun again. `show(items, post)` says what the
    post may read of things now, by item's pk. `columns` and `lines(items, post)` are the file
    with what was refused; an import returns its own rows. `on_download` is asked before `file`
    is handed out; it returns False to have the file made anew.
    """

    key: str
    name: Text
    run: Callable[[Work], None]
    show: Callable[[Sequence[BatchItem], Post], Mapping[int, Shown]] | None = None
    columns: tuple[Column, ...] = ()
    lines: Callable[[Sequence[BatchItem], Post], list[Sequence[str]]] | None = None
    on_download: Callable[[Batch, Post], bool] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for an import, when, and what was entered beside the file."""

    by: Actor
    post: Post
    at: datetime
    terms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row will do: `change` is new, changed, same, or refused with `errors`. `name` says
    what it is about."""

    row: SheetRow
    change: str
    name: str
    errors: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do, row by row. `ends` names what it ends beside; `hindrance` why
    nothing of it can be done."""

    rows: Sequence[PlannedRow]
    ends: Sequence[str] = ()
    hindrance: Text | None = None


class NoTerms(forms.Form):
    """An import that needs nothing beside its file."""


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A table that can be imported: upload, preview, confirm, done.

    `may(post)` says who may; `plan(rows, asked)` what the rows will do, changing nothing;
    `form` asks for what the import needs beside the file, and `kept` turns its answers into what
    can be kept (`about` says it in words). `page` is the address to go back to. Its batches are
    of the kind `<key>.import`.
    """

    key: str
    name: Text
    sheet: Sheet
    may: Callable[[Post], bool]
    plan: Callable[[Sequence[SheetRow], Asked], ImportPlan]
    page: str
    form: type[forms.Form] = NoTerms
    initial: Callable[[Post], dict[str, Any]] = lambda post: {}
    kept: Callable[[dict[str, Any]], dict[str, Any]] = lambda given: {}
    about: Callable[[Mapping[str, Any]], Text | None] = lambda terms: None

    @property
    def batch_kind(self) -> str:
        """Return the key of the kind of its batches."""
        return f"{self.key}.import"


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A table that can be exported: `rows(terms, post, at)` gives how many rows there are and
    each of them, read piece by piece. `may` and `page` as for an import. Its batches are of the
    kind `<key>.export`."""

    key: str
    name: Text
    columns: tuple[Column, ...]
    may: Callable[[Post], bool]
    rows: Callable[[Mapping[str, Any], Post, datetime], tuple[int, Any]]
    page: str

    @property
    def batch_kind(self) -> str:
        """Return the key of the kind of its batches."""
        return f"{self.key}.export"


BATCH_KINDS: Final[Registry[BatchKind]] = Registry("kind of batch")
IMPORTS: Final[Registry[ImportKind]] = Registry("import")
EXPORTS: Final[Registry[ExportKind]] = Registry("export")
