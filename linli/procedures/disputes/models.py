"""What a dispute is beside a case: parties, mediators, sessions, the agreement and its performance;
the register of mediators, and rounds."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.core.text import Text
from linli.procedures.disputes.words import SHORT


class Mediator(models.Model):
    """A mediator in the register of a committee: named to the public, and held to Art. 8 and 9.

    `standing` is a key of `words.STANDINGS`. `post` is how they sign in, if they do. A tenure
    begins on `from_date`; `until_date` is when it ended.
    """

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="mediators")
    post = models.ForeignKey(
        "accounts.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=60)
    standing = models.CharField(max_length=20)
    is_woman = models.BooleanField(default=False)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["unit", "id"]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """A round (排查) through a grid, or through a whole community: what was looked at and what was
    found, never of whom. `focus` is a key of `words.FOCUSES`."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(
        "regions.Grid", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    focus = models.CharField(max_length=30)
    planned_date = models.DateField()
    planned_at = models.DateTimeField()
    held_date = models.DateField(null=True, blank=True)
    looked_at = models.TextField(blank=True)
    found = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-planned_date", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "planned_date"], name="round_unit_planned")
        ]

    def __str__(self) -> str:
        return f"{self.focus} {self.planned_date}"


class Dispute(models.Model):
    """The elements of registration and what became of it. `source`, `kind`, `ended_by` and
    `confirmation` are keys of `words`; `referrer` is the court or department that sent it.
    `wish` is what the applicant asks for."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="dispute")
    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    referrer = models.CharField(max_length=200, blank=True)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    matter = models.TextField()
    wish = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    effective_date = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    told_date = models.DateField(null=True, blank=True)
    police_told_at = models.DateTimeField(null=True, blank=True)
    court = models.CharField(max_length=200, blank=True)
    applied_date = models.DateField(null=True, blank=True)
    confirmation = models.CharField(max_length=20, blank=True)
    confirmed_date = models.DateField(null=True, blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)
    visited_30 = models.CharField(max_length=20, blank=True)
    visited_30_date = models.DateField(null=True, blank=True)
    visited_90 = models.CharField(max_length=20, blank=True)
    visited_90_date = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["effective_date"],
                condition=Q(visited_90=""),
                name="dispute_to_visit",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class Party(models.Model):
    """A party of a dispute; who it is, is kept encrypted under `subject`, for the sender under
    that of the message. `holder` is the receipt of their own, for parties who did not send it."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="parties")
    no = models.PositiveSmallIntegerField()
    position = models.CharField(max_length=20)
    subject = models.UUIDField(default=uuid.uuid4, unique=True)
    is_sender = models.BooleanField(default=False)
    is_organisation = models.BooleanField(default=False)
    holder = models.OneToOneField(
        "cases.Holder", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.CharField(max_length=10, blank=True)
    consent_way = models.CharField(max_length=20, blank=True)
    consent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dispute", "no"], name="party_number")
        ]

    def __str__(self) -> str:
        return self.text.zh

    @property
    def text(self) -> Text:
        """Return what stands for the party where no name is said."""
        short = SHORT[self.position]
        return Text(f"{short.zh}（{self.no}）", f"{short.en} ({self.no})")


class Appointment(models.Model):
    """A mediator of a dispute, appointed by the committee or chosen by the parties (Art. 19)."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="appointments")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="appointments")
    chosen_by = models.CharField(max_length=20)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["since_at", "id"]

    def __str__(self) -> str:
        return str(self.mediator)


class Helper(models.Model):
    """Who was invited to help, with the parties' consent (Art. 20); the name is kept encrypted."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="helpers")
    kind = models.CharField(max_length=20)
    subject = models.UUIDField(default=uuid.uuid4, unique=True)
    invited_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind


class Session(models.Model):
    """A session: planned, and once it was held with who came and what was said. `link` is where
    one joins by video."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="sessions")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=300, blank=True)
    openness = models.CharField(max_length=10, default="closed")
    held_at = models.DateTimeField(null=True, blank=True)
    present = models.ManyToManyField(Party, related_name="+", blank=True)
    others = models.CharField(max_length=200, blank=True)
    record = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["planned_at", "id"]

    def __str__(self) -> str:
        return str(self.planned_at)


class Agreement(models.Model):
    """What was agreed: on paper, or by word of mouth with its content recorded (Art. 28, 29). One
    that was opened again before it took effect `is_void`. `amount` is the money at issue."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="agreements")
    is_oral = models.BooleanField(default=False)
    facts = models.TextField(blank=True)
    content = models.TextField()
    way = models.CharField(max_length=200, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True)
    reached_date = models.DateField()
    effective_date = models.DateField(null=True, blank=True)
    copies_date = models.DateField(null=True, blank=True)
    is_void = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(self.reached_date)


class Obligation(models.Model):
    """One thing that a party is to do by a day; `performance` is a key of `words.PERFORMANCE`."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="obligations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    due_date = models.DateField(null=True, blank=True)
    performance = models.CharField(max_length=20, blank=True)
    performed_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_date", "id"]

    def __str__(self) -> str:
        return f"{self.party} · {self.due_date or ''}"


class Mark(models.Model):
    """A signature, seal or fingerprint that stands on the paper: of a party, a mediator, or (both
    empty) the committee. This is a record of the mark, not the mark."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="marks")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mediator = models.ForeignKey(
        Mediator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20)
    marked_date = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["marked_date", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agreement", "party"], condition=~Q(party=None), name="mark_of_party"
            ),
            models.UniqueConstraint(
                fields=["agreement", "mediator"],
                condition=~Q(mediator=None),
                name="mark_of_mediator",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(party=None, mediator=None),
                name="mark_of_committee",
            ),
        ]

    def __str__(self) -> str:
        return self.text.zh

    @property
    def text(self) -> Text:
        """Return whose mark it is."""
        if self.party:
            return self.party.text
        if self.mediator:
            return Text(f"调解员{self.mediator.name}", f"Mediator {self.mediator.name}")
        return Text("调解委员会印章", "Seal of the committee")
