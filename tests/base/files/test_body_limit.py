"""A body that is larger than any form is turned away unread."""

from __future__ import annotations

import pytest

from linli.base.files.middleware import MOST_IN_BODY

FORM = "multipart/form-data; boundary=x"
pytestmark = pytest.mark.django_db


class TestBodyLimit:
    @pytest.mark.parametrize("length", [str(MOST_IN_BODY + 1), str(10**15), "-1", "many"])
    def test_turns_away_what_no_form_sends(self, client, length):
        # The body itself is not there: reading any of it would fail the test.
        response = client.post("/write/", "", content_type=FORM, CONTENT_LENGTH=length)
        assert response.status_code == 400

    def test_lets_an_ordinary_form_through(self, client):
        assert client.post("/track/", {"number": "1", "passcode": "2"}).status_code == 200
        assert client.get("/track/").status_code == 200
