"""Addresses of letters and of their templates."""

from django.urls import path

from linli.base.letters.views import letters, templates

app_name = "letters"
urlpatterns = [
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/look/", letters.look, name="look"),
    path("letters/<int:pk>/pages.png", letters.pages, name="pages"),
    path("letters/<int:pk>/preview.<str:ending>", letters.preview, name="preview"),
    path("letters/<int:pk>/file.<str:ending>", letters.file, name="file"),
    path("letters/<int:pk>/issue/", letters.issue, name="issue"),
    path("letters/<int:pk>/void/", letters.void, name="void"),
    path("administration/letters/", templates.templates, name="templates"),
    path("administration/letters/signs/", templates.signs, name="signs"),
    path("administration/letters/<slug:key>/", templates.template, name="template"),
    path("administration/letters/<slug:key>/pages.png", templates.pages, name="template_pages"),
    path("administration/letters/<slug:key>/restore/", templates.restore, name="restore"),
    path("administration/letters/<slug:key>/<int:no>.docx", templates.file, name="template_file"),
]
