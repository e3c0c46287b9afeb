"""How residents ask for mediation themselves, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.privacy.fields import IdentifierField
from linli.cases.receiving import Draft, title_of
from linli.cases.registry import Opened, Opener
from linli.cases.writing import LongText, WritingForm
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.disputes.forms import chosen
from linli.procedures.disputes.opening import Side, Told, open_dispute
from linli.procedures.disputes.words import KINDS, RESPONDENT


class DisputeForm(WritingForm):
    """What the dispute is about, what one wishes, with whom it is."""

    ASKED = (
        "kind", "matter", "wish", "other_name", "other_telephone", "region", "uploads",
        "keep_location", "name", "contact_by", "telephone",
    )  # fmt: skip
    matter = LongText(
        label=_("What is the dispute about?"),
        help_text=_(
            "For example: since March water drips from the flat above into my kitchen; we can't "
            "agree on who pays."
        ),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write down what the dispute is about.")},
    )
    wish = LongText(
        label=_("What do you wish for?"),
        help_text=_("You may leave this empty."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    other_name = IdentifierField(
        "name",
        label=_("With whom is it?"),
        help_text=_("Name of the person or firm, as far as you know it. Kept encrypted."),
        error_messages={"required": _("Say with whom the dispute is.")},
    )
    other_telephone = IdentifierField(
        "telephone",
        label=_("Their telephone"),
        help_text=_("If you know it; the mediator asks them whether they agree."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = chosen(KINDS, label=_("What kind of dispute is it?"))
        self.fields["name"].required = True
        self.fields["name"].label = _("Your name")
        self.fields["name"].help_text = ""
        self.order_fields(self.ASKED)
        for name in ("other_name", "other_telephone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message; the other side is named apart."""
        given = self.cleaned_data
        body = "\n\n".join(part for part in (given["matter"], given["wish"]) if part)
        people = {kind: given[kind] for kind in ("name", "telephone")}
        return self.drafted(title=title_of(given["matter"]), body=body, people=people)

    def details(self) -> Mapping[str, Any]:
        """Return what is told of the dispute."""
        given = self.cleaned_data
        other = {"name": given["other_name"], "telephone": given["other_telephone"]}
        told = Told(
            kind=given["kind"],
            matter=given["matter"],
            wish=given["wish"],
            sides=[Side(RESPONDENT, other)],
        )
        return {"told": told}


def _open(
    draft: Draft, *, submission_key: str, by: Actor | None, at: datetime, told: Told
) -> Opened:
    return open_dispute(draft, told, submission_key=submission_key, by=by, at=at)


DISPUTE = Opener(
    key="dispute",
    order=30,
    name=Text("申请人民调解", "Ask for mediation"),
    intro=Text(
        "和邻居、家人、商家、单位之间有纠纷，想在调解员主持下好好商量。不收任何费用，双方自愿，"
        "随时可以退出。",
        "You have a dispute with a neighbour, your family, a shop or a firm, and want to talk it "
        "over with a mediator. It costs nothing, both sides must want it, and you can leave at "
        "any time.",
    ),
    examples=Text(
        "例如：漏水、噪声、相邻通行、借款、消费、工钱、宅基地边界。",
        "For example leaks, noise, a right of way, a loan, a purchase, wages, a boundary.",
    ),
    promise=Text(
        "您填写的内容由当地人民调解委员会查看。您和对方的姓名、电话加密保存，谁看过都有记录；"
        "对方同意以后才开始调解。",
        "The mediation committee of the place reads what you write. Names and telephones, yours "
        "and the other side's, are kept encrypted, and every look at them is on record. Mediation "
        "begins only when the other side agrees.",
    ),
    form=DisputeForm,
    open=_open,
    icon="people",
)
OPENERS = (DISPUTE,)
