"""The application of batches."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from linli.core.text import Text


class BatchesConfig(AppConfig):
    """Long work that somebody asked for, done by the worker."""

    name = "linli.base.batches"
    label = "batches"
    url_prefix = "desk/jobs/"

    def ready(self) -> None:
        """Put the page into the menu, name the notice, and have what is lost or old seen to."""
        from linli.base.batches.actions import forget, resume
        from linli.base.jobs.schedule import schedule
        from linli.base.notices.desk import wordings
        from linli.base.ui.menu import Entry, register

        schedule("batches.resume", 1, resume)
        schedule("batches.forget", 24 * 60, forget)
        wordings.register(
            "batch.ended",
            Text(
                "{name}：{stage}，成功{done}，未成功{refused}",
                "{name}: {stage}; {done} done, {refused} not done",
            ),
        )
        register(
            Entry(
                "batches",
                Text("批量任务", "Batch jobs"),
                "batches:list",
                "desk",
                40,
                icon="list",
                may=_has_any,
            )
        )


def _has_any(post: Any) -> bool:
    return post is not None and post.role != "auditor"
