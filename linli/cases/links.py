"""Ties cases together: the same matter, one that follows from another, one that is a part of
another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.cases.models import Case, Link
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.procedure import Choice
from linli.core.text import Text

PART = "part_of"
KINDS = (
    Choice("same_matter", Text("同一事项", "Same matter")),
    Choice("related", Text("相关事项", "Related")),
    Choice("follows", Text("由此事项转来", "Follows from")),
    Choice(PART, Text("分解自", "Part of")),
)
# What people tie by hand; the others are made by what happens.
BY_HAND = KINDS[:2]
ITSELF = Text("不能与自身关联。", "A case can't be linked to itself.")
UNKNOWN_KIND = Text("请选择关联方式。", "Choose how the two belong together.")


@dataclass(frozen=True)
class Linked:
    """A case at the other end of a link, as one post may see it."""

    kind: Choice
    case: Case


def link(from_case: Case, to_case: Case, *, kind: str, by: Actor, at: datetime) -> Link:
    """Tie two cases together and log it on both; a tie that exists stays as it is. What is tied
    to a sealed case is logged on the sealed one's chain alone.

    The caller has checked that the actor may see both. Raises Refused for a case with itself
    and for an undeclared kind.
    """
    if from_case.pk == to_case.pk:
        raise Refused(ITSELF, field="reference", code="itself")
    if kind not in {choice.key for choice in KINDS if choice.key != PART}:
        raise Refused(UNKNOWN_KIND, field="kind", code="unknown_kind")
    with transaction.atomic():
        tie, is_new = Link.objects.get_or_create(
            from_case=from_case, to_case=to_case, kind=kind, defaults={"linked_at": at}
        )
        if is_new:
            ends = ((from_case, to_case), (to_case, from_case))
            # Always in the same order, so that two who tie the same cases never wait in a ring.
            for here, there in sorted(ends, key=lambda pair: pair[0].pk):
                if there.is_sealed and not here.is_sealed:
                    continue
                facts = {"kind": kind, "reference": there.reference}
                record(here.chain, "case.linked", by=by, at=at, facts=facts)
    return tie


def attach(part: Case, whole: Case, *, at: datetime) -> Link:
    """Make `part`, which was just opened, a part of `whole`, and return the tie. A case is a part
    of one other at most; the caller logs what it does. Two queries."""
    above = part_link(whole)
    root_id = above.root_id if above else whole.pk
    return Link.objects.create(
        from_case=part, to_case=whole, root_id=root_id, kind=PART, linked_at=at
    )


def part_link(case: Case) -> Link | None:
    """Return the tie by which `case` is a part of another one, None for the top of a tree."""
    return Link.objects.filter(from_case=case.pk, kind=PART).first()


def parts_of(case: Case) -> QuerySet[Case]:
    """Return the cases that are parts of `case` itself, not those below them."""
    found: QuerySet[Case] = Case.objects.filter(links_out__to_case=case.pk, links_out__kind=PART)
    return found


def tree_of(root_ids: Iterable[int]) -> QuerySet[Link]:
    """Return the ties of all that lies below the tops of trees, by one index whatever the depth;
    `from_case` is a node, `to_case` what it is a part of."""
    return Link.objects.filter(root__in=list(root_ids), kind=PART)


def open_parts(case: Case) -> list[Case]:
    """Return the open parts of `case` with the units that hold them, the oldest first: it is not
    done before they are. One query."""
    return list(parts_of(case).filter(closed_at=None).select_related("unit").order_by("pk"))


def linked_to(case: Case, *, post: Post) -> list[Linked]:
    """Return the cases tied to `case` that `post` may see, its parts aside: a case may have a
    great many of these, and its procedure shows them. Two queries."""
    mine = Q(from_case=case) | Q(to_case=case) & ~Q(kind=PART)
    ties = Link.objects.filter(mine).values_list("from_case_id", "to_case_id", "kind")
    kinds = {start if end == case.pk else end: kind for start, end, kind in ties}
    by_key = {choice.key: choice for choice in KINDS}
    # Asked for nothing as well, so that a hidden tie takes as long as none.
    others = Case.objects.visible_to(post).filter(pk__in=[*kinds, 0]).for_list()
    return [Linked(by_key[kinds[other.pk]], other) for other in others]
