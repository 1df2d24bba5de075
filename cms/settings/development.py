"""One machine, no servers: SQLite and files under ``var/``, mail on the console."""

from __future__ import annotations

from cms.settings import address, env, services
from cms.settings.base import *
from cms.settings.base import VAR_DIR

SECRET_KEY = "development-only-never-in-production"  # noqa: S105
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
WAGTAILADMIN_BASE_URL, WAGTAILAPI_BASE_URL, PUBLIC_SITE_URL = address.addresses(
    address.remembered(VAR_DIR)
)
WAGTAIL_HEADLESS_PREVIEW = address.preview(PUBLIC_SITE_URL)
INTERNAL_IPS = ["127.0.0.1"]

# Serve static files from where they lie: no collectstatic between two reloads.
WHITENOISE_USE_FINDERS = True
services.folder("STATIC_ROOT", STATIC_ROOT)
WHITENOISE_AUTOREFRESH = DEBUG

# The demo holders sign in with the password `demo`.
AUTH_PASSWORD_VALIDATORS = []

# A receiver being written answers on http://127.0.0.1; name it in WEBHOOK_ALLOWED_HOSTS.
WEBHOOK_ALLOW_HTTP = True

# The queue's worker tells what failed, not all that it does.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"faults": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "loggers": {
        "django_tasks": {"handlers": ["faults"], "propagate": False},
        "django_tasks_db": {"handlers": ["faults"], "propagate": False},
    },
}
