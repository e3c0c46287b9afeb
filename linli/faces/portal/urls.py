"""The addresses of the residents' pages."""

from django.urls import path

from linli.faces.portal.views import mine, pages, party, track, write

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
    path("write/", write.choose, name="write"),
    path("write/<slug:way>/", write.write, name="write_as"),
    path("receipt/", write.receipt, name="receipt"),
    path("track/", track.enter, name="track"),
    path("track/leave/", track.leave, name="leave"),
    path("track/party/", party.party, name="party"),
    path("track/party/<slug:key>/", party.take, name="party_take"),
    path("track/message/", track.message, name="message"),
    path("track/message/mine/", mine.mine, name="mine"),
    path("track/message/mine/copy/", mine.copy, name="copy"),
    path("track/message/mine/correct/", mine.correct, name="correct"),
    path("track/message/mine/erase/", mine.erase, name="erase"),
    path("track/message/files/<uuid:pk>/", track.file, name="file"),
    path("track/message/<str:reference>/facts/", track.add_facts, name="add_facts"),
    path("track/message/<str:reference>/<str:key>/", track.take, name="take"),
]
