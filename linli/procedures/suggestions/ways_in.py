"""How residents suggest something themselves, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.ui.language import said
from linli.cases.receiving import Draft
from linli.cases.registry import Opened, Opener
from linli.cases.writing import LongText, WritingForm
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.suggestions.models import Campaign
from linli.procedures.suggestions.opening import (
    LONGEST_SUBJECT,
    NO_SIGNATURE,
    Told,
    open_suggestion,
)
from linli.procedures.suggestions.selectors import open_campaigns
from linli.procedures.suggestions.words import NAMED, PUBLICITY, UNNAMED


class SuggestionForm(WritingForm):
    """What it is about, why, what is suggested; whether it may be published."""

    ASKED = (
        "campaign", "subject", "reasons", "proposal", "region", "uploads", "keep_location",
        "name", "contact_by", "telephone", "publicity", "signature",
    )  # fmt: skip
    PRESET = ("campaign",)
    subject = forms.CharField(
        label=_("What is your suggestion about?"),
        help_text=_("One line, for example: shade at the bus stops."),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": _("Say what your suggestion is about.")},
    )
    reasons = LongText(
        label=_("How is it now, and why should it change?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why something should change.")},
    )
    proposal = LongText(
        label=_("What do you suggest?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down what you suggest.")},
    )
    publicity = forms.ChoiceField(
        label=_("May we publish it on the wall of suggestions?"),
        help_text=_("An officer reads it first and leaves out whatever is personal."),
        widget=forms.RadioSelect,
        initial=UNNAMED,
    )
    signature = forms.CharField(
        label=_("Name to be shown"),
        help_text=_("Only if you wish to be named, for example 王女士."),
        max_length=30,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = list(open_campaigns(local_day(timezone.now())))
        self.campaigns = {str(one.pk): one for one in running}
        self.fields["campaign"] = forms.ChoiceField(
            label=_("For which collection is it?"),
            choices=[
                ("", _("none, a suggestion of my own")),
                *((key, one.subject) for key, one in self.campaigns.items()),
            ],
            widget=forms.RadioSelect,
            required=False,
        )
        if not running:
            self.fields["campaign"].widget = forms.HiddenInput()
            self.ASKED = tuple(name for name in self.ASKED if name != "campaign")
        self.fields["publicity"].choices = [  # type: ignore[attr-defined]
            (choice.key, said(choice.name)) for choice in PUBLICITY
        ]
        self.fields["region"].label = _("Which place is it for?")
        self.fields["name"].required = True
        self.fields["name"].error_messages = {"required": _("Say how we may call you.")}

    def clean(self) -> dict[str, Any]:
        """Ask for the name that is to be shown."""
        given = super().clean()
        if given.get("publicity") == NAMED and not given.get("signature", "").strip():
            self.add_error("signature", said(NO_SIGNATURE))
        return given

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        given = self.cleaned_data
        people = {kind: given[kind] for kind in ("name", "telephone")}
        body = "\n\n".join((given["reasons"], given["proposal"]))
        return self.drafted(title=given["subject"], body=body, people=people)

    def details(self) -> Mapping[str, Any]:
        """Return the elements of the suggestion."""
        given = self.cleaned_data
        campaign: Campaign | None = self.campaigns.get(given.get("campaign", ""))
        told = Told(
            subject=given["subject"],
            reasons=given["reasons"],
            proposal=given["proposal"],
            publicity=given["publicity"],
            signature=given["signature"],
            campaign=campaign,
        )
        return {"told": told}


def _open(
    draft: Draft, *, submission_key: str, by: Actor | None, at: datetime, told: Told
) -> Opened:
    return open_suggestion(draft, told, submission_key=submission_key, by=by, at=at)


SUGGESTION = Opener(
    key="suggestion",
    order=25,
    name=Text("提建议（人民建议征集）", "Suggest something"),
    intro=Text(
        "对城市建设、社会治理、公共服务、政策有好点子。每条建议都研究、都答复；采纳的，跟到落实。",
        "You have an idea for the city, its services or its policies. Every suggestion is studied "
        "and answered; one that is adopted is followed until it is done.",
    ),
    examples=Text(
        "例如：公交站加遮阳棚、办事少跑一趟、社区食堂怎么办好。",
        "For example shade at bus stops, one errand less at an office, how to run a canteen well.",
    ),
    promise=Text(
        "您填写的内容由征集部门和研究的单位查看，只用于研究并答复您。姓名、电话加密保存，谁看过"
        "都有记录。公开不公开、署不署名由您决定，随时可以改。",
        "The office that collects suggestions and the units that study yours read it, to study it "
        "and to answer you. Name and telephone are kept encrypted, and every look at them is on "
        "record. Whether it is published, and under which name, is for you to say at any time.",
    ),
    form=SuggestionForm,
    open=_open,
    icon="add",
)
OPENERS = (SUGGESTION,)
