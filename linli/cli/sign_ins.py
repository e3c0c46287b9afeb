"""How the demo's people sign in: kept in a file that only its owner can read, and printed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

import click

from linli.cli.instance import home
from linli.cli.language import say
from linli.core.text import Text

# The database has the hashes alone, and a second start shall print the passwords again.
SIGN_INS = "demo-sign-ins.json"
ALL_IN = Text("全部演示账号见 {path}", "All sign-ins of the demo are in {path}")
RECEIPTS = Text(
    "居民查询（受理号 / 查询密码）：", "A resident tracks a message by receipt and passcode:"
)


def begin() -> None:
    """Make the file, which also says that what lies beside it is a demo."""
    if not (home() / SIGN_INS).exists():
        _write([])


def store(new: Sequence[Any]) -> None:
    """Add the sign-ins of `new` people, and new passwords for those whose are not known."""
    known = {one["username"]: one for one in _read()}
    known |= {one.username: _plain(one) for one in new}
    known |= {one["username"]: one for one in _reset(set(known))}
    _write(list(known.values()))


def _reset(known: set[str]) -> list[dict[str, str]]:
    """Give demo people outside `known` new passwords: a start was cut short, or the file lost."""
    import secrets

    from linli.base.accounts.models import Post

    posts = Post.objects.select_related("person", "unit").filter(person__is_demo=True)
    found = []
    for post in posts.exclude(person__username__in=known).order_by("pk"):
        password = secrets.token_urlsafe(16)
        post.person.set_password(password)
        post.person.save(update_fields=["password"])
        found.append(
            {
                "username": post.person.username,
                "password": password,
                "name": post.person.name,
                "role": post.role,
                "unit": post.unit.name,
            }
        )
    return found


def show(receipts: Sequence[tuple[str, str, str]]) -> None:
    """Print one sign-in for each role, and some residents' receipts with their passcodes."""
    from linli.base.accounts.kinds import ROLES

    by_role = {one["role"]: one for one in reversed(_read())}
    for role in ROLES.values():
        if one := by_role.get(role.key):
            click.echo(
                f"  {one['username']:<18}{one['password']:<24}{say(role.name)} {one['name']}"
            )
    click.echo("  " + say(ALL_IN.format(path=home() / SIGN_INS)))
    click.echo("  " + say(RECEIPTS))
    for receipt, passcode, title in receipts:
        click.echo(f"  {receipt}  {passcode}  {title}")


def _plain(one: Any) -> dict[str, str]:
    fields = ("username", "password", "name", "role", "unit")
    return {field: getattr(one, field) for field in fields}


def _read() -> list[dict[str, str]]:
    try:
        found: list[dict[str, str]] = json.loads((home() / SIGN_INS).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return found


def _write(sign_ins: list[dict[str, str]]) -> None:
    path = home() / SIGN_INS
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(sign_ins, file, ensure_ascii=False, indent=1)
    draft.replace(path)
