"""All settings. Values come from the environment; production is one switch: SITE_URL is set."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from workshop import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

PRODUCTION = bool(env.text("SITE_URL"))
DEBUG = env.flag("DEBUG") and not PRODUCTION
PORT = env.number("PORT", 8000)
SITE_URL = env.site("SITE_URL", f"http://localhost:{PORT}")
SITE_HOST = urlsplit(SITE_URL).hostname
HTTPS = SITE_URL.startswith("https:")
# A reverse proxy ends TLS, so https means at least one in front of us.
PROXIES = env.number("PROXIES", 1 if HTTPS else 0)


def own_secret_key():
    """The key of a clone: made once, kept with its data, readable by its owner alone."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


if PRODUCTION:
    env.demand("SECRET_KEY", "DATABASE_URL", "MAIL_URL")
    SECRET_KEY = env.text("SECRET_KEY")
    ALLOWED_HOSTS = [SITE_HOST]
else:
    SECRET_KEY = env.text("SECRET_KEY") or own_secret_key()
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# Of the key before this one: what is encrypted or signed is read with it, until it is not set.
SECRET_KEY_FALLBACKS = [key for key in [env.text("FORMER_SECRET_KEY")] if key]

# --- Apps and the way of a request ---------------------------------------------------

INSTALLED_APPS = [
    "workshop",
    "submissions",
    "reviews",
    "competition",
    "program",
    "workshop.apps.OssauAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "django_htmx",
    "csp",
]
# What these give a public page may depend on nothing but what its key says: decision 12.
MIDDLEWARE = [
    "workshop.renderings.serve_stored",
    "workshop.middleware.stamp_arrival",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "workshop.headers.keep_at_home",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "workshop.middleware.read_utf8_alone",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "workshop.renderings.finish",
    "workshop.middleware.keep_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "workshop.rush.TakeTurns",
    "django.middleware.csrf.CsrfViewMiddleware",
    "workshop.middleware.DropUnseen",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workshop.middleware.ClosedByDefault",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "workshop.urls"
FORCE_SCRIPT_NAME = ""  # whatever a request says: the site stands at the root
WSGI_APPLICATION = "workshop.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
CRISPY_TEMPLATE_PACK = "ossau"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("ossau",)

# --- Database and caches -------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'ossau.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # a file does not hang up
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Without recursive triggers, INSERT OR REPLACE removes a row past the seals of history.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Rate limits count here, so it is shared by all processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    },
    # Keyed by the workshop's counter: stale ones are never asked for again. Whoever edits
    # templates wants to see them.
    "renderings": {
        "BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache",
        "LOCATION": "renderings",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# --- Time and language ---------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = "UTC"

# --- Files ---------------------------------------------------------------------------

MEDIA_ROOT = VAR_DIR / "files"  # private: each file is served by a view that asks who may
MOST_BYTES_OF_A_MATERIAL = 50 * 2**20
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_DIRS += [("energy-logs", BASE_DIR / "competition/energylogs/templates")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- People and sign-in --------------------------------------------------------------

AUTH_USER_MODEL = "workshop.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
OF_DJANGO = "django.contrib.auth.password_validation"
# NIST SP 800-63B-4: long, on no block list, and nothing said about its kinds of characters.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{OF_DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{OF_DJANGO}.CommonPasswordValidator"},
    {"NAME": f"{OF_DJANGO}.UserAttributeSimilarityValidator"},
    {"NAME": "workshop.passwords.GuessableWordsValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "me"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_request_login_code"
ACCOUNT_ADAPTER = "workshop.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "workshop.accounts.ChangeAddressForm",
    "request_login_code": "workshop.accounts.RequestCodeForm",
    "set_password": "workshop.passwords.SetForm",  # nosec B105 # a class
    "change_password": "workshop.passwords.ChangeForm",  # nosec B105 # a class
    "reset_password_from_key": "workshop.passwords.ResetForm",  # nosec B105 # a class
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # a password may be kept, so sign-in asks for it
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
CODE_LIFETIME = 15 * 60  # seconds, of every mailed code
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LIFETIME
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LIFETIME
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LIFETIME
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a change of the account, in case it was somebody else
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A campus sits behind one address: limits by address are wide, limits by account stay tight.
ACCOUNT_RATE_LIMITS = {
    "login": "400/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
    "signup": "100/m/ip",
    "request_login_code": "400/m/ip,5/m/key",
    "reset_password": "400/m/ip,5/m/key",  # nosec B105 # how often, no password
    "reset_password_from_key": "400/m/ip",  # nosec B105 # the same
    "guest_draft": "1000/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ORCID = env.text("ORCID_CLIENT_ID")
if ORCID:
    env.demand("ORCID_CLIENT_SECRET", because="ORCID_CLIENT_ID is set")
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.orcid"]
    SOCIALACCOUNT_ADAPTER = "workshop.orcid.OrcidAdapter"
    ORCID_APP = {"client_id": ORCID, "secret": env.text("ORCID_CLIENT_SECRET"), "key": ""}
    SOCIALACCOUNT_PROVIDERS = {"orcid": {"APP": ORCID_APP}}
MFA_ADAPTER = "workshop.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "workshop.second_factor.ActivateAppForm",
    "add_webauthn": "workshop.second_factor.AddPasskeyForm",
    "authenticate_webauthn": "workshop.second_factor.UsePasskeyForm",
    "login_webauthn": "workshop.passkeys.LoginForm",
    "reauthenticate_webauthn": "workshop.passkeys.ConfirmForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones are late by some seconds
MFA_RATE_LIMITS = {"webauthn_login": "800/m/ip"}  # each sign-in asks twice

# --- Cookies and headers -------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "workshop.typed.form_too_old"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and PROXIES else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        # Browsers ask it of the addresses as well that a form's answer leads on to.
        "form-action": [SELF, *(["https://orcid.org"] if ORCID else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What no page of ours asks for; a passkey is asked for by our own pages alone.
UNUSED = (
    "accelerometer autoplay camera display-capture encrypted-media geolocation gyroscope "
    "hid idle-detection local-fonts magnetometer microphone midi payment screen-wake-lock serial "
    "usb xr-spatial-tracking"
)
PERMISSIONS_POLICY = {name: [] for name in UNUSED.split()} | {
    "publickey-credentials-create": "self",
    "publickey-credentials-get": "self",
}
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: a sibling of this host is not ours to decide about
    "security.W021",  # HSTS preload: the same
]
if not HTTPS:
    # A production site on http is a house network's choice, made in SITE_URL.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

# --- Mail and jobs -------------------------------------------------------------------

globals().update(env.mail_server("MAIL_URL"))
EMAIL_BACKEND = "workshop.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
SECURITY_CONTACT = env.text("SECURITY_CONTACT")  # the sender of mails if unset
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", f"ossau@{SITE_HOST}")

# Without a broker, `manage.py work` finds due rows by itself.
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"tokens": {"()": "workshop.logs.MaskTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
