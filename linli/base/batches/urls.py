"""Addresses of batches, imports and exports."""

from django.urls import path

from linli.base.batches.views import jobs, tables

app_name = "batches"
urlpatterns = [
    path("", jobs.jobs, name="list"),
    path("<int:pk>/", jobs.job, name="job"),
    path("<int:pk>/progress/", jobs.progress, name="progress"),
    path("<int:pk>/start/", jobs.start, name="start"),
    path("<int:pk>/stop/", jobs.stop, name="stop"),
    path("<int:pk>/file/", jobs.file, name="file"),
    path("<int:pk>/refused/", jobs.refused, name="refused"),
    path("import/<slug:key>/", tables.upload, name="import"),
    path("import/<slug:key>/template/", tables.template, name="template"),
    path("export/<slug:key>/", tables.export, name="export"),
]
