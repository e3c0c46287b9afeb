"""A worker killed in the middle of a batch: the next one goes on, and nothing is done twice."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from linli.base.audit.log import entries
from linli.base.batches import actions
from linli.base.batches.models import Batch
from linli.base.jobs.reaping import reap
from tests.base.jobs.test_worker import processes, wait_for  # noqa: F401
from tests.requests import dispatch, duty, new_request

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 25


class TestKilled:
    def test_leaves_each_case_done_once(
        self,
        cast,
        processes: Callable[[], subprocess.Popen[bytes]],  # noqa: F811
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(actions, "AT_ONCE", 0)
        now, item, post = timezone.now(), duty(cast), cast.street_clerk
        cases = [dispatch(new_request(cast, at=now), cast, item=item, at=now) for _ in range(MANY)]
        batch = actions.ask(
            "case.assign", post=post, key="k", things=[case.pk for case in cases],
            terms={"post": post.pk}, by=post.actor(), at=now,
        )  # fmt: skip
        first = processes()
        wait_for(lambda: Batch.objects.get(pk=batch.pk).done >= 2, seconds=60)
        first.send_signal(signal.SIGKILL)
        first.wait()
        left = Batch.objects.get(pk=batch.pk)
        assert (left.stage, left.done < MANY) == ("running", True)
        assert reap(timezone.now() + timedelta(minutes=2)) == 1
        processes()
        wait_for(lambda: Batch.objects.get(pk=batch.pk).is_over, seconds=60)
        after = Batch.objects.get(pk=batch.pk)
        assert (after.stage, after.done, after.refused) == ("done", MANY, 0)
        for case in cases:
            assert entries(case.chain).filter(kind="case.assigned").count() == 1
