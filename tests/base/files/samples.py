"""Real files made on the spot: pictures with a place in them, office files, bombs."""

from __future__ import annotations

import zipfile
from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, PngImagePlugin

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><exif:GPSLatitude>36,40.1N</exif:GPSLatitude>'
    b"</rdf:RDF></x:xmpmeta>"
)


def photo(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """A picture whose top left corner is red and whose rest is blue."""
    picture = Image.new("RGB", size, (0, 0, 200))
    picture.paste((220, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def exif_with_place(orientation: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Example"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:01 08:00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({
        ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (36.0, 40.0, 6.0),
        ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: (117.0, 1.0, 12.0),
    })  # fmt: skip
    return exif


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "GPS 36.67N 117.02E")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(photo(), "PNG", pnginfo=texts, exif=exif_with_place())


def office(names: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return target.getvalue()


def word() -> bytes:
    return office({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


def excel() -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "事项")
    return target.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
