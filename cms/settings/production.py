"""Production: everything from the environment, and no start with half of it."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from cms.settings import address, env, services
from cms.settings.base import *
from cms.settings.base import VAR_DIR

SECRET_KEY_LENGTH = 50
KNOWN_KEYS = ("development-only", "django-insecure", "test-only", "changeme")


def secret_key() -> str:
    """``SECRET_KEY``, unless anybody could know or guess it."""
    key = env.text("SECRET_KEY")
    if not key or key.startswith(KNOWN_KEYS):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing or a default. Set it to a random text of "
            f"{SECRET_KEY_LENGTH} characters or more."
        )
    if len(key) < SECRET_KEY_LENGTH or len(set(key)) < 10:
        raise ImproperlyConfigured(
            f"SECRET_KEY is too simple: use {SECRET_KEY_LENGTH} random characters or more."
        )
    return key


def allowed_hosts() -> list[str]:
    """``ALLOWED_HOSTS``, named one by one."""
    hosts = env.words("ALLOWED_HOSTS")
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must name the hosts of this site, comma-separated; "
            "neither empty nor `*`."
        )
    return hosts


if env.flag("DEBUG"):
    raise ImproperlyConfigured("DEBUG must be off in production: unset it.")

DEBUG = False
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = allowed_hosts()
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS", ",".join(f"https://{host}" for host in ALLOWED_HOSTS)
)

# The first host, unless the environment names the address.
WAGTAILADMIN_BASE_URL, WAGTAILAPI_BASE_URL, PUBLIC_SITE_URL = address.addresses(
    f"https://{ALLOWED_HOSTS[0].removeprefix('.')}"
)
WAGTAIL_HEADLESS_PREVIEW = address.preview(PUBLIC_SITE_URL)

API_RATE_LIMIT = env.number("API_RATE_LIMIT", 600)

STORAGES = services.storages(
    VAR_DIR, "whitenoise.storage.CompressedManifestStaticFilesStorage"
)

# SSL_REDIRECT=0 is for a trial without a certificate, and nothing else.
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
TRUST_PROXY = env.flag("TRUST_PROXY")
if TRUST_PROXY:  # only behind a proxy that sets these headers itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT

# The admin shows previews in a frame of its own origin, so X_FRAME_OPTIONS is not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
