"""Keeps the files of a form that came back with errors, so that nobody chooses them again."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.base.files.actions import store
from linli.base.files.models import StoredFile
from linli.base.ui.language import said
from linli.core.errors import Refused

SALT = "linli.base.files.kept"
MOST = 9


@dataclass
class Kept:
    """The files that a form holds so far, what was wrong with others, and the signed note of
    them that the form carries when it is shown again."""

    files: list[StoredFile] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    note: str = ""


def take(request: HttpRequest, *, key: str) -> Kept:
    """Store the files just sent (`uploads`), and return them after those kept before (`kept`)
    without the ones to be dropped (`drop`). `key` is the form's: a note serves no other form."""
    kept = held(request, key=key)
    keep_location = bool(request.POST.get("keep_location"))
    for upload in request.FILES.getlist("uploads"):
        if len(kept.files) >= MOST:
            kept.errors.append(_("No more than %(most)s files can be sent.") % {"most": MOST})
            break
        try:
            kept.files.append(store(upload, keep_location=keep_location))
        except Refused as refused:
            why = said(refused.message)
            kept.errors.append(
                _("“%(name)s” was not taken: %(why)s") % {"name": upload.name, "why": why}
            )
    kept.note = _note(kept.files, key)
    return kept


def held(request: HttpRequest, *, key: str) -> Kept:
    """Return the files kept before without the ones to be dropped, and store none."""
    try:
        note = loads(request.POST.get("kept", ""), salt=SALT)
    except BadSignature:
        return Kept()
    if note["key"] != key:
        return Kept()
    dropped = set(request.POST.getlist("drop"))
    ids = [UUID(pk) for pk in note["ids"] if pk not in dropped]
    found = StoredFile.objects.in_bulk(ids)
    files = [found[pk] for pk in ids if pk in found]
    return Kept(files=files, note=_note(files, key))


def _note(files: list[StoredFile], key: str) -> str:
    ids = [str(file.pk) for file in files]
    return dumps({"key": key, "ids": ids}, salt=SALT) if ids else ""
