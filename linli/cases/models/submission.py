"""Forms that were sent, so that sending one twice does nothing twice."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """The key of a form that has done its work; written in the same transaction."""

    key = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
