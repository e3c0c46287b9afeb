"""What a petition is beside a case: its elements, referrals, opinions, documents, supervision."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Petition(models.Model):
    """The elements of registration (Art. 19) and what the petitioner judged.

    `request`, `facts` and `reasons` are as the officer or the petitioner wrote them; the
    message keeps what was received. `is_identified`: name and address are clear, so that a
    notice can be sent. `measures` are the keys of 三到位一处理 that applied at closing.
    `ended_by`: "opinion", "review", "recheck", "agreement" once it is over.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="petition")
    request = models.TextField()
    facts = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    field = models.CharField(max_length=30, blank=True)
    is_identified = models.BooleanField(default=False)
    is_first = models.BooleanField(default=True)
    urgent_at = models.DateTimeField(null=True, blank=True)
    visitors = models.PositiveIntegerField(null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    perform_by = models.DateField(null=True, blank=True)
    performance = models.CharField(max_length=20, blank=True)
    performed_at = models.DateTimeField(null=True, blank=True)
    adoption = models.CharField(max_length=20, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)
    measures = models.JSONField(default=list)
    renewal_asked_at = models.DateTimeField(null=True, blank=True)
    office_satisfied = models.CharField(max_length=20, blank=True)
    office_rated_at = models.DateTimeField(null=True, blank=True)
    unit_satisfied = models.CharField(max_length=20, blank=True)
    unit_rated_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.case)


class Representative(models.Model):
    """One of at most five whom a group of visitors chose (Art. 20); the name is kept, encrypted,
    under `subject`."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="representatives")
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.subject)


class Referral(models.Model):
    """A petition sent to a unit: `kind` is the key of the step that sent it. `others` are those
    that have the power as well; `ruling` is what became of an objection."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField(max_length=30)
    round = models.PositiveSmallIntegerField(default=1)
    sent_by = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    others = models.ManyToManyField("accounts.Unit", related_name="+", blank=True)
    sent_at = models.DateTimeField()
    report_date = models.DateField(null=True, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    ruling = models.CharField(max_length=20, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["sent_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sent_by", "sent_at"], name="referral_sent_by"),
            models.Index(fields=["unit", "sent_at"], name="referral_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.unit}"


class Opinion(models.Model):
    """An opinion (Art. 32), review opinion (Art. 35) or re-examination opinion (Art. 36):
    `level` is "opinion", "review" or "recheck". Unsigned, it is a draft."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="opinions")
    level = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    claim = models.TextField(blank=True)
    facts = models.TextField()
    outcome = models.CharField(max_length=20)
    opinion = models.TextField()
    legal_basis = models.TextField()
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["drafted_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["petition", "level", "round"], name="opinion_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} · {self.outcome}"


class Document(models.Model):
    """A document issued to the petitioner, and its delivery (送达), recorded apart.

    `kind` is a key of `words.DOCUMENTS`; `letter` the id of the numbered letter, if one was
    drawn up, else `outside` its number and why it was made elsewhere. `tries` counts deliveries
    that failed.
    """

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    letter = models.BigIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField()
    delivered_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=20, blank=True)
    proof = models.CharField(max_length=200, blank=True)
    is_refused = models.BooleanField(default=False)
    outside = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["issued_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit", "issued_at"],
                condition=Q(delivered_on=None),
                name="document_undelivered",
            )
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_delivered(self) -> bool:
        """Return whether its delivery is on record."""
        return self.delivered_on is not None


class Supervision(models.Model):
    """A supervision (督办, Art. 40): what was asked, by when, and what came back; `measure` is
    what the joint conference decided (Art. 39)."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="supervisions")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30)
    supervised_at = models.DateTimeField()
    feedback_date = models.DateField()
    fed_back_at = models.DateTimeField(null=True, blank=True)
    is_adopted = models.BooleanField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    measure = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["supervised_at", "id"]

    def __str__(self) -> str:
        return f"{self.ground} → {self.unit}"


class Proposal(models.Model):
    """One of the three kinds of proposals of a petition office (Art. 41): to improve work, to
    mend a policy, to hold somebody to account. `kind` is a key of `words.PROPOSALS`, `adopted` of
    `words.ADOPTED`, empty until the answer is known."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    to_unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    adopted = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "made_at"], name="proposal_made")
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_unit}"
