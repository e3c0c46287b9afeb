"""Addresses of a case's page and of its forms."""

from django.urls import path

from linli.cases.views import pages, steps

app_name = "cases"
urlpatterns = [
    path("<str:reference>/", pages.case, name="case"),
    path("<str:reference>/steps/<slug:key>/", steps.step, name="step"),
    path("<str:reference>/acts/<slug:key>/", steps.act, name="act"),
    path("<str:reference>/person/", pages.person, name="person"),
    path("<str:reference>/files/<int:pk>/", pages.file, name="file"),
]
