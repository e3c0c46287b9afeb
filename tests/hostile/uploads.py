"""Files that nobody should send: broken, lying about themselves, made to overwhelm their reader."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

from docx import Document

from tests.base.files.samples import excel, office, photo, saved

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org'
    b'/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
# Hides the ratio of packed to unpacked that gives other bombs away.
NOISE = Random(0).randbytes(100_000)
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: bytes, *, before: bytes = b"") -> bytes:
    """Return a Word file with this body, and a document type before it."""
    document = before + b"<w:document " + W + b"><w:body>" + body + b"</w:body></w:document>"
    return office({
        "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document,
        "word/media/noise.bin": NOISE,
    })  # fmt: skip


def laughs() -> bytes:
    """Return a Word file whose document type multiplies a word a billion times."""
    kinds = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    text = b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    return word(text, before=b"<!DOCTYPE w [" + kinds + b"]>")


def reads_a_file() -> bytes:
    """Return a Word file that wants a file of the server in its text."""
    before = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return word(b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", before=before)


def spanning() -> bytes:
    """Return a Word file with a cell that says it spans two thousand million columns."""
    cell = (
        b'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r>'
        b"</w:p></w:tc>"
    )
    return word(b"<w:tbl><w:tblGrid/><w:tr>" + cell + b"</w:tr></w:tbl>")


def nested_deep() -> bytes:
    """Return a Word file with tables in tables, a hundred thousand deep."""
    return word(b"<w:tbl><w:tr><w:tc>" * 100_000 + b"</w:tc></w:tr></w:tbl>" * 100_000)


def many_entries() -> bytes:
    """Return an Excel file with six thousand parts."""
    target = BytesIO(excel())
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(6_000):
            archive.writestr(f"xl/media/{number}.bin", b"")
    return target.getvalue()


def zips_in_zips() -> bytes:
    """Return an Excel file with a zip in a zip in a zip, each of zeros."""
    inner = b"\0" * 3_000_000
    for _ in range(4):
        inner = office({"again.zip": inner})
    target = BytesIO(excel())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/embeddings/again.zip", inner)
        archive.writestr("xl/media/zeros.bin", b"\0" * 30_000_000)
    return target.getvalue()


def lying(claimed: int) -> bytes:
    """Return an Excel file whose first part claims to unpack to another size."""
    content = bytearray(excel())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(mark)
        content[at + place : at + place + 4] = struct.pack("<I", claimed)
    return bytes(content)


def far_out() -> bytes:
    """Return an Excel file with a cell in the last row and column."""
    return with_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def one_text_in_many_cells() -> bytes:
    """Return an Excel file in which fifty thousand cells show one text of a megabyte."""
    rows = b"".join(
        b'<row r="%d">%s</row>' % (row, b'<c t="s"><v>0</v></c>' * 50) for row in range(1, 1_001)
    )
    return with_sheet(rows, {"xl/sharedStrings.xml": _texts(b"a" * 1_000_000)})


def with_sheet(rows: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """Return an Excel file whose sheet has these rows."""
    with zipfile.ZipFile(BytesIO(excel())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b"<worksheet " + main + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    parts |= {"xl/worksheets/sheet1.xml": sheet, "xl/media/noise.bin": NOISE}
    return office({**parts, **(more or {})})


def _texts(text: bytes) -> bytes:
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<sst " + main + b"><si><t>" + text + b"</t></si></sst>"


def huge_picture() -> bytes:
    """Return a PNG that says it is sixty thousand points wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1_000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, the first its root."""
    found, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return found + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\n" % (
        size, table, size,
    ) + b"startxref\n%d\n%%%%EOF" % len(found)  # fmt: skip


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return the object of a packed stream."""
    packed = zlib.compress(content)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), more)
    return head + b"stream\n" + packed + b"\nendstream"


def doubling(deep: int = 40) -> bytes:
    """Return a PDF in which each drawing shows the next one twice: 2 to the 40th at the end."""
    first = 5
    forms = [
        stream(
            b"/X Do /X Do" if number < deep - 1 else b"BT (ha) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            % (first + number + 1 if number < deep - 1 else first + number),
        )
        for number in range(deep)
    ]
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"/X Do"),
        *forms,
    )


def round_and_round() -> bytes:
    """Return a PDF whose pages are their own parents."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>")


def swollen() -> bytes:
    """Return a PDF with a page of two hundred megabytes of drawing."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>",
        stream(b"BT (a) Tj ET " * 16_000_000),
    )


def half(content: bytes) -> bytes:
    """Return the first half of a file."""
    return content[: len(content) // 2]


def letter() -> bytes:
    """Return a sound Word file."""
    target = BytesIO()
    document = Document()
    document.add_paragraph("会议强调，要抓好落实。")
    document.save(target)
    return target.getvalue()


# What nobody takes: refused wherever it is sent.
BROKEN: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a program": lambda: b"MZ\x90\x00" + b"\x00" * 64,
    "half a zip": lambda: half(excel()),
    "a zip of noise": lambda: b"PK\x03\x04" + b"\xff" * 200,
    "half a picture": lambda: half(saved(photo((300, 300)), "PNG")),
    "half a photo": lambda: half(saved(photo((300, 300)), "JPEG")),
    "a huge picture": huge_picture,
    "every byte": lambda: bytes(range(256)) * 8,
    "many entries": many_entries,
    "zips in zips": zips_in_zips,
    "claims more": lambda: lying(4_000_000_000),
    "claims less": lambda: lying(1),
}
# What some take and others refuse; it brings nobody down.
ODD: dict[str, Callable[[], bytes]] = {
    "a page with a script": lambda: b"<!doctype html><script>alert(1)</script>",
    "half a pdf": lambda: half(doubling(3)),
    "half a letter": lambda: half(letter()),
    "UTF-16": lambda: "会议强调".encode("utf-16"),
    "UTF-32": lambda: "会议强调".encode("utf-32"),
    "Big5": lambda: "會議強調，要抓好落實。".encode("big5"),
    "half a character": lambda: "会议强调".encode()[:-1],
    "a lone surrogate": lambda: "会\ud800议".encode("utf-16-le", "surrogatepass"),
    "NULs": lambda: "会\0议\0".encode(),
    "a word a billion times": laughs,
    "a file of the server": reads_a_file,
    "a spanning cell": spanning,
    "nested deep": nested_deep,
    "a far cell": far_out,
    "one text in many cells": one_text_in_many_cells,
    "pages within themselves": round_and_round,
}
# What takes some seconds and much memory to make or to refuse.
HEAVY: dict[str, Callable[[], bytes]] = {
    "20 MB of text": lambda: "会议强调，要抓好落实。\n".encode() * 600_000,
    "20 MB on one line": lambda: b"a," * 10_000_000,
    "a million empty paragraphs": lambda: word(b"<w:p/>" * 1_000_000),
    "drawings that double": doubling,
    "a swollen page": swollen,
}
NAMES = (
    "某.xlsx", "某.docx", "某.png", "a\0b.pdf", "字" * 400 + ".txt", "../../../etc/passwd", ".", "",
    "\u202egpj.exe", "<script>alert(1)</script>.png", "a\r\nb: c.txt", "con.txt", "%00%s%n.csv",
)  # fmt: skip
