"""Creates people and turns their accounts off and on."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from linli.base.accounts.actions.authority import must_have, must_not_be_oneself
from linli.base.accounts.actions.separation import must_keep_a_security_administrator
from linli.base.accounts.models import User
from linli.base.audit import log as audit
from linli.core.actors import Actor
from linli.core.errors import Incomplete
from linli.core.text import Text

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


@transaction.atomic
def create_person(
    *, username: str, name: str, is_demo: bool = False, by: Actor, at: datetime
) -> User:
    """Return the new person, who can't sign in before a link let them set a password.

    Raises NotAllowed without the power "people"; Incomplete, with the field, for an empty name
    and a user name that is malformed or in use.
    """
    must_have(by, "people")
    username, name = username.strip(), name.strip()
    if not name:
        raise Incomplete(Text("请填写姓名。", "Enter the person's name."), field="name")
    if not USERNAME.fullmatch(username):
        raise Incomplete(
            Text(
                "用户名为 3 至 60 位小写字母、数字、点、横线或下划线，以字母或数字开头。",
                "Use 3 to 60 small letters, digits, dots, dashes or underscores, beginning with "
                "a letter or digit.",
            ),
            field="username",
        )
    if User.objects.filter(username__iexact=username).exists():
        raise Incomplete(Text("该用户名已被使用。", "This user name is taken."), field="username")
    person = User.objects.create_user(username, name)
    if is_demo:
        person.is_demo = True
        person.save(update_fields=["is_demo"])
    texts = {"username": username, "name": name}
    audit.record("system", "person.created", by=by, at=at, facts={"person": person.pk}, texts=texts)
    return person


@transaction.atomic
def set_active(person: User, *, is_active: bool, by: Actor, at: datetime) -> User:
    """Return the person, whose account is turned on or off; sessions end with the account.

    Raises NotAllowed without the power "people" or for oneself, Refused for the last security
    administrator.
    """
    must_have(by, "people")
    person = User.objects.select_for_update().get(pk=person.pk)
    must_not_be_oneself(by, person.pk, "")
    if person.is_active == is_active:
        return person
    if not is_active and person.posts.filter(role="security_administrator").exists():
        must_keep_a_security_administrator(without_person=person.pk)
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    kind = "person.activated" if is_active else "person.deactivated"
    audit.record("system", kind, by=by, at=at, facts={"person": person.pk})
    return person
