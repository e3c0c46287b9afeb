"""Addresses of the desk."""

from django.urls import path

from linli.faces.desk import bulk, reminders, searching, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", searching.search, name="search"),
    path("search/count/", searching.count, name="count"),
    path("search/save/", searching.save, name="save"),
    path("search/<int:pk>/delete/", searching.unsave, name="unsave"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/seen/", reminders.seen, name="seen"),
]
