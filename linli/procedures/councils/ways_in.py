"""How residents propose a topic themselves, in plain words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.regions.forms import RegionField
from linli.cases.receiving import Draft, title_of
from linli.cases.registry import Opened, Opener
from linli.cases.writing import LongText, WritingForm
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.councils.opening import propose


class TopicForm(WritingForm):
    """What should be talked over, why, and where."""

    ASKED = ("matter", "why", "region", "uploads", "keep_location", "name", "contact_by",
             "telephone")  # fmt: skip
    PRESET = ("region",)
    matter = LongText(
        label=_("What should residents talk over?"),
        help_text=_("For example: where electric bicycles are charged in our yard."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down what should be talked over.")},
    )
    why = LongText(
        label=_("Why, and whom does it concern?"),
        help_text=_("You may leave this empty. Write no names of neighbours."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    region = RegionField(
        label=_("In which community or village?"),
        help_text=_("Type the town, street or community, then choose it from the list."),
        levels=("township", "community"),
        error_messages={"required": _("Say in which community it is.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.ASKED)

    def draft(self) -> Draft:
        """Return the checked form as a draft of a message."""
        given = self.cleaned_data
        body = "\n\n".join(part for part in (given["matter"], given["why"]) if part)
        people = {kind: given[kind] for kind in ("name", "telephone")}
        return self.drafted(title=title_of(given["matter"]), body=body, people=people)


def _open(draft: Draft, *, submission_key: str, by: Actor | None, at: datetime) -> Opened:
    return propose(draft, submission_key=submission_key, by=None, at=at)


TOPIC = Opener(
    key="topic",
    order=45,
    name=Text("提出协商议题", "Propose a topic for deliberation"),
    intro=Text(
        "小区、社区、村里大家的事，希望邻居们坐下来一起商量。社区会在十日内答复是否列入协商。",
        "Something of everybody in the estate, community or village that neighbours should sit "
        "down and talk over. The community tells you within ten days whether it takes it up.",
    ),
    examples=Text(
        "例如：电动自行车充电、停车、加装电梯、垃圾投放点、公共场地怎么用。",
        "For example charging bicycles, parking, a lift, where waste is put, a public place.",
    ),
    promise=Text(
        "您写的内容由社区（村）和所在街道、乡镇查看，不会原文公开；公告由社区另行起草，不写您的"
        "姓名。姓名和电话加密保存，谁看过都有记录。",
        "The community and its township read what you write; it is not published as it stands. "
        "The community words the notice itself and leaves out who you are. Name and telephone are "
        "kept encrypted, and every look at them is on record.",
    ),
    form=TopicForm,
    open=_open,
    icon="people",
)
OPENERS = (TOPIC,)
