"""The items of the duty lists, and the units that lead on them or assist."""

from __future__ import annotations

import re
from typing import ClassVar

from django.db import models

from linli.base.accounts.models import InForceQuerySet
from linli.base.regions.levels import ancestors_of, end_of
from linli.core.text import Text
from linli.registers.duties.lists import DUTY_LISTS, DutyList

SEPARATORS = r"、,，;；\r\n"


class DutyItemQuerySet(InForceQuerySet):
    """Items, read by place and day."""

    def at_place(self, code: int) -> DutyItemQuerySet:
        """Return those whose region holds the place `code`."""
        return self.filter(region_id__in=[code, *ancestors_of(code)])

    def concerning(self, code: int) -> DutyItemQuerySet:
        """Return those whose region holds the place `code` or lies within it."""
        within = models.Q(region_id__gte=code, region_id__lt=end_of(code))
        return self.filter(within | models.Q(region_id__in=ancestors_of(code)))


class DutyItem(models.Model):
    """One item of one of the three lists: `own` the township leads, `assisting` a department
    leads and the township assists, `taken_back` a department alone.

    `lead_unit` is set where one unit leads for the whole region; where each county's own
    department does, `lead_name` names the department and the county decides which one it is.
    Assisting departments are told in the same two ways: `assisting_units` are units,
    `assisting_names` are names with 、 between them. `place` is the position in lists, made of
    list and number.
    """

    list = models.CharField(max_length=20, db_index=True)
    number = models.CharField(max_length=20)
    place = models.CharField(max_length=80, editable=False)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=60, blank=True)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_name = models.CharField(max_length=120, blank=True)
    assisting_units = models.ManyToManyField("accounts.Unit", blank=True, related_name="+")
    assisting_names = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    upper_duty = models.TextField(blank=True)
    own_duty = models.TextField(blank=True)
    working_method = models.TextField(blank=True)
    keywords = models.CharField(max_length=500, blank=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    objects = DutyItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["region_id", "place", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["region", "list", "number", "from_date"], name="duty_item_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def list_declared(self) -> DutyList:
        """Return the declared list of the item."""
        return DUTY_LISTS[self.list]

    @property
    def lead_text(self) -> Text:
        """Return who leads, in words. Reads `lead_unit`; select it with the item."""
        if self.lead_unit:
            return self.lead_unit.text
        if self.lead_name:
            return Text(f"所在地的{self.lead_name}", f"{self.lead_name} of the place concerned")
        return Text("所在地的街道（乡镇）", "The town or street concerned")

    @property
    def keyword_list(self) -> tuple[str, ...]:
        """Return the keywords one by one."""
        return split_words(self.keywords)

    @property
    def assisting_name_list(self) -> tuple[str, ...]:
        """Return the names of assisting departments one by one."""
        return split_names(self.assisting_names)


def split_names(text: str) -> tuple[str, ...]:
    """Return names of units written with 、, commas, semicolons or lines between them."""
    return tuple(name.strip() for name in re.split(f"[{SEPARATORS}]", text) if name.strip())


def split_words(text: str) -> tuple[str, ...]:
    """Return keywords, which spaces may separate as well."""
    return tuple(word for word in re.split(rf"[{SEPARATORS}\s]+", text) if word)


def place_of(list_key: str, number: str) -> str:
    """Return what puts items in order: the list, then the number with 2 before 10."""
    padded = re.sub(r"\d+", lambda digits: digits.group().zfill(6), number)
    return f"{DUTY_LISTS[list_key].order}/{padded}"[:80]
