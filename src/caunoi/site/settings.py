"""Django's settings: one file, read from the environment and from the data folder.

`caunoi.cli` sets CAUNOI_DATA and DATABASE_URL before Django starts. Importing this module opens no
connection and starts no server, so that type checks and builds need neither.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import dj_database_url
import pgtrigger
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.other_services import origins_of, other_services
from caunoi.site.data_folder import DataFolder


def env_bool(name: str, *, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if text in {"", "1", "true", "yes", "0", "false", "no"}:
        return default if not text else text in {"1", "true", "yes"}
    raise ValueError(f"{name}={text!r}: write 1 or 0")


def env_list(name: str, *, default: list[str]) -> list[str]:
    text = os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()] or default


VERSION = version("caunoi")
PACKAGE = Path(__file__).resolve().parent.parent
DATA = DataFolder(Path(os.environ.get("CAUNOI_DATA", "var/register")).resolve())

DEBUG = False
SECRET_KEY = DATA.read_secret_key()
ALLOWED_HOSTS = env_list("CAUNOI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = os.environ.get("CAUNOI_SITE_URL", "http://localhost:8000")

CAUNOI_DEMONSTRATION = DATA.is_demonstration
CAUNOI_REQUIRE_MFA = env_bool("CAUNOI_REQUIRE_MFA", default=not CAUNOI_DEMONSTRATION)

DATABASES = {
    "default": {
        **(
            dj_database_url.parse(os.environ["DATABASE_URL"])
            if os.environ.get("DATABASE_URL")
            else {"ENGINE": "django.db.backends.postgresql", "NAME": "caunoi"}
        ),
        "CONN_MAX_AGE": 600,
        # A database killed and restarted must cost one query, not a worker.
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SOCIALACCOUNT_PROVIDERS = other_services(os.environ)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.forms",  # its form renderer looks for templates as any page does
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # Its addresses fail where it is not set up.
    *(["allauth.socialaccount.providers.orcid"] if "orcid" in SOCIALACCOUNT_PROVIDERS else []),
    "axes",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    # The house, lowest layer first (docs/architecture.md says why each sits where it sits).
    "caunoi.accounts",
    "caunoi.sources",
    "caunoi.jobs",
    "caunoi.organisations",
    "caunoi.sectors",
    "caunoi.people",
    "caunoi.messages",
    "caunoi.events",
    "caunoi.works",
    "caunoi.programmes",
    "caunoi.proposals",
    "caunoi.search",
    "caunoi.needs",
    "caunoi.partners",
    "caunoi.self_service",
    "caunoi.answers",
    "caunoi.seminars",
    "caunoi.introductions",
    "caunoi.imports",
    "caunoi.rights",
    "caunoi.landscape",
    "caunoi.desk",
    "caunoi.demonstration",
    "caunoi.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "caunoi.site.middleware.KeptByNobodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "caunoi.site.middleware.BoundedRequestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "caunoi.accounts.middleware.RequireSecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "caunoi.site.middleware.HistoryContextMiddleware",
    "caunoi.site.results.ResultsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "caunoi.site.urls"
WSGI_APPLICATION = "caunoi.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # accounts' own come first: they replace allauth's pages, whose app stands before ours.
        "DIRS": [PACKAGE / "site" / "templates", PACKAGE / "accounts" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "caunoi.site.context.page_frame",
            ],
            "builtins": ["caunoi.site.templatetags.components"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- accounts ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:desk"
ACCOUNT_ADAPTER = "caunoi.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Nobody makes this server write to strangers by typing their address into "forgotten password".
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
MFA_TOTP_ISSUER = "Cầu Nối"
MFA_FORMS = {"add_webauthn": "caunoi.accounts.forms.PasskeyForm"}
# What this guards against is an open sign-up: here an address is proven by its invitation.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Another service proves who signs in to an account that has been linked to it; it makes none.
SOCIALACCOUNT_ADAPTER = "caunoi.accounts.adapter.OtherServiceAdapter"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "caunoi.accounts.adapter.address_being_tried"
# Fifteen minutes are fifteen minutes, also for whoever tries again meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Failures are kept until the next success; who signed in when and where from is not.
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True

# --- languages ---
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("vi", _("Vietnamese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("nl", _("Dutch")),
    ("de", _("German")),
    ("zh-hans", _("Chinese")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "caunoi.site.formats"
TIME_ZONE = os.environ.get("CAUNOI_TIME_ZONE", "Europe/Brussels")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- files ---
STATIC_URL = "static/"
STATIC_ROOT = DATA.path / "static"
MEDIA_ROOT = DATA.uploads
# Uploads are handed out by views that ask who is looking, never by their address.
MEDIA_URL = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Shared by all processes: what is counted against guessing must not be counted per process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA.path / "cache",
    }
}

# --- browsers ---
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_https = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
CSRF_TRUSTED_ORIGINS = [SITE_URL] if _https else []
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "caunoi_session"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        # A form that leads to another service's sign-in is followed there.
        "form-action": ["'self'", *origins_of(SOCIALACCOUNT_PROVIDERS)],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- mail: without a server, messages are written to the data folder ---
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("CAUNOI_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA.path / "mail"
EMAIL_HOST = os.environ.get("CAUNOI_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("CAUNOI_SMTP_PORT", "587"))
EMAIL_USE_TLS = env_bool("CAUNOI_SMTP_TLS", default=True)
EMAIL_HOST_USER = os.environ.get("CAUNOI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CAUNOI_SMTP_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("CAUNOI_MAIL_FROM", "caunoi@localhost")

# --- where ORCID's public records are asked for: another address for trials ---
ORCID_PUBLIC_API = os.environ.get("CAUNOI_ORCID_API", "https://pub.orcid.org/v3.0")

# --- history: contexts carry ids only ---
PGHISTORY_CREATED_AT_INDEX = False
# One trigger call a statement, not a row: an import of thousands of rows stays fast.
PGHISTORY_LEVEL = pgtrigger.Statement

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "caunoi.accounts.tokens.WithoutData",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    # Django logs the address of every refused request, and a signed link's address is a secret.
    "filters": {
        "hide_tokens": {"()": "caunoi.accounts.tokens.HideTokens"},
        "refusals_in_one_line": {"()": "caunoi.accounts.tokens.RefusalsInOneLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["hide_tokens", "refusals_in_one_line"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
