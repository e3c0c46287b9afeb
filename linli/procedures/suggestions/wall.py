"""The wall of suggestions: what officers released, to be read, searched and supported by all."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from linli.base.privacy.redaction import redact
from linli.base.search import index
from linli.base.search.tokens import Query
from linli.cases.models import Case
from linli.core.errors import Refused
from linli.core.text import Text
from linli.home import key as instance_key
from linli.procedures.suggestions.models import News, Publication, Suggestion, Support

KIND = "suggestion_wall"
# Below this many supporters no number is said: a few could be one person with a few browsers.
STEP = 10
HAS_NUMBERS = Text(
    "公开的文字不得含电话、身份证号等。",
    "Leave telephone and identity numbers out of what is public.",
)


def on_wall() -> QuerySet[Publication]:
    """Return what the public may read now: released, not withdrawn, no accusation."""
    shown = Publication.objects.filter(withdrawn_at=None, suggestion__case__is_sealed=False)
    return shown.select_related("suggestion__case__unit", "suggestion__campaign")


def publish(suggestion: Suggestion, *, title: str, text: str, at: datetime) -> Publication:
    """Put `suggestion` on the wall in these words, and return what stands there. Joins the
    caller's transaction. Raises Refused for words with numbers of people."""
    for field, words in (("title", title), ("text", text)):
        check(words, field=field)
    published, _ = Publication.objects.update_or_create(
        suggestion=suggestion,
        defaults={
            "title": title.strip(), "text": text.strip(), "author": suggestion.signature,
            "released_at": at, "withdrawn_at": None,
        },
    )  # fmt: skip
    _index(published)
    return published


def tell(
    suggestion: Suggestion, step: str, text: str, *, at: datetime, field: str = "on_wall"
) -> None:
    """Tell the public what became of `suggestion`; nothing where it does not stand on the wall.
    Raises Refused, at `field`, for words with numbers of people."""
    published = Publication.objects.filter(suggestion=suggestion, withdrawn_at=None).first()
    if published is None:
        return
    check(text, field=field)
    News.objects.create(publication=published, step=step, text=text.strip(), released_at=at)
    _index(published)


def withdraw(suggestion: Suggestion, *, at: datetime) -> None:
    """Take `suggestion` off the wall and out of its index."""
    for one in Publication.objects.filter(suggestion=suggestion, withdrawn_at=None):
        one.withdrawn_at, one.author = at, ""
        one.save(update_fields=["withdrawn_at", "author"])
        index.forget(KIND, [one.pk])


def on_seal(case: Case, at: datetime) -> None:
    """What turns out an accusation is on no wall, and in no index."""
    withdraw(case.suggestion, at=at)


def sign(suggestion: Suggestion) -> None:
    """Show the name that the sender wishes, or none."""
    published = Publication.objects.filter(suggestion=suggestion, withdrawn_at=None)
    published.update(author=suggestion.signature)


def search(query: Query) -> QuerySet[Publication]:
    """Return what on the wall holds all that `query` asks."""
    return on_wall().filter(pk__in=index.matching(KIND, query))


def support(published: Publication, *, browser: str, at: datetime) -> bool:
    """Count the support of a browser, once; return whether it is new. This is no vote: it decides
    nothing, orders nothing, and is shown in tens alone."""
    try:
        with transaction.atomic():
            Support.objects.create(
                publication=published, browser=_digest(published, browser), since_at=at
            )
            Publication.objects.filter(pk=published.pk).update(supporters=F("supporters") + 1)
    except IntegrityError:
        return False
    return True


def supports(published: Publication, browser: str) -> bool:
    """Return whether this browser supports it already. One query."""
    digest = _digest(published, browser)
    return (
        bool(browser)
        and Support.objects.filter(Q(publication=published), Q(browser=digest)).exists()
    )


def roughly(supporters: int) -> Text:
    """Return how many support it, in tens."""
    tens = supporters // STEP * STEP
    if not tens:
        return Text(f"不到{STEP}人支持", f"fewer than {STEP} supporters")
    return Text(f"约{tens}人支持", f"about {tens} supporters")


def check(text: str, *, field: str) -> None:
    """Raise Refused, at `field`, for a text with telephone or identity numbers."""
    if redact(text) != text:
        raise Refused(HAS_NUMBERS, field=field, code="has_numbers")


def _index(published: Publication) -> None:
    news = published.news.values_list("text", flat=True)
    index.write(KIND, published.pk, [published.title, published.text, *news])


def _digest(published: Publication, browser: str) -> str:
    said = f"{published.pk}:{browser}".encode()
    return hmac.digest(instance_key("supports"), said, hashlib.sha256).hex()
