"""Addresses of signing in and of choosing a post; of the sign-in library only what is used."""

from allauth.account import views as library
from django.urls import include, path

from linli.base.accounts import suggestions, views
from linli.base.accounts.sign_in import step_views
from linli.base.accounts.sign_in import views as sign_in

own = [
    path("", views.choose, name="choose"),
    path("demo/", views.play, name="play"),
    path("units/", suggestions.units, name="find_units"),
    path("people/", suggestions.people, name="find_people"),
    path("first-sign-in/", views.first_password, name="first_password"),
    path("first-sign-in/<str:key>/", views.enter_by_link, name="enter_by_link"),
    path("sessions/", sign_in.my_sessions, name="sessions"),
    path("again/", sign_in.again, name="again"),
    path("stay/", sign_in.stay, name="stay"),
    path("kept/", sign_in.kept, name="kept"),
    path("provider/", sign_in.to_provider, name="provider"),
    path("provider/back/", sign_in.from_provider, name="provider_back"),
]
# The library asks for its pages by these bare names. Sign-up, e-mail, reset by e-mail and linking
# an identity to oneself are not mounted, so that they don't exist.
steps = [
    path("", step_views.Steps.as_view(), name="mfa_index"),
    path("sign-in/", step_views.TakeStep.as_view(), name="mfa_authenticate"),
    path("app/", step_views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", step_views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("passkey/", step_views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "passkey/<int:pk>/remove/", step_views.RemovePasskey.as_view(), name="mfa_remove_webauthn"
    ),
    path("codes/", step_views.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("codes/new/", step_views.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
]
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", library.logout, name="account_logout"),
    path("inactive/", library.account_inactive, name="account_inactive"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("second-step/", include(steps)),
    path("", include((own, "accounts"))),
]
