"""The pages of those who run cases: what ends soon, what is held, and the request to decide on."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from linli.base.audit.log import entries
from linli.base.privacy.periods import months_before
from linli.cases import holding
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
    shown = clerk.get(reverse("cases:case", args=[ending.reference])).content.decode()
    for said in (
        "暂缓删除，内容一律保留",
        "诉讼、仲裁、行政复议正在进行",
        "解除前有效",
        HELD["reason"],
    ):
        assert said in shown, said
    lift = reverse("rights:lift", args=[ending.reference])
    refused = clerk.post(lift, {"reason": " "})
    assert f'id="lift-{ending.pk}-reason_error"' in refused.content.decode()
    assert not Hold.objects.get().lifted_at
    clerk.post(lift, {"reason": "判决已生效"})
    assert Hold.objects.get().lifted_at
    shown = clerk.get(reverse("cases:case", args=[ending.reference])).content.decode()
    assert "判决已生效" in shown
    assert "暂缓删除，内容一律保留" not in shown
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


def test_who_only_looks_on_reads_that_it_is_held_but_not_why_in_words(client, cast, ending):
    by = cast.supervisor.actor()
    holding.hold(ending, **HELD, by=by, at=ending.closed_at)
    for post, in_full in ((cast.supervisor, True), (cast.street_clerk, False)):
        there = cast.sign_in(client, post)
        page = there.get(reverse("cases:case", args=[ending.reference])).context["page"]
        assert page.hold.ground.en == "Before a court, arbitration or review"
        assert bool(page.hold.reason) is in_full


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
    refused = head.post(step, {"answer": "同意，已删除。"})
    assert "is_sure" in refused.context["carried"].form.errors
    assert Case.objects.get(pk=case.pk).state == "asked"
    head.post(step, {"answer": "同意，已删除。", "is_sure": "on"})
    assert Case.objects.get(pk=case.pk).state == "granted"
    page = head.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert "可以删除。" not in page
    assert "没有保存这些信息" in page


def asked_on(cast, state: str, wish: str) -> Case:
    """Return a request of the sender of a hotline request that stands in `state`."""
    people = {"name": "王建国", "telephone": "13812345678"}
    origin = in_state(state, cast, people=people)
    at = origin.moved_at + DAY
    return actions.ask(origin.message, wish=wish, words="", by=sender(origin), at=at)


def test_what_erases_nothing_needs_no_tick(client, cast):
    case = asked_on(cast, "closed", "other")
    head = cast.sign_in(client, cast.hotline_head)
    page = head.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert "is_sure" not in page
    head.post(reverse("cases:step", args=[case.reference, "grant"]), {"answer": "仅用于办理。"})
    assert Case.objects.get(pk=case.pk).state == "granted"


def test_the_staff_are_not_spoken_to_as_the_sender(client, cast):
    case = asked_on(cast, "handling", "contact")
    head = cast.sign_in(client, cast.hotline_head)
    page = head.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert "办理和联系来件人需要这些信息" in page
    assert "办理和联系您" not in page
    assert "从办结之日起3年" in page


def test_what_was_erased_is_said_on_the_pages_of_the_staff(client, cast):
    case = asked_on(cast, "closed", "everything")
    head = cast.sign_in(client, cast.hotline_head)
    page = head.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert "须保存到期限届满" in page
    given = {"answer": "同意，已删除。", "is_sure": "on"}
    head.post(reverse("cases:step", args=[case.reference, "grant"]), given)
    page = head.get(reverse("cases:case", args=[case.reference])).content.decode()
    for gone in ("可以删除。", "须保存到期限届满"):
        assert gone not in page
    assert "来件内容已于" in page
