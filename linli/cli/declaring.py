"""How commands are declared: help, language and errors alike for all of them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

import click

from linli.cli.language import LANGUAGE, LANGUAGES, Failure, say
from linli.core.errors import Refused
from linli.core.text import Text

Function = Callable[..., Any]
CHOOSE_LANGUAGE = Text("提示所用语言（默认依 LANG）", "Language of what is said; else as LANG says")
SHOW_HELP = Text("显示本说明", "Show this and leave")
AS_JSON = Text("每行输出一个 JSON 对象", "Print JSON Lines")
NO_LANGUAGE = Text("没有语言 {name}，可用：{known}", "no language {name}, but: {known}")
# What click itself writes above and before, by its English words.
USAGE = Text("用法：", "Usage: ")
HEADINGS = {"Options": Text("选项", "Options"), "Commands": Text("命令", "Commands")}


class Formatter(click.HelpFormatter):
    """Writes help with click's own words in the language of this run."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or say(USAGE))

    def write_heading(self, heading: str) -> None:
        """Write what stands above a list."""
        super().write_heading(say(HEADINGS[heading]) if heading in HEADINGS else heading)


class Context(click.Context):
    """A run of a command, whose help is written by our formatter."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose words are in the language of this run."""

    context_class = Context


class Group(click.Group):
    """Commands under one name."""

    context_class = Context
    command_class = Command


def command(
    about: Text, *, name: str = "", group: click.Group | None = None, **settings: Any
) -> Callable[[Function], click.Command]:
    """Return a decorator that makes a function the command `name`, refusals made failures."""

    def declare(function: Function) -> click.Command:
        known_as, told = name or function.__name__, say(about)
        make = group.command if group else partial(click.command, cls=Command)
        made: click.Command = make(known_as, help=told, add_help_option=False, **settings)(
            with_refusals(function)
        )
        made.params += [_language(), _help()]
        return made

    return declare


def group(about: Text, *, cls: type[Group] = Group) -> Callable[[Function], Group]:
    """Return a decorator that makes a function the holder of commands under its name."""

    def declare(function: Function) -> Group:
        made = click.group(cls=cls, help=say(about), add_help_option=False)(function)
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
    """Return the option that was read before click reads options: see `cli.language`."""

    def check(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value is not None and value not in LANGUAGES:
            raise Failure(NO_LANGUAGE.format(name=value, known=", ".join(LANGUAGES)))

    return click.Option(
        ["--language"], metavar="|".join(LANGUAGES), expose_value=False,
        callback=check, help=say(CHOOSE_LANGUAGE),
    )  # fmt: skip


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
