from __future__ import annotations

import subprocess
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from redis.exceptions import RedisError

from cms.cache import RedisCache
from cms.settings import services
from tests.conftest import free_port, wait_for
from tests.own_postgres import OwnPostgres

PASSWORD = "a/b@c:d%41#f?g h$i&j+k'"
PARTS = ("DATABASE", "REDIS", "EMAIL")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in [f"{part}_URL" for part in PARTS] + [
        f"{part}_PASSWORD" for part in PARTS
    ]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("S3_BUCKET", raising=False)


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
    database = services.database(tmp_path / "unused" / "naskah.sqlite3")
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db",
        5433,
        "berita",
    )
    assert "transaction_mode" not in database.get("OPTIONS", {})
    assert (tmp_path / "unused").is_dir()


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


def as_written(part, url, monkeypatch):
    """The password in its own variable; then percent-encoded, which goes before it."""
    monkeypatch.setenv(f"{part}_URL", url.format(""))
    monkeypatch.setenv(f"{part}_PASSWORD", PASSWORD)
    yield
    monkeypatch.setenv(f"{part}_URL", url.format(f":{quote(PASSWORD, safe='')}"))
    monkeypatch.setenv(f"{part}_PASSWORD", "lain")
    yield


def test_postgres_lets_in_by_any_password(monkeypatch, tmp_path):
    with OwnPostgres() as server:
        with psycopg.connect(server.url) as admin:
            role = sql.SQL("CREATE ROLE kantor LOGIN PASSWORD {}")
            admin.execute(role.format(PASSWORD))
        (server.folder / "data" / "pg_hba.conf").write_text(
            "host all all 127.0.0.1/32 scram-sha-256\n"
        )
        server.run("pg_ctl", "-s", "reload")
        url = f"postgres://kantor{{}}@127.0.0.1:{server.port}/postgres"
        for _ in as_written("DATABASE", url, monkeypatch):
            given = services.database(tmp_path / "unused")
            with psycopg.connect(
                host=given["HOST"],
                port=given["PORT"],
                user=given["USER"],
                password=given["PASSWORD"],
                dbname=given["NAME"],
                **given["OPTIONS"],
            ) as found:
                assert found.info.user == "kantor"


def test_redis_lets_in_by_any_password(monkeypatch, require, tmp_path):
    require("redis")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--requirepass"]
    server = subprocess.Popen([*command, PASSWORD], cwd=tmp_path)  # noqa: S603
    try:
        wait_for(port)
        for _ in as_written("REDIS", f"redis://{{}}@127.0.0.1:{port}/0", monkeypatch):
            options = dict(services.fast_cache()["default"])
            assert options.pop("BACKEND") == "cms.cache.RedisCache"
            cache = RedisCache(options.pop("LOCATION"), options)
            cache.ping()
            cache.close()
        cache = RedisCache(f"redis://127.0.0.1:{port}/0", {})
        with pytest.raises(RedisError):
            cache.ping()
    finally:
        server.terminate()
        server.wait(10)


def test_mail_is_sent_with_any_password(monkeypatch):
    url = "submission://humas@kantor.go.id{}@surel.kantor.go.id:587"
    for _ in as_written("EMAIL", url, monkeypatch):
        mail = services.email()
        assert mail["EMAIL_HOST_PASSWORD"] == PASSWORD
        assert mail["EMAIL_HOST_USER"] == "humas@kantor.go.id"
        assert mail["EMAIL_HOST"] == "surel.kantor.go.id"
