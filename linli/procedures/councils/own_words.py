"""What a council keeps in words that may speak of people, emptied with the message it came from.

What was published stays: a decision, an opinion of a meeting and a convention are public records.
"""

from __future__ import annotations

from linli.cases import erasing
from linli.cases.models import Case
from linli.procedures.councils.models import Assembly, Deliberation, Opinion


def empty(case: Case) -> int:
    """Empty minutes and the opinions that were not released; return how many texts there were."""
    if case.procedure == "deliberation":
        texts = Opinion.objects.filter(deliberation__case=case, released_at=None).update(text="")
        rows = Deliberation.objects.filter(case=case).exclude(minutes="", chair="")
        return texts + rows.update(minutes="", chair="")
    if case.procedure == "assembly":
        rows_of = Assembly.objects.filter(case=case).exclude(minutes="")
        return rows_of.update(minutes="")
    return 0


erasing.own_words.register("council", empty)
