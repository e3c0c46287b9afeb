"""The addresses of the staff's pages of directives."""

from django.urls import path

from linli.procedures.directives.views import day, giving, papers, practices, surveys, trees

app_name = "directives"
urlpatterns = [
    path("", day.day, name="day"),
    path("lists/<slug:key>/", day.whole, name="list"),
    path("given/", giving.given, name="given"),
    path("give/", giving.give, name="give"),
    path("tree/<str:reference>/", trees.tree, name="tree"),
    path("reports/<str:reference>/", surveys.reports, name="reports"),
    path("reports/<str:reference>/ask/", surveys.ask, name="ask"),
    path("reports/<str:reference>/<int:pk>/", surveys.report, name="report"),
    path("practices/<str:reference>/", practices.practices, name="practices"),
    path("practices/<str:reference>/<int:pk>/adopt/", practices.adopt, name="adopt"),
    path("practices/<str:reference>/<int:pk>/outcome/", practices.outcome, name="outcome"),
    path("letters/<str:reference>/", papers.draft_letter, name="draft_letter"),
]
