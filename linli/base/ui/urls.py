"""The addresses of the language switch and the component pages."""

from django.urls import path
from django.views.i18n import set_language

from linli.base.ui import look, views

app_name = "ui"

urlpatterns = [
    path("language/", set_language, name="language"),
    path("look/", look.choose, name="look"),
    path("components/", views.components, name="components"),
    path("components/shown/<str:name>/", views.shown, name="shown"),
    path("components/<str:key>/", views.component, name="component"),
]
