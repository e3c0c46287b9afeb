"""Addresses of the desk."""

from django.urls import path

from linli.faces.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("reminders/", views.reminders, name="reminders"),
    path("reminders/seen/", views.seen, name="seen"),
]
