"""What someone must answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.cases.registry import ProcedureRoom, rooms
from linli.cases.selectors import CaseQuerySet
from linli.core.procedure import Procedure, State

# "No clock runs": later than every term, so that lists sort and page on one column.
NO_DUE = datetime(9999, 1, 1, tzinfo=UTC)


class Case(models.Model):
    """A matter that follows a procedure.

    `coordinator` runs the procedure for the place; `unit` holds the case now (the coordinator
    until it is sent on); `post` is the person in charge inside that unit. `lane` is the course
    it takes, such as a grade. `round` counts how often it was opened. `due_at` is the nearest
    end of a running clock that binds an authority, or `NO_DUE`. One that `is_sealed` is seen by
    its list of readers alone (`cases.sealing`).
    """

    reference = models.CharField(max_length=20, unique=True)
    procedure = models.CharField(max_length=30)
    state = models.CharField(max_length=40)
    lane = models.CharField(max_length=30, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    message = models.ForeignKey("cases.Message", on_delete=models.PROTECT, related_name="cases")
    title = models.CharField(max_length=200)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="cases")
    post = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(default=NO_DUE)
    is_sealed = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit", "due_at", "id"],
                condition=Q(closed_at=None),
                name="case_open_unit_due",
            ),
            models.Index(
                fields=["region", "due_at", "id"],
                condition=Q(closed_at=None),
                name="case_open_region_due",
            ),
            models.Index(
                fields=["coordinator", "due_at", "id"],
                condition=Q(closed_at=None),
                name="case_open_coordinator_due",
            ),
            models.Index(
                fields=["post", "due_at", "id"],
                condition=Q(closed_at=None),
                name="case_open_post_due",
            ),
            models.Index(
                fields=["coordinator", "state", "due_at", "id"],
                condition=Q(closed_at=None),
                name="case_open_coordinator_state",
            ),
            models.Index(
                fields=["due_at", "id"], condition=Q(closed_at=None), name="case_open_due"
            ),
            # For units that once helped with thousands, nearly all of them closed long ago.
            models.Index(fields=["id"], condition=Q(closed_at=None), name="case_open_id"),
            models.Index(fields=["unit", "closed_at", "id"], name="case_unit_closed"),
            models.Index(fields=["coordinator", "closed_at", "id"], name="case_coord_closed"),
            models.Index(fields=["closed_at", "id"], name="case_closed"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def chain(self) -> str:
        """Return the name of the chain that holds what happened to the case."""
        return f"case:{self.pk}"

    @property
    def room(self) -> ProcedureRoom:
        """Return the registered room of the case's procedure."""
        return rooms[self.procedure]

    @property
    def declared(self) -> Procedure:
        """Return the declaration that the case follows."""
        return self.room.procedure

    @property
    def state_declared(self) -> State:
        """Return the declared state in which the case stands."""
        return self.declared.state(self.state)

    @property
    def is_emptied(self) -> bool:
        """Return whether the case is over and what its message said was erased."""
        return self.closed_at is not None and self.message.emptied_at is not None

    @property
    def has_due(self) -> bool:
        """Return whether a clock runs that binds an authority."""
        return self.due_at < NO_DUE
