"""How times and terms are put into words: "today 14:05", "3 days left, due 8 Oct"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

MONTHS = (
    pgettext_lazy("month", "Jan"),
    pgettext_lazy("month", "Feb"),
    pgettext_lazy("month", "Mar"),
    pgettext_lazy("month", "Apr"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "Jun"),
    pgettext_lazy("month", "Jul"),
    pgettext_lazy("month", "Aug"),
    pgettext_lazy("month", "Sep"),
    pgettext_lazy("month", "Oct"),
    pgettext_lazy("month", "Nov"),
    pgettext_lazy("month", "Dec"),
)
ONE_DAY = timedelta(days=1)
CLOCK_PARTS = ("warn_at", "ended_at", "is_paused")


def day_in_words(day: date, today: date) -> str:
    """Return "today", "tomorrow", "yesterday", else "8 Oct", with the year unless this one."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if word := near.get((day - today).days):
        return word
    if day.year != today.year:
        return date_in_words(day)
    parts = {"day": day.day, "month": MONTHS[day.month - 1]}
    return pgettext("date", "%(day)s %(month)s") % parts


def date_in_words(day: date) -> str:
    """Return the whole date, "8 Oct 2026", for what is counted or kept by its day."""
    parts = {"day": day.day, "month": MONTHS[day.month - 1], "year": day.year}
    return pgettext("date", "%(day)s %(month)s %(year)s") % parts


def time_in_words(at: datetime, now: datetime) -> str:
    """Return the day in words and the clock's time in the zone of the instance."""
    at, now = timezone.localtime(at), timezone.localtime(now)
    return f"{day_in_words(at.date(), now.date())} {at:%H:%M}"


def due_in_words(due_at: datetime, now: datetime) -> str:
    """Return when a term ends: the day alone where it ends with its day, else day and time."""
    if _ends_with_its_day(due_at):
        local, today = timezone.localtime(due_at), timezone.localtime(now)
        return day_in_words(local.date(), today.date())
    return time_in_words(due_at, now)


def left_in_words(due_at: datetime, now: datetime) -> str:
    """Return "3 days left, due 8 Oct", "due today", "overdue by 2 days".

    Days are those of the calendar; under a day hours are shown, under an hour minutes, but
    for a term that ends with its day, which is only ever a matter of days.
    """
    if due_at < now:
        return _("overdue by %(length)s") % {"length": _length(due_at, now)}
    due = due_in_words(due_at, now)
    if _ends_with_its_day(due_at) and _days_between(now, due_at) == 0:
        return _("due %(due)s") % {"due": due}
    return _("%(length)s left, due %(due)s") % {"length": _length(due_at, now), "due": due}


def clock_state(
    due_at: datetime | None,
    now: datetime,
    *,
    warn_at: datetime | None = None,
    ended_at: datetime | None = None,
    is_paused: bool | None = False,
) -> str:
    """Return where a term stands: `met`, `late`, `paused`, `none`, `overdue`, `soon`, `running`.

    `met` and `late` are of terms that have ended; a term without an end in sight is `none`.
    """
    if ended_at is not None:
        return "late" if due_at and ended_at > due_at else "met"
    if is_paused or due_at is None:
        return "paused" if is_paused else "none"
    if due_at < now:
        return "overdue"
    return "soon" if now >= (warn_at or due_at - ONE_DAY) else "running"


def _length(due_at: datetime, now: datetime) -> str:
    between = abs(due_at - now)
    if between >= ONE_DAY or _ends_with_its_day(due_at):
        days = max(abs(_days_between(now, due_at)), 1)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    hours, minutes = divmod(int(between.total_seconds()) // 60, 60)
    if hours:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    if minutes:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("less than a minute")


def _days_between(start: datetime, end: datetime) -> int:
    return (timezone.localtime(end).date() - timezone.localtime(start).date()).days


def _ends_with_its_day(at: datetime) -> bool:
    local = timezone.localtime(at)
    return (local.hour, local.minute, local.second) == (23, 59, 59)
