"""The application of background work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Tasks, recurring jobs, and the worker that runs both."""

    name = "linli.base.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Register the jobs of the rooms below, which cannot know this one, and its own."""
        from linli.base.audit.anchoring import anchor
        from linli.base.audit.heads import rotate
        from linli.base.jobs.caching import forget_expired, forget_sessions
        from linli.base.jobs.reaping import prune
        from linli.base.jobs.schedule import schedule

        schedule("audit.anchor", 1, anchor)
        schedule("audit.rotate_heads", 24 * 60, rotate)
        schedule("jobs.prune", 24 * 60, prune)
        schedule("jobs.forget_expired", 60, forget_expired)
        schedule("jobs.forget_sessions", 24 * 60, forget_sessions)
