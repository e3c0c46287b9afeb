"""What signing in leaves behind for a while: counted tries, and forms that came too late."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Tries(models.Model):
    """Failed tries at one door, such as a user name from a network; the door is kept as a digest.

    Nobody gets in by it before `held_until`; at `forget_at` the count begins anew.
    """

    digest = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    forget_at = models.DateTimeField(db_index=True)


class KeptForm(models.Model):
    """A form that was sent by somebody already signed out, kept for an hour.

    `sealed` holds what was typed, encrypted under a key of which the instance has one half and
    the browser's cookie the other; `browser` is the digest of the cookie's half.
    """

    person = models.ForeignKey("User", on_delete=models.CASCADE, related_name="kept_forms")
    browser = models.CharField(max_length=64, db_index=True)
    page = models.CharField(max_length=1000)
    action = models.CharField(max_length=1000)
    sealed = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["browser", "action"], name="kept_form_once")
        ]
