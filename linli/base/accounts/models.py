"""People who sign in, the units they work for, and the posts from which authority comes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from linli.base.accounts.kinds import ROLES, UNIT_KINDS, Role
from linli.base.accounts.sign_in_models import KeptForm, Tries
from linli.core.actors import Actor
from linli.core.text import Text

__all__ = ["InForceQuerySet", "KeptForm", "Post", "SignInLink", "Tries", "Unit", "User"]


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no superuser."""

    def create_user(self, username: str, name: str, password: str | None = None) -> User:
        """Return a saved user; without a password nobody can sign in until one is set."""
        user = self.model(username=self.model.normalize_username(username), name=name)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in. Authority comes from posts, never from the account."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    @property
    def label(self) -> str:
        """Return what names the person beyond doubt where they are chosen by typing."""
        return f"{self.name} · {self.username}"

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name


class InForceQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that hold from a day to a day, both included."""

    def on(self, day: date) -> InForceQuerySet:
        """Return those in force on `day`."""
        return self.filter(Q(from_date__lte=day), Q(until_date=None) | Q(until_date__gte=day))


def _ordered(name: str, *, unless: Q | None = None) -> models.CheckConstraint:
    ordered = Q(until_date=None) | Q(until_date__gte=F("from_date"))
    return models.CheckConstraint(condition=ordered | unless if unless else ordered, name=name)


class Unit(models.Model):
    """An organisational unit: parent in its region (块), superior in its line (条)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=30, db_index=True)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    superior = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="line"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    telephone = models.CharField(max_length=40, blank=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["region", "kind"], name="unit_region_kind")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [_ordered("unit_days_ordered")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> Text:
        """Return the declared name of the unit's kind."""
        return UNIT_KINDS[self.kind].name

    @property
    def text(self) -> Text:
        """Return the unit's name in both languages, the Chinese one where there is no other."""
        return Text(self.name, self.name_en or self.name)

    @property
    def label(self) -> str:
        """Return what names the unit beyond doubt where it is chosen by typing."""
        return f"{self.name} · {self.code}"


class Post(models.Model):
    """A person in a role of a unit from a day to a day; a deputy may act in it between days.

    An appointment that `is_revoked` never held: its last day lies before its first.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=60, blank=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    is_revoked = models.BooleanField(default=False)
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="deputised_posts"
    )
    deputy_from_date = models.DateField(null=True, blank=True)
    deputy_until_date = models.DateField(null=True, blank=True)
    # Who acts in the post now; set where posts are opened to a person, never kept.
    acting_person_id: int | None = None

    objects = InForceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "role"], name="post_unit_role")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _ordered("post_days_ordered", unless=Q(is_revoked=True))
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.role_declared.name.zh}"

    @property
    def role_declared(self) -> Role:
        """Return the declared role of the post."""
        return ROLES[self.role]

    def is_in_force(self, day: date) -> bool:
        """Return whether the post holds on `day`, its unit included."""
        return _holds(self.from_date, self.until_date, day) and _holds(
            self.unit.from_date, self.unit.until_date, day
        )

    def may_be_taken_by(self, person: User, day: date) -> bool:
        """Return whether `person` may act in this post on `day`, as holder or as deputy."""
        if not self.is_in_force(day) or not person.is_active:
            return False
        if self.person_id == person.pk:
            return True
        return (
            self.deputy_id == person.pk
            and self.deputy_from_date is not None
            and _holds(self.deputy_from_date, self.deputy_until_date, day)
        )

    @property
    def people_acting(self) -> frozenset[int]:
        """Return the id of the person who acts in the post; as long as nobody has said who that
        is, of all who might, so that what is kept from one of them is kept from the post."""
        if self.acting_person_id:
            return frozenset({self.acting_person_id})
        return frozenset(pk for pk in (self.person_id, self.deputy_id) if pk)

    def has_power(self, power: str) -> bool:
        """Return whether the post may change the part of the ground that `power` names."""
        return power in self.role_declared.powers

    def actor(self, person: User | None = None) -> Actor:
        """Return the actor for the log: the post, and the person acting in it (its holder unless
        named). Reads `unit` only; select it with the post."""
        acting = person or self.person
        return Actor(
            kind="post",
            key=str(self.pk),
            name=f"{self.unit.name} · {self.role_declared.name.zh}",
            person_id=acting.pk,
            post_id=self.pk,
            unit_id=self.unit_id,
            region_code=self.unit.region_id,
            role=self.role,
            is_deputy=acting.pk != self.person_id,
        )


class SignInLink(models.Model):
    """A link that lets a person set a password once; only the digest of its key is kept.

    One that `resets_second_step` takes away the ways of taking the second step as well.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    resets_second_step = models.BooleanField(default=False)


def _holds(from_date: date, until_date: date | None, day: date) -> bool:
    return from_date <= day and (until_date is None or day <= until_date)
