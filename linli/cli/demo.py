"""The command `linli demo`: a city at work on this machine."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime

from linli.cli import sign_ins
from linli.cli.declaring import command, django, option, step
from linli.cli.instance import (
    bring_up_to_date,
    database_file,
    home,
    locked,
    settle_ground,
    unapplied,
)
from linli.cli.language import Failure
from linli.cli.running import address, check_free, is_elsewhere, own_names, url_of
from linli.core.text import Text
from linli.database import FILE
from linli.home import MADE

# What an instance keeps in its home, and a new beginning takes away.
OWN = (
    FILE, f"{FILE}-wal", f"{FILE}-shm", "audit", "files", "keys", MADE,
    "static", sign_ins.SIGN_INS,
)  # fmt: skip
NOT_A_DEMO = Text(
    "{home} 中是正式实例，不是演示，未作任何改动。",
    "What lies in {home} is no demo but a real instance; nothing was changed.",
)
RUNNING = Text("这个演示正在运行，请先停止它。", "This demo is running; stop it first.")
ELSEWHERE = Text(
    "监听 {host}，其他机器也能访问，因此已关闭一键登录，请用下列用户名和密码登录。",
    "Listening on {host}, where other machines can reach it: one-click sign-in is off, use the "
    "names and passwords below.",
)
ONE_CLICK = Text(
    "在登录页可一键选择角色，也可用下列用户名和密码登录：",
    "The sign-in page offers every role with one click; or sign in with name and password:",
)
PREPARED = Text(
    "演示已在 {home} 准备好，用 make demo 或 linli demo 运行。",
    "The demo is prepared in {home}; run it with `make demo` or `linli demo`.",
)
REMOVING = Text("清除演示数据……", "Removing the demo's data …")


@command(
    Text("准备演示城市，并运行网站和后台任务", "Prepare the demo city, then run web and worker")
)
@address
@option("--no-serve", is_flag=True, about=Text("只准备，不运行", "Prepare only"))
@option("--reset", is_flag=True, about=Text("清除演示数据，重新开始", "Begin anew"))
def demo(host: str, port: int, no_serve: bool, reset: bool) -> None:
    """Prepare the demo city, keeping what is there, and run it until stopped."""
    if not no_serve:
        check_free(host, port)
    home().mkdir(parents=True, exist_ok=True)
    with locked(home() / "demo.lock", RUNNING):
        _open_to(host)
        _check_is_demo()
        if reset:
            _remove()
        prepare()
        if no_serve:
            step(PREPARED.format(home=home()))
            return
        _show(host, port)
        from linli.cli.together import run_together

        run_together(host, port)


def prepare() -> None:
    """Make the demo city, or what is missing of it; each part comes whole or not at all."""
    sign_ins.begin()
    django()
    bring_up_to_date()
    settle_ground()
    from linli.cli.demo_city import build

    sign_ins.store(build(at=datetime.now(UTC)))


def _show(host: str, port: int) -> None:
    from linli.cli.demo_city import receipts

    step(Text("演示：{url}", "Demo: {url}").format(url=url_of(host, port)))
    step(ELSEWHERE.format(host=host) if is_elsewhere(host) else ONE_CLICK)
    sign_ins.show(receipts())


def _open_to(host: str) -> None:
    """Set what the settings read: one-click sign-in on loopback alone, and the hosts' names."""
    os.environ["LINLI_DEMO"] = "0" if is_elsewhere(host) else "1"
    if is_elsewhere(host):
        names = ["localhost", "127.0.0.1", "[::1]", *own_names(host)]
        os.environ.setdefault("LINLI_HOSTS", ",".join(dict.fromkeys(names)))


def _check_is_demo() -> None:
    """Raise Failure where the home or the server's database holds a real instance."""
    is_marked = (home() / sign_ins.SIGN_INS).exists()
    if not os.environ.get("DATABASE_URL"):
        is_demo = is_marked or not database_file().exists()
    else:
        django()
        is_demo = _server_holds_demo()
    if not is_demo:
        raise Failure(NOT_A_DEMO.format(home=home()), exit_code=1)


def _server_holds_demo() -> bool:
    from django.db import DatabaseError

    from linli.base.accounts.models import Unit, User

    missing, there_are = unapplied()
    if missing == there_are:
        return True
    try:
        return User.objects.filter(is_demo=True).exists() or not Unit.objects.exists()
    except DatabaseError:
        return False


def _remove() -> None:
    step(REMOVING)
    if os.environ.get("DATABASE_URL"):
        _empty_server()
    for name in OWN:
        path = home() / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _empty_server() -> None:
    """Drop every table of Linli's in the database server."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
