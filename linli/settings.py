"""Django's settings of an instance; what differs between instances comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from linli import database
from linli.apps import find_apps
from linli.home import home, key
from linli.identity_provider import provider_origins, provider_settings
from linli.settings_given import number, origins, switch

ROOT = Path(__file__).resolve().parent
HOME = home()

SECRET_KEY = key("secret").hex()
DEBUG = switch("LINLI_DEBUG")
# The demo offers every role at one click; it is honoured on loopback only (see linli.cli).
LINLI_DEMO = switch("LINLI_DEMO")
# This machine itself is always let in: probes ask it by these names.
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [host for host in os.environ.get("LINLI_HOSTS", "").split(",") if host] + LOOPBACK
CSRF_TRUSTED_ORIGINS = origins("LINLI_ORIGINS")
IS_BEHIND_TLS = switch("LINLI_TLS")

INSTALLED_APPS = [
    *find_apps(),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "linli.base.operations.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "linli.base.files.middleware.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "linli.base.accounts.sign_in.idling.IdleMiddleware",
    "linli.base.accounts.middleware.ActingPostMiddleware",
    "linli.base.accounts.sign_in.keeping.KeptFormsMiddleware",
    "linli.base.ui.unstorable.UnstorableMiddleware",
]

ROOT_URLCONF = "linli.urls"
WSGI_APPLICATION = "linli.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "linli.base.ui.context.page",
            ],
            "builtins": ["linli.base.ui.templatetags.ui"],
        },
    }
]


FORM_RENDERER = "linli.base.ui.forms.Renderer"

DATABASES = {"default": database.given(os.environ.get(database.NAME, ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes, so that limits on sign-in count every one of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "linli_cache",
        # Django's 300 would let a crowd push out the counts that hold back whoever tries
        # passcodes; what has expired is deleted each hour.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "linli.base.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        # Django's 0.7 takes a user name of six letters with 123456 behind it.
        "OPTIONS": {"max_similarity": 0.6},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "linli.base.accounts.adapter.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# How many proxies stand before the instance: without it all people behind one share its limits.
ALLAUTH_TRUSTED_PROXY_COUNT = number("LINLI_PROXIES", 0)
# Our own doors count what fails at signing in (linli.base.accounts.sign_in.doors): the library's
# limits let anybody shut out a person by name, or an office by its address.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# Outside the demo nobody acts in a post without a second step (TOTP or a passkey).
LINLI_SECOND_STEP = not LINLI_DEMO
MFA_ADAPTER = "linli.base.accounts.sign_in.secrets.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A code holds for the half minute before and after its own: clocks of telephones go wrong.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "linli.base.accounts.sign_in.step_forms.CodeForm",
    "authenticate_webauthn": "linli.base.accounts.sign_in.step_forms.PasskeyForm",
    "activate_totp": "linli.base.accounts.sign_in.step_forms.SetUpAppForm",
    "add_webauthn": "linli.base.accounts.sign_in.step_forms.AddPasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "linli.base.accounts.sign_in.provider.OnlyPeopleHere"
SOCIALACCOUNT_PROVIDERS = provider_settings(os.environ)
# Whoever does nothing for so long is signed out; what they had typed is kept.
LINLI_IDLE_MINUTES = number("LINLI_IDLE_MINUTES", 30)

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_BEHIND_TLS
CSRF_COOKIE_SECURE = IS_BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_BEHIND_TLS
# Probes on this machine ask by http, past the proxy that ends TLS.
SECURE_REDIRECT_EXEMPT = [r"^health(/live)?$", r"^metrics$"]
# To be put on the list that browsers ship is for whoever owns the domain above to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *provider_origins(os.environ)],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
# Nobody is telephoned outside these hours (own design; no rule gives a number).
LINLI_CALL_HOURS = ("08:30", "20:30")
# Simplified handling of petitions (信访事项简易办理办法, 2016) is used here.
LINLI_PETITION_SIMPLE = switch("LINLI_PETITION_SIMPLE", default=True)
# Days for which a batch is kept once it is over, with its file (own design; no rule gives one).
LINLI_BATCH_KEEP_DAYS = number("LINLI_BATCH_KEEP_DAYS", 7)

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# With this a program elsewhere may read figures and the details of health.
LINLI_OPERATIONS_TOKEN = os.environ.get("LINLI_OPERATIONS_TOKEN", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "linli.base.operations.lines.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A line for each request; the demo, whose log is a terminal, tells of failures alone.
        "linli.base.operations.requests": {"level": "WARNING" if LINLI_DEMO else "INFO"},
        # Their own handlers would write addresses, and mail whole requests.
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        # What was not found or not allowed has its line already.
        "django.request": {"level": "ERROR"},
    },
}
