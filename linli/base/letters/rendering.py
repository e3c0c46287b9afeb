"""Makes the Word file and the PDF of a letter: the one text in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.base.accounts.models import Unit
from linli.base.files.storage import path_of
from linli.base.letters import setting
from linli.base.letters.filling import context_for, fill
from linli.base.letters.glyphs import missing
from linli.base.letters.kinds import LetterKind
from linli.base.letters.models import DRAFT, VOID, Letter, TemplateVersion
from linli.base.letters.numbers import number_text
from linli.base.letters.reading import text_of
from linli.base.letters.shipped import shipped
from linli.base.letters.values import cleaned, open_values
from linli.core.zone import local_day

MARK, VOID_MARK = "草稿", "作废"


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter on paper: its Word file, and the title and mark with which it is set."""

    word: bytes
    title: str
    mark: str = ""

    def pdf(self, at: datetime) -> bytes:
        """Return the PDF of the Word file, dated `at`."""
        return setting.pdf(self.word, title=self.title, at=at, mark=self.mark)

    def picture(self) -> bytes:
        """Return a PNG with all pages."""
        return setting.picture(self.word, title=self.title, mark=self.mark)

    def missing(self) -> list[str]:
        """Return the signs that the PDF could not show."""
        return missing(text_of(self.word))


def template_of(kind: LetterKind, version: TemplateVersion | None) -> bytes:
    """Return the Word template: a version put in by an administrator, else the shipped one."""
    return path_of(version.file.sha256).read_bytes() if version else shipped(kind)


def current_template(kind: LetterKind) -> TemplateVersion | None:
    """Return the version now in place of the shipped template, or None."""
    current = TemplateVersion.objects.filter(kind=kind.key, is_current=True)
    return current.select_related("file").first()


def paper(letter: Letter, *, at: datetime, values: Mapping[str, Any] | None = None) -> Paper:
    """Return the letter as it would be printed, marked unless it is issued.

    `values` stand in place of the kept ones, for looking before saving. Raises Refused for values
    that can't be."""
    kind = letter.declared
    is_draft = letter.stage == DRAFT
    version = current_template(kind) if is_draft else letter.template
    found = open_values(letter) if values is None else cleaned(kind, values)
    number = letter.number_text or number_text(kind, letter.unit, local_day(at).year, None)
    context = context_for(
        kind, found, number=number, unit=letter.unit.name, day=local_day(letter.issued_at or at)
    )
    mark = {DRAFT: MARK, VOID: VOID_MARK}.get(letter.stage, "")
    return Paper(fill(template_of(kind, version), context), kind.name.zh + number, mark)


def issued_paper(letter: Letter) -> Paper:
    """Return an issued letter from the very Word file that was issued."""
    word = path_of(letter.docx.sha256).read_bytes()  # type: ignore[union-attr]
    mark = VOID_MARK if letter.stage == VOID else ""
    return Paper(word, letter.declared.name.zh + letter.number_text, mark)


def sketch(kind: LetterKind, values: Mapping[str, Any], *, unit: Unit, at: datetime) -> Paper:
    """Return a letter that nobody has drafted yet, marked as a draft."""
    letter = Letter(kind=kind.key, unit=unit)
    return paper(letter, at=at, values=values)
