"""What every form asks with which residents open a case themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.files.forms import WithFiles
from linli.base.privacy.fields import IdentifierField
from linli.base.regions.forms import RegionField
from linli.base.ui.language import said, screen_language
from linli.cases.fields import ask_for_telephone
from linli.cases.receiving import CONTACT_BY, Draft
from linli.core.procedure import Choice


class LongText(forms.CharField):
    """A long text, its line ends as one sign however the browser sends them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class WritingForm(WithFiles):
    """The place, the files, who writes and how they want to hear from us; a procedure's own form
    adds what it asks about the matter, and says in `ASKED` in which order.

    `website` is seen by no person, so that whatever fills it in is a machine. `PRESET` names the
    fields with which a page may lead here, chosen beforehand.
    """

    ASKED: tuple[str, ...] = ()
    PRESET: tuple[str, ...] = ()
    HEARS_BY: tuple[Choice, ...] = CONTACT_BY
    region = RegionField(
        label=_("Where is it?"),
        help_text=_("Type the town, street or community, then choose it from the list."),
        levels=("county", "township", "community"),
        error_messages={"required": _("Say in which place it is.")},
    )
    contact_by = forms.ChoiceField(
        label=_("How do you want to hear from us?"), widget=forms.RadioSelect, initial="page"
    )
    telephone = IdentifierField(
        "telephone",
        label=_("Telephone"),
        help_text=_("Needed only if we are to telephone you."),
        required=False,
    )
    name = IdentifierField(
        "name",
        label=_("How shall we call you?"),
        help_text=_("For example 王女士."),
        required=False,
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_by"].choices = [  # type: ignore[attr-defined]
            (choice.key, said(choice.name)) for choice in reversed(self.HEARS_BY)
        ]

    def asked(self) -> Iterator[forms.BoundField]:
        """Yield the fields in the order in which they are asked."""
        return (self[name] for name in self.ASKED)

    def clean(self) -> dict[str, Any]:
        """Ask for the telephone where one is wanted, and refuse what no person fills in: a field
        that no person sees."""
        cleaned: dict[str, Any] = super().clean() or {}
        ask_for_telephone(self)
        if cleaned.get("website"):
            self.add_error(None, _("A hidden field was filled in. Please send the form again."))
        return cleaned

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        raise NotImplementedError

    def details(self) -> Mapping[str, Any]:
        """Return what else the opener of the case is given, by name."""
        return {}

    def drafted(self, *, title: str, body: str, people: Mapping[str, str]) -> Draft:
        """Return the draft of a message with these texts and identifiers, and all else as it was
        filled in."""
        given = self.cleaned_data
        return Draft(
            title=title,
            body=body,
            region=given["region"],
            channel="page",
            contact_by=given["contact_by"],
            people=people,
            files=self.kept.files,
            language=screen_language(),
        )
