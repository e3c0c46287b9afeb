"""In which language the command line speaks, and how its errors read."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import click

from linli.core.text import Text

LANGUAGES = ("zh", "en")
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return "zh-hans" or "en": as `--language` says, else as the locale does.

    Read before click does, since the texts of help are needed while commands are declared.
    """
    for place, argument in enumerate(arguments):
        if argument == "--language":
            return _code(" ".join(arguments[place + 1 : place + 2]))
        if argument.startswith("--language="):
            return _code(argument.partition("=")[2])
    return _code(next((environment[name] for name in LOCALE if environment.get(name)), "en"))


def _code(written: str) -> str:
    return "zh-hans" if written.lower().startswith("zh") else "en"


LANGUAGE = chosen(sys.argv[1:], os.environ)


def say(text: Text) -> str:
    """Return `text` in the language of this run."""
    return text.in_language(LANGUAGE)


class Failure(click.ClickException):
    """The command can't do what was asked; one line says why. `code` 2 is a wrong use."""

    def __init__(self, message: Text, *, exit_code: int = 2) -> None:
        super().__init__(message.en)
        self.said = message
        self.code = exit_code


def in_words(error: click.ClickException) -> str:
    """Return the error's one line in the language of this run."""
    if isinstance(error, Failure):
        text = error.said
    elif isinstance(error, click.MissingParameter):
        text = Text("缺少 {name}", "{name} is missing").format(name=_parameter(error))
    elif isinstance(error, click.NoSuchCommand):
        text = Text("没有命令 {name}", "no command {name}").format(name=error.command_name)
    elif isinstance(error, click.NoSuchOption):
        text = Text("没有选项 {name}", "no option {name}").format(name=error.option_name)
    elif isinstance(error, click.BadParameter):
        text = Text("{name}：{what}", "{name}: {what}").format(
            name=_parameter(error), what=error.message
        )
    else:
        return error.format_message()
    return say(text)


def _parameter(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return (parameter.human_readable_name if parameter else "").upper()
