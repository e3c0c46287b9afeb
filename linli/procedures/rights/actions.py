"""Asks for a decision about one's own data, erases at once what needs none, and what else each
decision does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from linli.base.audit.log import record
from linli.base.privacy.selectors import masked_for
from linli.cases import erasing, kept
from linli.cases.assignment import notify_unit
from linli.cases.engine import Moving, lock, open_case
from linli.cases.holding import against_contact
from linli.cases.models import Case, Message
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.rights.models import RightsRequest
from linli.procedures.rights.words import CONTACT, EVERYTHING, KEY, OTHER, WISHES, wish_of

NOT_YOURS = Text("只有来件人可以提出。", "Only the sender can ask for this.")
NO_WISH = Text("请选择您的请求。", "Choose what you ask for.")
PENDING = Text(
    "您已有一个请求正在处理，请等待答复或先撤回。",
    "A request of yours is being decided; wait for the answer or withdraw it first.",
)
STANDS = Text("现在不能删除：{why}。", "This can't be erased now: {why}.")
GONE = Text("已经没有可以删除的信息。", "Nothing is left that could be erased.")
NEEDS_DECISION = Text(
    "这件事的姓名、住址属于登记内容，须由登记单位决定。",
    "Name and address are part of what was registered; the unit that runs it must decide.",
)
OWN_WORDS = Text("您提出请求时的说明", "What you said when you asked")
# Procedures of which the contact data is no part of the record, so that it goes on the sender's
# word once all is closed (own design).
FREE: Final = frozenset({"hotline"})


def ask(message: Message, *, wish: str, words: str, by: Actor, at: datetime) -> Case:
    """Open a request of the sender about what is kept and return its case, run by the unit that
    runs the matter and answered within the term.

    Raises NotAllowed for others than the sender, Incomplete without a wish, WrongState while
    another one waits or when what it is about was erased.
    """
    origin = _origin(message)
    with recorded(origin, "rights.ask", by=by, at=at), transaction.atomic():
        lock(origin.pk)
        _check_may_ask(message, by)
        if wish not in {one.key for one in WISHES}:
            raise Incomplete(NO_WISH, field="wish")
        if not _is_left(message)[wish]:
            raise WrongState(GONE, code="gone")
        declared = wish_of(wish)

        def prepare(case: Case) -> None:
            RightsRequest.objects.create(case=case, wish=wish, words=words.strip())

        case = open_case(
            message, KEY, by=by, at=at, region=origin.region, coordinator=origin.coordinator,
            title=declared.name.zh, prepare=prepare,
        )  # fmt: skip
        texts = {"words": words.strip()}
        record(case.chain, "rights.asked", by=by, at=at, facts={"wish": wish}, texts=texts)
        notify_unit(case, case.coordinator, "rights.asked", at=at)
    return case


def why_not_now(message: Message) -> Text | None:
    """Return why the sender's identifiers can't be erased on their word alone, None when they
    can. Four queries."""
    found = against_contact(message, leaving_out=KEY)
    if found:
        return STANDS.format(why=found[0].why)
    return NEEDS_DECISION if needs_decision(message) else None


def needs_decision(message: Message) -> bool:
    """Return whether name and address are part of what was registered, so that the unit decides
    on them even when all is closed. One query."""
    others = Case.objects.filter(message=message).exclude(procedure__in=[*FREE, KEY])
    return others.exists()


def wishes_of(message: Message) -> tuple[Choice, ...]:
    """Return what the sender can ask a decision on: nothing that is erased already, and not what
    they can erase themselves at once. Five queries at most."""
    left = _is_left(message)
    left[CONTACT] = left[CONTACT] and why_not_now(message) is not None
    return tuple(one for one in WISHES if left[one.key])


def erase_now(message: Message, *, by: Actor, at: datetime) -> Mapping[str, int]:
    """Erase who sent `message`, on the sender's own word; return how much went.

    Raises NotAllowed for others than the sender, Refused when something stands against it or a
    decision is needed.
    """
    origin = _origin(message)
    with recorded(origin, "rights.erase_now", by=by, at=at), transaction.atomic():
        lock(origin.pk)
        _check_is_sender(message, by)
        why_not = why_not_now(message)
        if why_not:
            raise Refused(why_not, code="not_now")
        return erasing.erase_sender(message, ground="asked", by=by, at=at)


def _is_left(message: Message) -> dict[str, bool]:
    """Return for each wish whether anything is kept that it could be about. One query."""
    has_people = bool(masked_for([message.subject])[message.subject])
    has_text = message.emptied_at is None
    return {CONTACT: has_people, EVERYTHING: has_text, OTHER: has_people or has_text}


def _origin(message: Message) -> Case:
    """Return the first case of the message: whoever runs it decides."""
    found: Case = (
        Case.objects.filter(message=message)
        .exclude(procedure=KEY)
        .select_related("coordinator", "region", "message")
        .order_by("pk")[0]
    )
    return found


def _check_is_sender(message: Message, by: Actor) -> None:
    if by.kind != "receipt" or by.key != message.receipt:
        raise NotAllowed(NOT_YOURS)


def _check_may_ask(message: Message, by: Actor) -> None:
    _check_is_sender(message, by)
    if Case.objects.filter(message=message, procedure=KEY, closed_at=None).exists():
        raise WrongState(PENDING, code="pending")
    if message.erased_at:
        raise WrongState(GONE, code="gone")


def _grant(moving: Moving, **values: Any) -> None:
    asked = moving.case.rights_request
    if asked.wish == CONTACT:
        _erase_contact(moving)
    elif asked.wish == EVERYTHING:
        counts = erasing.empty(
            moving.case.message, ground="granted", by=moving.by, at=moving.at,
            sparing=[moving.case.pk],
        )  # fmt: skip
        _count(moving, counts)


def _grant_in_part(moving: Moving, **values: Any) -> None:
    _erase_contact(moving)


def _erase_contact(moving: Moving) -> None:
    _count(
        moving,
        erasing.erase_sender(moving.case.message, ground="granted", by=moving.by, at=moving.at),
    )


def _count(moving: Moving, counts: Mapping[str, int]) -> None:
    asked = moving.case.rights_request
    asked.erased = sum(counts.values())
    asked.save(update_fields=["erased"])
    moving.facts["erased"] = asked.erased


def empty_words(case: Case) -> int:
    """Empty what the sender said when asking; return how many texts there were."""
    asked = RightsRequest.objects.filter(case=case).exclude(words="")
    return asked.update(words="")


def tell_words(case: Case) -> Iterator[tuple[Text, str]]:
    """Yield what the sender said when asking. One query for a request."""
    asked = RightsRequest.objects.filter(case=case).first() if case.procedure == KEY else None
    if asked and asked.words:
        yield OWN_WORDS, asked.words


EFFECTS = {"grant": _grant, "grant_in_part": _grant_in_part}
erasing.own_words.register(KEY, empty_words)
kept.own_words.register(KEY, tell_words)
