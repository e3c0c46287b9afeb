"""The items of the duty lists, and the units that lead on them or assist."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DutyItem(models.Model):
    """One item of one of the three lists: `own` the township leads, `assisting` a department
    leads and the township assists, `taken_back` a department alone.

    `lead_unit` is set where one unit leads for the whole region; where each county's own
    department does, `lead_name` names the department and the county decides which one it is.
    """

    list = models.CharField(max_length=20, db_index=True)
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=60, blank=True)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_name = models.CharField(max_length=120, blank=True)
    assisting_units = models.ManyToManyField("accounts.Unit", blank=True, related_name="+")
    basis = models.CharField(max_length=300, blank=True)
    upper_duty = models.TextField(blank=True)
    own_duty = models.TextField(blank=True)
    working_method = models.TextField(blank=True)
    keywords = models.CharField(max_length=500, blank=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["region_id", "list", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["region", "list", "number", "from_date"], name="duty_item_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
