"""Two people at the same case at the same moment: who may, what they do, and what came of it.

Each procedure brings a builder: a module with `values(step, cast, at=…, case=…)`, what a step is
given, and `ready(step, source, cast)`, a case from which it can be taken, with the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db.models import Q

from linli.base.accounts.models import Post
from linli.base.audit.models import Entry
from linli.base.notices.models import Notice
from linli.cases.engine import move
from linli.cases.models import Case
from linli.cases.registry import rooms
from linli.cases.steps import steps_for
from linli.cases.submissions import AlreadySentError, once
from linli.core.actors import Actor
from linli.core.errors import Refused, WrongState
from tests import requests
from tests.at_once import at_once
from tests.cases import (
    racing_councils,
    racing_directives,
    racing_disputes,
    racing_petitions,
    racing_rights,
    racing_suggestions,
    racing_whistles,
)
from tests.whole import problems

BUILDERS: dict[str, Any] = {
    "assembly": racing_councils.ASSEMBLIES,
    "deliberation": racing_councils.TOPICS,
    "directive": racing_directives,
    "dispute": racing_disputes,
    "hotline": requests,
    "petition": racing_petitions,
    "rights": racing_rights,
    "suggestion": racing_suggestions,
    "turnout": racing_whistles.TURNOUTS,
    "whistle": racing_whistles.WHISTLES,
}
SENT_BEFORE = "sent before"
FEW = 30


def ready(procedure: str, step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a case in `source` from which `step` can be taken, where it can, and when."""
    case, at = BUILDERS[procedure].ready(step, source, cast)
    related = ("message", "unit", "coordinator", "region")
    return Case.objects.select_related(*related).get(pk=case.pk), at


def able(case: Case, step: str, cast: Any, at: datetime) -> list[Actor]:
    """Return who may take `step` in `case` now, of the cast, the sender and the jobs."""
    roles = {taker.role for taker in case.declared.transition(step).takers}
    posts = [one for one in vars(cast).values() if isinstance(one, Post) and one.role in roles]
    people = [post.actor() for post in posts if post.until_date is None]
    holders = [requests.sender(case), *requests.others(case)]
    everybody = [*people, *holders, Actor.system("race")]
    return [by for by in everybody if step in _open(case, by, at)]


def _open(case: Case, by: Actor, at: datetime) -> set[str]:
    return {one.step.key for one in steps_for(case, by=by, at=at) if not one.why_not}


def two_officers(case: Case, step: str, by: list[Actor], at: datetime, cast: Any) -> None:
    """Let two people who may take `step`, or one person twice, take it at the same moment."""
    acts = [_taking(case, step, actor, at, cast) for actor in (by[0], by[-1])]
    before = _last_line(case)
    results = at_once(*acts)
    declared, taken = case.declared.transition(step), _taken(results)
    assert taken, results
    if declared.target and declared.target not in declared.sources:
        assert taken == 1, results
    judge(case, results, {step: taken}, before)


def one_form_twice(case: Case, step: str, by: list[Actor], at: datetime, cast: Any) -> None:
    """Let one form arrive twice at the same moment."""
    take, before = _taking(case, step, by[0], at, cast), _last_line(case)

    def send() -> object:
        try:
            with once(case, step, f"{case.pk}:{step}", by=by[0], at=at):
                return take()
        except AlreadySentError:
            return SENT_BEFORE

    results = at_once(send, send)
    assert (_taken(results), results.count(SENT_BEFORE)) == (1, 1), results
    judge(case, results, {step: 1}, before)


def two_steps(case: Case, steps: tuple[str, str], at: datetime, cast: Any) -> bool:
    """Let two people take two different steps from one state at the same moment; return whether
    both could have been taken."""
    by = [able(case, step, cast, at) for step in steps]
    if not all(by):
        return False
    acts = [_taking(case, step, who[-1], at, cast) for step, who in zip(steps, by, strict=True)]
    before = _last_line(case)
    results = at_once(*acts)
    assert _taken(results), results
    taken = {step: _taken([one]) for step, one in zip(steps, results, strict=True)}
    judge(case, results, taken, before)
    return True


def judge(case: Case, results: list[object], taken: dict[str, int], before: int) -> None:
    """Check that the log holds after line `before` what was taken and no more, that all else of
    the case fits to it, that nobody is reminded twice, and that who was refused is helped."""
    for step, times in taken.items():
        lines = Entry.objects.filter(chain=case.chain, no__gt=before)
        assert lines.filter(kind=f"{case.procedure}.{step}").count() == times, (step, results)
    now = Case.objects.select_related("message", "unit", "coordinator").get(pk=case.pk)
    assert not (found := problems(now)), found
    told = Notice.objects.filter(about=case.chain, seen_at=None)
    rows = list(told.values_list("unit", "role", "post", "kind"))
    assert len(set(rows)) == len(rows)
    for result in results:
        assert isinstance(result, Case | Refused) or result == SENT_BEFORE, result
        if isinstance(result, Refused):
            _check_helps(result, now)


def _check_helps(refusal: Refused, case: Case) -> None:
    assert refusal.message.zh.endswith("。") and refusal.message.en.endswith(".")
    if type(refusal) is WrongState:
        # What happened meanwhile, and what to do now.
        state = case.state_declared.name
        assert state.zh in refusal.message.zh and "刷新" in refusal.message.zh
        assert state.en in refusal.message.en and "Reload" in refusal.message.en
    # On the system chain; of a sealed case on its own.
    told = Q(chain="system", facts__case=case.pk) | Q(chain=case.chain, kind="case.refused")
    assert Entry.objects.filter(told, facts__refused=refusal.code).exists()


def _taking(case: Case, step: str, by: Actor, at: datetime, cast: Any) -> Callable[[], object]:
    # Some values depend on the case, such as the document that is delivered.
    values = BUILDERS[case.procedure].values(step, cast, at=at, case=case)
    return lambda: move(case, step, by=by, at=at, **values)


def _last_line(case: Case) -> int:
    return Entry.objects.filter(chain=case.chain).count()


def _taken(results: list[object]) -> int:
    return sum(isinstance(one, Case) for one in results)


def sources() -> Iterator[tuple[str, str]]:
    """Yield each procedure with each state from which a step leads."""
    for room in rooms:
        for state in room.procedure.states:
            if steps_from(room.procedure.key, state.key):
                yield room.procedure.key, state.key


def steps_from(procedure: str, state: str) -> list[str]:
    """Return the steps from `state`."""
    declared = rooms[procedure].procedure.transitions
    return [step.key for step in declared if state in step.sources]


def raced_from(procedure: str, state: str) -> list[str]:
    """Return the steps that are raced from `state` in every run: a few from each of their states
    where there are few in all, else each from the first of its states."""
    declared = rooms[procedure].procedure
    if len(declared.transitions) <= FEW:
        return steps_from(procedure, state)
    return [step.key for step in declared.transitions if step.sources[0] == state]


def pairs_from(procedure: str, state: str) -> list[tuple[str, str]]:
    """Return each two of the steps from `state`."""
    return list(combinations(steps_from(procedure, state), 2))
