"""Mounts each room's pages under the prefix that its application names."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver


def room_patterns() -> list[URLPattern | URLResolver]:
    """Return an include for each Linli application that has `urls.py` and `url_prefix`."""
    return [
        path(config.url_prefix, include(import_module(f"{config.name}.urls")))
        for config in apps.get_app_configs()
        if config.name.startswith("linli.")
        and hasattr(config, "url_prefix")
        and find_spec(f"{config.name}.urls")
    ]


urlpatterns = room_patterns()
handler500 = "linli.base.operations.views.failed"
