"""The command `linli`: runs an instance, shows the demo, and answers from the shell."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from linli.cli.declaring import Group, group
from linli.cli.language import Failure, in_words, say
from linli.core.text import Text
from linli.home import NotItsKeys
from linli.settings_given import NotASetting

NOT_ITS_KEYS = Text(
    "{path} 缺失或损坏，不是本实例的密钥：请检查 LINLI_KEYS 所指文件夹。",
    "{path} is missing or damaged, so these are not the keys of this instance. Look at the folder "
    "that LINLI_KEYS names.",
)
NOT_A_SETTING = Text("环境变量 {name} 的值有误：{value}", "{name} can't be {value}")
ONE_OF = Text(
    "环境变量 {name} 的值有误：{value}，可用：{known}", "{name} can't be {value}, but: {known}"
)
UNUSABLE = Text("无法使用 {path}：{why}", "{path} can't be used: {why}")

# By command: the module that holds it and the line that `linli --help` shows, so that help
# needn't import what it doesn't run.
COMMANDS = {
    "demo": (
        "linli.cli.demo",
        Text("准备演示城市并运行网站和后台", "Prepare the demo city and run web and worker"),
    ),
    "init": ("linli.cli.init", Text("建立正式实例", "Make a real instance")),
    "serve": ("linli.cli.running", Text("运行网站", "Run the web server")),
    "worker": ("linli.cli.running", Text("运行后台任务", "Run the worker")),
    "regions": ("linli.cli.places", Text("装载区划", "Load regions")),
    "units": ("linli.cli.places", Text("列出单位", "List the units")),
    "procedures": ("linli.cli.law", Text("列出办理程序", "List the procedures")),
    "term": ("linli.cli.law", Text("计算时限", "Say when a term ends")),
    "intake": (
        "linli.cli.intake",
        Text("从文件导入来件", "Open the messages of a file as cases"),
    ),
    "mend": ("linli.cli.reports", Text("修复损坏的文本", "Make a damaged text whole")),
    "conference": (
        "linli.cli.reports",
        Text("读取会议报道", "Read the report of a conference"),
    ),
    "reindex": ("linli.cli.reindex", Text("重建搜索索引", "Write the search index anew")),
    "figures": (
        "linli.cli.figures",
        Text("核对统计数", "Check the counters behind the rates"),
    ),
    "verify": ("linli.cli.verify", Text("校验日志是否完整", "Check that the log is whole")),
    "backup": ("linli.cli.backup", Text("备份", "Back the instance up")),
    "restore": ("linli.cli.backup", Text("从备份恢复", "Restore a backup")),
    "manage": ("linli.cli.maintenance", Text("执行维护命令", "Run a maintenance command")),
}


class Commands(Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None for a name that isn't one."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(about)) for name, (_, about) in COMMANDS.items()])


@group(
    Text(
        "邻里：社会工作与基层治理开放平台。",
        "Linli: the open platform for social work and grassroots governance.",
    ),
    cls=Commands,
)
def linli() -> None:
    """Hold the commands."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = linli.main(arguments, prog_name="linli", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        code = 2
    except click.Abort:
        code = 130
    except click.ClickException as error:
        click.echo(f"linli: {in_words(error)}", err=True)
        code = error.code if isinstance(error, Failure) else error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough (such as `head`).
        sys.stderr.close()
        code = 0
    except (NotItsKeys, NotASetting, OSError) as error:
        click.echo(f"linli: {say(_told(error))}", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _told(error: NotItsKeys | NotASetting | OSError) -> Text:
    if isinstance(error, NotItsKeys):
        return NOT_ITS_KEYS.format(path=error.path)
    if isinstance(error, NotASetting):
        text = ONE_OF if error.known else NOT_A_SETTING
        known = ", ".join(error.known)
        return text.format(name=error.name, value=error.value, known=known)
    if error.filename is None:
        raise error
    # A folder that belongs to somebody else, a disk that can't be written.
    return UNUSABLE.format(path=error.filename, why=error.strerror)
