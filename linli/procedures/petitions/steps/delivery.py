"""Delivery (送达), recorded apart from issuing: it starts the petitioner's own terms."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.petitions.steps.takers import HANDLERS, OPEN
from linli.procedures.petitions.words import DESIGN, METHODS, article

WHEN = Field("delivered_on", Text("送达日期", "Day of delivery"), "date", is_public=True)
METHOD = Field("method", Text("送达方式", "How"), "choice", choices=METHODS, is_public=True)
PROOF = (
    METHOD,
    WHEN,
    Field(
        "proof",
        Text("送达凭证", "Proof"),
        "line",
        help=Text(
            "签收人、邮件号或见证人。", "Who signed, the number of the mail, or the witness."
        ),
    ),
    Field(
        "is_refused",
        Text("本人拒收，已留置并记明", "Refused by the person; left with a record"),
        "boolean",
        is_required=False,
    ),
    Field(
        "outside",
        Text("系统外出具的文号和原因", "Number and reason, if it was made outside this system"),
        "line",
        is_required=False,
        help=Text(
            "这份文书在系统内没有签发时必填。",
            "Needed where it was not issued as a letter in this system.",
        ),
    ),
    Field("files", Text("送达回证", "Receipt of delivery"), "files", is_required=False),
)


def _delivering(key: str, name: Text, source: str, target: str, number: str, public: Text):  # type: ignore[no-untyped-def]
    return Transition(
        key,
        name,
        (source,),
        target,
        HANDLERS,
        needs=PROOF,
        basis=article(number),
        public=public,
        is_told=False,
        dated_by="delivered_on",
    )


DELIVERY = (
    _delivering(
        "deliver_opinion",
        Text("登记处理意见书送达", "Record delivery of the opinion"),
        "opinion_issued",
        "delivered",
        "第三十五条",
        Text(
            "处理意见书已送达，您可以请求复查", "The opinion was delivered; you may ask for review"
        ),
    ),
    _delivering(
        "deliver_review",
        Text("登记复查意见书送达", "Record delivery of the review opinion"),
        "review_issued",
        "review_delivered",
        "第三十六条",
        Text(
            "复查意见书已送达，您可以请求复核",
            "The review opinion was delivered; you may ask for re-examination",
        ),
    ),
    _delivering(
        "deliver_recheck",
        Text("登记复核意见书送达", "Record delivery of the re-examination opinion"),
        "recheck_issued",
        "recheck_delivered",
        "第三十六条",
        Text("复核意见书已送达", "The re-examination opinion was delivered"),
    ),
    Transition(
        "deliver",
        Text("登记其他文书送达", "Record delivery of another document"),
        (*OPEN, "closed", "declined"),
        None,
        HANDLERS,
        needs=(
            Field("document", Text("文书", "Document"), "thing", is_public=True),
            *PROOF,
        ),
        conditions=("has_undelivered",),
        basis=DESIGN,
        public=Text("文书已送达", "A document was delivered"),
        is_told=False,
        dated_by="delivered_on",
    ),
    Transition(
        "record_attempt",
        Text("登记送达未成", "Record a failed delivery"),
        ("opinion_issued", "review_issued", "recheck_issued"),
        None,
        HANDLERS,
        needs=(
            METHOD,
            Field("tried_on", Text("日期", "Day"), "date"),
            Field("why", Text("未能送达的原因", "Why it failed"), "line"),
        ),
        basis=DESIGN,
    ),
)
