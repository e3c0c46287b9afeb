"""Counts what the annual report tells: each figure in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from linli.base.accounts.models import Unit
from linli.cases.models import Clock
from linli.cases.selectors import CaseQuerySet
from linli.procedures.petitions.models import Opinion, Petition, Referral, Supervision
from linli.procedures.petitions.targets import OFFICE
from linli.procedures.petitions.words import SIMPLY, WAYS

# A group whose members choose representatives (Art. 20).
GROUP = 5
MOST_UNITS = 10
TO_HANDLER = ("transfer", "commission", "hand_down", "determine", "hand_to_successor")
STATUTORY = tuple(way.key for way in WAYS)


@dataclass(frozen=True)
class Counted:
    """The petitions `seen` over the time from `start` up to, not including, `end`."""

    seen: CaseQuerySet
    start: datetime
    end: datetime
    at: datetime

    def within(self, name: str) -> Q:
        """Return the condition that the time `name` lies in the year."""
        return Q(**{f"{name}__gte": self.start, f"{name}__lt": self.end})

    @property
    def opened(self) -> CaseQuerySet:
        """Return the petitions registered in the year."""
        return self.seen.filter(self.within("opened_at")).order_by()

    @cached_property
    def _main(self) -> dict[str, int]:
        registered = self.within("opened_at")
        closed = self.within("closed_at")
        ways = Q(lane__in=STATUTORY)
        rows = {
            "registered": registered,
            "first": registered & Q(petition__is_first=True),
            "accepted": self.within("petition__accepted_at"),
            "guided": registered & ways,
            "declined": closed & Q(state="declined"),
            "finished": closed,
            "ended": closed & Q(state="terminated"),
            "withdrawn": closed & Q(state="withdrawn"),
            "open": Q(opened_at__lt=self.end) & (Q(closed_at=None) | Q(closed_at__gte=self.end)),
        }
        counts = {key: Count("pk", filter=condition) for key, condition in rows.items()}
        found: dict[str, int] = self.seen.order_by().aggregate(**counts)
        return found

    def main(self) -> dict[str, int]:
        """Return the chief numbers of the year. One query, once."""
        return self._main

    def by(self, column: str) -> dict[str, int]:
        """Return how many of the year's petitions there are by `column`. One query."""
        rows = self.opened.values(column).annotate(number=Count("pk"))
        return {row[column]: row["number"] for row in rows}

    def on_time(self, terms: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield for each of `terms` how many were kept, of how many that ended in the year: those
        that were stopped, or have run out. One query."""
        is_over = ~Q(stopped_at=None) | Q(due_at__lt=self.at)
        due = Clock.objects.filter(
            self.within("due_at"), is_over, case__in=self._pks, term__in=terms
        )
        kept = Q(stopped_at__lte=F("due_at"))
        rows = (
            due.order_by()
            .values("term")
            .annotate(number=Count("pk"), kept=Count("pk", filter=kept))
        )
        found = {row["term"]: (row["kept"], row["number"]) for row in rows}
        for term in terms:
            yield term, *found.get(term, (0, 0))

    def remedy(self, level: str) -> tuple[int, Counter[str]]:
        """Return how often `level` (review, recheck) was asked for in the year, and the opinions
        signed by outcome. Two queries."""
        asked = Clock.objects.filter(self.within("started_at"), case__in=self._pks, term=level)
        signed = Opinion.objects.filter(
            self.within("signed_at"), petition__case__in=self._pks, level=level
        )
        return asked.count(), _tally(signed, "outcome")

    def units(self) -> list[tuple[Unit, int]]:
        """Return the units most petitions of the year are about, with how many: the one that
        accepted it, else the last with the power to which it was sent, else the one that
        received it directly. Three queries."""
        about: dict[int, int] = {}
        accepted: set[int] = set()
        rows = self.opened.values_list("pk", "petition__accepted_by", "unit", "unit__kind")
        for pk, acceptor, unit, kind in rows:
            if acceptor:
                accepted.add(pk)
            if acceptor or kind != OFFICE:
                about[pk] = acceptor or unit
        sent = Referral.objects.filter(petition__case__in=self.opened.values("pk"))
        sent = sent.filter(kind__in=TO_HANDLER).order_by("sent_at", "pk")
        for pk, unit in sent.values_list("petition__case", "unit"):
            if pk not in accepted:
                about[pk] = unit
        counted = Counter(about.values())
        found = Unit.objects.exclude(kind=OFFICE).in_bulk(list(counted))
        most = [(found[pk], number) for pk, number in counted.items() if pk in found]
        return sorted(most, key=lambda one: (-one[1], one[0].pk))[:MOST_UNITS]

    def sent(self) -> tuple[Counter[str], dict[str, int]]:
        """Return how often petitions were sent on in the year, by step, and the objections to
        that. Two queries."""
        referrals = Referral.objects.filter(self.within("sent_at"), petition__case__in=self._pks)
        objections: dict[str, int] = referrals.aggregate(
            made=Count("pk", filter=~Q(objected_at=None)),
            agreed=Count("pk", filter=Q(ruling="agreed")),
            refused=Count("pk", filter=Q(ruling="refused")),
        )
        return _tally(referrals, "kind"), objections

    def supervised(self) -> dict[str, Any]:
        """Return the supervisions of the year, and what came of them. Three queries."""
        made = Supervision.objects.filter(
            self.within("supervised_at"), petition__case__in=self._pks
        )
        numbers: dict[str, Any] = made.aggregate(
            made=Count("pk"),
            fed_back=Count("pk", filter=~Q(fed_back_at=None)),
            adopted=Count("pk", filter=Q(is_adopted=True)),
            escalated=Count("pk", filter=~Q(escalated_at=None)),
        )
        return {
            **numbers, "grounds": _tally(made, "ground"), "measures": _tally(made, "measure"),
        }  # fmt: skip

    def judged(self) -> Iterator[tuple[str, int, Counter[str]]]:
        """Yield for the petition office and for the responsible unit how many of the year's
        petitions could be rated, and what was said. First petitions alone are rated; what goes
        to courts or another statutory way, and what went to the political-legal organs, is left
        out. Six queries at most."""
        apart = Referral.objects.filter(kind="to_justice").values("petition__case")
        asked = Petition.objects.filter(case__in=self.opened.values("pk"), is_first=True)
        asked = asked.exclude(case__lane__in=STATUTORY).exclude(case__in=apart)
        yield "office", asked.count(), _tally(asked, "office_satisfied", skip="")
        with_unit = asked.filter(Q(referrals__kind__in=TO_HANDLER) | ~Q(accepted_at=None))
        of_unit = asked.filter(pk__in=with_unit.values("pk"))
        yield "unit", of_unit.count(), _tally(of_unit, "unit_satisfied", skip="")

    def others(self) -> tuple[dict[str, int], Counter[str], int]:
        """Return other numbers of the year, and which of 三到位一处理 applied to those closed,
        with how many of these were asked. Three queries."""
        petitions = Petition.objects.filter(case__in=self.opened.values("pk"))
        numbers: dict[str, int] = petitions.aggregate(
            urgent=Count("pk", filter=~Q(urgent_at=None)),
            groups=Count("pk", filter=Q(visitors__gt=GROUP)),
            simply=Count("pk", filter=Q(case__lane=SIMPLY)),
            settled=Count("pk", filter=Q(ended_by="agreement")),
        )
        closed = Petition.objects.filter(
            case__in=self.seen.filter(self.within("closed_at")).order_by().values("pk")
        )
        lists = [keys for keys in closed.values_list("measures", flat=True) if keys]
        return numbers, Counter(key for keys in lists for key in keys), len(lists)

    @property
    def _pks(self) -> QuerySet[Any]:
        return self.seen.order_by().values("pk")


def _tally(rows: QuerySet[Any], column: str, *, skip: str | None = None) -> Counter[str]:
    """Return how many of `rows` have each value of `column`. One query."""
    found = rows.order_by().values(column).annotate(number=Count("pk"))
    return Counter({row[column]: row["number"] for row in found if row[column] != skip})
