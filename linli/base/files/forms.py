"""Forms that take several files, and lose none when they come back with errors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from linli.base.files import kept
from linli.base.files.kinds import ACCEPT

# Telephones offer their camera for these; the endings name the rest.
PICTURES = "image/jpeg,image/png,image/webp,image/gif"


class FilesInput(forms.FileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. They are stored by `WithFiles.take_files`, which shows their errors here."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> None:
        """Take whatever was sent: `take_files` looks at it."""


class WithFiles(forms.Form):
    """A form that takes files as well; `kept` are those that it holds so far."""

    uploads = FilesField(
        label=_("Photos or files"),
        help_text=_("Photos, recordings, video, PDF, Word or Excel; up to 9."),
        required=False,
        widget=FilesInput(attrs={"accept": f"{PICTURES},{ACCEPT}", "multiple": True}),
    )
    keep_location = forms.BooleanField(
        label=_("Keep the place where the photos were taken"),
        help_text=_("Unless you tick this, we remove it from the photos."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept.Kept()

    def take_files(self, request: HttpRequest, *, key: str) -> None:
        """Store what was sent, beside what is kept under `key`, and show at the field what was
        wrong with some of it."""
        self.kept = kept.take(request, key=key)
        if self.kept.errors:
            self.add_error("uploads", list(self.kept.errors))

    def keep_files(self, request: HttpRequest, *, key: str) -> list[str]:
        """Store what was sent with a form that is only looked at, so that it isn't lost; return
        what was wrong with some of it."""
        self.kept = kept.take(request, key=key)
        return self.kept.errors

    def hold_files(self, request: HttpRequest, *, key: str) -> None:
        """Hold on to what is kept under `key` and store nothing."""
        self.kept = kept.held(request, key=key)
