"""The addresses of councils: those of residents, and under `work/` those of staff."""

from django.urls import path

from linli.procedures.councils.views import day, hearing, opening, papers, public

app_name = "councils"
urlpatterns = [
    path("", public.home, name="home"),
    path("places/<int:code>/", public.place, name="place"),
    path("topics/<str:reference>/", public.topic, name="topic"),
    path("assemblies/<str:reference>/", public.assembly, name="assembly"),
    path("conventions/<int:pk>/", public.convention, name="convention"),
    path("work/", day.day, name="day"),
    path("work/lists/<slug:key>/", day.whole, name="list"),
    path("work/calls/<int:pk>/", day.call, name="call"),
    path("work/propose/", opening.propose, name="propose"),
    path("work/convene/", opening.convene, name="convene"),
    path("work/opinions/<str:reference>/", hearing.heard, name="opinions"),
    path("work/opinions/<str:reference>/<int:pk>/", hearing.decide, name="decide"),
    path("work/letters/<str:reference>/", papers.draft_letter, name="draft_letter"),
    path("work/conventions/", papers.conventions, name="conventions"),
    path("work/quorums/", papers.quorums, name="quorums"),
]
