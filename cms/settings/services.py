"""The parts that an office may outgrow: database, cache, files, mail.

Each is embedded until an environment variable names a server; the same code and
the same tests run on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import dj_database_url
import dj_email_url

from cms.settings import env

if TYPE_CHECKING:
    from pathlib import Path

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN,
# so that two acts at once wait for each other (20 s) and never deadlock.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-32768;"
    ),
}

FRONTEND_CACHE = "wagtail.contrib.frontend_cache.backends"


def database(embedded: Path) -> dict[str, Any]:
    """``DATABASE_URL``, or an SQLite file at ``embedded``."""
    url = env.text("DATABASE_URL", f"sqlite:///{quote(str(embedded))}")
    parsed: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    )
    if parsed["ENGINE"].endswith("sqlite3"):
        embedded.parent.mkdir(parents=True, exist_ok=True)
        parsed["OPTIONS"] = {**SQLITE_OPTIONS, **parsed.get("OPTIONS", {})}
    return parsed


# Failed logins are counted where every process sees them, and none forgets.
LOGIN_COUNTERS = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cms_login_counter",
    "OPTIONS": {"MAX_ENTRIES": 50_000},
}


def cache() -> dict[str, dict[str, Any]]:
    """``REDIS_URL``, or the memory of this process; and the counters of logins."""
    return {**fast_cache(), "login": LOGIN_COUNTERS}


def fast_cache() -> dict[str, dict[str, Any]]:
    url = env.text("REDIS_URL")
    if not url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": "naskah",
        }
    }


def storages(var: Path, static_backend: str) -> dict[str, dict[str, Any]]:
    """Where files live: public ``default``, ``private`` for what is not served."""
    bucket = env.text("S3_BUCKET")
    files = s3_files(bucket) if bucket else disk_files(var)
    return {**files, "staticfiles": {"BACKEND": static_backend}}


def disk_files(var: Path) -> dict[str, dict[str, Any]]:
    """Two folders under ``var``; only the public one has an address."""
    return {
        "default": {
            # in MEDIA_ROOT, at MEDIA_URL
            "BACKEND": "django.core.files.storage.FileSystemStorage",
        },
        "private": {
            "BACKEND": "cms.storage.PrivateDiskStorage",
            "OPTIONS": {"location": str(var / "private")},
        },
    }


def s3_files(bucket: str) -> dict[str, dict[str, Any]]:
    """Prefixes of one bucket; the private one is reached by signed URLs only."""
    return {
        "default": {
            "BACKEND": "cms.storage.PublicBucketStorage",
            "OPTIONS": {"bucket_name": bucket, "location": "public"},
        },
        "private": {
            "BACKEND": "cms.storage.PrivateBucketStorage",
            "OPTIONS": {"bucket_name": bucket, "location": "private"},
        },
        "ekspor": {
            "BACKEND": "cms.export.bucket.ExportBucketStorage",
            "OPTIONS": {"bucket_name": bucket, "location": "ekspor"},
        },
    }


def frontend_cache() -> dict[str, dict[str, Any]]:
    """The caches named in the environment that hold copies of public answers."""
    found: dict[str, dict[str, Any]] = {}
    if location := env.text("PURGE_URL"):
        found["http"] = {"BACKEND": "cms.purge.HTTPBackend", "LOCATION": location}
    if zone := env.text("CLOUDFLARE_ZONE_ID"):
        found["cloudflare"] = {
            "BACKEND": f"{FRONTEND_CACHE}.CloudflareBackend",
            "ZONEID": zone,
            "BEARER_TOKEN": env.text("CLOUDFLARE_TOKEN"),
        }
    if distribution := env.text("CLOUDFRONT_DISTRIBUTION_ID"):
        found["cloudfront"] = {
            "BACKEND": f"{FRONTEND_CACHE}.CloudfrontBackend",
            "DISTRIBUTION_ID": distribution,
        }
    return found


def email() -> dict[str, Any]:
    """``EMAIL_URL`` as Django's ``EMAIL_*`` settings; without it, the console."""
    parsed = dict(dj_email_url.parse(env.text("EMAIL_URL", "console://")))
    sender = env.text("DEFAULT_FROM_EMAIL", "naskah@localhost")
    known = {name: value for name, value in parsed.items() if name.startswith("EMAIL_")}
    return {**known, "DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
