"""The addresses of the staff's pages of whistles."""

from django.urls import path

from linli.procedures.whistles.views import blowing, day, figures, papers, rosters

app_name = "whistles"
urlpatterns = [
    path("", day.day, name="day"),
    path("lists/<slug:key>/", day.whole, name="list"),
    path("new/", blowing.blow, name="blow"),
    path("letters/<str:reference>/", papers.draft_letter, name="draft_letter"),
    path("roster/", rosters.roster, name="roster"),
    path("roster/file/", rosters.take_in, name="take_in"),
    path("roster/template/", rosters.template_file, name="roster_template"),
    path("roster/<int:pk>/remove/", rosters.remove, name="remove_shift"),
    path("figures/", figures.figures, name="figures"),
]
