"""Takes the place where a photo was made out of it, and refuses pictures made to overwhelm."""

from __future__ import annotations

import re
import struct
import warnings
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageFile, JpegImagePlugin

from linli.base.files.detection import BOMB, DAMAGED, refused
from linli.base.files.jpeg import rewritten

MOST_PIXELS = 80_000_000
MOST_PIXELS_OF_FRAMES = 400_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
PLACE_WORDS = re.compile(
    rb"gps|latitude|longitude|geotag|location|photoshop:(?:city|state|country)", re.IGNORECASE
)
# Entries of a picture that tell how it is to be drawn; all else may tell about its maker.
DRAWING = frozenset({
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform",
    "progressive", "progression", "icc_profile", "transparency", "gamma", "srgb", "chromaticity",
    "interlace", "aspect", "background", "duration", "loop", "version", "extension", "bbox",
    "default_image", "blend", "disposal", "timestamp", "exif",
})  # fmt: skip
# What Pillow raises on files that are not what they say.
DAMAGE = (
    OSError, ValueError, SyntaxError, OverflowError, EOFError, MemoryError, struct.error,
    KeyError, IndexError, TypeError,
)  # fmt: skip
KEPT_EXIF = (ExifTags.Base.Orientation, ExifTags.Base.DateTime)


def without_location(content: bytes, content_type: str) -> tuple[bytes, bool]:
    """Return the picture without hidden texts and places, and whether a place was in it.

    Pictures with nothing to hide come back byte for byte. The others are saved anew with their
    orientation, time and colour profile, JPEGs without decoding, so that nothing visible is
    lost. Raises Refused for damaged pictures and bombs.
    """
    picture = open_picture(content, content_type)
    exif = _readable_exif(picture)
    hidden, has_place = _hidden(picture, content, exif)
    if not hidden:
        return content, False
    try:
        if content_type == "image/jpeg":
            return rewritten(content, _kept_exif(exif)), has_place
        return _saved_anew(picture, content_type, _kept_exif(exif)), has_place
    except DAMAGE:
        raise refused(DAMAGED, code="damaged") from None


def open_picture(content: bytes, content_type: str) -> Image.Image:
    """Return the decoded picture. Raises Refused for one that is damaged or far too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = _opened(content, content_type)
            _check_size(picture)
            picture.load()
    except DAMAGE:
        raise refused(DAMAGED, code="damaged") from None
    except Image.DecompressionBombError:
        raise refused(BOMB, code="bomb") from None
    return picture


def _opened(content: bytes, content_type: str) -> ImageFile.ImageFile:
    if content_type == "image/jpeg":
        # `Image.open` would take a photo with a second one behind it for another format.
        return JpegImagePlugin.JpegImageFile(BytesIO(content))
    return Image.open(BytesIO(content), formats=[FORMATS[content_type]])


def _check_size(picture: Image.Image) -> None:
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS or pixels * getattr(picture, "n_frames", 1) > MOST_PIXELS_OF_FRAMES:
        raise refused(BOMB, code="bomb")


def _readable_exif(picture: Image.Image) -> Image.Exif | None:
    """Return the picture's EXIF, or None when it is too broken to say what is in it."""
    try:
        exif = picture.getexif()
        exif.get_ifd(ExifTags.IFD.Exif)
        exif.get_ifd(ExifTags.IFD.GPSInfo)
    except DAMAGE:
        return None
    return exif if len(exif) or not picture.info.get("exif") else None


def _hidden(picture: Image.Image, content: bytes, exif: Image.Exif | None) -> tuple[bool, bool]:
    """Return whether the picture carries anything beyond its drawing, and whether a place."""
    gps = exif is None or ExifTags.IFD.GPSInfo in exif
    texts = {key: value for key, value in picture.info.items() if key not in DRAWING}
    segments = [
        data for marker, data in getattr(picture, "applist", ())
        if marker not in ("APP0", "APP14") and not data.startswith((b"ICC_PROFILE", b"Exif"))
    ]  # fmt: skip
    tail = picture.format == "JPEG" and not content.rstrip(b"\0").endswith(b"\xff\xd9")
    told = b"".join([repr(texts).encode(), picture.info.get("exif", b""), *segments])
    has_place = gps or tail or bool(PLACE_WORDS.search(told))
    return bool(has_place or texts or segments), has_place


def _saved_anew(picture: Image.Image, content_type: str, exif: bytes) -> bytes:
    options: dict[str, Any] = {"exif": exif}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if content_type == "image/webp":
        options |= {"quality": 90}
    if getattr(picture, "is_animated", False):
        options |= {"save_all": True}
    for key in set(picture.info) - DRAWING:
        del picture.info[key]
    if content_type == "image/gif":
        del options["exif"]
    target = BytesIO()
    picture.save(target, FORMATS[content_type], **options)
    return target.getvalue()


def _kept_exif(old: Image.Exif | None) -> bytes:
    """Return what is kept: which side is up, and when it was taken."""
    new = Image.Exif()
    if old is None:
        return b""
    for tag in KEPT_EXIF:
        if tag in old:
            new[tag] = old[tag]
    taken_at = old.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    if taken_at:
        new.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken_at
    return new.tobytes() if len(new) or taken_at else b""
