"""Addresses of the duty lists."""

from django.urls import path

from linli.registers.duties.views import browsing, changing, importing

app_name = "duties"
urlpatterns = [
    path("", browsing.duties, name="list"),
    path("find/", browsing.find, name="find"),
    path("new/", changing.add, name="add"),
    path("import/", importing.upload, name="import"),
    path("import/preview/", importing.preview, name="preview"),
    path("import/rejected/", importing.rejected, name="rejected"),
    path("import/template/", importing.template, name="template"),
    path("<int:pk>/", browsing.duty, name="item"),
    path("<int:pk>/change/", changing.change, name="change"),
    path("<int:pk>/end/", changing.end, name="end"),
]
