"""The application of the search index."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finds things by the words in them, down to two Chinese characters."""

    name = "linli.base.search"
    label = "search"
