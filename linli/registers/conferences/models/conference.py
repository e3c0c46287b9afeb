"""A conference, where it was followed, who was called and came, what was said and handed out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.base.accounts.models import Post
from linli.base.regions.levels import LEVELS
from linli.core.text import Text
from linli.registers.conferences.following import subqueries_of
from linli.registers.conferences.kinds import (
    COMINGS,
    CONFERENCES,
    FORMS,
    PAPERS,
    RANKS,
    SPEECHES,
    Kind,
)


class PlannedConference(models.Model):
    """A line of the yearly plan of a unit: which conference it may hold in the year."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    # Where the plan says it: the month in which it is to be held, 0 for none.
    month = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["unit_id", "-year", "no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "year", "no"], name="planned_conference_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.no} {self.title}"

    @property
    def kind_declared(self) -> Kind:
        """Return the declared kind of the conference."""
        return CONFERENCES[self.kind]


class ConferenceQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Conferences, read by who may see them."""

    def visible_to(self, post: Post) -> ConferenceQuerySet:
        """Return those that the unit of `post` held, keeps or was called to, and those of which
        another room gave it something to do. One query."""
        own = Q(office_id=post.unit_id) | Q(host_id=post.unit_id)
        own |= Q(pk__in=Called.objects.filter(unit_id=post.unit_id).values("conference"))
        for given in subqueries_of(post):
            own |= Q(pk__in=given)
        return self.filter(own)


class Conference(models.Model):
    """A conference that was held or is to be held.

    `host` is the organ that holds it, `office` the unit that enters it here and answers for the
    entry (often the host itself). `rank` says in whose name it is held. `region` is the place for
    which it is held, whose level is its `level`.
    """

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    rank = models.CharField(max_length=20)
    level = models.CharField(max_length=12)
    host = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="conferences")
    office = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    held_date = models.DateField()
    begins_time = models.TimeField(null=True, blank=True)
    planned = models.ForeignKey(
        PlannedConference,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
    )
    matter = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-held_date", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "-held_date"], name="conference_office_day"),
            models.Index(fields=["host", "-held_date"], name="conference_host_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_declared(self) -> Kind:
        """Return the declared kind of the conference."""
        return CONFERENCES[self.kind]

    @property
    def form_declared(self) -> Kind:
        """Return the declared form of the conference."""
        return FORMS[self.form]

    @property
    def rank_declared(self) -> Kind:
        """Return in whose name it is held."""
        return RANKS[self.rank]

    @property
    def level_name(self) -> Text:
        """Return the level in words."""
        return LEVELS[self.level].name


class Venue(models.Model):
    """A place in which a conference is followed, in a region; one of them is the main one."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="venues")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-is_main", "region_id", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["conference", "region", "place"], name="conference_venue_once"
            )
        ]

    def __str__(self) -> str:
        return self.place or str(self.region)


class Called(models.Model):
    """A unit that is called to a conference: who of it, to which venue, and why it is concerned."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="called")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    rank = models.CharField(max_length=20)
    venue = models.ForeignKey(
        Venue, on_delete=models.SET_NULL, null=True, blank=True, related_name="called"
    )
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["unit__region_id", "unit_id", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "unit", "rank"], name="called_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}"

    @property
    def rank_declared(self) -> Kind:
        """Return who of the unit is called."""
        return RANKS[self.rank]


class Attendance(models.Model):
    """A post of a called unit, by its title, and whether it came. Posts, never a roll of people:
    who signed stands on the paper alone."""

    called = models.ForeignKey(Called, on_delete=models.CASCADE, related_name="attendance")
    title = models.CharField(max_length=60)
    coming = models.CharField(max_length=20, default="expected")

    class Meta:
        ordering: ClassVar[list[str]] = ["called", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["called", "title"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def coming_declared(self) -> Kind:
        """Return whether it came, in a word."""
        return COMINGS[self.coming]


class Speech(models.Model):
    """Something said at a conference: by whom, in which post, how long."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="speeches")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    speaker = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=80, blank=True)
    unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    topic = models.CharField(max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["conference", "no"]

    def __str__(self) -> str:
        return f"{self.speaker}{self.title}"

    @property
    def kind_declared(self) -> Kind:
        """Return the declared kind of the speech."""
        return SPEECHES[self.kind]


class Paper(models.Model):
    """A document of a conference and its length in characters."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    length = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["conference", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_declared(self) -> Kind:
        """Return the declared kind of the document."""
        return PAPERS[self.kind]


class Decision(models.Model):
    """What a person decided about a burden rule that a conference does not keep, with the reason.
    `about` is what was decided upon, in figures, so that a change asks for a new decision."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="decisions")
    rule = models.CharField(max_length=30)
    about = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["conference", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["conference", "rule", "about"], name="conference_decision_once"
            )
        ]

    def __str__(self) -> str:
        return self.rule
