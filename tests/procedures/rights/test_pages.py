"""The pages of those who run cases: what ends soon, what is held, and the request to decide on."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from linli.base.audit.log import entries
from linli.base.privacy.periods import months_before
from linli.cases.models import Case, Hold
from linli.core.personal import PERIODS
from linli.procedures.rights import actions
from linli.procedures.rights.views import HoldForm
from tests.requests import DAY, in_state, sender

pytestmark = pytest.mark.django_db
HELD = {"ground": "court", "reason": "行政诉讼（2026）12号"}
RETENTION = "rights:retention"


@pytest.fixture
def ending(cast, monkeypatch) -> Case:
    """A closed request whose period ends in a month, counted from the clock of the pages."""
    case = in_state("closed", cast, people={"name": "王建国"})
    months = PERIODS["hotline"].months
    now: datetime = months_before(case.closed_at, -months) - 30 * DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return case


def test_what_ends_soon_is_shown_held_and_let_go(client, cast, ending):
    clerk = cast.sign_in(client, cast.supervisor)
    page = clerk.get(reverse(RETENTION))
    assert ending.reference in page.content.decode().partition('id="held"')[0]
    clerk.post(reverse(RETENTION), {**HELD, "number": ending.reference.replace("-", "")})
    page = clerk.get(reverse(RETENTION)).content.decode()
    assert ending.reference not in page.partition('id="held"')[0]
    assert HELD["reason"] in page
    clerk.post(reverse("rights:lift", args=[ending.reference]))
    assert Hold.objects.get().lifted_at
    assert ending.reference in clerk.get(reverse(RETENTION)).content.decode()


def test_a_hold_is_put_by_the_number_of_the_receipt(client, cast, ending):
    """The unit runs two cases of the receipt; the hold keeps both, put down on the matter."""
    asked = actions.ask(
        ending.message, wish="other", words="", by=sender(ending), at=ending.closed_at + DAY
    )
    head = cast.sign_in(client, cast.hotline_head)
    page = head.get(reverse(RETENTION)).content.decode()
    assert "受理号或件号" in page
    head.post(reverse(RETENTION), {**HELD, "number": ending.message.receipt.replace("-", " ")})
    assert Hold.objects.get().message_id == ending.message_id
    assert entries(ending.chain).filter(kind="case.held").count() == 1
    assert not entries(asked.chain).filter(kind="case.held").exists()


@pytest.mark.parametrize(
    ("language", "label"),
    [("zh-hans", "受理号或件号"), ("en", "Receipt number or number of the case")],
)
def test_the_form_asks_for_either_number_in_both_languages(cast, language, label):
    with override(language):
        assert str(HoldForm().fields["number"].label) == label


@pytest.mark.parametrize("number", ["reference", "receipt"])
@pytest.mark.parametrize(
    ("post", "status"),
    [("street_clerk", 403), ("auditor", 403), ("county_petition_officer", 200)],
)
def test_others_can_hold_nothing_of_it(client, cast, ending, post, status, number):
    somebody = cast.sign_in(client, getattr(cast, post))
    known = {"reference": ending.reference, "receipt": ending.message.receipt}
    answer = somebody.post(reverse(RETENTION), {**HELD, "number": known[number]})
    assert answer.status_code == status
    assert not Hold.objects.exists()
    if status == 200:
        other = somebody.post(reverse(RETENTION), {**HELD, "number": "1234-5678-9012"})
        assert answer.context["form"].errors == other.context["form"].errors


def test_a_request_is_decided_on_its_page(client, cast):
    origin = in_state("closed", cast, people={"name": "王建国", "telephone": "13812345678"})
    case = actions.ask(
        origin.message, wish="contact", words="搬走了", by=sender(origin), at=origin.closed_at + DAY
    )
    head = cast.sign_in(client, cast.hotline_head)
    page = head.get(reverse("cases:case", args=[case.reference])).content.decode()
    for said in ("删除我的姓名、电话、住址", "搬走了", "可以删除", "部分同意"):
        assert said in page, said
    step = reverse("cases:step", args=[case.reference, "grant"])
    head.post(step, {"answer": "同意，已删除。"})
    assert Case.objects.get(pk=case.pk).state == "granted"
