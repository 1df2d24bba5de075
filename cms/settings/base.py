"""What every way of running has in common."""

from __future__ import annotations

from pathlib import Path

from cms.settings import address, env, services

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "cms",
    "reviews",
    "pages",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "reviews.office.organisation.apps.PeopleConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "ninja",
    "wagtail_headless_preview",
    "wagtail_modeladmin",
    "taggit",
    "modelcluster",
    "django_filters",
    "django_tasks_db",
    "storages",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # its Indonesian, for "41 detik yang lalu"
    "allauth",  # last: its words are the last that are asked for
    "allauth.account",
]

MIDDLEWARE = [
    "cms.middleware.probe.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.content_security.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.middleware.admin_address.AdminAddressMiddleware",
    "cms.doors.OfficeDoorMiddleware",
    "cms.middleware.workflow_request.WorkflowRequestMiddleware",
    # Last, next to the view: it turns the errors of the views themselves.
    "cms.middleware.whole_or_nothing.WholeOrNothingMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Services ------------------------------------------------------------------------

DATABASES = {"default": services.database(VAR_DIR / "naskah.sqlite3")}
CACHES = services.cache()
STORAGES = services.storages(
    VAR_DIR, "django.contrib.staticfiles.storage.StaticFilesStorage"
)
_mail = services.email()
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _mail["DEFAULT_FROM_EMAIL"]
SERVER_EMAIL = _mail["SERVER_EMAIL"]

# Wagtail's own tasks run at once: the guards of files rely on a reference index that
# is never late. What talks to other machines goes through the queue, in the database.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "antrean": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Webhooks go out over https to public addresses. An office's own receiver inside its
# network is named here, as host:port.
WEBHOOK_ALLOW_HTTP = False
WEBHOOK_ALLOWED_HOSTS = services.places("WEBHOOK_ALLOWED_HOSTS")

# A cache in front of the public API, told to forget what has changed.
WAGTAILFRONTENDCACHE = services.frontend_cache()

# People --------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["cms.login.backend.AccountBackend"]
SESSION_ENGINE = "cms.login.sessions"
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Wrong passwords of one name from one address, then those of all names from there. The
# second is a whole office's; see cms.login.adapter.
LOGIN_WAIT_MINUTES = 15
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": f"10/{LOGIN_WAIT_MINUTES}m/key,150/{LOGIN_WAIT_MINUTES}m/ip",
    "login_failed_known": f"10/{LOGIN_WAIT_MINUTES}m/key",
    "change_password": "5/m/user",
    "document_password": "60/h/ip",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_ADAPTER = "cms.login.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms.login.forms.LoginForm",
    "reset_password": "cms.login.forms.ResetPasswordForm",
    "reset_password_from_key": "cms.login.forms.ResetPasswordKeyForm",
    "user_token": "cms.login.forms.UserTokenForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# A new password is sent there: who finds a desk unlocked must not name another place.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
ACCOUNT_SIGNUP_ENABLED = False  # accounts are made by those who arrange an office
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
)

_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator"},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.NumericPasswordValidator"},
]

# Language and time: `id` finds Django's own catalogue and, because gettext expands
# it to `id_ID`, Wagtail's as well.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("id", "Bahasa Indonesia")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = sorted((BASE_DIR / "cms" / "locale").iterdir())
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Asia/Jakarta"
WAGTAIL_USER_TIME_ZONES = [
    "Asia/Jakarta",
    "Asia/Pontianak",
    "Asia/Makassar",
    "Asia/Jayapura",
]
USE_I18N = True
USE_TZ = True

# Files ---------------------------------------------------------------------------

# Seconds that one request to S3 may take to be answered.
S3_TIMEOUT = env.number("S3_TIMEOUT", 5, least=1)
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
# A folder of keys that sign the trail; never in the database, never in its backup.
TRAIL_KEYS = Path(env.text("TRAIL_KEYS", str(VAR_DIR / "kunci-jejak")))
MEDIA_URL = "/media/"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField is one form
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# Browsers ------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows its preview in a frame
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
APPEND_SLASH = True

# Wagtail -------------------------------------------------------------------------

WAGTAIL_SITE_NAME = env.text("WAGTAIL_SITE_NAME", "Naskah")
# Mails and the API name this server by the first two, pages by the last: the public
# site that reads the API.
WAGTAILADMIN_BASE_URL, WAGTAILAPI_BASE_URL, PUBLIC_SITE_URL = address.addresses()
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # the admin asks no outside server
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"

# The workflow ends in our hands: exactly the approved revision, or a clear error.
WAGTAIL_FINISH_WORKFLOW_ACTION = "reviews.engine.publishing.finish_workflow"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False

# Where the site check reads a publication; empty: through this server's own stack.
SITE_CHECK_URL = env.url("SITE_CHECK_URL")

WAGTAILREDIRECTS_AUTO_CREATE = False  # pages.redirects does, without URLs to ask for

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS = [{"class": "wagtail.embeds.finders.oembed"}]

WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.media_forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]  # SVG carries scripts
# About as good to look at as JPEG's 76; a WebP falls back to what everyone can read.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "jpeg"}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000

# Documents pass through the application, so that private ones are asked for.
WAGTAILDOCS_DOCUMENT_MODEL = "pages.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.media_forms.SiteDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
_office = "application/vnd.openxmlformats-officedocument"
WAGTAILDOCS_CONTENT_TYPES = {
    "csv": "text/csv",
    "docx": f"{_office}.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": f"{_office}.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": f"{_office}.spreadsheetml.sheet",
}
WAGTAILDOCS_EXTENSIONS = [*WAGTAILDOCS_CONTENT_TYPES, "zip"]

# The public API ---------------------------------------------------------------------

# Answers that each worker keeps in memory; 0 switches the cache off.
READ_CACHE_BYTES = env.number("READ_CACHE_BYTES", 32 * 1024 * 1024)
# Shared caches hold an answer for seconds, and show the old one while they ask.
READ_CACHE_CONTROL = env.text(
    "READ_CACHE_CONTROL", "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
)
# What one address may ask a minute of each worker that is not in its memory; 0: all.
API_RATE_LIMIT = env.number("API_RATE_LIMIT", 0)
CORS_ORIGIN = (
    "*" if env.text("CORS_ORIGIN") == "*" else env.url("CORS_ORIGIN", bare=True) or "*"
)
METRICS_TOKEN = env.text("METRICS_TOKEN")  # without: this host alone may read them
TRUST_PROXY = False  # production asks its environment

WAGTAIL_HEADLESS_PREVIEW = address.preview(PUBLIC_SITE_URL)
WAGTAILAPI_LIMIT_MAX = 100

# The public API as files, kept current: a folder, or storage:ALIAS of STORAGES.
EXPORT_TARGET = env.text("EXPORT_TARGET")
EXPORT_PAGES = env.number("EXPORT_PAGES", 5)  # of each list

TAGGIT_CASE_INSENSITIVE = True
SILENCED_SYSTEM_CHECKS: list[str] = []
