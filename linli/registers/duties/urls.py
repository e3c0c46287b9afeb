"""Addresses of the duty lists."""

from django.urls import path

from linli.registers.duties.views import browsing, changing

app_name = "duties"
urlpatterns = [
    path("", browsing.duties, name="list"),
    path("find/", browsing.find, name="find"),
    path("new/", changing.add, name="add"),
    path("<int:pk>/", browsing.duty, name="item"),
    path("<int:pk>/change/", changing.change, name="change"),
    path("<int:pk>/end/", changing.end, name="end"),
]
