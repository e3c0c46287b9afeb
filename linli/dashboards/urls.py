"""Addresses of the dashboards."""

from __future__ import annotations

from django.urls import path

from linli.dashboards.views import exclusions, rates

app_name = "dashboards"
urlpatterns = [
    path("rates/", rates.rates, name="rates"),
    path("rates/units/<int:pk>/", rates.unit, name="unit"),
    path("exclusions/", exclusions.listed, name="exclusions"),
    path("exclusions/ask/<str:reference>/", exclusions.ask, name="ask"),
    path("exclusions/<int:pk>/", exclusions.exclusion, name="exclusion"),
]
