"""What residents read of councils: nothing before it was announced, nothing of a sealed case."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from linli.base.regions.models import Region
from linli.core.zone import local_day
from linli.procedures.councils.models import Assembly, Convention, Deliberation, Opinion, Version

MOST, MOST_OPINIONS = 20, 200


def topics(region: Region | None = None) -> QuerySet[Deliberation]:
    """Return what was announced in `region`, or anywhere, the newest first."""
    found = Deliberation.objects.exclude(announced_at=None).filter(case__is_sealed=False)
    found = found.select_related("case__region", "case__unit").order_by("-announced_at", "-id")
    return found.filter(**_within(region)) if region else found


def heard_now(region: Region | None, *, at: datetime) -> QuerySet[Deliberation]:
    """Return those on which opinions are heard at `at`, those that close first coming first."""
    found = topics(region).filter(case__state="announced", opinions_until__gte=local_day(at))
    return found.order_by("opinions_until", "id")


def assemblies(region: Region | None = None) -> QuerySet[Assembly]:
    """Return the assemblies that were announced, the newest first."""
    found = Assembly.objects.exclude(announced_at=None).filter(case__is_sealed=False)
    found = found.select_related("case__region", "case__unit").order_by("-announced_at", "-id")
    return found.filter(**_within(region)) if region else found


def conventions(region: Region) -> list[Version]:
    """Return the versions in force in `region`, one of each convention. One query."""
    found: dict[int, Version] = {}
    rows = Version.objects.filter(
        convention__unit__region_id__gte=region.code,
        convention__unit__region_id__lt=region.code_end,
        motion__assembly__case__is_sealed=False,
    )
    for one in rows.select_related("convention__unit__region").order_by("-no"):
        found.setdefault(one.convention_id, one)
    return list(found.values())[:MOST]


def topic(reference: str) -> Deliberation | None:
    """Return what was announced under this number, None for all else."""
    return topics().filter(case__reference=reference).first()


def assembly(reference: str) -> Assembly | None:
    """Return the assembly that was announced under this number, None for all else."""
    return assemblies().filter(case__reference=reference).first()


def convention(pk: int) -> Convention | None:
    """Return the convention `pk`, if a version of it was published."""
    found = Convention.objects.filter(
        pk=pk, versions__motion__assembly__case__is_sealed=False
    ).select_related("unit__region")
    return found.distinct().first()


def released(of: Deliberation) -> list[Opinion]:
    """Return the opinions that a person released, the oldest first, a page full. One query."""
    return list(of.opinions.exclude(released_at=None).order_by("released_at", "id")[:MOST_OPINIONS])


def _within(region: Region) -> dict[str, int]:
    return {"case__region_id__gte": region.code, "case__region_id__lt": region.code_end}
