"""The application of the residents' pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What residents see: writing to us, their receipt, and what became of it."""

    name = "linli.faces.portal"
    label = "portal"
    url_prefix = ""
