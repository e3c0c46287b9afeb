"""A lost passcode of a petition, issued again by the office that runs it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from linli.base.audit.models import Entry
from linli.cases.models import Message
from linli.cases.receiving import opens
from tests.petitions import in_state

pytestmark = pytest.mark.django_db


def test_is_given_out_after_a_check_and_shown_once(client, cast):
    case = in_state("referred", cast)
    officer = cast.sign_in(client, cast.county_petition_officer)
    found = officer.get(reverse("petitions:passcode"), {"number": case.message.receipt})
    assert found.url == reverse("petitions:reissue", args=[case.reference])
    page = officer.post(found.url, {"reason": "核对了身份证和来访登记"}, follow=True)
    digits = re.search(r"(\d{3}) (\d{3})<", page.content.decode())
    message = Message.objects.get(pk=case.message_id)
    assert digits and opens(message, digits[1] + digits[2])
    assert Entry.objects.filter(chain=case.chain, kind="case.passcode_reissued").count() == 1


@pytest.mark.parametrize(
    ("post", "status"),
    [("hotline_clerk", 403), ("department_handler", 403), ("petition_officer", 404)],
)
def test_is_given_out_by_nobody_else(client, cast, post, status):
    """The city's office sees the county's petition, and doesn't run it."""
    case = in_state("referred", cast)
    somebody = cast.sign_in(client, getattr(cast, post))
    assert somebody.get(reverse("petitions:reissue", args=[case.reference])).status_code == status
