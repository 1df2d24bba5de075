from __future__ import annotations

import pytest
from django.db import connection

from cms.cache import RedisCache
from cms.settings import services


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL", "S3_BUCKET", "EMAIL_URL"):
        monkeypatch.delenv(name, raising=False)


def test_sqlite_file_by_default(tmp_path):
    database = services.database(tmp_path / "new" / "naskah.sqlite3")
    assert database["NAME"] == str(tmp_path / "new" / "naskah.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert (tmp_path / "new").is_dir()


@pytest.mark.parametrize(
    "folder", ["Kantor Ñ 1", "100%41", "a#b?c=d", "a;b&c", r"C:\x", "a//b", "%"]
)
def test_sqlite_wherever_somebody_clones(tmp_path, folder):
    """A path is a path, not part of an address."""
    file = tmp_path / folder / "naskah.sqlite3"
    assert services.database(file)["NAME"] == str(file)


def test_postgres_by_url(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://naskah:rahasia@db:5433/berita")
    database = services.database(tmp_path / "unused")
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db",
        5433,
        "berita",
    )
    assert "transaction_mode" not in database.get("OPTIONS", {})


@pytest.mark.django_db
def test_sqlite_runs_in_wal_mode():
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 20_000,
        "foreign_keys": 1,
    }


def test_local_memory_by_default():
    assert "locmem" in services.cache()["default"]["BACKEND"]


def test_redis_by_url(monkeypatch, require):
    monkeypatch.setenv("REDIS_URL", require("redis"))
    options = dict(services.cache()["default"])
    assert options.pop("BACKEND") == "cms.cache.RedisCache"
    cache = RedisCache(options.pop("LOCATION"), options)
    cache.set("langkah", {"no": 3}, 30)
    assert cache.get("langkah") == {"no": 3}
    cache.delete("langkah")
    assert cache.get("langkah") is None
    cache.close()


def test_mail_is_printed_by_default():
    assert services.email()["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_mail_by_url(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "submission://surat:rahasia@mail.go.id")
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "humas@go.id")
    mail = services.email()
    assert mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.go.id", 587)
    assert mail["EMAIL_USE_TLS"] is True
    assert mail["DEFAULT_FROM_EMAIL"] == mail["SERVER_EMAIL"] == "humas@go.id"
