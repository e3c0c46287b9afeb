"""Makes the demo's invented people with their posts: one or more in every role."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction

from linli.base.accounts.demo_data import LOADER, beginning, rows
from linli.base.accounts.models import Post, Unit, User
from linli.base.audit import log as audit
from linli.core.zone import local_day

Row = dict[str, str]


class _LightHasher(Argon2PasswordHasher):
    """Argon2 without its cost, which guards weak passwords: these are 128 random bits, and 33 of
    them at full cost take the demo's start 8 seconds. The first sign-in brings the full cost."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a demo person signs in; the password is random and kept nowhere but here."""

    username: str
    password: str
    name: str
    role: str
    unit: str


@transaction.atomic
def load_people(*, at: datetime) -> list[SignIn]:
    """Make the people who don't exist yet, each with a post, and return how they sign in.

    Needs the demo's units. One line of the log stands for them all.
    """
    present = set(User.objects.values_list("username", flat=True))
    new = [row for row in rows("people.tsv") if row["username"] not in present]
    units = Unit.objects.in_bulk({row["unit"] for row in new}, field_name="code")
    passwords = [secrets.token_urlsafe(16) for _ in new]
    _make_users(new, passwords)
    Post.objects.bulk_create(_posts(new, units, at))
    if new:
        audit.record("system", "demo_people_loaded", by=LOADER, at=at, facts={"people": len(new)})
    return [
        SignIn(row["username"], password, row["name"], row["role"], units[row["unit"]].name)
        for row, password in zip(new, passwords, strict=True)
    ]


def _make_users(new: list[Row], passwords: list[str]) -> None:
    hasher = _LightHasher()
    User.objects.bulk_create(
        User(
            username=row["username"],
            name=row["name"],
            password=hasher.encode(password, hasher.salt()),
            is_demo=True,
        )
        for row, password in zip(new, passwords, strict=True)
    )


def _posts(new: list[Row], units: dict[str, Unit], at: datetime) -> Iterator[Post]:
    people = User.objects.filter(is_demo=True).in_bulk(field_name="username")
    today = local_day(at)
    for row in new:
        deputy = people.get(row["deputy"])
        yield Post(
            person=people[row["username"]],
            unit=units[row["unit"]],
            role=row["role"],
            title=row["title"],
            from_date=beginning(at),
            deputy=deputy,
            deputy_from_date=today - timedelta(days=7) if deputy else None,
            deputy_until_date=today + timedelta(days=365) if deputy else None,
        )
