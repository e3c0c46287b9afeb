"""What the wall takes out of the rooms below the cases: notices on desks, lines of the log, and
numbers named in lines; and whom it keeps out when a post is filled."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, When
from django.db.models import Case as Choose
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Substr

from linli.base.accounts.hooks import Appointment
from linli.base.accounts.models import Post
from linli.base.audit.models import Entry
from linli.base.notices.models import Notice
from linli.cases.models import Barred, Case
from linli.cases.wall import ACCUSED
from linli.core.chain import SYSTEM
from linli.core.references import parse

CHAIN = "case:"


def notices(rows: QuerySet[Notice], post: Post) -> QuerySet[Notice]:
    """Take away the notices about cases that a wall keeps from `post`. No query of its own."""
    hidden = Case.objects.behind_wall(post).filter(pk=OuterRef("of_case"))
    return rows.alias(of_case=_pk_in("about")).exclude(Exists(hidden))


def lines(rows: QuerySet[Entry], post: Post) -> QuerySet[Entry]:
    """Take away the lines of chains that a wall keeps from `post`, the refused acts on such
    cases, and the ties to them on other chains. No query of its own."""
    refused = When(chain=SYSTEM, then=Cast(KeyTextTransform("case", "facts"), BigIntegerField()))
    tied = Cast(KeyTextTransform("reference", "facts"), CharField(max_length=20))
    hidden = Case.objects.behind_wall(post)
    of_case = hidden.filter(pk=OuterRef("of_case"))
    tied_to = hidden.filter(reference=OuterRef("tied"))
    # Side by side: an OR inside would be looked up in no index.
    return rows.alias(of_case=Coalesce(_pk_in("chain"), Choose(refused)), tied=tied).exclude(
        Q(Exists(of_case)) | Q(kind="case.linked") & Q(Exists(tied_to))
    )


def named(texts: set[str], post: Post) -> set[str]:
    """Return those of `texts` that are the number, the receipt or the chain of a case that a
    wall keeps from `post`. One query, whatever the texts are."""
    numbers = {text: parse(text) for text in texts}
    ids = {text.removeprefix(CHAIN) for text in texts if text.startswith(CHAIN)}
    found = {number for number in numbers.values() if number}
    asked = [0, *(int(one) for one in ids if one.isdecimal())]
    hidden = Case.objects.behind_wall(post).numbered([*found, ""], ids=asked)
    known = set()
    for pk, reference, receipt in hidden.values_list("pk", "reference", "message__receipt"):
        known |= {f"{CHAIN}{pk}", reference, receipt}
    return {text for text in texts if text in known or numbers[text] in known}


def bar_who_joins(what: Appointment) -> None:
    """Bar who comes to work in a unit, or to deputise there, from the cases that accuse it, for
    good. Refuses nothing: that would tell that there is one."""
    accused = Q(unit=what.unit) | Q(unit__successor=what.unit)
    accused |= Q(unit__successor__successor=what.unit)
    cases = Barred.objects.filter(accused, ground=ACCUSED).values_list("case", flat=True)
    rows = [
        Barred(case_id=pk, person=what.person, ground=ACCUSED, since_date=what.from_date)
        for pk in sorted(set(cases))
    ]
    if rows:
        Barred.objects.bulk_create(rows, ignore_conflicts=True)
    else:
        # Writes nothing, so that an appointment elsewhere takes as many steps.
        Barred.objects.filter(pk=0).update(since_date=what.from_date)


def _pk_in(chain: str) -> Any:
    """Return the expression for the id of the case whose chain the column names, else NULL."""
    pk = Cast(Substr(chain, len(CHAIN) + 1), BigIntegerField())
    return Choose(When(**{f"{chain}__startswith": CHAIN}, then=pk))
