"""Addresses of signing in and of choosing a post; of the sign-in library only what is used."""

from allauth.account import views as library
from django.urls import include, path

from linli.base.accounts import suggestions, views

own = [
    path("", views.choose, name="choose"),
    path("demo/", views.play, name="play"),
    path("units/", suggestions.units, name="find_units"),
    path("people/", suggestions.people, name="find_people"),
    path("first-sign-in/", views.first_password, name="first_password"),
    path("first-sign-in/<str:key>/", views.enter_by_link, name="enter_by_link"),
]
# The library asks for its pages by these bare names. Sign-up, e-mail and reset by e-mail are
# not mounted, so that they don't exist.
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", library.logout, name="account_logout"),
    path("inactive/", library.account_inactive, name="account_inactive"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("", include((own, "accounts"))),
]
