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
from tests.hostile.forms import FEW, VALUES, Form, forms_of, is_refused
from tests.hostile.uploads import BROKEN, HEAVY, NAMES, ODD

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


def sent(client: Client, form: Form, given: dict[str, Any]) -> Any:
    """Send the form and take back what came of it; return the answer."""
    before = transaction.savepoint()  # no block, which would forbid to log failed sign-ins
    answer = getattr(client, form.method)(form.action, given)
    transaction.savepoint_rollback(before)
    return answer


def distinct(cast: Any) -> Iterator[tuple[Client, Form]]:
    """Yield every form of every page once, with a client that may send it."""
    clients: dict[Any, Client] = {}
    seen = set()
    for name, post, arguments in visits(cast):
        client = clients.setdefault(post.pk if post else None, client_for(cast, post))
        address = reverse(name, kwargs=arguments)
        for form in forms_of(client.get(address).content, address):
            shape = kind_of(form)
            if shape in seen or form.method == "dialog" or form.action.startswith(LEAVES):
                continue
            seen.add(shape)
            yield client, form


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """What came of the errors that no page caught, in a list that fills."""
    found: list[str] = []

    def note(sender: Any, **kwargs: Any) -> None:
        kind, error, trace = sys.exc_info()
        frame = traceback.extract_tb(trace)[-1]
        found.append(f"{kind.__name__}: {str(error)[:200]} at {frame.filename}:{frame.lineno}")

    got_request_exception.connect(note, weak=False)
    yield found
    got_request_exception.disconnect(note)


@pytest.mark.parametrize("values", [FEW, pytest.param(VALUES, marks=pytest.mark.hard)])
def test_no_form_brings_the_server_down(cast, quiet, broken, values):
    number, wrong = 0, []
    for client, form in distinct(cast):
        number += 1
        wrong += [
            f"{form.method} {form.action} with {value[:20]!r}: {broken[-1:]}"
            for value in values
            if sent(client, form, form.with_everywhere(value)).status_code >= 500
        ]
    assert number > 50, "the forms were not found"
    assert not wrong, "\n".join(wrong)


# A few in every run: one that is no file of its kind, one made to overwhelm, one that breaks off.
FEW_BROKEN = ("half a zip", "zips in zips", "a program")


@pytest.mark.parametrize("is_all", [False, pytest.param(True, marks=pytest.mark.hard)])
def test_no_upload_is_taken_broken_or_brings_the_server_down(cast, quiet, broken, is_all):
    made = {what: make() for what, make in BROKEN.items() if is_all or what in FEW_BROKEN}
    odd = {what: make() for what, make in {**ODD, **HEAVY}.items()} if is_all else {}
    number, wrong = 0, []
    for client, form in distinct(cast):
        if not form.files:
            continue
        number += 1
        for what, content in {**made, **odd}.items():
            answer = sent(client, form, form.with_file("某.xlsx", content))
            if answer.status_code >= 500:
                wrong.append(f"{form.action} with {what}: {broken[-1:]}")
            elif what in made and not (answer.status_code < 500 and is_refused(answer.content)):
                wrong.append(f"{form.action} takes {what}: {answer.status_code}")
        for name in NAMES if is_all else NAMES[3:7]:
            answer = sent(client, form, form.with_file(name, made["half a zip"]))
            if answer.status_code >= 500:
                wrong.append(f"{form.action} named {name!r}: {broken[-1:]}")
    assert number > 5, "the uploads were not found"
    assert not wrong, "\n".join(wrong)
