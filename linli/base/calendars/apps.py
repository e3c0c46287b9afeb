"""The application of calendars."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Working days, days off and make-up workdays."""

    name = "linli.base.calendars"
    label = "calendars"
