"""What the journeys share: whole stories in a real Chromium, each person at a browser of their own.

The fixtures of the browser come from tests/browser/fixtures.py by way of tests/conftest.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from linli.base.accounts.models import User
from linli.cases import telling
from tests.browser.chromium import CHINESE, DESKTOP
from tests.cast import SECRET, code_of
from tests.journeys.people import PASSWORD, sign_in
from tests.petitions import START

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as a browser test that commits."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(autouse=True)
def _no_quiet_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journeys run at the real time of day; let every hour be one in which people may be rung."""
    monkeypatch.setattr(telling, "call_time", lambda at: at)


@pytest.fixture(autouse=True)
def _one_step(settings: Any, request: pytest.FixtureRequest) -> None:
    """Let a password do, but where the story is about signing in."""
    settings.LINLI_SECOND_STEP = request.node.get_closest_marker("second_step") is not None


@pytest.fixture
def signed_in(page_at: Callable[..., Page]) -> Callable[..., Page]:
    """A function `(user, width, language)` that signs a person in through the sign-in page, with
    a `code` if they have an app (tests.cast.protect)."""

    def enter(
        user: Any, width: int = DESKTOP, language: str = CHINESE, *, code: bool = False
    ) -> Page:
        person = User.objects.get(pk=user.pk)
        person.set_password(PASSWORD)
        person.save()
        page = page_at(width, language)
        sign_in(page, person.username, PASSWORD, code_of(SECRET) if code else "")
        return page

    return enter


class Days:
    """The days that go by at the server: it begins on an ordinary Monday, and waits."""

    def __init__(self) -> None:
        self._ahead = START - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the server's time."""
        return datetime.now(UTC) + self._ahead

    def pass_to(self, month: int, day: int) -> None:
        """Let it be ten in the morning of that day."""
        self._ahead = START.replace(month=month, day=day) - datetime.now(UTC)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Days:
    """The server's clock, from Monday 2 March 2026 on; nobody is signed out by what goes by."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    settings.LINLI_IDLE_MINUTES = 400 * 24 * 60
    passing = Days()
    monkeypatch.setattr(timezone, "now", passing.now)
    return passing
