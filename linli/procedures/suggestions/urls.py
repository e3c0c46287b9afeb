"""The addresses of suggestions: the public wall, and the pages of the staff."""

from django.urls import path

from linli.procedures.suggestions.views import collections, day, papers, public, registering

app_name = "suggestions"
urlpatterns = [
    path("wall/", public.the_wall, name="wall"),
    path("wall/<int:pk>/", public.one, name="one"),
    path("wall/<int:pk>/support/", public.support, name="support"),
    path("wall/collections/", public.collections, name="collections"),
    path("wall/collections/<int:pk>/", public.collection, name="collection"),
    path("", day.day, name="day"),
    path("lists/<slug:key>/", day.whole, name="list"),
    path("calls/<int:pk>/", day.call, name="call"),
    path("register/", registering.register, name="register"),
    path("registered/<str:reference>/", registering.registered, name="registered"),
    path("letters/<str:reference>/", papers.draft_letter, name="draft_letter"),
    path("campaigns/", collections.all_campaigns, name="campaigns"),
    path("campaigns/<int:pk>/", collections.campaign, name="campaign"),
    path("campaigns/<int:pk>/<slug:key>/", collections.act, name="campaign_act"),
]
