"""The settings of every deployment, from environment variables; see docs/operations.md."""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from newsroom import admin_theme, storages

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- deployment ------------------------------------------------------------------------------

NEWSROOM_DEMO = env.bool("NEWSROOM_DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env("SECRET_KEY")
if NEWSROOM_DEMO:
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
else:
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- the paper --------------------------------------------------------------------------------

NEWSROOM_PAPER = env("NEWSROOM_PAPER", default="运城晚报")
NEWSROOM_CITY = env("NEWSROOM_CITY", default="运城市")
NEWSROOM_SECTION = env("NEWSROOM_SECTION", default="要闻")
# Weights of the page reader that `make train` made of a paper's own pages; empty: those shipped.
NEWSROOM_READER_WEIGHTS = env("NEWSROOM_READER_WEIGHTS", default="")
NEWSROOM_VAR = Path(env("NEWSROOM_VAR", default=BASE_DIR / "var"))
SITE_URL = env("SITE_URL", default="http://127.0.0.1:{}".format(env("PORT", default="8000")))
# Whether responsible editors may withdraw a story in an emergency; a chief reviews it afterwards.
NEWSROOM_EDITORS_WITHDRAW = env.bool("NEWSROOM_EDITORS_WITHDRAW", True)
# Whether search engines may index the site. Set it to 0 for a trial site.
NEWSROOM_INDEXED = env.bool("NEWSROOM_INDEXED", True)

# --- Django -----------------------------------------------------------------------------------

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "newsroom.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "csp",
    "django_prose_editor",
    "pgtrigger",
    "procrastinate.contrib.django",
    "taggit",
    "newsroom.core",
    "newsroom.press",
    "media",
    "newsroom.desk",
    "articles",
    "briefs",
    "demo",
    "pages",  # last: its post_migrate syncs the roles, when all permissions exist
]

MIDDLEWARE = [
    "newsroom.press.syndication.robots.NoIndexMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.core.masthead.ReadOncePerRequest",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.desk.admin.saving.unsaved.UnsavedFormMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

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
                "newsroom.press.site_info.context.site",
            ],
        },
    },
]

# --- data -------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# --- language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "vendor"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- files ------------------------------------------------------------------------------------

PICTURES = storages.storages(env, NEWSROOM_VAR)
PHOTO_MAX_BYTES = env.int("PHOTO_MAX_BYTES", 100 * 2**20)
PHOTO_MAX_PIXELS = env.int("PHOTO_MAX_PIXELS", 100 * 10**6)
PHOTO_DECODERS = env.int("PHOTO_DECODERS", 2)

# --- background jobs --------------------------------------------------------------------------

PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": env.int("WORKER_CONCURRENCY", 2)}

# --- static files -----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = None if NEWSROOM_DEMO else NEWSROOM_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# The demo serves files from the source folders; a deployment runs collectstatic.
WHITENOISE_USE_FINDERS = NEWSROOM_DEMO
# Files that browsers look for at the root: /favicon.ico, /apple-touch-icon.png.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
STORAGES = {
    "default": PICTURES["originals"],
    **PICTURES,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if NEWSROOM_DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- security ---------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
if not NEWSROOM_DEMO:  # the demo has no proxy that sets the header, so a client could forge it
    AXES_CLIENT_IP_CALLABLE = "newsroom.client_ip.client_address"
AXES_LOCKOUT_TEMPLATE = "locked_out.html"

# The demo uses plain HTTP on the loopback address; every other deployment uses TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not NEWSROOM_DEMO
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", not NEWSROOM_DEMO)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 0 if NEWSROOM_DEMO else 3600)
# HSTS must not cover subdomains: other hosts of the paper's domain may not use TLS.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# nginx sets this header and is the only client of the application: see docs/operations.md.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CSRF_FAILURE_VIEW = "newsroom.desk.admin.saving.unsaved.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Only the admin needs these: Unfold's Alpine evaluates expressions, Tiptap sets inline styles.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "script-src": [SELF, NONCE, UNSAFE_EVAL],
    }
}

# --- logging ------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}

# --- the admin ----------------------------------------------------------------------------------

LOGIN_URL = reverse_lazy("admin:login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "newsroom.desk.tags.parse"
UNFOLD = admin_theme.UNFOLD
DJANGO_PROSE_EDITOR_EXTENSIONS = admin_theme.DJANGO_PROSE_EDITOR_EXTENSIONS
