"""What a directive keeps in words of its own, emptied with its message."""

from __future__ import annotations

from linli.cases import erasing
from linli.cases.models import Case
from linli.procedures.directives.models import Adoption, Directive, Help, Practice, Value


def empty(case: Case) -> int:
    """Empty what was written in a directive, the answers of its community and its practices;
    return how many texts there were."""
    if case.procedure != "directive":
        return 0
    mine = Directive.objects.filter(case=case)
    texts = mine.update(task="", obstacle_said="", asked_why="", outcome="", exception="")
    texts += Help.objects.filter(directive__case=case).update(what="", result="")
    texts += Value.objects.filter(filing__directive__case=case).update(said="")
    texts += Practice.objects.filter(told_in__case=case).update(text="")
    texts += Adoption.objects.filter(directive__case=case).update(outcome="")
    return texts


erasing.own_words.register("directive", empty)
