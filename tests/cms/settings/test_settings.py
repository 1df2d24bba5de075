from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import services
from cms.settings.address import remember
from cms.settings.env import Misconfigured

ROOT = Path(__file__).parents[3]

GOOD_KEY = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM"
ADDRESSES = ("WAGTAILADMIN_BASE_URL", "WAGTAILAPI_BASE_URL", "PUBLIC_SITE_URL")
GOOD = {"SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "berita.go.id, www.go.id"}


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Load a settings module with nothing but the given environment."""

    def load(module: str, **environment: str) -> dict:
        for name in ("DATABASE_URL", "REDIS_URL", "S3_BUCKET", "EMAIL_URL", "DEBUG"):
            monkeypatch.delenv(name, raising=False)
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SSL_REDIRECT", "TRUST_PROXY"):
            monkeypatch.delenv(name, raising=False)
        for name in ADDRESSES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("VAR_DIR", str(tmp_path))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_module(f"cms.settings.{module}")

    return load


@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        (
            {"SECRET_KEY": "development-only-never-in-production"},
            "SECRET_KEY is missing",
        ),
        ({"SECRET_KEY": "changeme" * 10}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": GOOD_KEY[:49]}, "SECRET_KEY is too simple"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too simple"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "go.id,*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEBUG": "True"}, "DEBUG"),
    ],
)
def test_production_refuses_to_start(load, environment, fault):
    with pytest.raises(ImproperlyConfigured, match=fault):
        load("production", **{**GOOD, **environment})


def test_production_is_safe_by_default(load):
    settings = load("production", **GOOD)
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["berita.go.id", "www.go.id"]
    assert settings["CSRF_TRUSTED_ORIGINS"][0] == "https://berita.go.id"
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert "SECURE_PROXY_SSL_HEADER" not in settings
    assert "Manifest" in settings["STORAGES"]["staticfiles"]["BACKEND"]


def test_production_trusts_a_proxy_only_when_told(load):
    settings = load("production", **GOOD, TRUST_PROXY="1")
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_development_needs_nothing(load, tmp_path):
    settings = load("development")
    assert settings["DEBUG"] is False
    assert settings["STATICFILES_DIRS"][0].is_dir()
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def shown(settings):
    """The three addresses, and where drafts are shown."""
    preview = settings["WAGTAIL_HEADLESS_PREVIEW"]["CLIENT_URLS"]["default"]
    return [settings[name] for name in ADDRESSES] + [preview]


@pytest.mark.parametrize("module", ["development", "production"])
def test_one_address_and_the_others_from_it(load, module):
    given = {**GOOD, "WAGTAILADMIN_BASE_URL": "https://kantor.example/"}
    own = "https://kantor.example"
    assert shown(load(module, **given)) == [own, own, own, f"{own}/pratinjau/"]
    given["WAGTAILAPI_BASE_URL"] = api = "https://api.example"
    given["PUBLIC_SITE_URL"] = public = "https://www.example"
    assert shown(load(module, **given)) == [own, api, public, f"{public}/pratinjau/"]


def test_production_stands_at_its_first_host(load):
    own = "https://berita.go.id"
    assert shown(load("production", **GOOD))[:3] == [own, own, own]
    settings = load("production", **{**GOOD, "ALLOWED_HOSTS": ".go.id"})
    assert settings["WAGTAILADMIN_BASE_URL"] == "https://go.id"


def test_commands_stand_where_make_run_does(load, tmp_path, monkeypatch):
    """Mails of ``send_reminders``, which nobody tells the port, lead there too."""
    monkeypatch.setattr("cms.settings.base.VAR_DIR", tmp_path)
    assert load("development")["WAGTAILADMIN_BASE_URL"] == "http://127.0.0.1:8000"
    remember(tmp_path, "http://localhost:9377")
    own = "http://localhost:9377"
    assert shown(load("development"))[:3] == [own, own, own]
    # What the environment says goes before.
    named = load("development", WAGTAILADMIN_BASE_URL="http://a.example")
    assert named["WAGTAILADMIN_BASE_URL"] == "http://a.example"


MISTAKES = {
    "ALLOWED_HOSTS": ["https://berita.go.id", "berita.go.id:443", "a b"],
    "API_RATE_LIMIT": ["banyak", "-1"],
    "CLOUDFLARE_ZONE_ID": ["abc"],
    "CORS_ORIGIN": ["situs.go.id", "https://situs.go.id/"],
    "CSRF_TRUSTED_ORIGINS": ["situs.go.id"],
    "DATABASE_URL": [
        "localhost",
        "postgres://u:rahasia@db:lima/naskah",
        "postgres://u:rahasia@db/",
        "postgres://u:rahasia/#@db/naskah",
        "mysql://u:rahasia@db/naskah",
        "oracle://",
    ],
    "DEFAULT_FROM_EMAIL": ["humas"],
    "EMAIL_URL": [
        "submission://u:rahasia/#@mail.go.id",
        "mail.go.id:587",
        "http://mail.go.id",
        "smtp://u:rahasia@mail.go.id:surat",
        "submission://",
        "smtp://mail.go.id?timeout=lama",
    ],
    "EXPORT_PAGES": ["lima", "1.5", "-3"],
    "HSTS_PRELOAD": ["mungkin"],
    "HSTS_SECONDS": ["setahun"],
    "LOCK_TIMEOUT": ["0", "10s"],
    "LOG_LEVEL": ["ramai"],
    "PUBLIC_SITE_URL": ["situs.go.id", "ftp://situs.go.id", "https://"],
    "PURGE_URL": ["cache"],
    "READ_CACHE_BYTES": ["32M"],
    "REDIS_URL": [
        "redis",
        "http://redis",
        "redis://redis:enam",
        "redis://:rahasia/#@redis",
    ],
    "S3_BUCKET": ["https://s3.go.id/naskah", "a"],
    "S3_ENDPOINT_URL": ["s3.go.id"],
    "S3_PUBLIC_DOMAIN": ["https://berkas.go.id"],
    "S3_TIMEOUT": ["0", "lima"],
    "SECRET_KEY_FALLBACKS": ["changeme", f"{GOOD_KEY},pendek"],
    "SITE_CHECK_URL": ["situs"],
    "SSL_REDIRECT": ["ya", "2"],
    "TRUST_PROXY": ["127.0.0.1"],
    "WAGTAILADMIN_BASE_URL": ["kantor.go.id"],
    "WAGTAILAPI_BASE_URL": ["/api"],
    "WEBHOOK_ALLOWED_HOSTS": ["http://a", "a:b"],
}
NAMED_FOR = {"CLOUDFLARE_ZONE_ID": "CLOUDFLARE_TOKEN"}


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in MISTAKES.items() for value in values],
)
def test_a_mistake_names_its_variable_and_no_secret(load, monkeypatch, name, value):
    given = {"S3_BUCKET": "naskah", **GOOD, name: value}
    # It has been read already, and comes back afterwards under both of its names.
    monkeypatch.setattr("cms.settings.base", sys.modules["cms.settings.base"])
    monkeypatch.delitem(sys.modules, "cms.settings.base")
    with pytest.raises(Misconfigured) as caught:
        load("production", **given)
    assert str(caught.value).startswith(f"{NAMED_FOR.get(name, name)}")
    assert "rahasia" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("command", [["check"], ["verify_jejak"]])
def test_it_is_told_in_one_line(command, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "VAR_DIR": str(tmp_path),
        "EMAIL_URL": "mail.go.id",
        **GOOD,
    }
    run = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert run.returncode == 1
    assert run.stderr == (
        "EMAIL_URL: expected submission://user@host:587, and the password in "
        "EMAIL_PASSWORD.\n"
    )


def test_a_folder_that_cannot_be_made_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "berkas").touch()
    with pytest.raises(Misconfigured, match="VAR_DIR"):
        services.database(tmp_path / "berkas" / "naskah.sqlite3")
