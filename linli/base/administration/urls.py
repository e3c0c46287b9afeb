"""Addresses of the administration."""

from datetime import date

from django.urls import path, register_converter

from linli.base.administration.views import (
    calendar,
    index,
    log,
    people,
    posts,
    privacy,
    rules,
    sign_in,
    units,
    versions,
)


class DayConverter:
    """A day in an address, as 2026-10-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the day. Raises ValueError, which is a 404, for one that doesn't exist."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return the day as the address has it."""
        return value.isoformat()


register_converter(DayConverter, "day")
app_name = "administration"
urlpatterns = [
    path("", index.index, name="index"),
    path("units/", units.units, name="units"),
    path("units/new/", units.open_unit, name="open_unit"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/change/", units.change_unit, name="change_unit"),
    path("units/<int:pk>/close/", units.close_unit, name="close_unit"),
    path("people/", people.people, name="people"),
    path("people/new/", people.create_person, name="create_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/link/", people.issue_link, name="issue_link"),
    path("people/<int:pk>/account/", people.turn, name="turn"),
    path("people/<int:pk>/sessions/", sign_in.end_sessions, name="end_sessions"),
    path("people/<int:pk>/identity/", sign_in.identity, name="identity"),
    path("people/<int:pk>/appoint/", posts.appoint, name="appoint"),
    path("posts/<int:pk>/end/", posts.end_post, name="end_post"),
    path("posts/<int:pk>/deputy/", posts.deputy, name="deputy"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.year, name="calendar_year"),
    path("calendar/<int:year>/declare/", calendar.declare, name="declare_year"),
    path("calendar/day/<day:day>/", calendar.day, name="calendar_day"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<int:pk>/end/", rules.end, name="end_rule"),
    path("rules/<int:pk>/withdraw", rules.withdraw, name="withdraw_rule"),
    path("rules/<str:area>/<str:key>/", rules.rule, name="rule"),
    path("rules/<str:area>/<str:key>/set/", rules.set_one, name="set_rule"),
    path("rules/<str:area>/<str:key>/from/<day:day>/", versions.version, name="version"),
    path("privacy/", privacy.impact, name="impact"),
    path("privacy/erased/", privacy.erasures, name="erasures"),
    path("log/", log.log, name="log"),
    path("log/verification/", log.verify_now, name="verify"),
]
