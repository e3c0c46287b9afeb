"""The application of the duty lists (履职事项清单)."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """The duty lists of units."""

    name = "linli.registers.duties"
    label = "duties"
    url_prefix = "duties/"
