"""What councils are beside their cases: deliberations with opinions, assemblies with sittings and
motions, partners with tasks, conventions with versions, and what a place has set for quorums."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.core.procedure import Basis
from linli.core.text import Text
from linli.procedures.councils.quorums import RULES, Rule, Share


class Deliberation(models.Model):
    """A deliberation (协商): what is talked over with whom, and the opinion that comes of it.

    `source`, `scope`, `outcome` and `adoption` are keys of `words`. `affected` and `present` name
    groups, never people. What residents read begins with `announced_at`; the opinion (`result`)
    with `published_at`.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="deliberation")
    source = models.CharField(max_length=20)
    scope = models.CharField(max_length=20, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    affected = models.TextField(blank=True)
    notice = models.TextField(blank=True)
    agenda = models.TextField(blank=True)
    meeting_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    opinions_until = models.DateField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    held_date = models.DateField(null=True, blank=True)
    chair = models.CharField(max_length=60, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    present = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    result = models.TextField(blank=True)
    differing = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    adoption = models.CharField(max_length=20, blank=True)
    adopter = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-announced_at", "-id"],
                condition=~Q(announced_at=None),
                name="deliberation_announced",
            )
        ]

    def __str__(self) -> str:
        return self.topic or str(self.case)


class Opinion(models.Model):
    """What somebody said on a topic, with no name. It stays with the community until a person there
    releases it; `withheld` is the ground (`words.WITHHELD_GROUNDS`) on which it is not."""

    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="opinions"
    )
    way = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    submission = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    withheld = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["given_at", "id"]

    def __str__(self) -> str:
        return f"{self.way} {self.given_at}"

    @property
    def is_decided(self) -> bool:
        """Return whether somebody has released or withheld it."""
        return self.released_at is not None or bool(self.withheld)


class Assembly(models.Model):
    """An assembly (村民会议、居民会议): who called it, of how many people it is made, how many must
    come and agree. Quorum and majority stand here as they held when it was called."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="assembly")
    kind = models.CharField(max_length=30)
    convener = models.CharField(max_length=20)
    electorate = models.PositiveIntegerField()
    quorum_part = models.PositiveSmallIntegerField()
    quorum_of = models.PositiveSmallIntegerField()
    quorum_is_over = models.BooleanField()
    majority_part = models.PositiveSmallIntegerField()
    majority_of = models.PositiveSmallIntegerField()
    majority_is_over = models.BooleanField()
    instrument_zh = models.CharField(max_length=300)
    instrument_en = models.CharField(max_length=300)
    article = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=10)
    purpose = models.TextField(blank=True)
    notice = models.TextField(blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "assemblies"

    def __str__(self) -> str:
        return str(self.case)

    @property
    def rule(self) -> Rule:
        """Return the rule that holds for it."""
        declared = RULES[self.kind]
        instrument = Text(self.instrument_zh, self.instrument_en)
        grade = self.grade if self.grade in ("A", "B", "C", "design") else "C"
        return Rule(
            self.kind,
            declared.name,
            declared.electorate,
            Share(Fraction(self.quorum_part, self.quorum_of), self.quorum_is_over),
            Share(Fraction(self.majority_part, self.majority_of), self.majority_is_over),
            Basis(instrument, self.article, grade),  # type: ignore[arg-type]
        )


class Sitting(models.Model):
    """One meeting of an assembly: set, and once it was tried, with how many came. Where too few
    came there is another one."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="sittings")
    no = models.PositiveSmallIntegerField()
    meeting_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    held_date = models.DateField(null=True, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    chair = models.CharField(max_length=60, blank=True)
    is_quorate = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assembly", "no"], name="sitting_number")
        ]

    def __str__(self) -> str:
        return f"{self.assembly} · {self.no}"


class Motion(models.Model):
    """What an assembly votes on, and how it was counted. Nobody's vote is kept: numbers alone, and
    who counted them. `kind`, `method` and `result` are keys of `words`."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="motions")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    wording = models.TextField()
    method = models.CharField(max_length=20, blank=True)
    issued = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    in_favour = models.PositiveIntegerField(null=True, blank=True)
    against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    invalid = models.PositiveIntegerField(null=True, blank=True)
    needed = models.PositiveIntegerField(null=True, blank=True)
    tellers = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=20, blank=True)
    voted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assembly", "no"], name="motion_number")
        ]

    def __str__(self) -> str:
        return f"{self.no}. {self.title}"


class Partner(models.Model):
    """An organisation that was invited to a deliberation or to carry out a decision (多元共治):
    a firm, a committee, an association or a team; never a person."""

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="council_partners"
    )
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    invited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["invited_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "name"], name="partner_once")
        ]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """What somebody does by a day to carry out what was adopted or decided: a partner, or without
    one the unit that holds the case. `outcome` is a key of `words.TASK_OUTCOMES`."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="council_tasks")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    what = models.CharField(max_length=200)
    due_date = models.DateField()
    given_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)
    done_date = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_date", "id"]

    def __str__(self) -> str:
        return self.what


class Convention(models.Model):
    """The village rules or the residents' convention of a community, of which assemblies adopt one
    version after another. `kind` is a key of `words.CONVENTIONS`."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "kind"], name="convention_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.kind}"


class Version(models.Model):
    """One version of a convention, as an assembly adopted it: its text is never changed. `filing`
    is where it stands with the township (`words.FILINGS`)."""

    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField()
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="version")
    text = models.TextField()
    adopted_date = models.DateField()
    published_at = models.DateTimeField()
    filing = models.CharField(max_length=20)
    sent_at = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    contradicts = models.TextField(blank=True)
    law = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-no"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["convention", "no"], name="version_number")
        ]

    def __str__(self) -> str:
        return f"{self.convention} · {self.no}"


class LocalQuorum(models.Model):
    """What a place has set for a kind of assembly from a day on, by which local rule. Rows are
    never changed: the newest in force of the most specific region holds."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    quorum_part = models.PositiveSmallIntegerField()
    quorum_of = models.PositiveSmallIntegerField()
    quorum_is_over = models.BooleanField()
    majority_part = models.PositiveSmallIntegerField()
    majority_of = models.PositiveSmallIntegerField()
    majority_is_over = models.BooleanField()
    in_force_from = models.DateField()
    instrument = models.CharField(max_length=200)
    article = models.CharField(max_length=60, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["region", "kind", "in_force_from"], name="local_quorum_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.kind} {self.in_force_from}"

    @property
    def shares(self) -> tuple[Share, Share]:
        """Return the quorum and the majority."""
        return (
            Share(Fraction(self.quorum_part, self.quorum_of), self.quorum_is_over),
            Share(Fraction(self.majority_part, self.majority_of), self.majority_is_over),
        )
