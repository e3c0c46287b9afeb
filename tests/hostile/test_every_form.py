"""Every form of every page is sent what nobody should send: it is refused, never a server error."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from tests.browser.test_every_page import visits
from tests.hostile.forms import FEW, FILES, VALUES, Form, forms_of

pytestmark = pytest.mark.django_db
LEAVES = "/accounts/logout"
NUMBERS = ("reference", "pk", "day", "year")


@pytest.fixture
def quiet() -> Iterator[None]:
    """Each refusal is logged; here they are thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def client_for(cast: Any, post: Any) -> Client:
    client = Client(raise_request_exception=False)
    return cast.sign_in(client, post) if post else client


def kind_of(form: Form) -> tuple[str, ...]:
    """Return what tells a form from others: where it is sent, but for the number of a case or
    of a thing, and its fields."""
    match = resolve(urlsplit(form.action).path)
    told = [str(value) for key, value in match.kwargs.items() if key not in NUMBERS]
    return (match.view_name, *told, form.method, *sorted(form.fields), *form.files)


def sent(client: Client, form: Form, given: dict[str, Any]) -> int:
    """Send the form and take back what came of it; return the status."""
    before = transaction.savepoint()  # no block, which would forbid to log failed sign-ins
    answer = getattr(client, form.method)(form.action, given)
    transaction.savepoint_rollback(before)
    return answer.status_code


@pytest.mark.parametrize("values", [FEW, pytest.param(VALUES, marks=pytest.mark.hard)])
def test_no_form_brings_the_server_down(cast, quiet, values):
    broken: list[str] = []

    def note(sender, **kwargs):
        kind, error, trace = sys.exc_info()
        frame = traceback.extract_tb(trace)[-1]
        broken.append(f"{kind.__name__}: {str(error)[:200]} at {frame.filename}:{frame.lineno}")

    got_request_exception.connect(note, weak=False)
    clients: dict[Any, Client] = {}
    seen, wrong = set(), []
    for name, post, arguments in visits(cast):
        key = post.pk if post else None
        client = clients.setdefault(key, client_for(cast, post))
        address = reverse(name, kwargs=arguments)
        page = client.get(address)
        for form in forms_of(page.content, address):
            shape = kind_of(form)
            if shape in seen or form.method == "dialog" or form.action.startswith(LEAVES):
                continue
            seen.add(shape)
            tries = [(repr(value[:20]), form.with_everywhere(value)) for value in values]
            if form.files:
                tries += [(what, form.with_file("某.xlsx", one)) for what, one in FILES.items()]
            wrong += [
                f"{form.method} {form.action} with {what}: {status} {broken[-1:]}"
                for what, given in tries
                if (status := sent(client, form, given)) >= 500
            ]
    assert len(seen) > 50, "the forms were not found"
    assert not wrong, "\n".join(wrong)
