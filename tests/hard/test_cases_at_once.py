"""Everybody works on the same few cases at once: no two wait in a ring, and all adds up after.

On the database that DATABASE_URL names, else on a file; run by `make test-hard`.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from linli.base.audit.anchoring import anchor
from linli.base.audit.verification import verify
from linli.cases import links, looks, notes
from linli.cases.assignment import ask_to_assist, assign, release, remind
from linli.cases.engine import move
from linli.cases.models import NO_DUE, Case, Clock
from linli.cases.recounting import recount
from linli.cases.sweep import sweep
from linli.core.errors import Refused
from tests.cases.test_recounting import change
from tests.requests import START, by_telephone, duty, sender

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
THREADS, ACTS = 6, 80
JUDGED = {"resolved": "no", "satisfied": "dissatisfied"}


def steps(cast: Any, case: Case, at: datetime, items: list[Any]) -> list[Callable[[], object]]:
    """Return steps of the procedure by those whose they are, whatever state the case is in."""
    clerk, supervisor = cast.hotline_clerk.actor(), cast.supervisor.actor()
    street, head = cast.street_clerk.actor(), cast.street_head.actor()
    to_street = {"unit": cast.street_unit, "item": items[0], "grade": "normal"}
    to_department = {"unit": cast.department, "item": items[1], "grade": "complex"}
    taken = [
        ("dispatch", clerk, {"kind": "help", **to_street}),
        ("dispatch", clerk, {"kind": "help", **to_department}),
        ("object", street, {"ground": "not_listed", "reason": "x"}),
        ("uphold", supervisor, {"reason": "x"}),
        ("reject", supervisor, {"reason": "x"}),
        ("accept", street, {}),
        ("accept", cast.department_handler.actor(), {}),
        ("contact", street, {"way": "telephone"}),
        ("answer", street, {"result": "solved", "answer": "x"}),
        ("extend", head, {"units": 1, "reason": "x"}),
        ("call_back", clerk, {"reached": "yes", **JUDGED}),
        ("call_back_late", clerk, {"reached": "yes", **JUDGED}),
        ("return_to_unit", clerk, {"reason": "x"}),
        ("rate", sender(case), JUDGED),
        ("reopen", sender(case), {"reason": "x"}),
    ]
    return [
        lambda key=key, by=by, values=values: move(case, key, by=by, at=at, **values)
        for key, by, values in taken
    ]


def others(cast: Any, case: Case, at: datetime, other: Case) -> list[Callable[[], object]]:
    """Return what is done beside the steps, by people and by the jobs."""
    clerk, street, head = (
        post.actor() for post in (cast.hotline_clerk, cast.street_clerk, cast.street_head)
    )

    def change_calendar() -> None:
        with transaction.atomic():
            recount(change(cast, is_trial=False))

    return [
        lambda: notes.write(case, text="x", is_public=True, by=street, at=at),
        lambda: notes.add_facts(case, text="x", by=sender(case), at=at),
        lambda: ask_to_assist(case, unit=cast.community_unit, by=street, at=at),
        lambda: release(case, unit=cast.community_unit, by=street, at=at),
        lambda: assign(case, post=cast.second_street_clerk, by=head, at=at),
        lambda: remind(case, by=clerk, at=at),
        lambda: links.link(case, other, kind="related", by=clerk, at=at),
        lambda: looks.look(case, post=cast.street_clerk, by=street, at=at),
        lambda: sweep(at),
        lambda: anchor(at),
        change_calendar,
    ]


def work(cast: Any, cases: list[Case], items: list[Any], seed: int, errors: list[str]) -> None:
    """Do one thing after another, as chance has it; a refusal is an answer, an error is not."""
    chance = random.Random(seed)
    try:
        for number in range(ACTS):
            at = START + timedelta(hours=3 * number + chance.random())
            case, other = (chance.choice(cases) for _ in range(2))
            case = Case.objects.select_related("message").get(pk=case.pk)
            acts = steps(cast, case, at, items) + others(cast, case, at, other)
            try:
                chance.choice(acts)()
            except Refused:
                continue
    except Exception as error:
        errors.append(repr(error))
    finally:
        connection.close()


@pytest.mark.parametrize("seed", range(5))
def test_leave_cases_clocks_units_and_log_in_order(cast, seed):
    items = [duty(cast), duty(cast, "assisting", lead_unit=cast.department)]
    cases = [by_telephone(cast) for _ in range(4)]
    errors: list[str] = []
    threads = [
        threading.Thread(target=work, args=(cast, cases, items, 100 * seed + number, errors))
        for number in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    for case in Case.objects.all():
        running = Clock.objects.filter(case=case, is_running=True, binds="authority")
        assert case.due_at == min((clock.due_at for clock in running), default=NO_DUE)
        leading = case.participations.filter(part="lead", until_at=None)
        is_away = case.unit_id != case.coordinator_id
        assert [part.unit_id for part in leading] == [case.unit_id] * is_away
    assert verify().exit_code == 0
