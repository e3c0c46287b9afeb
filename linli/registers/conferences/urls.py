"""Addresses of conferences."""

from django.urls import path

from linli.registers.conferences.views import (
    browsing,
    calling,
    entering,
    papers,
    reading,
    recording,
    reports,
)

app_name = "conferences"
urlpatterns = [
    path("", browsing.conferences, name="list"),
    path("new/", entering.new, name="new"),
    path("read/", reports.read, name="read"),
    path("plan/", entering.plan, name="plan"),
    path("<int:pk>/", browsing.conference, name="conference"),
    path("<int:pk>/change/", entering.change, name="change"),
    path("<int:pk>/venues/", calling.venues, name="venues"),
    path("<int:pk>/called/", calling.called, name="called"),
    path("<int:pk>/called/<int:row>/", calling.attendance, name="attendance"),
    path("<int:pk>/speeches/", recording.speeches, name="speeches"),
    path("<int:pk>/speeches/<int:row>/", recording.speech, name="speech"),
    path("<int:pk>/papers/", recording.papers, name="papers"),
    path("<int:pk>/rules/<slug:rule>/", recording.decide, name="decide"),
    path("<int:pk>/report/", reports.report, name="report"),
    path("<int:pk>/reading/", reading.reading, name="reading"),
    path("<int:pk>/reading/add/", reading.add, name="add"),
    path("<int:pk>/reading/confirm/", reading.confirm_all, name="confirm"),
    path("<int:pk>/reading/demands/<int:demand>/", reading.act, name="demand"),
    path("<int:pk>/reading/spots/<int:spot>/", reading.settle, name="spot"),
    path("<int:pk>/letters/<slug:key>/", papers.draft, name="draft_letter"),
]
