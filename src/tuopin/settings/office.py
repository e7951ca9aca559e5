"""Django's settings of an office, all from environment variables; docs/how-to/deploy.md lists them.

The databases are named by DATABASE_URL and DATABASE_OWNER_URL; whoever starts the process (the command line, gunicorn's
unit) has set them, or has started the embedded server, which sets them. Nothing is started here.
"""

from pathlib import Path

from tuopin.settings.database import django_settings, from_environment
from tuopin.settings.environment import choice, flag, number, text, words
from tuopin.settings.logs import LOGGING  # noqa: F401
from tuopin.settings.signing_in import *  # noqa: F403  who may sign in and how: a block of settings of its own
from tuopin.settings.unset import no_database

HOME = Path(text("TUOPIN_HOME", "var/office")).absolute()
DEBUG = False
SECRET_KEY = text("TUOPIN_SECRET_KEY", "")
SECRET_KEY_FALLBACKS = words("TUOPIN_SECRET_KEY_BEFORE", "")  # former ones, after a change: what they sealed still opens
ALLOWED_HOSTS = words("TUOPIN_HOSTS", "localhost,127.0.0.1,[::1]")
SYNTHETIC = flag("TUOPIN_SYNTHETIC")  # a demonstration: every page and file says that its people are made up
ORIGIN = text("TUOPIN_LEDGER_ORIGIN", "tuopin.example/office")  # the log's name, first line of every checkpoint
WITHIN_TLS = flag("TUOPIN_TLS")  # a TLS end stands in front

INSTALLED_APPS = [
    "tuopin.web",  # first: its pages stand before those of the libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "tuopin.ledger",
    "tuopin.officers",
    "tuopin.jobs",
    "tuopin.register",
    "tuopin.assessment",
    "tuopin.api",
]
MIDDLEWARE = [
    "tuopin.web.metrics.counted",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tuopin.web.requests.request_id",
    "tuopin.api.outside.in_words",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tuopin.web.language.chosen",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tuopin.web.posts.acting_post",
    "tuopin.api.once.done_once",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tuopin.web.urls"
WSGI_APPLICATION = "tuopin.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tuopin.web.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tuopin.web.context.office",
            ],
        },
    }
]
DATABASES = django_settings(from_environment() or no_database())
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = choice("TUOPIN_OFFICE_LANG", "zh-hans", ("zh-hans", "en"))
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # files are served from the packages that hold them; nothing is collected
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = text("TUOPIN_UPLOAD_TEMP", "") or None

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = WITHIN_TLS
SECURE_HSTS_SECONDS = 31_536_000 if WITHIN_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if WITHIN_TLS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
WORKERS = number("TUOPIN_WORKERS", 2, low=1, high=64)
