"""One machine, no servers: SQLite and files under ``var/``, mail on the console."""

from __future__ import annotations

from cms.settings import env
from cms.settings.base import *

SECRET_KEY = "development-only-never-in-production"  # noqa: S105
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
INTERNAL_IPS = ["127.0.0.1"]

# Serve static files from where they lie: no collectstatic between two reloads.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_AUTOREFRESH = DEBUG

# The demo holders sign in with the password `demo`.
AUTH_PASSWORD_VALIDATORS = []

# A receiver being written answers on http://127.0.0.1; name it in WEBHOOK_ALLOWED_HOSTS.
WEBHOOK_ALLOW_HTTP = True
