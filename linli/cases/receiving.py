"""Receives a message once, however often its form is sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from linli.base.audit.log import record
from linli.base.files.models import StoredFile
from linli.base.privacy.actions import keep_first
from linli.base.regions.models import Region
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Attachment, Case, Holder, Message
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.procedure import Choice
from linli.core.references import (
    check_passcode,
    new_reference,
    passcode_for,
    passcode_hash,
)
from linli.core.text import Text
from linli.home import key as instance_key

OFFICE = "unit"
# Written by an office itself: there is no sender, and nobody is given the receipt.
WITHOUT_SENDER = frozenset({OFFICE, "directive"})
CHANNELS = (
    Choice("page", Text("网上提交", "Web page")),
    Choice("telephone", Text("来电", "Telephone")),
    Choice("visit", Text("来访", "Visit")),
    Choice("letter", Text("来信", "Letter")),
    Choice("fax", Text("传真", "Fax")),
    Choice("import", Text("批量导入", "Import")),
    Choice("directive", Text("会议、文件部署", "Directive")),
    Choice(OFFICE, Text("单位提出", "Raised by a unit")),
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
NO_CHECK = Text("请写明核对了什么。", "Say what you checked.")
NOT_YOURS_TO_REISSUE = Text(
    "查询密码由归口单位重发。", "Passcodes are issued again by the unit that runs the procedure."
)
BODY = Text("内容", "Matter")
MOST_IN_BODY = 20_000
TITLE_LENGTH = 40
# 尊敬的领导：您好！ says nothing of the matter.
ADDRESSED = r"[^，,：:。！？!?；\s]{0,16}"
GREETED = r"(?:[您你]们?|大家|领导|书记|主任|[市县区镇局厅院校]长|[早晚]上|[上下]午)好"
AFTER = r"[：:，,。！!；;~\s]"
GREETING = re.compile(
    rf"(?:尊敬|敬爱)的{ADDRESSED}{AFTER}+|{ADDRESSED}[：:，,]?\s?{GREETED}(?:{AFTER}+|$)"
)
LONGEST_GREETING = 60
SENTENCE_END = re.compile(r"[。！？!?；\n\r]|\.\s")


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
    submission, passcode = _digest(submission_key), passcode_for(submission_key, _key())
    before = receipt_for(submission_key)
    if before:
        return before
    try:
        with transaction.atomic():
            message = _insert(draft, submission, passcode, at)
    except IntegrityError:
        # The same form arrived twice at the same moment, and the other one was first.
        first = receipt_for(submission_key)
        if first is None:
            raise
        return first
    return Receipt(message, passcode, is_new=True)


def title_of(body: str) -> str:
    """Return a title for `body`: its first sentence after a greeting, cut where it is long."""
    matter = _after_greeting(body.strip())
    first = next((part for part in SENTENCE_END.split(matter) if part.strip()), "")
    line = " ".join(first.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"


def _after_greeting(body: str) -> str:
    """Return `body` from where its matter begins; as it is where it holds nothing else."""
    start = 0
    while found := GREETING.match(body[start : start + LONGEST_GREETING]):
        start += found.end()
    return body[start:] or body


def receipt_for(submission_key: str) -> Receipt | None:
    """Return the receipt that `submission_key` was given, None if nothing was received with it.

    The passcode is empty once another was issued. One query.
    """
    message = Message.objects.filter(submission=_digest(submission_key)).first()
    if message is None:
        return None
    passcode = passcode_for(submission_key, _key())
    return Receipt(message, passcode if opens(message, passcode) else "", is_new=False)


def reissue_passcode(case: Case, *, key: str, reason: str, by: Actor, at: datetime) -> str:
    """Give the holder of the receipt of `case` a new passcode, on record, and return it; the
    old one opens nothing any more. `reason` says how the person was checked.

    `key` is the form's: the same key again is the same passcode and changes nothing. Raises
    NotAllowed for posts outside the unit that runs the procedure, Incomplete without a reason.
    """
    with recorded(case, "case.passcode_reissued", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        is_theirs = "coordinating" in authority.sides_of(locked, by)
        if not is_theirs or by.role not in locked.declared.coordinators:
            raise NotAllowed(NOT_YOURS_TO_REISSUE)
        if not reason.strip():
            raise Incomplete(NO_CHECK, field="reason")
        passcode = passcode_for(_reissue(key), _key())
        if not opens(locked.message, passcode):
            locked.message.passcode_hash = passcode_hash(passcode, _key())
            locked.message.save(update_fields=["passcode_hash"])
            texts = {"reason": reason.strip()}
            record(locked.chain, "case.passcode_reissued", by=by, at=at, texts=texts)
    return passcode


def reissued(message: Message, key: str) -> str:
    """Return the passcode that `reissue_passcode` gave for `key`, empty if it is not in force."""
    passcode = passcode_for(_reissue(key), _key())
    return passcode if opens(message, passcode) else ""


def opens(message: Message | Holder, passcode: str) -> bool:
    """Return whether `passcode` belongs to the receipt of `message`, or of another holder."""
    return bool(message.passcode_hash) and check_passcode(passcode, message.passcode_hash, _key())


def _key() -> bytes:
    return instance_key("passcode")


def _reissue(key: str) -> str:
    return f"reissued:{key}"


def _digest(submission_key: str) -> str:
    return hashlib.sha256(submission_key.encode()).hexdigest()


def _insert(draft: Draft, submission: str, passcode: str, at: datetime) -> Message:
    message = Message.objects.create(
        receipt=new_reference(),
        passcode_hash=passcode_hash(passcode, _key()),
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
    given = {kind: value for kind, value in draft.people.items() if value.strip()}
    keep_first(message.subject, given)
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
