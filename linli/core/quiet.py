"""The hours in which nobody is telephoned."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from linli.core.zone import local


def next_call_time(moment: datetime, *, opens: time, closes: time) -> datetime:
    """Return `moment` when it lies between `opens` and `closes` in Shanghai, else the next
    opening. `opens` must come before `closes`."""
    here = local(moment)
    opening = here.replace(hour=opens.hour, minute=opens.minute, second=opens.second, microsecond=0)
    if here.time() < opens:
        return opening
    if here.time() >= closes:
        return opening + timedelta(days=1)
    return here
