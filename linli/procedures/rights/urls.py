"""The addresses of periods of keeping and holds."""

from django.urls import path

from linli.procedures.rights import views

app_name = "rights"
urlpatterns = [
    path("retention/", views.retention, name="retention"),
    path("retention/<str:reference>/lift/", views.lift, name="lift"),
]
