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

from tests.browser.pages import visits
from tests.hostile.forms import FEW, VALUES, Form, forms_of, is_refused
from tests.hostile.uploads import BROKEN, HEAVY, NAMES, ODD

pytestmark = pytest.mark.django_db
# The examples of components take nothing.
EXAMPLES = ("/components/",)
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
    leaves, seen = reverse("account_logout"), set()
    for name, post, arguments in visits(cast):
        client = clients.setdefault(post.pk if post else None, client_for(cast, post))
        address = reverse(name, kwargs=arguments)
        for form in forms_of(client.get(address).content, address):
            shape = kind_of(form)
            if shape in seen or form.method == "dialog" or form.action.startswith(leaves):
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


# A few files in every run: one that is none of its kind, one made to overwhelm, one that is cut.
FEW_FILES = ("half a zip", "zips in zips", "a program")


def faults_of_uploads(client: Client, form: Form, files: dict[str, bytes], names: Any) -> list[str]:
    """Return what the form does wrong with these files, and with a broken one so named."""
    found = []
    for what, content in files.items():
        answer = sent(client, form, form.with_file("某.xlsx", content))
        if answer.status_code >= 500:
            found.append(f"{what}: {answer.status_code}")
        elif what in BROKEN and not is_refused(answer.content):
            found.append(f"{what} is not refused at its field: {answer.status_code}")
    for name in names:
        answer = sent(client, form, form.with_file(name, BROKEN["half a zip"]()))
        if answer.status_code >= 500:
            found.append(f"named {name!r}: {answer.status_code}")
    return [f"{form.action} with {one}" for one in found]


@pytest.mark.parametrize("is_all", [False, pytest.param(True, marks=pytest.mark.hard)])
def test_no_form_and_no_upload_brings_the_server_down(cast, quiet, broken, is_all):
    """In every run each form gets one thing that nobody should send, by turns; in the hard one
    all of them."""
    kinds = {**BROKEN, **ODD, **HEAVY}
    files = {what: kinds[what]() for what in (kinds if is_all else FEW_FILES)}
    number, uploads, wrong = 0, 0, []
    for client, form in distinct(cast):
        values = VALUES if is_all else (FEW[number % len(FEW)],)
        number += 1
        wrong += [
            f"{form.method} {form.action} with {value[:20]!r}: {broken[-1:]}"
            for value in values
            if sent(client, form, form.with_everywhere(value)).status_code >= 500
        ]
        if form.files and form.action not in EXAMPLES:
            what, name = FEW_FILES[uploads % len(FEW_FILES)], NAMES[uploads % len(NAMES)]
            uploads += 1
            few = {what: files[what]}
            wrong += faults_of_uploads(
                client, form, files if is_all else few, NAMES if is_all else (name,)
            )
    assert number > 180, f"only {number} forms were found"
    assert uploads > 5, "the uploads were not found"
    assert not wrong, "\n".join([*wrong, *broken])
