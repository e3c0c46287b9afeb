"""The web server: gunicorn with threads, inside this very process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

SHARED = "PROMETHEUS_MULTIPROC_DIR"
# Where the figures of processes that ended are kept with those that live.
PREFIX = "linli-figures-"


class JsonLog(Logger):  # type: ignore[misc]
    """Gunicorn's own words in the form of all others; of a request only what nobody told yet."""

    def setup(self, cfg: Any) -> None:
        """Give every handler the form of the log."""
        from linli.base.operations.lines import JsonLines

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Tell of a request that never reached the pages."""
        from linli.base.operations.requests import NO_ROUTE, TOLD

        if TOLD in environ:
            return
        fields = {"route": NO_ROUTE, "status": int(str(resp.status)[:3])}
        self.error_log.warning("answered", extra={"fields": fields})


class Web(BaseApplication):  # type: ignore[misc]
    """Linli's pages under gunicorn, set up by `settings` instead of a file."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Hand the settings to gunicorn."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application; called in each process after the fork."""
        from linli.wsgi import application

        return application


def share_figures() -> None:
    """Let all processes of the web server count into one folder, which goes with them. Call it
    before anything that counts is imported."""
    folder, started_by = tempfile.mkdtemp(prefix=PREFIX), os.getpid()
    os.environ[SHARED] = folder

    def remove() -> None:
        # The processes that answer requests end here too; the folder is the first one's.
        if os.getpid() == started_by:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)


def serve_forever(bind: str, *, workers: int, threads: int) -> None:
    """Serve at `bind` until the process is told to stop; leaves by SystemExit."""
    from django.db import connections

    # A connection must not be shared by the processes that are forked from this one.
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    settings = {
        "bind": bind,
        "worker_class": "gthread",
        "workers": workers,
        "threads": threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "proc_name": "linli",
        "control_socket_disable": True,
        "logger_class": JsonLog,
        "child_exit": _forget_figures,
    }
    Web(settings).run()


def _forget_figures(arbiter: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
