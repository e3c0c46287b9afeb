"""What a whistle keeps in words of its own, emptied with its message; nobody has sent it."""

from __future__ import annotations

from linli.cases import erasing
from linli.cases.models import Case
from linli.procedures.whistles.models import Task, Turnout, Whistle


def empty(case: Case) -> int:
    """Empty the words of a whistle or of a turnout; return how many texts there were."""
    if case.procedure == "turnout":
        return Turnout.objects.filter(case=case).update(why={})
    found = Whistle.objects.filter(case=case)
    emptied = found.update(place="", asked="")
    return emptied + Task.objects.filter(whistle__case=case).update(what="", result="")


erasing.own_words.register("whistle", empty)
