"""What the pages of local limits read: the terms that a place may set, with the law's bound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from linli.base.rules.actions import UNITS
from linli.base.rules.models import LocalLimit
from linli.base.rules.registry import SETTABLE
from linli.core.procedure import Procedure, Term
from linli.core.text import Text

ONLY_SHORTER = Text("法定期限，地方只能缩短", "Set by law; a place may only shorten it")
ONLY_LONGER = Text("法定期限，地方只能延长", "Set by law; a place may only lengthen it")
FREE = Text("预设值，地方可自行调整", "A preset; a place may set it either way")
BY_DATE = Text("由具体日期确定，不能设定", "Ends on a date set each time; can't be set")
EACH_TIME = Text("逐案确定", "set each time")
LENGTH = Text("{length} {unit}", "{length} {unit}")


@dataclass(frozen=True, slots=True)
class TermView:
    """A term with its declared length, the bound of the law and how many places set it."""

    procedure: Procedure
    term: Term
    set_by: int

    @property
    def length(self) -> Text:
        """Return the declared length in words."""
        return in_words(self.term.length, self.term.unit)

    @property
    def bound(self) -> Text:
        """Return what a place may do with it."""
        if self.term.length is None:
            return BY_DATE
        if not self.term.basis.is_law:
            return FREE
        return ONLY_SHORTER if self.term.binds == "authority" else ONLY_LONGER

    @property
    def is_settable(self) -> bool:
        """Return whether a place may set it at all."""
        return self.term.length is not None


def in_words(length: int | None, unit: str) -> Text:
    """Return a length such as "7 days"."""
    if length is None:
        return EACH_TIME
    counted = UNITS[unit]
    one = Text(counted.zh, counted.en.removesuffix("s"))
    return LENGTH.format(length=length, unit=one if length == 1 else counted)


def settable_terms(day: date) -> list[tuple[Procedure, list[TermView]]]:
    """Return the terms in force on `day` by procedure. One query."""
    counted = LocalLimit.objects.values_list("procedure", "term").order_by()
    counts = {(p, t): n for p, t, n in counted.annotate(n=Count("region", distinct=True))}
    return [
        (
            procedure,
            [
                TermView(
                    procedure, procedure.term_on(key, day), counts.get((procedure.key, key), 0)
                )
                for key in procedure.term_keys()
            ],
        )
        for procedure in SETTABLE
    ]


def term_view(procedure_key: str, term_key: str, day: date) -> TermView | None:
    """Return one term in force on `day`, or None if there is no such term to set."""
    procedure = SETTABLE.get(procedure_key)
    if procedure is None or term_key not in procedure.term_keys():
        return None
    return TermView(procedure, procedure.term_on(term_key, day), 0)


def limits_of(view: TermView) -> QuerySet[LocalLimit]:
    """Return the local limits of a term with their regions."""
    rows = LocalLimit.objects.filter(procedure=view.procedure.key, term=view.term.key)
    return rows.select_related("region")
