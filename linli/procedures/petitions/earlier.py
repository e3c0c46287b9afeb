"""Finds the same matter registered before: by its number, and by who wrote what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.base.accounts.models import Post
from linli.base.privacy.models import Identifier
from linli.base.search.tokens import query_of
from linli.cases import links
from linli.cases.engine import Moving
from linli.cases.models import Case
from linli.cases.searching import near
from linli.cases.selectors import CaseQuerySet
from linli.core.errors import Incomplete, Refused
from linli.core.references import parse
from linli.core.text import Text

NO_SUCH_CASE = Text("没有这个受理号。", "There is no such reference.")
NEEDS_EARLIER = Text("请填写原受理号。", "Give the number of the earlier petition.")
NOT_IN_HAND = Text(
    "该件不在办理中，不能以已在办理为由不予受理。",
    "That petition is not in hand any more, so this can't be refused for it.",
)
NOT_ENDED = Text(
    "该件没有经复核终结，不能以已终结为由不予受理。",
    "That petition was not ended by re-examination, so this can't be refused for it.",
)
# What says most about a person comes first.
SAME_PERSON = {
    "identity_number": Text("身份证号码相同", "Same identity number"),
    "telephone": Text("电话相同", "Same telephone"),
    "name": Text("姓名相同", "Same name"),
}
SAME_TEXT = Text("内容开头相同", "The text begins alike")
HEAD_LENGTH = 30
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Likely:
    """A petition that may be about the same matter, and why it is thought so."""

    case: Case
    why: tuple[Text, ...]


def tie_in_hand(moving: Moving, number: str) -> None:
    """Tie the petition to the one of `number`, which is in hand (Art. 19(3))."""
    found = _named(moving, number)
    if found.closed_at is not None:
        raise Refused(NOT_IN_HAND, field="earlier", code="not_in_hand")
    _tie(moving, found)


def tie_ended(moving: Moving, number: str) -> None:
    """Tie the petition to the one of `number`, which was ended by re-examination (Art. 36(3))."""
    found = _named(moving, number)
    if found.state != "terminated":
        raise Refused(NOT_ENDED, field="earlier", code="not_ended")
    _tie(moving, found)


def likely_duplicates(case: Case, *, post: Post) -> list[Likely]:
    """Return the petitions that `post` may see by the same sender, or that begin with the same
    words, open or ended, those most like it first (Art. 19(3), 36(3)). Four queries at most."""
    by_index = _indexes_of(case)
    whose = Identifier.objects.filter(blind_index__in=by_index).values_list("subject", "kind")
    kinds: dict[object, set[str]] = {}
    for subject, kind in whose:
        kinds.setdefault(subject, set()).add(kind)
    head = case.message.body[:HEAD_LENGTH]
    seen = Case.objects.visible_to(post).filter(procedure="petition").exclude(pk=case.pk)
    # Apart, since a condition on either would read every petition; the index of words comes
    # first, because no database finds the beginning of a text without reading them all.
    by_sender = seen.filter(message__subject__in=[*kinds])
    by_text = near(seen, query_of(head)).filter(message__body__startswith=head)
    rows = {row.pk: row for some in (by_sender, by_text) for row in _newest(some)}
    newest = sorted(rows.values(), key=lambda row: (row.opened_at, row.pk), reverse=True)
    found = [_likely(row, kinds.get(row.message.subject, set()), head) for row in newest]
    found.sort(key=lambda one: -len(one.why))
    return found[:MOST_SHOWN]


def _newest(cases: CaseQuerySet) -> Iterable[Case]:
    return cases.select_related("unit", "message").order_by("-opened_at", "-pk")[: 3 * MOST_SHOWN]


def _likely(row: Case, kinds: set[str], head: str) -> Likely:
    why = [text for kind, text in SAME_PERSON.items() if kind in kinds]
    if row.message.body.startswith(head):
        why.append(SAME_TEXT)
    return Likely(row, tuple(why))


def _indexes_of(case: Case) -> list[str]:
    own = Identifier.objects.filter(subject=case.message.subject, kind__in=SAME_PERSON)
    return list(own.values_list("blind_index", flat=True))


def _named(moving: Moving, number: str) -> Case:
    """Return the other petition with this receipt or reference that the actor may see."""
    if not number.strip():
        raise Incomplete(NEEDS_EARLIER, field="earlier")
    parsed = parse(number)
    post = Post.objects.select_related("unit__region").get(pk=moving.by.post_id)
    seen = Case.objects.visible_to(post).filter(procedure="petition").exclude(pk=moving.case.pk)
    named = seen.numbered([parsed or ""])
    found: Case | None = named.order_by("-opened_at").first() if parsed else None
    if found is None:
        raise Refused(NO_SUCH_CASE, field="earlier", code="no_such_case")
    return found


def _tie(moving: Moving, found: Case) -> None:
    links.link(moving.case, found, kind="same_matter", by=moving.by, at=moving.at)
