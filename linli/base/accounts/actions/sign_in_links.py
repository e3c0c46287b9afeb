"""Lets a person set a password through a link that works once and not for long."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from linli.base.accounts.actions.authority import must_have, must_not_be_oneself
from linli.base.accounts.models import SignInLink, User
from linli.base.accounts.sign_in.ending import end_every
from linli.base.accounts.sign_in.second_step import forget_all
from linli.base.audit import log as audit
from linli.core.actors import Actor
from linli.core.errors import Refused, WrongState
from linli.core.text import Text

LASTS = timedelta(hours=72)


@transaction.atomic
def issue_sign_in_link(
    person: User,
    *,
    resets_second_step: bool = False,
    by: Actor,
    at: datetime,
    lasts: timedelta = LASTS,
) -> str:
    """Return the key of a new link for `person`; earlier unused links stop working.

    One that `resets_second_step` lets somebody begin anew who lost it. The key is shown once
    and kept as a digest only. Raises NotAllowed without the power "people" or for oneself,
    Refused for a person whose account is off.
    """
    must_have(by, "people")
    must_not_be_oneself(by, person.pk, "")
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise Refused(Text("该人员已停用。", "This person's account is off."))
    SignInLink.objects.filter(person=person, used_at=None).delete()
    key = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        person=person,
        digest=_digest(key),
        issued_at=at,
        expires_at=at + lasts,
        resets_second_step=resets_second_step,
    )
    kind = "second_step.reset_issued" if resets_second_step else "sign_in.link_issued"
    audit.record("system", kind, by=by, at=at, facts={"person": person.pk})
    return key


def person_of_link(key: str, *, at: datetime) -> User | None:
    """Return the person whom the link `key` lets in at the time `at`, or None."""
    links = SignInLink.objects.filter(digest=_digest(key), used_at=None, expires_at__gt=at)
    link = links.select_related("person").filter(person__is_active=True).first()
    return link.person if link else None


@transaction.atomic
def use_sign_in_link(key: str, *, password: str, at: datetime) -> User:
    """Return the person of the link `key`, with the new password; the link is used up, all
    sessions end, and a link that resets it takes the second step away.

    Raises WrongState for a link that is unknown, used or too old; Django's ValidationError for
    a password that is too weak.
    """
    # Claimed by a conditional update, so that two uses at once can't both win.
    links = SignInLink.objects.filter(digest=_digest(key), used_at=None, expires_at__gt=at)
    person, link = person_of_link(key, at=at), links.first()
    if person is None or link is None or not links.update(used_at=at):
        raise WrongState(
            Text(
                "链接无效或已过期，请联系管理员。",
                "This link doesn't work any more; ask your administrator.",
            )
        )
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    by = Actor(kind="system", key="sign-in-link", name="sign-in-link", person_id=person.pk)
    if link.resets_second_step:
        forget_all(person, by=by, at=at)
    end_every(person)
    audit.record("system", "sign_in.password_set", by=by, at=at, facts={"person": person.pk})
    return person


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
