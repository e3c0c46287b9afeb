"""Joins the file (卷宗) of a dispute: an index, the letters issued, the papers that came."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from PIL import Image, UnidentifiedImageError
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from linli.base.audit.log import record
from linli.base.files.storage import path_of
from linli.base.letters.filling import context_for, fill
from linli.base.letters.models import ISSUED
from linli.base.letters.rendering import Paper, current_template, template_of
from linli.base.letters.selectors import letters_of
from linli.base.letters.values import cleaned
from linli.cases import authority
from linli.cases.models import Attachment, Case
from linli.core.actors import Actor
from linli.core.zone import local_day
from linli.procedures.disputes import parties
from linli.procedures.disputes.letters import filling
from linli.procedures.disputes.letters.kinds import FILE

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
PDF = "application/pdf"
REASON = "制作卷宗"


@dataclass(frozen=True)
class Piece:
    """A paper of the file: its name, its day, and its pages as PDF; None where it can't be one."""

    name: str
    day: date
    pdf: bytes | None

    @property
    def pages(self) -> int:
        """Return how many pages it has."""
        return len(PdfReader(io.BytesIO(self.pdf)).pages) if self.pdf else 0


def join(case: Case, *, by: Actor, at: datetime) -> bytes:
    """Return the file of `case` as one PDF with an index and bookmarks, on record. What can't be
    set as pages, such as recordings, is named in the index. Raises NotAllowed for others than the
    committee that holds it."""
    authority.check_in_force(by, at)
    parties.check_theirs(case, by)
    pieces = list(_pieces(case, at))
    with transaction.atomic():
        everybody = list(case.dispute.parties.select_related("dispute__case"))
        who = filling.who(everybody, by=by, at=at, reason=REASON, is_short=False)
        facts = {"papers": len(pieces)}
        record(case.chain, "dispute.file_joined", by=by, at=at, facts=facts)
    return _written(case, pieces, who, at)


def _pieces(case: Case, at: datetime) -> Iterator[Piece]:
    """Yield the letters issued, the oldest first, then the papers that came, as they came."""
    issued = [one for one in letters_of(case.chain) if one.stage == ISSUED and one.pdf]
    for letter in sorted(issued, key=lambda one: (one.issued_at or at, one.pk)):
        name = " ".join(filter(None, [letter.declared.name.zh, letter.number_text]))
        content = path_of(letter.pdf.sha256).read_bytes()  # type: ignore[union-attr]
        yield Piece(name, local_day(letter.issued_at or at), content)
    rows = Attachment.objects.filter(message=case.message_id, case__in=[case.pk])
    own = rows | Attachment.objects.filter(message=case.message_id, case=None)
    for one in own.select_related("file").order_by("added_at", "pk"):
        content = path_of(one.file.sha256).read_bytes()
        pdf = _as_pdf(content, one.file.content_type)
        yield Piece(one.file.original_name, local_day(one.added_at), pdf)


def _as_pdf(content: bytes, content_type: str) -> bytes | None:
    try:
        if content_type == PDF:
            PdfReader(io.BytesIO(content)).pages[0]
            return content
        if content_type in PICTURES:
            target = io.BytesIO()
            Image.open(io.BytesIO(content)).convert("RGB").save(target, "PDF", resolution=150)
            return target.getvalue()
    except (PyPdfError, UnidentifiedImageError, OSError, IndexError, ValueError):
        return None
    return None


def _written(case: Case, pieces: list[Piece], who: str, at: datetime) -> bytes:
    joined = [one for one in pieces if one.pdf]
    # The index comes first: its own length moves the others, so that it is set twice.
    index = _index(case, pieces, who, 1, at)
    length = len(PdfReader(io.BytesIO(index)).pages)
    if length > 1:
        index = _index(case, pieces, who, length, at)
    writer = PdfWriter()
    for name, content in [("卷内目录", index), *((one.name, one.pdf) for one in joined)]:
        start = len(writer.pages)
        writer.append(PdfReader(io.BytesIO(content or b"")), import_outline=False)
        writer.add_outline_item(title=name, page_number=start)
    for number, page in enumerate(writer.pages, start=1):
        _number(writer, page, number)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _number(writer: PdfWriter, page: PageObject, number: int) -> None:
    """Write the number that the index names into the upper right corner of the page."""
    page.transfer_rotation_to_content()
    box, stamp = page.mediabox, PageObject.create_blank_page(width=1, height=1)
    at = f"{float(box.right) - 60:.0f} {float(box.top) - 40:.0f}"
    stream = DecodedStreamObject()
    stream.set_data(f"BT /Numbers 14 Tf {at} Td ({number}) Tj ET".encode())
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Times-Roman"),
    })  # fmt: skip
    fonts = DictionaryObject({NameObject("/Numbers"): font})
    stamp[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stamp[NameObject("/Contents")] = stream
    stamp.mediabox = box
    page.merge_page(stamp)


def _index(case: Case, pieces: list[Piece], who: str, length: int, at: datetime) -> bytes:
    page, rows = length + 1, []
    for no, one in enumerate((one for one in pieces if one.pdf), start=1):
        rows.append({"no": str(no), "name": one.name, "day": one.day.isoformat(),
                     "page": str(page)})  # fmt: skip
        page += one.pages
    values = {
        **filling.cover(case),
        "parties": who,
        "papers": rows,
        "left": "\n".join(one.name for one in pieces if not one.pdf),
    }
    values = {key: value for key, value in values.items() if value}
    context = context_for(
        FILE, cleaned(FILE, values), number="", unit=case.unit.name, day=local_day(at)
    )
    return Paper(fill(template_of(FILE, current_template(FILE)), context), FILE.name.zh).pdf(at)
