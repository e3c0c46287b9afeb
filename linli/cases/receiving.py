"""Receives a message once, however often its form is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from linli.base.files.models import StoredFile
from linli.base.privacy.actions import keep
from linli.base.regions.models import Region
from linli.cases.models import Attachment, Message
from linli.core.errors import Incomplete, Refused
from linli.core.procedure import Choice
from linli.core.references import (
    check_passcode,
    new_reference,
    passcode_for,
    passcode_hash,
)
from linli.core.text import Text
from linli.home import key as instance_key

CHANNELS = (
    Choice("page", Text("网上提交", "Web page")),
    Choice("telephone", Text("来电", "Telephone")),
    Choice("visit", Text("来访", "Visit")),
    Choice("import", Text("批量导入", "Import")),
)
CONTACT_BY = (
    Choice("telephone", Text("打电话给我", "Telephone me")),
    Choice("page", Text("我自己凭受理号查询", "I look it up with my receipt")),
)
TOO_LONG = Text("“{field}”最多{most}个字。", "“{field}” can have at most {most} characters.")
EMPTY = Text("请写下要反映的事情。", "Write down what the matter is.")
NO_TELEPHONE = Text(
    "选择电话联系，就请留下电话号码。", "To be telephoned, leave a telephone number."
)
BODY = Text("内容", "Matter")
MOST_IN_BODY = 20_000


@dataclass(frozen=True)
class Draft:
    """What was sent. `people` holds the sender's identifiers by kind (name, telephone, address,
    identity_number), any of which may be missing."""

    title: str
    body: str
    region: Region
    channel: str
    contact_by: str = "page"
    people: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[StoredFile] = ()
    language: str = "zh-hans"
    written_at: datetime | None = None
    source: str = ""
    source_key: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the sender gets. `passcode` can be derived again only from the same submission key."""

    message: Message
    passcode: str
    is_new: bool


def receive(draft: Draft, *, submission_key: str, at: datetime) -> Receipt:
    """Keep the message and return its receipt; a `submission_key` seen before returns the first
    receipt again. Joins the caller's transaction, so that message and case come together.

    Raises Refused, naming the field, for empty or overlong texts and for a telephone contact
    without a number.
    """
    _check(draft)
    submission = hashlib.sha256(submission_key.encode()).hexdigest()
    passcode = passcode_for(submission_key, _key())
    before = Message.objects.filter(submission=submission).first()
    if before:
        return Receipt(before, passcode, is_new=False)
    try:
        with transaction.atomic():
            message = _insert(draft, submission, passcode, at)
    except IntegrityError:
        # The same form arrived twice at the same moment, and the other one was first.
        first = Message.objects.get(submission=submission)
        return Receipt(first, passcode, is_new=False)
    return Receipt(message, passcode, is_new=True)


def opens(message: Message, passcode: str) -> bool:
    """Return whether `passcode` belongs to the receipt of `message`."""
    return bool(message.passcode_hash) and check_passcode(
        passcode, message.passcode_hash, instance_key("passcode")
    )


def _key() -> bytes:
    return instance_key("passcode")


def _insert(draft: Draft, submission: str, passcode: str, at: datetime) -> Message:
    message = Message.objects.create(
        receipt=new_reference(),
        passcode_hash=passcode_hash(passcode, instance_key("passcode")),
        submission=submission,
        source=draft.source,
        source_key=draft.source_key,
        channel=draft.channel,
        title=draft.title.strip(),
        body=draft.body.strip(),
        region=draft.region,
        contact_by=draft.contact_by,
        language=draft.language,
        received_at=at,
        written_at=draft.written_at,
    )
    for kind, value in draft.people.items():
        if value.strip():
            keep(message.subject, kind, value)
    Attachment.objects.bulk_create(
        Attachment(message=message, file=file, added_at=at) for file in draft.files
    )
    return message


def _check(draft: Draft) -> None:
    if not draft.body.strip() or not draft.title.strip():
        raise Incomplete(EMPTY, field="body")
    if len(draft.body) > MOST_IN_BODY:
        raise Refused(TOO_LONG.format(field=BODY, most=MOST_IN_BODY), field="body", code="too_long")
    if draft.contact_by == "telephone" and not draft.people.get("telephone", "").strip():
        raise Incomplete(NO_TELEPHONE, field="telephone")
