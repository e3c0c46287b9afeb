"""Which committee mediates for a place, and what the law asks of its members: a warning only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.core.errors import Refused
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes.access import COMMITTEE
from linli.procedures.disputes.models import Mediator
from linli.procedures.disputes.words import MEMBERS, article

FEWEST, MOST, YEARS = 3, 9, 3
NO_COMMITTEE = Text(
    "“{region}”还没有人民调解委员会，请联系街道、乡镇。",
    "No mediation committee serves {region} yet; ask the town or street.",
)
TOO_FEW = Text("委员{n}人，少于3人。", "There are {n} members; the law asks for at least 3.")
TOO_MANY = Text("委员{n}人，多于9人。", "There are {n} members; the law allows 9.")
NO_DIRECTOR = Text("没有主任。", "There is no director.")
SEVERAL_DIRECTORS = Text("主任多于1人。", "There is more than one director.")
NO_WOMAN = Text("委员中没有妇女成员。", "There is no woman among the members.")
TENURE_OVER = Text(
    "{name}的任期已满3年，应当改选或者重新聘任。",
    "{name} has been in office for 3 years: a new election or engagement is due.",
)


@dataclass(frozen=True)
class Warning:
    """Something that the law asks and the register doesn't show."""

    text: Text
    basis: Basis


def committee_for(region: Region, *, at: datetime) -> Unit:
    """Return the mediation committee whose area is the smallest that holds `region`. Raises
    Refused when there is none. One query."""
    found = (
        Unit.objects.on(local_day(at))
        .filter(kind=COMMITTEE, region_id__lte=region.code, region__code_end__gt=region.code)
        .order_by("-region_id", "region__code_end", "pk")
    )
    nearest: Unit | None = found.first()
    if nearest is None:
        why = NO_COMMITTEE.format(region=region.full_name)
        raise Refused(why, field="region", code="no_committee")
    return nearest


def warnings_of(mediators: list[Mediator], *, day: date) -> list[Warning]:
    """Return what Art. 8 and 9 ask of a committee with these `mediators` in office on `day` and is
    not so: three to nine members, one director, a woman, tenures of three years."""
    members = [one for one in mediators if one.standing in MEMBERS]
    directors = [one for one in members if one.standing == "director"]
    found = []
    if len(members) < FEWEST:
        found.append(Warning(TOO_FEW.format(n=len(members)), article("第八条")))
    if len(members) > MOST:
        found.append(Warning(TOO_MANY.format(n=len(members)), article("第八条")))
    if len(directors) != 1:
        why = SEVERAL_DIRECTORS if directors else NO_DIRECTOR
        found.append(Warning(why, article("第八条")))
    if members and not any(one.is_woman for one in members):
        found.append(Warning(NO_WOMAN, article("第八条")))
    found += [
        Warning(TENURE_OVER.format(name=one.name), article("第九条"))
        for one in mediators
        if day >= tenure_ends(one)
    ]
    return found


def tenure_ends(mediator: Mediator) -> date:
    """Return the day on which three years in office are over."""
    began = mediator.from_date
    try:
        return began.replace(year=began.year + YEARS)
    except ValueError:
        # The 29th of February.
        return date(began.year + YEARS, 3, 1)
