"""The commands that run an instance: `linli serve` and `linli worker`."""

from __future__ import annotations

import errno
import ipaddress
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import Any

import click

from linli.cli.declaring import command, option, step
from linli.cli.instance import ready_instance
from linli.cli.language import Failure
from linli.core.text import Text

HOST = "127.0.0.1"
PORT = 8000
PORT_TAKEN = Text(
    "端口 {port} 已被占用。请停止占用它的程序，或另选端口，如 {command} --port {other}。",
    "Port {port} is taken. Stop what uses it, or choose another one: `{command} --port {other}`.",
)
NO_ADDRESS = Text("无法在 {host} 上监听：{why}", "Can't listen on {host}: {why}")
LISTENING = Text("邻里已在 {url} 运行，按 Ctrl-C 停止。", "Linli runs at {url}; Ctrl-C stops it.")


def address(function: Any) -> Any:
    """Add the options `--host` and `--port`, which HOST and PORT set too."""
    host = option("--host", envvar="HOST", default=HOST, show_default=True, about=Text(
        "监听地址", "Address to listen on",
    ))  # fmt: skip
    port = option(
        "--port", envvar="PORT", default=PORT, show_default=True, type=click.IntRange(1, 65535),
        about=Text("端口", "Port"),
    )  # fmt: skip
    return host(port(function))


def lasting(function: Any) -> Any:
    """Add the hidden option `--with-parent`: stop when standard input ends."""
    return option("--with-parent", is_flag=True, hidden=True, about=Text("", ""))(function)


@command(Text("运行网站", "Run the web server"))
@address
@option("--workers", default=2, show_default=True, about=Text("进程数", "Processes"))
@option("--threads", default=4, show_default=True, about=Text("每进程线程数", "Threads of each"))
@lasting
def serve(host: str, port: int, workers: int, threads: int, with_parent: bool) -> None:
    """Serve the pages of the instance until stopped."""
    check_free(host, port)
    if is_elsewhere(host):
        os.environ["LINLI_DEMO"] = "0"
    from linli.cli.web import serve_forever, share_figures

    share_figures()
    ready_instance()
    check_durable()
    collect_static()
    if with_parent:
        stop_with_parent()
    else:
        step(LISTENING.format(url=url_of(host, port)))
    serve_forever(f"{_bracketed(host)}:{port}", workers=workers, threads=threads)


@command(Text("运行后台任务", "Run the worker"))
@lasting
def worker(with_parent: bool) -> None:
    """Do the background work of the instance until stopped."""
    ready_instance()
    check_durable()
    if with_parent:
        stop_with_parent()
    from linli.base.jobs.worker import run_worker

    run_worker()


def url_of(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    shown = "localhost" if host in (HOST, "::1", "0.0.0.0", "::") else host  # noqa: S104
    return f"http://{_bracketed(shown)}:{port}"


def connect_address(host: str) -> str:
    """Return where this machine itself reaches what listens on `host`."""
    return {"0.0.0.0": HOST, "::": "::1"}.get(host, host)  # noqa: S104


def is_elsewhere(host: str) -> bool:
    """Return whether other machines can reach what listens on `host`."""
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def own_names(host: str) -> list[str]:
    """Return by what names other machines may call this one, which listens on `host`."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return [host]
    names = [socket.gethostname()]
    with suppress(OSError):
        names += [str(found[4][0]) for found in socket.getaddrinfo(names[0], None)]
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: this only asks which of its addresses the machine would use.
        probe.connect(("192.0.2.1", 9))
        names.append(str(probe.getsockname()[0]))
    return names


def check_free(host: str, port: int) -> None:
    """Raise Failure unless a server can listen at `host` and `port`."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
            listener.listen(1)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno is None:
            raise Failure(NO_ADDRESS.format(host=host, why=error.strerror)) from error
        raise Failure(_why_not(host, port, error), exit_code=1) from error


def _why_not(host: str, port: int, error: OSError) -> Text:
    if error.errno == errno.EADDRINUSE:
        command = click.get_current_context().command_path
        return PORT_TAKEN.format(port=port, command=command, other=port % 65535 + 1)
    return NO_ADDRESS.format(host=f"{host}:{port}", why=error.strerror)


def check_durable() -> None:
    """Raise Failure where the database forgets what it acknowledged, as in a power cut."""
    from linli.base.operations.durability import weaknesses

    if found := weaknesses():
        raise Failure(found[0], exit_code=1)


def collect_static() -> None:
    """Copy and compress the files of the pages into the home, and serve them from there alone:
    where they lie in the program there are no compressed ones."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    settings.WHITENOISE_USE_FINDERS = False


def stop_with_parent() -> None:
    """Stop this process like an interrupt would, once standard input ends.

    The parent holds its other end, so it ends however the parent does.
    """

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
