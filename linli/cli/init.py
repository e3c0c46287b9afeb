"""The command `linli init`: a real instance with its first unit and three administrators."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from linli.cli.declaring import Function, command, django, option
from linli.cli.instance import bring_up_to_date, home, settle_ground
from linli.cli.language import Failure, say
from linli.cli.places import REGION, RegionCode
from linli.core.text import Text
from linli.settings_given import origins

NOT_EMPTY = Text(
    "{home} 中的实例已有单位或人员，未作任何改动。",
    "The instance in {home} has units or people already; nothing was changed.",
)
NOT_THREE = Text(
    "系统管理员、安全管理员、安全审计员须为三个不同的用户名。",
    "System administrator, security administrator and auditor need three different user names.",
)
LOCAL = "http://localhost:8000"
NO_ADDRESS = Text(
    "网址须以 https:// 或 http:// 开头：{address}",
    "An address begins with https:// or http://, unlike {address}",
)
NO_KIND = Text("没有单位类型 {kind}，可用：{known}", "no kind of unit {kind}, but: {known}")
MADE = Text("实例已建立：{unit}", "The instance is ready: {unit}")
LINKS = Text(
    "请把下列一次性链接分别交给本人，72 小时内有效：",
    "Give each of these links to its person; it works once, within 72 hours:",
)
EACH = Text(
    "每位管理员现在须：1. 打开链接，设置密码；"
    "2. 登录，设置二次验证（手机验证器应用，或本机的通行密钥）；"
    "3. 打印或保存恢复代码。完成之前不能办理任何事项。手机等丢失时，由另一名安全管理员重置，"
    "因此请尽早任命第二名安全管理员。",
    "Each administrator must now: 1. open the link and set a password; 2. sign in and set up the "
    "second step (an app that shows codes, or a passkey); 3. print or save the recovery codes. "
    "Nothing else is open before. Who loses them all is helped by another security administrator: "
    "appoint a second one soon.",
)
NEXT = Text(
    "运行 linli serve 和 linli worker 启动，再由三位管理员建立其他单位和岗位。",
    "Start it with `linli serve` and `linli worker`; the administrators then open the other units "
    "and fill their posts.",
)
# By role: the option, what it asks for, and the user name that is offered.
ADMINISTRATORS = {
    "system_administrator": ("--system-administrator", Text("系统管理员", "System administrator")),
    "security_administrator": (
        "--security-administrator",
        Text("安全管理员", "Security administrator"),
    ),
    "auditor": ("--auditor", Text("安全审计员", "Auditor")),
}


def asked(*names: str, about: Text, **settings: Any) -> Callable[[Function], Function]:
    """Return an option that is prompted for on a terminal and required elsewhere."""
    prompt = say(about) if sys.stdin is not None and sys.stdin.isatty() else None
    return option(*names, about=about, prompt=prompt, required=True, **settings)


def administrators(function: Function) -> Function:
    """Add an option for each of the three administrators."""
    for role, (name, about) in reversed(ADMINISTRATORS.items()):
        text = Text(about.zh + "的用户名[=姓名]", about.en + ": USERNAME[=NAME]")
        function = asked(name, role, metavar="USERNAME[=NAME]", about=text)(function)
    return function


@command(Text("建立正式实例：首个单位和三名管理员", "Make a real instance with its administrators"))
@asked("--name", about=Text("首个单位的名称", "Name of the first unit"))
@asked("--kind", about=Text("单位类型，如 social_work", "Its kind, such as social_work"))
@asked("--region", type=RegionCode(), about=REGION)
@option("--code", default="first", show_default=True, about=Text("单位代码", "Code of the unit"))
@administrators
@option(
    "--address",
    about=Text(
        "用户打开本平台的网址；默认取 LINLI_ORIGINS 的第一个",
        "Where people open this instance; else the first of LINLI_ORIGINS",
    ),
)
def init(name: str, kind: str, region: int, code: str, address: str | None, **people: str) -> None:
    """Make the database, load the ground, open the first unit and appoint three people."""
    _check_three(people)
    _check_kind(kind)
    address = _address(address)
    django()
    bring_up_to_date()
    _check_empty()
    settle_ground()
    links = _found(name, kind, region, code, people)
    click.echo(say(MADE.format(unit=name)))
    click.echo(say(LINKS))
    for role, (username, path) in links.items():
        click.echo(f"  {say(ADMINISTRATORS[role][1])}\t{username}\t{address.rstrip('/')}{path}")
    click.echo(say(EACH))
    click.echo(say(NEXT))


def _address(given: str | None) -> str:
    if given is None:
        return next(iter(origins("LINLI_ORIGINS")), LOCAL)
    if not given.startswith(("https://", "http://")):
        raise Failure(NO_ADDRESS.format(address=given))
    return given


def _check_three(people: dict[str, str]) -> None:
    names = {_person(written)[0].casefold() for written in people.values()}
    if len(names) < len(ADMINISTRATORS):
        raise Failure(NOT_THREE)


def _check_kind(kind: str) -> None:
    from linli.base.accounts.kinds import UNIT_KINDS

    if kind not in UNIT_KINDS:
        raise Failure(NO_KIND.format(kind=kind, known=", ".join(UNIT_KINDS)))


def _check_empty() -> None:
    from linli.base.accounts.models import Unit, User

    if Unit.objects.exists() or User.objects.exists():
        raise Failure(NOT_EMPTY.format(home=home()), exit_code=1)


def _found(
    name: str, kind: str, region: int, code: str, people: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """Open the unit, appoint the three, and return user name and link by role; all or nothing."""
    from django.db import transaction
    from django.urls import reverse

    from linli.base.accounts.actions import appoint, create_person, issue_sign_in_link, open_unit
    from linli.base.regions.models import Region
    from linli.core.actors import Actor
    from linli.core.zone import local_day

    by, at = Actor.system("init"), datetime.now(UTC)
    day = local_day(at)
    place = Region.objects.filter(pk=region).first()
    if place is None:
        raise Failure(
            Text("没有代码为 {code} 的区划", "no region has the code {code}").format(code=region)
        )
    links = {}
    with transaction.atomic():
        unit = open_unit(code=code, name=name, kind=kind, region=place, from_date=day, by=by, at=at)
        for role, written in people.items():
            username, full_name = _person(written)
            person = create_person(username=username, name=full_name, by=by, at=at)
            appoint(person=person, unit=unit, role=role, from_date=day, by=by, at=at)
            key = issue_sign_in_link(person, by=by, at=at)
            links[role] = (username, reverse("accounts:enter_by_link", args=[key]))
    return links


def _person(written: str) -> tuple[str, str]:
    """Return the user name and the person's name, which is the same unless it is given."""
    username, _, name = (part.strip() for part in written.partition("="))
    return username, name or username
