"""The staff's pages of petitions: registering, the day, signing, supervising, the range."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.cases.models import Case, Message
from linli.cases.receiving import opens
from tests.petitions import DAY, HOUR, new_petition, in_state, take

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def officer(client, cast):
    """A browser in which the county's petition officer acts."""
    return cast.sign_in(client, cast.county_petition_officer)


def form(browser, **changes):
    page = browser.get("/petitions/register/").content.decode()
    return {
        "key": re.search(r'name="key" value="([^"]+)"', page).group(1),
        "channel": "visit",
        "received_date": timezone.localdate().isoformat(),
        "visitors": "1",
        "name": "王秀英",
        "telephone": "13812345678",
        "address": "历下区青年东路1号",
        "request": "请求发还三轮车。",
        "facts": "二月十日被扣。",
        "region": "解放路街道",
        "is_first": "yes",
        **changes,
    }


class TestRegistering:
    def test_opens_a_petition_and_shows_the_slip(self, officer, cast):
        answer = officer.post("/petitions/register/", form(officer))
        case = Case.objects.get()
        assert answer.url == f"/petitions/registered/{case.reference}/"
        page = officer.get(answer.url).content.decode()
        message = Message.objects.get()
        passcode = re.search(r"(\d{3}) (\d{3})<", page)
        assert message.receipt in page
        assert opens(message, passcode.group(1) + passcode.group(2))
        assert (case.state, case.unit) == ("registered", cast.county_petition_office)
