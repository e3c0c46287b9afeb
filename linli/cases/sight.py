"""Says which cases lie in the sight of one who acts, past accusations and recusals.

Everything that shows a case, counts it or lets somebody act on it asks here, by post and by the
person acting in it: a deputy is another person than the holder.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.base.accounts.models import Post
from linli.cases.models.wall import Barred, Reader
from linli.core.actors import Actor

# Heads answer for their unit: they see what it holds or runs, though nobody put them on the list.
HEAD = "unit_head"


@dataclass(frozen=True)
class Sight:
    """Who looks: the post, its unit and role, and the people who act or may act in it."""

    post_id: int
    unit_id: int
    role: str
    people: frozenset[int]

    @classmethod
    def of(cls, who: Post | Actor) -> Sight:
        """Return the sight of a post, or of an actor that is one."""
        if isinstance(who, Actor):
            people = frozenset({who.person_id or 0})
            return cls(who.post_id or 0, who.unit_id or 0, who.role, people)
        return cls(who.pk or 0, who.unit_id, who.role, who.people_acting)

    def past_bars(self) -> Q:
        """Return the condition that nothing bars them from a case."""
        mine = Q(person__in=self.people) | Q(Exists(self._posts_in_barred_unit()))
        return ~Q(Exists(Barred.objects.filter(mine, case=OuterRef("pk"))))

    def listed(self) -> Q:
        """Return the condition that a sealed case is theirs to read, bars aside."""
        on_list = Reader.objects.filter(case=OuterRef("pk"), post=self.post_id, until_at=None)
        if self.role != HEAD:
            return Q(Exists(on_list))
        return Q(Exists(on_list)) | Q(unit=self.unit_id) | Q(coordinator=self.unit_id)

    def past_wall(self) -> Q:
        """Return the condition that no wall stands before a case; whether it is theirs to see
        otherwise is another question."""
        return self.past_bars() & (Q(is_sealed=False) | self.listed())

    def _posts_in_barred_unit(self) -> QuerySet[Post]:
        """Return their posts of any kind in the unit of a `Barred`, or in its successors, that
        had not ended when it was barred."""
        held = Q(pk=self.post_id) | Q(person__in=self.people) | Q(deputy__in=self.people)
        there = Q(unit=OuterRef("unit"))
        there |= Q(unit=OuterRef("unit__successor"))
        there |= Q(unit=OuterRef("unit__successor__successor"))
        lasting = Q(until_date=None) | Q(until_date__gte=OuterRef("since_date"))
        found: QuerySet[Post] = Post.objects.filter(held, there, lasting)
        return found
