"""How commands are declared: help, language and errors alike for all of them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import click

from linli.cli.language import LANGUAGE, Failure, say
from linli.core.errors import Refused
from linli.core.text import Text

Function = Callable[..., Any]
CHOOSE_LANGUAGE = Text("提示所用语言（默认依 LANG）", "Language of what is said; else as LANG says")
SHOW_HELP = Text("显示本说明", "Show this and leave")
AS_JSON = Text("每行输出一个 JSON 对象", "Print JSON Lines")


def command(
    about: Text, *, name: str = "", group: click.Group | None = None, **settings: Any
) -> Callable[[Function], click.Command]:
    """Return a decorator that makes a function the command `name`, refusals made failures."""

    def declare(function: Function) -> click.Command:
        make = group.command if group else click.command
        made: click.Command = make(
            name or function.__name__, help=say(about), add_help_option=False, **settings
        )(with_refusals(function))
        made.params += [_language(), _help()]
        return made

    return declare


def option(*names: str, about: Text, **settings: Any) -> Callable[[Function], Function]:
    """Return click's option with its help in the language of this run."""
    return click.option(*names, help=say(about), **settings)


def as_json(function: Function) -> Function:
    """Add the option `--json` as the parameter `as_json`."""
    return option("--json", "as_json", is_flag=True, about=AS_JSON)(function)


def print_json(thing: Mapping[str, object]) -> None:
    """Print one line of JSON."""
    click.echo(json.dumps(thing, ensure_ascii=False))


def django() -> None:
    """Set Django up, once a command needs it, in the language of this run.

    What an instance writes is for its owner's eyes only.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.settings")
    import django as framework
    from django.utils import translation

    framework.setup()
    translation.activate(LANGUAGE)


def with_refusals(function: Function) -> Function:
    """Return `function` with what a rule refuses turned into one line."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Refused as refused:
            raise Failure(refused.message) from refused

    return run


def _language() -> click.Option:
    return click.Option(
        ["--language"], metavar="zh|en", expose_value=False, help=say(CHOOSE_LANGUAGE)
    )


def _help() -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"], is_flag=True, is_eager=True, expose_value=False,
        callback=show, help=say(SHOW_HELP),
    )  # fmt: skip


class Progress:
    """Says on standard error how far a long step is: in place on a terminal, else now and then."""

    def __init__(self, what: Text) -> None:
        self._what = say(what)
        self._shown = -1
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` are done."""
        share = 100 * done // total if total else 100
        # A log needs no more than a few lines, a terminal shows each percent.
        step = 1 if self._is_terminal else 25
        if share < self._shown + step and done != total:
            return
        if share == self._shown:
            return
        self._shown = share
        end = "\r" if self._is_terminal and done != total else "\n"
        click.echo(f"  {self._what} {share} %", err=True, nl=False)
        click.echo(end, err=True, nl=False)


def step(what: Text) -> None:
    """Say on standard error which step begins."""
    click.echo(say(what), err=True)
