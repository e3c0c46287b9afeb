"""The application of regions."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """The division tree, its loader and its picker."""

    name = "linli.base.regions"
    label = "regions"
    url_prefix = "regions/"
