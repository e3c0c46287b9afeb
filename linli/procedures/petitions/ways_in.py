"""How residents bring a petition or an accusation themselves, in plain words."""

from __future__ import annotations

from linli.cases.registry import Opener
from linli.core.text import Text
from linli.procedures.petitions.accusing import open_accusation
from linli.procedures.petitions.opening import open_petition
from linli.procedures.petitions.writing_forms import AccusationForm, PetitionForm

PETITION = Opener(
    key="petition",
    order=20,
    name=Text("提出信访事项（信访）", "Bring a petition"),
    intro=Text(
        "对机关、单位的决定或做法有要求、有意见，想得到正式的书面答复；不服答复，还可以请求"
        "复查、复核。",
        "You want something of an authority, or have something to say about what it does, and "
        "want a formal answer in writing. You can then ask for a review and a re-examination.",
    ),
    examples=Text(
        "例如：征地拆迁补偿、拖欠工资、待遇没有落实、对工作或政策的建议。",
        "For example compensation for land, wages not paid, benefits not granted, a suggestion "
        "about a policy or its work.",
    ),
    promise=Text(
        "您填写的内容只用于依法办理这件事，由信访部门和有权处理的单位查看。您的姓名、电话、"
        "住址加密保存，谁看过都有记录。",
        "We use what you write only to deal with your matter, as our legal duty requires. The "
        "petition office and the unit with the power to handle it can read it; your name, "
        "telephone and address are kept encrypted, and every look at them is on record.",
    ),
    form=PetitionForm,
    open=open_petition,
    icon="note",
)
ACCUSATION = Opener(
    key="accusation",
    order=40,
    name=Text("检举、控告公职人员或单位", "Accuse an official or a unit"),
    intro=Text(
        "认为公职人员或者单位违纪违法，要求查处。从提交的那一刻起，就对被检举控告的人和单位保密。",
        "You believe that an official or a unit broke the rules or the law. From the moment in "
        "which you send it, it is kept from the person and the unit you accuse.",
    ),
    examples=Text(
        "例如：索要财物、克扣补助、打击报复、滥用职权。",
        "For example asking for money, keeping back benefits, retaliation, abuse of power.",
    ),
    promise=Text(
        "只有信访部门指定的工作人员能看到，依法不得透露或者转给被检举控告的人员和单位"
        "（《信访工作条例》第三十条）。您写的被检举控告人加密保存，每次查看都留有记录。",
        "Only named officers of the petition office can read it; by law nothing of it may be "
        "disclosed or passed to those you accuse (petition regulations, Art. 30). Whom you accuse "
        "is kept encrypted, and every look at it is on record.",
    ),
    form=AccusationForm,
    open=open_accusation,
    icon="lock",
)
OPENERS = (PETITION, ACCUSATION)
