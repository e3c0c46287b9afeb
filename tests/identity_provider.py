"""A city's identity provider to sign in through: allauth's own, served over HTTP.

`python -m tests.identity_provider` serves it on a free port, says its address on a line, and ends
with its standard input. Its people: `wang` and `zhao`, whose password is PASSWORD. The identity
token names the person by `employee_number` and says that a code was asked for (amr).
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

CLIENT, SECRET = "linli-under-test", "a-secret-of-the-test"
PASSWORD = "over-there-only-7"
PEOPLE = ("wang", "zhao")
BACK = "http://testserver/account/provider/back/"
AMR = ["pwd", "otp"]
# So named, it says that it is another issuer than it is asked as.
SAYS_IT_IS_ELSEWHERE = "localhost"


def settings_of(folder):
    """Return the settings of the provider, whose database lies in `folder`."""
    return {
        "SECRET_KEY": "of-the-provider-in-a-test",
        "ALLOWED_HOSTS": ["*"],
        "ROOT_URLCONF": __name__,
        "USE_TZ": True,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "DATABASES": {
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/idp.sqlite3"}
        },
        "INSTALLED_APPS": [
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
            "django.contrib.messages", "allauth", "allauth.account", "allauth.idp.oidc",
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"]
                },
            }
        ],
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_RATE_LIMITS": False,
        "IDP_OIDC_ADAPTER": f"{__name__}.Adapter",
        "IDP_OIDC_PRIVATE_KEY": _private_key(),
    }  # fmt: skip


def _private_key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def __getattr__(name):
    """Return what Django looks for here once it is set up: adapter and addresses."""
    if name == "Adapter":
        return _adapter()
    if name == "urlpatterns":
        from django.urls import include, path

        return [
            path("accounts/", include("allauth.account.urls")),
            path("", include("allauth.idp.urls")),
        ]
    raise AttributeError(name)


def _adapter():
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter

    class Adapter(DefaultOIDCAdapter):
        def get_issuer(self):
            issuer = super().get_issuer()
            port = issuer.rpartition(":")[2]
            return f"http://elsewhere:{port}" if SAYS_IT_IS_ELSEWHERE in issuer else issuer

        def get_claims(self, purpose, user, client, scopes, email=None, **more):
            claims = super().get_claims(purpose, user, client, scopes, email=email, **more)
            return claims | {"employee_number": user.username, "amr": AMR}

    return Adapter


def fill():
    """Make the people and the client."""
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model

    for username in PEOPLE:
        get_user_model().objects.create_user(username, password=PASSWORD)
    client = Client(id=CLIENT, name="Linli", skip_consent=True, scopes="openid\nprofile")
    client.set_secret(SECRET)
    client.set_redirect_uris([BACK])
    client.save()


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at once, and doesn't wait for them to end."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *args):
        """Do nothing."""


def serve():
    """Serve until standard input ends."""
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # this machine only
    with tempfile.TemporaryDirectory() as folder:
        import django
        from django.conf import settings
        from django.core.management import call_command
        from django.core.wsgi import get_wsgi_application

        settings.configure(**settings_of(folder))
        django.setup()
        call_command("migrate", verbosity=0)
        fill()
        server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()


def sign_in_there(session, address, username):
    """Go to the provider with `session` as a browser does, sign in, and return where it leads."""
    page = session.get(address)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    answer = session.post(
        page.url,
        {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
        allow_redirects=False,
    )
    while (there := answer.headers["Location"]) and not there.startswith(BACK):
        answer = session.get(_joined(page.url, there), allow_redirects=False)
    return there


def _joined(base, there):
    """Return the address that a redirect means."""
    from urllib.parse import urljoin

    return urljoin(base, there)


if __name__ == "__main__":
    serve()
