"""The files for putting an instance up name what is there: variables, commands, addresses."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import yaml

from linli.base.operations.urls import urlpatterns
from linli.cli import COMMANDS
from tests.repository.sources import CODE, ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
# Read by others than Linli: PostgreSQL's image, the proxy, compose itself.
OF_OTHERS = {
    "POSTGRES_USER",
    "POSTGRES_DB",
    "POSTGRES_PASSWORD",
    "LINLI_HOST",
    "LINLI_BACKUPS",
    "LANG",
}


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def read_by_linli() -> set[str]:
    """Every variable that the program asks its environment for, by its name in quotes."""
    names = re.compile(r'"((?:LINLI_[A-Z_]+)|DATABASE_URL|HOST|PORT)"')
    return {name for path in CODE.rglob("*.py") for name in names.findall(path.read_text("utf-8"))}


def commands():
    """The words after `linli` in everything that is started."""
    for service in compose()["services"].values():
        if (command := service.get("command")) and command[0] == "linli":
            yield command
    for unit in UNITS:
        started = re.search(r"^ExecStart=\S+/linli (.+)$", unit.read_text("utf-8"), re.MULTILINE)
        yield ["linli", *started[1].split()]
    yield yaml.safe_load((DEPLOY / "Dockerfile").read_text("utf-8").rpartition("CMD ")[2])


class TestCompose:
    def test_names_variables_that_linli_reads(self):
        named = {
            name for one in compose()["services"].values() for name in one.get("environment", {})
        }
        assert named - read_by_linli() <= OF_OTHERS
        assert {"DATABASE_URL", "LINLI_TLS", "LINLI_PROXIES", "LINLI_HOSTS"} <= named

    def test_asks_for_nothing_that_the_example_does_not_set(self):
        text = (DEPLOY / "compose.yaml").read_text("utf-8")
        asked = set(re.findall(r"\$\{([A-Z_]+)", text))
        example = (DEPLOY / "example.env").read_text("utf-8")
        assert asked == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))

    def test_gives_every_service_a_volume_that_is_declared(self):
        whole = compose()
        for service in whole["services"].values():
            for volume in service.get("volumes", []):
                name = volume.partition(":")[0]
                assert name.startswith((".", "$")) or name in whole["volumes"]

    def test_keeps_what_is_acknowledged(self):
        assert "synchronous_commit=on" in compose()["services"]["database"]["command"]

    def test_opens_nothing_but_the_proxy(self):
        assert [name for name, one in compose()["services"].items() if "ports" in one] == ["proxy"]


class TestWhatIsStarted:
    def test_are_commands_with_options_that_they_have(self):
        for _, name, *words in commands():
            assert name in COMMANDS
            module = __import__(COMMANDS[name][0], fromlist=[name])
            known = {option for one in getattr(module, name).params for option in one.opts}
            assert {word for word in words if word.startswith("--")} <= known

    @pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
    def test_runs_as_nobody_in_particular(self, unit):
        text = unit.read_text("utf-8")
        assert "User=linli" in text
        assert "NoNewPrivileges=yes" in text
        assert "EnvironmentFile=" in text


class TestSettings:
    def test_are_what_django_asks_of_a_real_instance(self, tmp_path):
        """Cookies for https alone, redirects, HSTS, no debugging, a key of its own."""
        run = subprocess.run(
            [sys.executable, "-m", "linli.cli", "manage", "check", "--deploy",
             "--fail-level", "WARNING"],
            env={**os.environ, "LINLI_HOME": str(tmp_path), "LINLI_TLS": "1", "DATABASE_URL": "",
                 "LINLI_HOSTS": "linli.example.gov.cn", "LANG": "en_GB.UTF-8"},
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr


class TestProxy:
    def test_keeps_inside_what_machines_ask(self):
        text = (DEPLOY / "Caddyfile").read_text("utf-8")
        blocked = set(re.search(r"@inside path (.+)", text)[1].split())
        for pattern in urlpatterns:
            path = f"/{pattern.pattern}"
            assert path in blocked or f"{path.rpartition('/')[0]}/*" in blocked


class TestDocumentation:
    def test_names_every_variable_that_the_program_reads(self):
        pages = (ROOT / "docs" / "howto").glob("*.md")
        told = "".join(page.read_text("utf-8") for page in pages)
        # Those of an identity provider are told together, by what they begin with.
        ours = {name for name in read_by_linli() if not name.startswith("LINLI_OIDC_")}
        assert {name for name in ours if name not in told} == set()
