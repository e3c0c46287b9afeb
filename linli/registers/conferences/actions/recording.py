"""Puts down what was said at a conference and how long, and the papers with their length."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Max

from linli.base.accounts.models import Unit
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.registers.conferences.actions.chain import keeping, put_down
from linli.registers.conferences.kinds import PAPERS, SPEECHES
from linli.registers.conferences.models import Conference, Paper, Speech

MOST: Final = 100
TOO_MANY: Final = Text(f"最多登记{MOST}项。", f"At most {MOST}.")
NO_SUCH: Final = Text("请从列表中选择。", "Choose one from the list.")
NO_SPEAKER: Final = Text("请填写讲话人或单位。", "Enter who spoke, or the unit.")
NO_TITLE: Final = Text("请填写文件名称。", "Enter the name of the document.")


def put_speech(
    conference: Conference,
    *,
    kind: str,
    speaker: str = "",
    title: str = "",
    unit: Unit | None = None,
    topic: str = "",
    minutes: int | None = None,
    speech: Speech | None = None,
    by: Actor,
    at: datetime,
) -> Speech:
    """Return the speech, a new one unless `speech` is given to be changed. Raises NotAllowed,
    Incomplete for an undeclared kind, and for neither a speaker nor a unit."""
    with keeping(conference, "speech.put", by=by, at=at) as kept:
        if kind not in SPEECHES:
            raise Incomplete(NO_SUCH, field="kind")
        if not (speaker.strip() or unit):
            raise Incomplete(NO_SPEAKER, field="speaker")
        one = kept.speeches.filter(pk=speech.pk).first() if speech else None
        if one is None:
            one = Speech(conference=kept, no=_next(kept))
        one.kind, one.unit, one.minutes = kind, unit, minutes
        one.speaker, one.title, one.topic = speaker.strip(), title.strip(), topic.strip()
        one.save()
        texts = {"speaker": one.speaker}
        facts = {"speech": one.pk, "kind": kind, "minutes": minutes}
        put_down(kept, "speech_put", by=by, at=at, texts=texts, **facts)
        return one


def remove_speech(speech: Speech, *, by: Actor, at: datetime) -> None:
    """Take a speech out."""
    with keeping(speech.conference, "speech.remove", by=by, at=at) as kept:
        kept.speeches.filter(pk=speech.pk).delete()
        put_down(kept, "speech_removed", by=by, at=at, speech=speech.pk)


def put_paper(
    conference: Conference,
    *,
    kind: str,
    title: str,
    length: int | None = None,
    by: Actor,
    at: datetime,
) -> Paper:
    """Return a new document with its length in signs, if it is known. Raises NotAllowed,
    Incomplete for an undeclared kind or a missing name."""
    with keeping(conference, "paper.put", by=by, at=at) as kept:
        if kind not in PAPERS:
            raise Incomplete(NO_SUCH, field="kind")
        if not title.strip():
            raise Incomplete(NO_TITLE, field="title")
        if kept.papers.count() >= MOST:
            raise Refused(TOO_MANY, code="too_many")
        paper = Paper.objects.create(conference=kept, kind=kind, title=title.strip(), length=length)
        facts = {"paper": paper.pk, "kind": kind, "title": paper.title, "length": length}
        put_down(kept, "paper_put", by=by, at=at, **facts)
        return paper


def remove_paper(paper: Paper, *, by: Actor, at: datetime) -> None:
    """Take a document out."""
    with keeping(paper.conference, "paper.remove", by=by, at=at) as kept:
        kept.papers.filter(pk=paper.pk).delete()
        put_down(kept, "paper_removed", by=by, at=at, paper=paper.pk, title=paper.title)


def length_of(words: str) -> int:
    """Return how many signs a text has, blanks left out."""
    return sum(not sign.isspace() for sign in words)


def _next(conference: Conference) -> int:
    last: int = conference.speeches.aggregate(last=Max("no"))["last"] or 0
    if last >= MOST:
        raise Refused(TOO_MANY, code="too_many")
    return last + 1
