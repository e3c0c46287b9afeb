"""Sends a stored file to a browser in a way that can't act on the application's origin."""

from __future__ import annotations

from django.http import FileResponse, Http404

from linli.base.files.models import StoredFile
from linli.base.files.storage import path_of

SANDBOX = "default-src 'none'; sandbox"


def response_for(stored_file: StoredFile, *, as_attachment: bool = False) -> FileResponse:
    """Return the response with the file; the caller has checked that its user may have it.

    Pictures are shown in place, everything else is saved by the browser. Raises Http404 when
    the bytes are missing.
    """
    try:
        content = path_of(stored_file.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(f"no bytes of {stored_file.pk}") from None
    response = FileResponse(
        content,
        as_attachment=as_attachment or not stored_file.is_image,
        filename=stored_file.original_name,
        content_type=stored_file.content_type,
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
