"""The addresses of regions."""

from django.urls import path

from linli.base.regions import views

app_name = "regions"
urlpatterns = [path("find", views.find_view, name="find")]
