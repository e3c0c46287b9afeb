"""Erases what a message and its cases say of people: who sent it, or all of it.

Rooms above register what of their own goes with a case (`own_words`). The cases themselves stay,
with their states and times, and so do the lines of the log without their texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from linli.base.audit.erasing import erase_texts
from linli.base.audit.log import record
from linli.base.audit.models import EntryText
from linli.base.letters.actions import erase_personal
from linli.base.notices import desk
from linli.base.privacy.actions import erase
from linli.cases.engine import lock
from linli.cases.models import Accused, Attachment, Case, Hold, Holder, Message, Note
from linli.core.actors import Actor
from linli.core.registry import Registry
from linli.core.text import Text

# Each empties its own rows of a case inside the transaction and returns how many there were.
own_words: Final[Registry[Callable[[Case], int]]] = Registry("eraser of a procedure's words")
ERASED_TITLE: Final = "（内容已删除）"
WHATS: Final = {
    "matters": Text("来件", "Messages"),
    "identifiers": Text("姓名、电话、住址等", "Names, telephones, addresses"),
    "texts": Text("来件内容和办理文字", "Texts of messages and of the work on them"),
    "files": Text("文件", "Files"),
    "letters": Text("文书", "Letters"),
    "log_texts": Text("日志中的文字", "Texts in the log"),
}


def erase_sender(message: Message, *, ground: str, by: Actor, at: datetime) -> Mapping[str, int]:
    """Forget who sent `message` and return how much went; the matter itself stays, and can no
    longer be found by its words, since nobody knows any more which name to leave out.

    `ground` is a declared word. The caller has checked that it may be done.
    """
    with transaction.atomic():
        cases = list(Case.objects.filter(message=message).order_by("pk"))
        # One stands for all: who decides on a request holds that request's row already, and
        # must not wait for somebody who waits for it.
        lock(cases[0].pk)
        counts = {"identifiers": _forget_sender(message)}
        for case in cases:
            facts = {"ground": ground, **counts}
            record(case.chain, "case.sender_erased", by=by, at=at, facts=facts)
    return counts


def empty(
    message: Message, *, ground: str, by: Actor, at: datetime, sparing: Collection[int] = ()
) -> Mapping[str, int]:
    """Erase what `message` and its cases say of people, with the texts of their chains, and
    return how much of what went. Cases in `sparing` (by id) keep their own words, such as the
    request that asked for this."""
    with transaction.atomic():
        cases = [case for case in _locked(message) if case.pk not in sparing]
        counts = Counter(matters=1, identifiers=_forget_sender(message))
        counts["identifiers"] += _forget_accused(message)
        files = Attachment.objects.filter(message=message)
        counts["files"] = files.delete()[0]
        for case in cases:
            counts += _empty_case(case, by, at)
        message.title, message.body, message.emptied_at = ERASED_TITLE, "", at
        message.save(update_fields=["title", "body", "emptied_at"])
        counts["texts"] += 1
        counts["log_texts"] = _forget_log(cases, ground, by, at)
        for case in cases:
            facts = {"ground": ground, **counts}
            record(case.chain, "case.emptied", by=by, at=at, facts=facts)
    return dict(counts)


def close_for_good(message: Message, *, at: datetime) -> None:
    """Note that nothing personal is left of `message`, so that nobody looks again; its receipt
    opens nothing any more."""
    message.erased_at, message.passcode_hash = at, ""
    message.save(update_fields=["erased_at", "passcode_hash"])
    Holder.objects.filter(case__message=message).update(passcode_hash="")
    Hold.objects.filter(message=message).update(reason="")


def _locked(message: Message) -> Sequence[Case]:
    same = Case.objects.filter(message=message).order_by("pk").values_list("pk", flat=True)
    return [lock(pk) for pk in same]


def _forget_sender(message: Message) -> int:
    gone = erase(message.subject)
    if message.contact_by != "page":
        message.contact_by = "page"
        message.save(update_fields=["contact_by"])
    return gone


def _forget_accused(message: Message) -> int:
    return sum(erase(one.subject) for one in Accused.objects.filter(message=message))


def _empty_case(case: Case, by: Actor, at: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts["letters"] = erase_personal(case.chain, by=by, at=at)
    counts["texts"] = sum(words(case) for words in own_words)
    counts["texts"] += Note.objects.filter(case=case).exclude(text="").update(text="")
    case.title = ERASED_TITLE
    case.save(update_fields=["title"])
    # Reminders say the title.
    desk.withdraw(about=case.chain)
    return counts


def _forget_log(cases: Sequence[Case], ground: str, by: Actor, at: datetime) -> int:
    held: Any = EntryText.objects.filter(entry__chain__in=[case.chain for case in cases])
    return erase_texts(list(held.values_list("pk", flat=True)), by=by, at=at, reason=ground)
