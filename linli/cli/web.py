"""The web server: gunicorn with threads, inside this very process."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]


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
    }
    Web(settings).run()
