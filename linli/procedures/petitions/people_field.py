"""A field for members of staff, several at once, by name or user name: those accused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.accounts import selectors
from linli.base.accounts.models import Post, User
from linli.cases.fields import things
from linli.cases.models import Case
from linli.core.procedure import Field

SEPARATORS = str.maketrans({mark: "\n" for mark in "、，,；;\r"})
MOST, NAMED_AT_MOST = 20, 5
SEVERAL = _("Several fit “%(name)s”: %(named)s.")
NOBODY = _("Nobody here fits “%(name)s”; name them under “Others”.")
HELP = _("People who sign in here, by name or user name, with commas between them.")


class PeopleField(forms.CharField):
    """Takes names separated by commas or lines; gives a list of users without doubles. A name
    that fits several is refused with those that it fits, which leaves the text in the input."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=400, **{"help_text": HELP, **kwargs})
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> list[User]:  # type: ignore[override]
        """Return the people that the text names. Raises ValidationError, a line for each name."""
        text: str = super().clean(value)
        names = [name.strip() for name in text.translate(SEPARATORS).split("\n") if name.strip()]
        found: dict[int, User] = {}
        wrong: list[str] = []
        for name in names[:MOST]:
            fitting = _fitting(name)
            if len(fitting) == 1:
                found[fitting[0].pk] = fitting[0]
            elif fitting:
                named = "; ".join(person.label for person in fitting[:NAMED_AT_MOST])
                wrong.append(SEVERAL % {"name": name, "named": named})
            else:
                wrong.append(NOBODY % {"name": name})
        if wrong:
            raise forms.ValidationError(wrong)
        return list(found.values())


def _fitting(name: str) -> list[User]:
    found = selectors.find_people(name, includes_off=True)
    exact = [person for person in found if name in (person.name, person.username, person.label)]
    return exact or found


def _drawn(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return PeopleField(**{**common, "help_text": HELP})


things.register("petition.people", _drawn)
