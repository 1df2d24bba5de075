"""Production: everything from the environment, and no start with half of it."""

from __future__ import annotations

import re

from cms.settings import address, env, services
from cms.settings.base import *
from cms.settings.base import VAR_DIR

SECRET_KEY_LENGTH = 50
HOST = re.compile(r"\.?[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\]")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
KNOWN_KEYS = ("development-only", "django-insecure", "test-only", "changeme")


def secret(name: str, key: str) -> str:
    """``key``, which the variable ``name`` gives, unless anybody could know or guess it."""
    if not key or key.startswith(KNOWN_KEYS):
        raise env.Misconfigured(
            f"{name} is missing or a default. Set it to a random text of "
            f"{SECRET_KEY_LENGTH} characters or more."
        )
    if len(key) < SECRET_KEY_LENGTH or len(set(key)) < 10:
        raise env.Misconfigured(
            f"{name} is too simple: use {SECRET_KEY_LENGTH} random characters or more."
        )
    return key


def allowed_hosts() -> list[str]:
    """``ALLOWED_HOSTS``, named one by one."""
    hosts = env.words("ALLOWED_HOSTS")
    if not hosts or "*" in hosts:
        raise env.Misconfigured(
            "ALLOWED_HOSTS must name the hosts of this site, comma-separated; "
            "neither empty nor `*`."
        )
    if not all(map(HOST.fullmatch, hosts)):
        env.wrong(
            "ALLOWED_HOSTS", "names of hosts, without https:// and without a port"
        )
    return hosts


def trusted_origins(hosts: list[str]) -> list[str]:
    """``CSRF_TRUSTED_ORIGINS``, or each host over https."""
    origins = env.words("CSRF_TRUSTED_ORIGINS")
    if not all(env.is_url(origin, env.WEB, bare=True) for origin in origins):
        env.wrong("CSRF_TRUSTED_ORIGINS", "origins such as https://host")
    return origins or [f"https://{host}" for host in hosts]


if env.flag("DEBUG"):
    raise env.Misconfigured("DEBUG must be off in production: unset it.")

DEBUG = False
SECRET_KEY = secret("SECRET_KEY", env.text("SECRET_KEY"))
SECRET_KEY_FALLBACKS = [  # they still open sessions and links
    secret("SECRET_KEY_FALLBACKS", key) for key in env.words("SECRET_KEY_FALLBACKS")
]
ALLOWED_HOSTS = allowed_hosts()
CSRF_TRUSTED_ORIGINS = trusted_origins(ALLOWED_HOSTS)

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
    "root": {"handlers": ["console"], "level": env.one_of("LOG_LEVEL", "INFO", LEVELS)},
}
