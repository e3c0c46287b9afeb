"""Numbers of petitions that a place may set: after what a petition is shown for supervision."""

from __future__ import annotations

from typing import Final

from linli.core.text import Text
from linli.core.thresholds import Threshold
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import DESIGN

SHOWN: Final = Text("列入督办提示的信访事项", "petitions shown for supervision")
EXECUTE: Final = Threshold(
    PETITION.key,
    "execute",
    Text("支持请求后多久未执行即提示督办", "Supported opinion not carried out: shown after"),
    Text(
        "处理意见支持请求、送达满此日数仍无执行记录的，列入督办提示；是否督办由人决定。",
        "So many days after the delivery of an opinion that supports the claim, with no record "
        "that it is carried out, the petition is shown for supervision; a person decides.",
    ),
    30, "days", DESIGN, most=365, reaches=SHOWN,
)  # fmt: skip
DELIVER: Final = Threshold(
    PETITION.key,
    "deliver",
    Text("文书出具后多久未送达即提示督办", "Document not delivered: shown after"),
    Text(
        "文书出具满此日数仍未登记送达的，列入督办提示；是否督办由人决定。",
        "So many days after a document was issued, with no delivery on record, the petition is "
        "shown for supervision; a person decides.",
    ),
    10, "days", DESIGN, most=90, reaches=SHOWN,
)  # fmt: skip
REFERRALS: Final = Threshold(
    PETITION.key,
    "referrals",
    Text("转送、交办几次即提示督办", "Sent on so often: shown"),
    Text(
        "同一轮内转送、交办达到此次数的，列入督办提示；是否督办由人决定。",
        "Sent on so many times in one round, the petition is shown for supervision; a person "
        "decides.",
    ),
    3, "times", DESIGN, least=2, most=20, reaches=SHOWN,
)  # fmt: skip
OBJECTIONS: Final = Threshold(
    PETITION.key,
    "objections",
    Text("提出异议几次即提示督办", "Objected to so often: shown"),
    Text(
        "同一轮内对转送、交办提出异议达到此次数的，列入督办提示；是否督办由人决定。",
        "Objected to so many times in one round, the petition is shown for supervision; a person "
        "decides.",
    ),
    2, "times", DESIGN, most=20, reaches=SHOWN,
)  # fmt: skip
