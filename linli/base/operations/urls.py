"""The addresses that machines ask."""

from django.urls import path

from linli.base.operations import views

app_name = "operations"
urlpatterns = [
    path("health", views.health, name="health"),
    path("health/live", views.live, name="live"),
    path("metrics", views.figures, name="metrics"),
]
