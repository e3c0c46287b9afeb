"""The addresses of the hotline's own pages."""

from django.urls import path

from linli.procedures.hotline.views import calls, items, passcode, taking

app_name = "hotline"
urlpatterns = [
    path("call/", taking.call, name="call"),
    path("call/earlier/", taking.earlier, name="earlier"),
    path("call/<str:reference>/", taking.taken, name="taken"),
    path("passcode/", passcode.find, name="passcode"),
    path("passcode/<str:reference>/", passcode.reissue, name="reissue"),
    path("passcode/<str:reference>/new/", passcode.show, name="reissued"),
    path("items/", items.suggest, name="items"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<int:pk>/", calls.call, name="call_out"),
    path("calls/<int:pk>/dial/", calls.dial, name="dial"),
    path("calls/<int:pk>/told/", calls.told, name="told"),
    path("calls/<int:pk>/later/", calls.postpone, name="postpone"),
    path("calls/<int:pk>/not-reached/", calls.give_up, name="give_up"),
    path("calls/<int:pk>/record/<slug:key>/", calls.record, name="record"),
]
