"""What staff fill in beside steps: a topic, an assembly, what becomes of an opinion, a quorum; and
what residents do: an opinion, the place they look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post
from linli.base.regions.forms import RegionField
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT, RADIOS_AT_MOST
from linli.cases.models import Case
from linli.cases.receiving import Draft
from linli.cases.writing import LongText
from linli.core.procedure import Choice
from linli.procedures.councils import opinions
from linli.procedures.councils.opening import Called
from linli.procedures.councils.places import is_village
from linli.procedures.councils.quorums import RULES, Share
from linli.procedures.councils.words import CONVENERS, WITHHELD_GROUNDS

CHANNEL = "unit"


def chosen(choices: Sequence[Choice], **kwargs: Any) -> forms.ChoiceField:
    """Return a field for one of the declared choices, in the language of the screen."""
    names = [(one.key, said(one.name)) for one in choices]
    is_short = len(choices) <= RADIOS_AT_MOST
    widget = forms.RadioSelect if is_short else forms.Select
    return forms.ChoiceField(choices=names, widget=widget, **kwargs)


class ProposeForm(forms.Form):
    """A topic that the community or the township proposes itself."""

    title = forms.CharField(label=gettext_lazy("Topic"), max_length=80)
    matter = forms.CharField(
        label=gettext_lazy("What is to be talked over, and why"),
        help_text=gettext_lazy("Internal; the notice is worded later. No names of residents."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["region"] = RegionField(
            label=_("Community or village"), within=post.unit.region_id,
            near=post.unit.region_id, levels=("township", "community"),
        )  # fmt: skip
        self.initial["region"] = post.unit.region

    def draft(self) -> Draft:
        """Return the topic as a message of a unit."""
        given = self.cleaned_data
        return Draft(
            title=given["title"], body=given["matter"], region=given["region"], channel=CHANNEL
        )


class ConveneForm(forms.Form):
    """An assembly that is called: of which kind, at whose wish, of how many people."""

    title = forms.CharField(label=gettext_lazy("What the assembly is about"), max_length=80)
    purpose = forms.CharField(
        label=gettext_lazy("Why it is called"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    electorate = forms.IntegerField(
        label=gettext_lazy("Of how many people it is made"),
        help_text=gettext_lazy(
            "All adults, all households or all representatives, as the kind says. A number, no "
            "list of people."
        ),
        min_value=1,
        max_value=1_000_000,
    )

    def __init__(
        self, post: Post, data: Mapping[str, Any] | None = None, *, follows: Case | None = None
    ) -> None:
        super().__init__(data)
        self.post, self.follows = post, follows
        kinds = [Choice(rule.key, rule.name) for rule in RULES.values()]
        self.fields["kind"] = chosen(kinds, label=_("Kind of assembly"))
        self.fields["convener"] = chosen(CONVENERS, label=_("Who has it called"))
        self.order_fields(("title", "kind", "convener", "electorate", "purpose"))
        self.initial["kind"] = "villagers" if is_village(post.unit.region) else "residents"
        self.initial["convener"] = CONVENERS[0].key
        if follows:
            self.initial["title"] = follows.deliberation.topic or follows.title
            self.initial["purpose"] = follows.deliberation.result

    def draft(self) -> Draft:
        """Return the call as a message of the community."""
        given = self.cleaned_data
        return Draft(
            title=given["title"], body=given["purpose"], region=self.post.unit.region,
            channel=CHANNEL,
        )  # fmt: skip

    def called(self) -> Called:
        """Return what is taken down of the call."""
        given = self.cleaned_data
        return Called(
            given["kind"], given["convener"], given["electorate"], given["purpose"], self.follows
        )


class DecideForm(forms.Form):
    """Whether an opinion is released, and what the community says to it."""

    answer = LongText(
        label=gettext_lazy("What we say to it (published)"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, pk: int = 0) -> None:
        super().__init__(data, auto_id=f"opinion-{pk}-%s")
        names = [("", _("release it")), *((g.key, said(g.name)) for g in WITHHELD_GROUNDS)]
        self.fields["ground"] = forms.ChoiceField(
            choices=names, required=False, label=_("Release it, or why not")
        )
        self.order_fields(("ground", "answer"))


class OpinionForm(forms.Form):
    """What a resident thinks of a topic: no name, no account."""

    text = LongText(
        label=gettext_lazy("What do you think?"),
        help_text=gettext_lazy("No name is needed. Please write no names and numbers of others."),
        max_length=opinions.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write down what you think.")},
    )
    website = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))

    def clean(self) -> dict[str, Any]:
        """Refuse what no person fills in: a field that no person sees."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("website"):
            self.add_error(None, _("A hidden field was filled in. Please send the form again."))
        return given


class PlaceForm(forms.Form):
    """The community that one looks for."""

    place = RegionField(
        label=gettext_lazy("Your community or village"),
        help_text=gettext_lazy("Type the town, street or community, then choose it."),
        levels=("county", "township", "community"),
        error_messages={"required": gettext_lazy("Say in which community it is.")},
    )


class QuorumForm(forms.Form):
    """What a place sets for a kind of assembly."""

    article = forms.CharField(label=gettext_lazy("Article"), required=False, max_length=60)
    instrument = forms.CharField(label=gettext_lazy("Local rule that sets it"), max_length=200)
    in_force_from = forms.DateField(label=gettext_lazy("In force from"), widget=DayInput)

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        kinds = [Choice(rule.key, rule.name) for rule in RULES.values()]
        self.fields["kind"] = chosen(kinds, label=_("Kind of assembly"))
        self.fields["region"] = RegionField(
            label=_("Place"), within=post.unit.region_id, near=post.unit.region_id
        )
        self.initial["region"] = post.unit.region
        self.fields["quorum"] = ShareField(label=_("How many must come"))
        self.fields["majority"] = ShareField(label=_("How many of them must agree"))


class ShareField(forms.ChoiceField):
    """A share such as "more than half" or "at least 2/3"."""

    def __init__(self, **kwargs: Any) -> None:
        self.found = {f"{one.fraction}-{int(one.is_over)}": one for one in SHARES}
        choices = [(key, said(one.text)) for key, one in self.found.items()]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> Share:
        """Return the share that was chosen."""
        return self.found[super().clean(value)]


SHARES = tuple(
    Share(Fraction(*parts), is_over)
    for parts, is_over in (
        ((1, 2), True), ((1, 2), False), ((3, 5), False), ((2, 3), False), ((2, 3), True),
        ((3, 4), False), ((4, 5), False), ((1, 1), False),
    )
)  # fmt: skip
