"""The addresses of the staff's pages of disputes."""

from django.urls import path

from linli.procedures.disputes.views import (
    calls,
    committee,
    day,
    papers,
    parties,
    registering,
    rounds,
)

app_name = "disputes"
urlpatterns = [
    path("", day.day, name="day"),
    path("calls/<int:pk>/", calls.call, name="call"),
    path("lists/<slug:key>/", day.whole, name="list"),
    path("register/", registering.register, name="register"),
    path("registered/<str:reference>/", registering.registered, name="registered"),
    path("parties/<str:reference>/", parties.all_parties, name="parties"),
    path("parties/<str:reference>/<int:pk>/", parties.one_party, name="party"),
    path("parties/<str:reference>/<int:pk>/reveal/", parties.reveal, name="reveal"),
    path("parties/<str:reference>/<int:pk>/receipt/", parties.give_receipt, name="receipt"),
    path("letters/<str:reference>/", papers.draft_letter, name="draft_letter"),
    path("file/<str:reference>/", papers.whole_file, name="file"),
    path("rounds/", rounds.all_rounds, name="rounds"),
    path("rounds/<int:pk>/", rounds.one_round, name="round"),
    path("grids/", rounds.all_grids, name="grids"),
    path("committee/", committee.committee, name="committee"),
    path("committee/<int:pk>/end/", committee.end, name="end_mediator"),
]
