"""The forms of the wall: the list of readers of a sealed case, more accused, who stands back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import Post, User
from linli.base.accounts.pickers import PersonField, UnitField
from linli.base.privacy.fields import IdentifierField
from linli.cases.forms import ActForm, Data
from linli.cases.models import Case
from linli.cases.readers import readers_of
from linli.cases.wall_shown import recused_from


class AdmitForm(ActForm):
    """Who may read an accusation: a person, and where they hold several posts their unit."""

    key = "admit"
    person = PersonField(label=_("Person"))
    unit = UnitField(
        label=_("Unit"), required=False, help_text=_("Only if the person holds several posts.")
    )

    def clean(self) -> dict[str, Any]:
        """Add the post that is meant; an error where there is none, or more than one."""
        given = super().clean() or {}
        if self.errors:
            return given
        posts = Post.objects.on(timezone.localdate()).filter(person=given["person"])
        if given["unit"]:
            posts = posts.filter(unit=given["unit"])
        found = list(posts.select_related("unit", "person")[:2])
        if not found:
            self.add_error("person", _("This person holds no such post today."))
        elif len(found) > 1:
            self.add_error("unit", _("This person holds several posts; name the unit."))
        else:
            given["post"] = found[0]
        return given


class DismissForm(ActForm):
    """Which post is taken off the list."""

    key = "dismiss"

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        posts = {reader.post_id: reader.post for reader in readers_of(case)}
        self.fields["post"] = forms.TypedChoiceField(
            choices=[(pk, str(one)) for pk, one in posts.items()],
            coerce=lambda pk: posts[int(pk)],
        )


class AccuseForm(ActForm):
    """Whom else an accusation names: one at a time, a unit, a member of staff, or another."""

    key = "accuse"
    unit = UnitField(label=_("Unit accused"), required=False)
    person = PersonField(label=_("Member of staff accused"), required=False)
    other = IdentifierField(
        "name",
        label=_("Other person accused"),
        required=False,
        help_text=_("Kept encrypted, as somebody who does not work here."),
    )
    coordinator = UnitField(
        label=_("Unit to run it instead"),
        required=False,
        help_text=_("Only where the unit that runs it is accused."),
    )


class UnbarForm(ActForm):
    """Who need not stand back any more."""

    key = "unbar"

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(case, post, data)
        people: dict[int, User] = {one.pk: one for one in recused_from(case)}
        self.fields["person"] = forms.TypedChoiceField(
            choices=[(pk, one.name) for pk, one in people.items()],
            coerce=lambda pk: people[int(pk)],
        )
