"""The addresses of the staff's pages of petitions."""

from django.urls import path

from linli.procedures.petitions.letters.views import draft_letter
from linli.procedures.petitions.views import (
    annual,
    day,
    decisions,
    identifying,
    overview,
    passcode,
    proposals,
    registering,
    supervision,
)

app_name = "petitions"
urlpatterns = [
    path("", day.day, name="day"),
    path("lists/<slug:key>/", day.whole, name="list"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("supervision/", supervision.supervision, name="supervision"),
    path("range/", overview.over_range, name="range"),
    path("annual/", annual.annual_report, name="annual"),
    path("annual/<slug:kind>/", annual.annual_file, name="annual_file"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("register/", registering.register, name="register"),
    path("register/earlier/", registering.earlier, name="earlier"),
    path("register/same/", registering.same, name="same"),
    path("letters/<str:reference>/", draft_letter, name="draft_letter"),
    path("passcode/", passcode.find, name="passcode"),
    path("passcode/<str:reference>/", passcode.reissue, name="reissue"),
    path("passcode/<str:reference>/new/", passcode.show, name="reissued"),
    path("who/<str:reference>/", identifying.identify, name="identify"),
    path("registered/<str:reference>/", registering.registered, name="registered"),
]
