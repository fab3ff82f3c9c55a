"""Settings, read from the environment, with safe defaults for one's own machine.

Only deployment stands here. Numbers of the domain stand beside the verb that uses them; what a neighbourhood may
choose is a column of Neighbourhood.
"""

import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from members.signing import tenants
from wijk import embedded, keys

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = BASE_DIR / ".local"  # queue, mail and built files of one's own machine; never committed
ON_LOCALHOST = embedded.in_use()

# --- the site -------------------------------------------------------------------------------------------------------
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # shows the login code on screen
if DEMO and not ON_LOCALHOST:
    raise ImproperlyConfigured("DEMO shows login codes on screen: it runs on the embedded database only.")
SECRET_KEY = env.str("SECRET_KEY", default="") or (ON_LOCALHOST and embedded.secret_key()) or secrets.token_urlsafe(48)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_KEYS = env.list("FIELD_KEYS", default=[])  # newest first; see wijk/keys.py
if ON_LOCALHOST and not FIELD_KEYS:
    FIELD_KEYS = [embedded.field_key()]
if problem := keys.refused(FIELD_KEYS):
    raise ImproperlyConfigured(problem)
ROOT_URLCONF = "wijk.urls"
WSGI_APPLICATION = "wijk.wsgi.application"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

INSTALLED_APPS = [
    "wijk",
    "wijk.places",
    "wijk.journal",
    "wijk.themes",
    "members",
    "members.notices",
    "offers",
    "needs",
    "coalitions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wijk.places.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.signing.limits.SessionLimits",
    "members.signing.second_factor.RequireSecondFactor",
    "wijk.places.middleware.NeighbourhoodMiddleware",
    "needs.middleware.BrakeMiddleware",
    "members.middleware.no_store",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wijk.places.context.neighbourhood",
                "wijk.pages.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "lucide.templatetags.lucide", "wijk.places.templatetags.dutch"],
        },
    }
]
FORM_RENDERER = "wijk.places.forms.Renderer"

# --- PostgreSQL: `default` works, `owner` builds, `cache` is a second autocommit connection of the worker's role ------
_server = {"CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=600), "CONN_HEALTH_CHECKS": True}
_limits = "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"


def _database(variable: str, role: str) -> dict[str, Any]:
    chosen = embedded.connection_settings(role) if ON_LOCALHOST else env.db_url(variable)
    chosen["NAME"] = env.str("DATABASE_NAME", default=chosen["NAME"])
    return {**chosen, **_server, "ENGINE": "wijk.postgres", "OPTIONS": {**chosen.get("OPTIONS", {})}}


DATABASES = {"default": _database("DATABASE_URL", embedded.APP)}
DATABASES["default"]["OPTIONS"]["options"] = _limits
# A rolled-back request must not undo a rate limit, hence the connection of its own for the cache table.
DATABASES["cache"] = {**DATABASES["default"], "OPTIONS": dict(DATABASES["default"]["OPTIONS"])}
if ON_LOCALHOST or env.str("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = {
        **_database("DATABASE_OWNER_URL", embedded.OWNER),
        "CONN_MAX_AGE": 0,
        "TEST": {"NAME": env.str("TEST_DATABASE", default="test_wijk")},
    }
DATABASE_ROUTERS = ["wijk.routers.CacheRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # The default of 300 entries throws rate limits away; a nightly task purges what is over.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- the queue: Redis, or a folder ------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
QUEUE = Path(env.str("QUEUE_FOLDER", default=str(LOCAL / "queue")))

# --- mail -------------------------------------------------------------------------------------------------------------
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = LOCAL / "mail"
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Wijkcoöperatie <wijk@localhost>")

# --- matching: a folder with a labelled set, to measure a change of words before it is saved --------------------------
LABELLED_SET = env.str("LABELLED_SET", default="")

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = reverse_lazy("account_request_login_code")
LOGIN_REDIRECT_URL = reverse_lazy("pages:start")
ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds; the default of 180 is too short for slow readers (WCAG 2.2.1)
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
# Per visitor's address, and per mailbox: nobody can be buried in mail, whoever asks and from wherever.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# A second factor, for whom members/duties.py names. The mails and pages of one's own are ours.
MFA_ADAPTER = "members.signing.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half minutes; a code opens once (members/signing/codes.py)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost, for the demo
MFA_RECOVERY_CODES_SHOW_ONCE = True

# The gemeente's own login for its staff; none unless named (members/signing/gemeente.py).
OIDC: list[dict[str, Any]] = env.json("OIDC", default=[])
SOCIALACCOUNT_ADAPTER = "members.signing.gemeente.GemeenteAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [tenants.app(tenant) for tenant in OIDC]}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # another's directory may claim any address
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the account that was tied has a proved address
SOCIALACCOUNT_AUTO_SIGNUP = False
# Who was forgotten, as ids: on a disk that no backup of the database puts back (`manage.py replay_erasures`).
ERASURE_LEDGER = env.str("ERASURE_LEDGER", default=str(LOCAL / "erasures.jsonl"))

# --- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]  # each by its own name, as the switch shows it
LOCALE_PATHS = [BASE_DIR / "wijk" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_BUILT = env.bool("STATIC_BUILT", default=not ON_LOCALHOST)  # after `manage.py collectstatic`
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(LOCAL / "static"))) if STATIC_BUILT else None
WHITENOISE_USE_FINDERS = not STATIC_BUILT
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "wijk.sheets.Storage" if STATIC_BUILT else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- the shell around every page --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *tenants.origins(OIDC)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-wijk" if HTTPS else "wijk"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wijk.pages.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
