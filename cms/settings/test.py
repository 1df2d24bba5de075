"""Tests: quick, in a temporary folder; SQLite, or the server of DATABASE_URL.

``TEST_DIR`` names a folder that stays, so that ``pytest --reuse-db`` finds its database.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from cms.settings import env, services
from cms.settings.base import *

if folder := env.text("TEST_DIR"):
    TEST_DIR = Path(folder)
else:
    TEST_DIR = Path(tempfile.mkdtemp(prefix="naskah-test-"))
    atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)

VAR_DIR = TEST_DIR
SECRET_KEY = "test-only-and-long-enough-to-please-every-check"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# A file, not memory: threads of one test must see the same database.
DATABASES = {"default": services.database(TEST_DIR / "naskah.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Never the developer's own services: tests that want one ask for it.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "login": services.LOGIN_COUNTERS,
}
STORAGES = {
    **services.disk_files(TEST_DIR),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = TEST_DIR / "media"
TRAIL_KEYS = BASE_DIR / "tests" / "keys"
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = []

# No cache and no receiver of the developer is told of the tests.
WAGTAILFRONTENDCACHE = {}
WEBHOOK_ALLOWED_HOSTS = []
