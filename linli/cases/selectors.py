"""Reads cases: who sees which, and the lists of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from linli.base.accounts.kinds import ROLES
from linli.cases.models.participation import Participation
from linli.cases.registry import rooms
from linli.cases.sight import Sight
from linli.cases.written import Written

if TYPE_CHECKING:
    from linli.base.accounts.models import Post
    from linli.core.actors import Actor

# What the desk calls "due soon".
SOON = timedelta(hours=24)


def ranged_for(role: str) -> list[str]:
    """Return the procedures whose cases `role` sees over its whole range."""
    return [
        room.procedure.key
        for room in rooms
        if room.procedure.is_run_over_range(role) or role in room.procedure.readers
    ]


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, narrowed by what a desk asks."""

    def visible_to(self, post: Post) -> Self:
        """Return what `post` may see: all of its range, procedure by procedure, where its role
        coordinates or reads; everywhere else the cases that its unit runs or takes part in now.
        Of sealed ones it sees those on whose list it stands, and of none from which it or the
        person acting in it is barred. Administrators of the ground see none, whatever their
        unit does.

        Costs no query of its own; `post.unit.region` must have been selected with the post.
        """
        if ROLES[post.role].powers:
            return self.none()
        # Asked case by case: a government takes part in more cases than any list shows.
        taking_part = Participation.objects.filter(
            case=OuterRef("pk"), unit=post.unit_id, until_at=None
        )
        seen = Q(coordinator=post.unit_id) | Q(Exists(taking_part))
        ranged = ranged_for(post.role)
        if ranged:
            region = post.unit.region
            within = Q(region_id__gte=region.code, region_id__lt=region.code_end)
            seen = Q(procedure__in=ranged) & within | seen
        sight = Sight.of(post)
        seen = Q(is_sealed=False) & seen | Q(is_sealed=True) & sight.listed()
        return self.filter(seen, sight.past_bars())

    def past_wall(self, who: Post | Actor) -> Self:
        """Leave out what an accusation's or a recusal's wall keeps from `who`: for lists that
        are made by other rules than `visible_to`."""
        return self.filter(Sight.of(who).past_wall())

    def behind_wall(self, who: Post | Actor) -> Self:
        """Return what such a wall keeps from `who`."""
        return self.exclude(Sight.of(who).past_wall())

    def written(self) -> Self:
        """Return the same cases, their condition put into SQL once for all lists that narrow
        them. They can't stand inside of another question (`Written`)."""
        return self.model._default_manager.filter(Written(self))  # type: ignore[no-any-return]

    def open(self) -> Self:
        """Return those that are not closed."""
        return self.filter(closed_at=None)

    def held_by(self, unit_id: int) -> Self:
        """Return those that the unit holds now."""
        return self.filter(unit=unit_id)

    def overdue(self, at: datetime) -> Self:
        """Return open ones whose nearest clock has run out at `at`."""
        return self.open().filter(due_at__lt=at)

    def due_soon(self, at: datetime) -> Self:
        """Return open ones whose nearest clock runs out within a day."""
        return self.open().filter(due_at__gte=at, due_at__lt=at + SOON)

    def in_states(self, waits_for: str) -> Self:
        """Return those in a state that waits for the side `waits_for`, over all procedures."""
        chosen = Q(pk__in=[])
        for room in rooms:
            keys = [s.key for s in room.procedure.states if s.waits_for == waits_for]
            chosen |= Q(procedure=room.procedure.key, state__in=keys)
        return self.filter(chosen)

    def numbered(self, numbers: Iterable[str], *, ids: Iterable[int] = ()) -> Self:
        """Return those with one of `numbers`, be it the case's own or that of its receipt, or with
        one of `ids`. Costs no query of its own.

        Side by side: an OR over two tables is looked up in no index, but in every case there is.
        """
        numbers = list(numbers)
        every = self.model._default_manager.order_by()
        own = every.filter(reference__in=numbers).values("pk")
        by_receipt = every.filter(message__receipt__in=numbers).values("pk")
        by_id = every.filter(pk__in=list(ids)).values("pk")
        return self.filter(pk__in=own.union(by_receipt, by_id))

    def for_list(self) -> Self:
        """Join what a row of a list shows, so that a page costs the same for any length."""
        related = ("unit", "region", "message", "post__person")
        return self.select_related(*related).defer("message__body")
