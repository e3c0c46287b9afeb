"""The cases behind a figure of a unit, as one post may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.privacy.redaction import redact
from linli.cases.models import Case, Tally
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.dashboards.tables import Asked

PARTS = (
    Choice("all", Text("全部", "All")),
    Choice("hit", Text("计入分子", "In the numerator")),
    Choice("miss", Text("未计入分子", "Not in the numerator")),
    Choice("out", Text("不计入统计", "Left out")),
)


@dataclass(frozen=True)
class CaseRow:
    """A case that counts, and how."""

    tally: Tally

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.tally.case

    @property
    def title(self) -> str:
        """Return its title as lists show it."""
        return redact(self.case.title)


def behind(asked: Asked, indicator: str, part: str, *, unit: Unit, post: Post) -> QuerySet[Tally]:
    """Return what makes up a figure of `unit`, of the cases alone that `post` may see."""
    seen = Case.objects.visible_to(post).filter(is_sealed=False)
    found = Tally.objects.filter(
        unit=unit, indicator=indicator, day__gte=asked.span.first, day__lte=asked.span.last,
        case__in=seen.values("pk"),
    )  # fmt: skip
    if asked.kind is not None:
        found = found.filter(kind=asked.kind)
    narrowed: dict[str, dict[str, Any]] = {
        "hit": {"is_hit": True, "is_excluded": False},
        "miss": {"is_hit": False, "is_excluded": False},
        "out": {"is_excluded": True},
    }
    return found.filter(**narrowed.get(part, {})).select_related("case__region", "case__message")


def rows(page: Sequence[Tally]) -> list[CaseRow]:
    """Return the lines of a page of them."""
    return [CaseRow(one) for one in page]
