"""Makes the sender's own copy: a page to read, the same as data, and the files, in one archive."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.template.loader import render_to_string

from linli.base.files.models import StoredFile
from linli.base.files.storage import path_of
from linli.base.privacy.kinds import KINDS
from linli.base.ui.language import screen_language
from linli.cases import kept, timeline
from linli.cases.models import Case, Message
from linli.cases.timeline import Line
from linli.core.text import Text
from linli.core.zone import local, local_day

IN_MEMORY = 4 * 1024 * 1024


def make(message: Message, files: Iterable[StoredFile], *, at: datetime) -> IO[bytes]:
    """Return an archive with what is kept about the sender of `message`, who asked for it.

    In it are the sender's own data and what the sender is told of the cases; no notes among
    offices, and nobody else's data. Raises Refused when a key is missing.
    """
    people = kept.in_clear(message)
    told = [(case, _told(case, at)) for case in _cases(message)]
    stored = list(files)
    names = _names(stored)
    context = {
        "message": message,
        "people": [(KINDS[kind].name, value) for kind, value in people.items()],
        "parts": [one for one in kept.parts_of(message) if one.name not in _identified()],
        "periods": kept.periods_of(message, on=local_day(at)),
        "looks": kept.looks_at(message),
        "told": told,
        "files": list(names.values()),
        "at": at,
        "language": screen_language(),
    }
    archive: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("index.html", render_to_string("portal/copy.html", context))
        parts.writestr("data.json", _as_json(message, people, told, context))
        for one in stored:
            path = path_of(one.sha256)
            if path.exists():
                parts.write(path, f"files/{names[str(one.pk)]}")
    archive.seek(0)
    return archive


def _told(case: Case, at: datetime) -> list[Line]:
    """Return what the sender is told, the answer with all that the message's page says of it."""
    panel = case.room.track_context
    answer = panel(case, at).get("answer") if panel else None
    lines = timeline.for_sender(case)
    if not isinstance(answer, Line):
        return lines
    return [answer if line.no == answer.no else line for line in lines]


def _identified() -> set[Text]:
    return {kind.name for kind in KINDS.values()}


def _names(stored: list[StoredFile]) -> dict[str, str]:
    """Return a name of its own for each file."""
    return {str(one.pk): f"{n:02d}-{one.original_name}" for n, one in enumerate(stored, 1)}


def _cases(message: Message) -> list[Case]:
    return list(
        Case.objects.filter(message=message).select_related("unit", "region").order_by("pk")
    )


def _as_json(
    message: Message, people: dict[str, str], told: list[tuple[Case, list[Line]]], context: Any
) -> str:
    data = {
        "format": "linli.sender-copy/1",
        "made_at": local(context["at"]).isoformat(),
        "receipt": message.receipt,
        "received_at": local(message.received_at).isoformat(),
        "channel": message.channel,
        "place": message.region.full_name,
        "place_code": message.region_id,
        "contact_by": message.contact_by,
        "sender": people,
        "title": message.title,
        "text": message.body,
        "said": [{"what": one.name.zh, "text": one.shown} for one in context["parts"]],
        "files": context["files"],
        "cases": [_case(case, lines) for case, lines in told],
        "looks": [
            {"day": one.day.isoformat(), "unit": one.unit.zh, "in_clear": one.revealed}
            for one in context["looks"]
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _case(case: Case, lines: list[Line]) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "procedure": case.declared.name.zh,
        "state": case.state_declared.public.zh,
        "opened_at": local(case.opened_at).isoformat(),
        "closed_at": local(case.closed_at).isoformat() if case.closed_at else None,
        "told": [
            {
                "at": local(line.at).isoformat(),
                "what": line.what.zh,
                "by": _plain(line.who),
                "said": {_plain(one.name): _plain(one.value) for one in line.said},
            }
            for line in reversed(lines)
        ],
    }


def _plain(value: Text | str) -> str:
    return value.zh if isinstance(value, Text) else value
