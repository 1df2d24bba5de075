"""The parts that an office may outgrow: database, cache, files, mail.

Each is embedded until an environment variable names a server; the same code and
the same tests run on both. A password stands in its address, percent-encoded, or as it
is in a variable of its own; that of the address goes before.
"""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import dj_database_url
import dj_email_url

from cms.settings import env

if TYPE_CHECKING:
    from pathlib import Path

# Seconds that an act waits for others before it is given up: nothing that they do under
# a lock takes one. SQLite's has no queue, so whoever waits there may be overtaken.
PATIENCE = {"postgresql": 10, "sqlite3": 20}

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN,
# so that two acts at once wait for each other and never deadlock.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-32768;"
    ),
}

BUCKET = re.compile(r"[A-Za-z0-9._-]{3,63}")
DOMAIN = re.compile(r"(?:[A-Za-z0-9.-]+(?::[0-9]+)?)?")
FRONTEND_CACHE = "wagtail.contrib.frontend_cache.backends"


def database(embedded: Path) -> dict[str, Any]:
    """``DATABASE_URL``, or an SQLite file at ``embedded``; other files lie beside it."""
    folder("VAR_DIR", embedded.parent)
    parsed = parse_database(f"sqlite:///{quote(str(embedded))}")
    kind = parsed["ENGINE"].rpartition(".")[2]
    patience = env.number("LOCK_TIMEOUT", PATIENCE[kind], least=1)
    options = parsed.get("OPTIONS", {})
    if kind == "sqlite3":
        parsed["OPTIONS"] = {**SQLITE_OPTIONS, "timeout": patience, **options}
    else:
        parsed["PASSWORD"] = parsed["PASSWORD"] or env.text("DATABASE_PASSWORD")
        asked = f"-c lock_timeout={patience}s {options.get('options', '')}".strip()
        parsed["OPTIONS"] = {**options, "options": asked}
    return parsed


def parse_database(embedded: str) -> dict[str, Any]:
    """``DATABASE_URL`` in Django's words."""
    url = env.text("DATABASE_URL", embedded)
    try:
        parsed = dict(
            dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        )
    except ValueError:
        parsed = {}
    kind = str(parsed.get("ENGINE")).rpartition(".")[2]
    if kind not in PATIENCE or not parsed["NAME"]:
        env.wrong(
            "DATABASE_URL",
            "postgres://user@host:5432/name, and the password in DATABASE_PASSWORD",
        )
    return parsed


def folder(name: str, path: Path) -> None:
    """Have a folder that may be written, by the variable that named it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        env.wrong(name, "a folder that may be made and written")


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
    url = env.url("REDIS_URL", schemes=("redis", "rediss"))
    password = env.text("REDIS_PASSWORD")
    if not url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return {
        "default": {
            "BACKEND": "cms.cache.RedisCache",
            "LOCATION": url,
            "KEY_PREFIX": "naskah",
            "OPTIONS": {"password": password} if password else {},
        }
    }


def storages(var: Path, static_backend: str) -> dict[str, dict[str, Any]]:
    """Where files live: public ``default``, ``private`` for what is not served."""
    bucket = env.text("S3_BUCKET")
    if bucket and not BUCKET.fullmatch(bucket):
        env.wrong("S3_BUCKET", "the name of a bucket, without an address")
    env.url("S3_ENDPOINT_URL")
    if not DOMAIN.fullmatch(env.text("S3_PUBLIC_DOMAIN")):
        env.wrong("S3_PUBLIC_DOMAIN", "the name of a host, without https://")
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
    if location := env.url("PURGE_URL"):
        found["http"] = {"BACKEND": "cms.purge.HTTPBackend", "LOCATION": location}
    if zone := env.text("CLOUDFLARE_ZONE_ID"):
        found["cloudflare"] = {
            "BACKEND": f"{FRONTEND_CACHE}.CloudflareBackend",
            "ZONEID": zone,
            "BEARER_TOKEN": env.text("CLOUDFLARE_TOKEN")
            or env.wrong("CLOUDFLARE_TOKEN", "the token to CLOUDFLARE_ZONE_ID"),
        }
    if distribution := env.text("CLOUDFRONT_DISTRIBUTION_ID"):
        found["cloudfront"] = {
            "BACKEND": f"{FRONTEND_CACHE}.CloudfrontBackend",
            "DISTRIBUTION_ID": distribution,
        }
    return found


def email() -> dict[str, Any]:
    """``EMAIL_URL`` as Django's ``EMAIL_*`` settings; without it, the console."""
    parsed = parse_email(env.text("EMAIL_URL", "console://"))
    sender = env.text("DEFAULT_FROM_EMAIL", "naskah@localhost")
    if "@" not in parseaddr(sender)[1]:
        env.wrong("DEFAULT_FROM_EMAIL", "name@host, or Name <name@host>")
    known = {name: value for name, value in parsed.items() if name.startswith("EMAIL_")}
    known["EMAIL_HOST_PASSWORD"] = parsed["EMAIL_HOST_PASSWORD"] or env.text(
        "EMAIL_PASSWORD"
    )
    return {**known, "DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}


def parse_email(url: str) -> dict[str, Any]:
    """What ``EMAIL_URL`` says; who sends by SMTP names a host."""
    try:
        parsed = dict(dj_email_url.parse(url))
    except ValueError:
        parsed = {}
    by_smtp = str(parsed.get("EMAIL_BACKEND")).endswith("smtp.EmailBackend")
    if "EMAIL_BACKEND" not in parsed or (by_smtp and not urlsplit(url).hostname):
        env.wrong(
            "EMAIL_URL",
            "submission://user@host:587, and the password in EMAIL_PASSWORD",
        )
    return parsed


def places(name: str) -> list[str]:
    """Comma-separated ``host:port``."""
    found = env.words(name)
    if not all(env.is_url(f"tcp://{place}", ["tcp"], bare=True) for place in found):
        env.wrong(name, "host:port, comma-separated")
    return found
