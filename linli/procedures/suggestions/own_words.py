"""What a suggestion keeps in words of its own: told to its sender, and emptied with its message."""

from __future__ import annotations

from collections.abc import Iterable

from linli.base.search import index
from linli.cases import erasing, kept
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.models import News, Publication, Suggestion

SAID = (
    ("subject", Text("建议主题", "What it is about")),
    ("reasons", Text("主要事由", "Why")),
    ("proposal", Text("对策建议", "What you suggest")),
    ("signature", Text("署名", "Name to be shown")),
)
PUBLISHED = Text("公开的内容", "What is published")


def tell(case: Case) -> Iterable[tuple[Text, str]]:
    """Return what was taken in, unless it repeats the message, and what is published of it. Two
    queries for a suggestion."""
    suggestion = _of(case)
    if suggestion is None:
        return
    for name, said in SAID:
        value = getattr(suggestion, name)
        if value and value not in case.message.body and value != case.message.title:
            yield said, value
    for one in Publication.objects.filter(suggestion=suggestion):
        yield PUBLISHED, f"{one.title}\n{one.text}\n{one.author}".strip()


def empty(case: Case) -> int:
    """Empty the suggestion and what was published of it; return how many texts there were."""
    suggestion = _of(case)
    if suggestion is None:
        return 0
    texts = 1
    for name, _ in SAID:
        setattr(suggestion, name, "")
    suggestion.save(update_fields=[name for name, _ in SAID])
    for one in Publication.objects.filter(suggestion=suggestion):
        one.title = one.text = one.author = ""
        one.withdrawn_at = one.withdrawn_at or one.released_at
        one.save(update_fields=["title", "text", "author", "withdrawn_at"])
        index.forget(wall.KIND, [one.pk], for_good=True)
        texts += 1 + News.objects.filter(publication=one).update(text="")
    return texts


def _of(case: Case) -> Suggestion | None:
    if case.procedure != "suggestion":
        return None
    return Suggestion.objects.filter(case=case).first()


erasing.own_words.register("suggestion", empty)
kept.own_words.register("suggestion", tell)
