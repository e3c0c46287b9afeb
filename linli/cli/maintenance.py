"""The command `linli manage`: of Django's commands those that an instance needs, and the rooms'."""

from __future__ import annotations

from typing import Any

import click
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand
from django.core.management.commands import migrate

from linli.cli.declaring import command, django
from linli.cli.instance import database_at_hand, existing_instance
from linli.cli.language import Failure, say
from linli.core.text import Text

# Of Django's own. Whatever else it brings writes or deletes without a line in the log, or shows
# what nobody should see; much of it Linli does by a command of its own.
OFFERED = {
    "check": Text("检查设置", "Check the settings"),
    "makemigrations": Text("生成迁移（开发用）", "Write migrations, for those who build Linli"),
    "migrate": Text("升级数据库", "Bring the database up to date"),
    "showmigrations": Text("列出迁移", "List the migrations"),
}
# Those that are content without an instance.
ANYWHERE = ("check", "makemigrations")
ROOMS = {
    "reset_sign_in": Text("重置某人的密码和二次验证", "Reset a person's password and second step"),
    "rotate_keys": Text("更换隐私密钥", "Change the privacy keys"),
}
# By command of Django's: what does it here.
INSTEAD = {
    "changepassword": "linli manage reset_sign_in",
    "createsuperuser": "linli init",
    "db_worker": "linli worker",
    "dumpdata": "linli backup",
    "loaddata": "linli restore",
    "runserver": "linli serve",
    "testserver": "linli demo",
}
NOT_THIS = Text(
    "{name} 不留日志记录，linli manage 不提供，请用 {own}。",
    "`linli manage` has no {name}, which knows nothing of the log: use `{own}`.",
)
NOT_OFFERED = Text(
    "{name} 不留日志记录，linli manage 不提供，可用：{known}",
    "`linli manage` has no {name}, which knows nothing of the log, but: {known}",
)
UNKNOWN = Text("没有维护命令 {name}，可用：{known}", "no maintenance command {name}, but: {known}")
ONLY_FORWARD = Text(
    "linli manage migrate 只能升级到最新，不能回退或跳过：请恢复升级前的备份。",
    "`linli manage migrate` goes forward to the newest and leaves nothing out: the way back is the "
    "backup that was taken before.",
)
MORE = Text(
    "各命令的选项：linli manage help 命令", "For the options of each: linli manage help COMMAND"
)


@command(
    Text("执行维护命令，如 migrate、rotate_keys", "Run a maintenance command, such as migrate"),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a maintenance command of Django's or of a room."""
    django()
    name = next(iter(arguments), "help")
    if name in _offered() and (name not in ANYWHERE or database_at_hand()):
        existing_instance()
    Maintenance(["linli manage", *arguments]).execute()


class Maintenance(ManagementUtility):
    """Django's door to its commands, open for those that are offered."""

    def main_help_text(self, commands_only: bool = False) -> str:
        """Return what `help` shows."""
        names = _offered()
        if commands_only:
            return "\n".join(names)
        width = max(map(len, names)) + 2
        about = {**OFFERED, **ROOMS}
        told = [f"  {name:<{width}}{say(about[name]) if name in about else ''}" for name in names]
        return "\n".join([*told, "", say(MORE)])

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return the command; Failure for one that isn't offered."""
        if subcommand not in _offered():
            raise Failure(_why_not(subcommand))
        if subcommand == "migrate":
            return Forward()
        return super().fetch_command(subcommand)


class Forward(migrate.Command):
    """Django's `migrate`, which would also take tables away with all that they hold."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Migrate to the newest. Raises Failure when asked for anything else."""
        if any(options[name] for name in ("app_label", "fake", "fake_initial", "prune")):
            raise Failure(ONLY_FORWARD)
        return super().execute(*args, **options)


def _offered() -> list[str]:
    """Return the names of what is offered: a room's commands go by its actions."""
    ours = {name for name, app in get_commands().items() if str(app).startswith("linli.")}
    return sorted({*OFFERED, *ours})


def _why_not(name: str) -> Text:
    if own := INSTEAD.get(name):
        return NOT_THIS.format(name=name, own=own)
    known = ", ".join(_offered())
    return (NOT_OFFERED if name in get_commands() else UNKNOWN).format(name=name, known=known)
