"""The kinds of files that people may send, and how large each may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from linli.core.text import Text

MEGABYTE: Final = 1024 * 1024
Group = Literal["image", "document", "audio", "video"]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file by the type of its content; `extensions` begin with the usual one."""

    content_type: str
    extensions: tuple[str, ...]
    group: Group
    limit: int


_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD, EXCEL = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
FILE_KINDS: Final = {
    kind.content_type: kind
    for kind in (
        FileKind("image/jpeg", ("jpg", "jpeg"), "image", 20 * MEGABYTE),
        FileKind("image/png", ("png",), "image", 20 * MEGABYTE),
        FileKind("image/webp", ("webp",), "image", 20 * MEGABYTE),
        FileKind("image/gif", ("gif",), "image", 10 * MEGABYTE),
        FileKind("application/pdf", ("pdf",), "document", 20 * MEGABYTE),
        FileKind(WORD, ("docx",), "document", 20 * MEGABYTE),
        FileKind(EXCEL, ("xlsx",), "document", 20 * MEGABYTE),
        FileKind("text/plain", ("txt", "csv", "log"), "document", MEGABYTE),
        FileKind("audio/mpeg", ("mp3",), "audio", 30 * MEGABYTE),
        FileKind("audio/mp4", ("m4a",), "audio", 30 * MEGABYTE),
        FileKind("audio/amr", ("amr",), "audio", 30 * MEGABYTE),
        FileKind("audio/x-wav", ("wav",), "audio", 30 * MEGABYTE),
        FileKind("video/mp4", ("mp4",), "video", 100 * MEGABYTE),
        FileKind("video/quicktime", ("mov",), "video", 100 * MEGABYTE),
        FileKind("video/3gpp", ("3gp",), "video", 100 * MEGABYTE),
    )
}
# For the `accept` of an input: an iPhone turns HEIC into JPEG when HEIC is not in this list.
ACCEPT: Final = ",".join(f".{name}" for kind in FILE_KINDS.values() for name in kind.extensions)
SENDABLE: Final = Text(
    "可以发送照片（JPG、PNG、WebP、GIF）、PDF、Word（docx）、Excel（xlsx）、文本、录音和视频（mp4、mov）。",
    "You can send photos (JPG, PNG, WebP, GIF), PDF, Word (docx), Excel (xlsx), plain text, "
    "sound, and video (mp4, mov).",
)
