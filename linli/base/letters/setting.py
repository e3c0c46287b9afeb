"""Sets a filled Word file as PDF, or as pictures of its pages."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from PIL import Image
from pylopdf_fonts_zh_cn import sans_path, serif_path

from linli.base.letters.reading import read
from linli.home import home

PROGRAM = Path(__file__).with_name("setting.typ")
# Enough to read every sign on a screen.
DOTS = 96
GAP = 12
# The one of Shanghai: typst takes no zone by name.
OFFSET = timezone(timedelta(hours=8))
GROUND, COLOURS = (214, 208, 198), 32


def pdf(word: bytes, *, title: str, at: datetime, mark: str = "") -> bytes:
    """Return the Word file set as PDF; `mark` stands large and pale behind the text."""
    moment = at.astimezone(OFFSET).replace(microsecond=0)
    return _set(word, title=title, mark=mark, format="pdf", timestamp=moment)[0]


def picture(word: bytes, *, title: str, mark: str = "") -> bytes:
    """Return a PNG with the pages of the Word file one below the other."""
    pages = [
        Image.open(io.BytesIO(page)).convert("RGB")
        for page in _set(word, title=title, mark=mark, format="png", ppi=DOTS)
    ]
    width = max(page.width for page in pages)
    height = sum(page.height for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, height), GROUND)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height + GAP
    target = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(target, "PNG")
    return target.getvalue()


def font_paths() -> list[Path]:
    """Return the fonts' files: our own two, and what the administrator put into `fonts/`."""
    own = sorted(path for path in (home() / "fonts").glob("*.[ot]t[fc]") if path.is_file())
    return [serif_path(), sans_path(), *own]


@lru_cache(maxsize=2)
def _fonts(paths: tuple[Path, ...]) -> typst.Fonts:
    folders = list(dict.fromkeys(str(path.parent) for path in paths))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _set(word: bytes, *, title: str, mark: str, **parts: Any) -> list[bytes]:
    fonts = _fonts(tuple(font_paths()))
    data = read(word) | {"title": title, "mark": mark, "fonts": fonts.families()}
    made: Any = typst.Compiler(
        PROGRAM.read_bytes(),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
    ).compile(**parts)
    return list(made) if isinstance(made, list) else [made]
