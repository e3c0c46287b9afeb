"""No browser keeps an answer about a case: neither the page nor that there is none."""

from __future__ import annotations

import pytest

from tests.requests import new_request

pytestmark = pytest.mark.django_db
WAYS = (
    "/cases/{}/", "/cases/{}/person/", "/cases/{}/files/1/", "/petitions/registered/{}/",
    "/letters/1/", "/desk/", "/desk/reminders/", "/petitions/range/", "/nothing/{}/",
)  # fmt: skip


@pytest.mark.parametrize("address", WAYS)
def test_every_answer_says_so(client, cast, address):
    case = new_request(cast)
    for post in (cast.hotline_clerk, cast.far_street_clerk):
        cast.sign_in(client, post)
        answer = client.get(address.format(case.reference))
        assert "no-store" in answer.headers.get("Cache-Control", ""), (answer.status_code, address)
