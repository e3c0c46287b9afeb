"""Makes a received message a hotline case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.cases.engine import open_case
from linli.cases.models import Case
from linli.cases.receiving import Draft, receive
from linli.cases.registry import Opened
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.hotline.models import Request

NO_CENTRE = Text(
    "“{region}”还没有热线服务中心，暂时不能受理。",
    "No hotline centre serves {region} yet, so this can't be taken.",
)

SEALED = Text("检举控告件不能转为热线件。", "An accusation does not become a request.")


def open_request(
    draft: Draft,
    *,
    submission_key: str,
    by: Actor | None,
    at: datetime,
    coordinator: Unit | None = None,
    kind: str = "",
) -> Opened:
    """Receive `draft` and open its case at the hotline centre of the place (or `coordinator`).

    The same `submission_key` again returns what it opened first. `by` is None for residents,
    who act as the holders of the receipt they are given. `kind` is what a clerk heard it to be.
    Raises Refused, at the field.
    """
    centre = coordinator or centre_for(draft.region, at=at)
    with transaction.atomic():
        receipt = receive(draft, submission_key=submission_key, at=at)
        message = receipt.message
        if receipt.is_new:
            actor = by or Actor.receipt(message.receipt)
            case = open_case(
                message,
                "hotline",
                by=actor,
                at=at,
                region=draft.region,
                coordinator=centre,
                # Before anything is counted, which asks what kind it is.
                prepare=lambda opened: Request.objects.create(case=opened, kind=kind),
                facts={"channel": draft.channel},
            )
        else:
            case = Case.objects.get(message=message, procedure="hotline")
    return Opened(case, message.receipt, receipt.passcode, receipt.is_new)


def take_over(case: Case, *, by: Actor, at: datetime) -> Case:
    """Open a request from the message of `case`, whose sender agrees to have it dealt with, and
    return it. Raises Refused where no centre serves the place, and for an accusation."""
    if case.is_sealed:
        raise Refused(SEALED, code="sealed")
    message = case.message
    return open_case(
        message,
        "hotline",
        by=by,
        at=at,
        region=message.region,
        coordinator=centre_for(message.region, at=at),
        prepare=lambda opened: Request.objects.create(case=opened),
        facts={"channel": message.channel},
    )


def centre_for(region: Region, *, at: datetime) -> Unit:
    """Return the hotline centre whose area is the smallest that holds `region`.

    Raises Refused when there is none. One query.
    """
    centres = (
        Unit.objects.on(local_day(at))
        .filter(kind="hotline_centre", region_id__lte=region.code, region__code_end__gt=region.code)
        .order_by("-region_id", "region__code_end")
    )
    nearest = centres.first()
    if nearest is None:
        raise Refused(NO_CENTRE.format(region=region.full_name), field="region", code="no_centre")
    return nearest
