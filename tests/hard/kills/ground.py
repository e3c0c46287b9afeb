"""Fills an empty instance: the cast, signed in; an item of the duty lists; cases that are late.

Run as `python -m tests.hard.kills.ground LATE` on the instance; prints what the others need.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django


def fill(late: int) -> dict[str, object]:
    """Fill the instance and return what is needed to work on it."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from tests.cast import POSTS, make_cast
    from tests.requests import by_telephone, dispatch, duty

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    settings.ALLOWED_HOSTS = ["*"]
    cast, now = make_cast(), timezone.now()
    item = duty(cast)
    for number in range(late):
        # The clocks of these ran out long ago: work for the worker.
        case = by_telephone(cast, at=now - timedelta(days=12), submission_key=f"late-{number}")
        if number % 2:
            dispatch(case, cast, at=now - timedelta(days=11), item=item)
    sessions = {}
    for key in POSTS:
        cookies = cast.sign_in(Client(), getattr(cast, key)).cookies
        sessions[key] = cookies[settings.SESSION_COOKIE_NAME].value
    units = {key: value.label for key, value in vars(cast).items() if hasattr(value, "superior_id")}
    return {
        "sessions": sessions,
        "units": units,
        "unit_ids": {key: getattr(cast, key).pk for key in units},
        "region": cast.street.full_name,
        "item": item.name,
        "late": late,
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))
