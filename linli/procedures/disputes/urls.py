"""The addresses of the pages of disputes."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "disputes"
urlpatterns: list[URLPattern] = []
