"""A migrated database, made once and copied for each process that tests.

Migrating takes 20 seconds of CPU, copying a moment. The copy is migrated again, which
finds nothing left to do: a template that is behind would only cost time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection

ROOT = Path(__file__).parents[1]
APPS = ("cms", "pages", "reviews")
IMPORTED = re.compile(rf"^(?:from|import) ((?:{'|'.join(APPS)})\.[\w.]+)", re.MULTILINE)
# Of this checkout alone: another's may be in use.
PREFIX = f"naskah_templat_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}_"


def copy_sqlite(to: Path | None) -> None:
    """The migrated SQLite file as ``to``; without, it only gets made."""
    with alone() as folder:
        template = folder / f"{digest()}.sqlite3"
        if not template.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            half = folder / "setengah.sqlite3"
            migrate(f"sqlite:///{half}")
            half.replace(template)
        if to:
            shutil.copyfile(template, to)


def postgres_template(url: str) -> str:
    """The name of the migrated database on the server of ``url``."""
    name, half = f"{PREFIX}{digest()}", f"{PREFIX}setengah"
    with alone(), psycopg.connect(beside(url, "postgres"), autocommit=True) as server:
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if name not in known:
            drop(server, {other for other in known if other.startswith(PREFIX)})
            run(server, "CREATE DATABASE {}", half)
            migrate(beside(url, half))
            run(server, "ALTER DATABASE {} RENAME TO {}", half, name)
    return name


@contextmanager
def own_database(
    path: Path, server: str | None = None, *, migrated: bool = True
) -> Iterator[str]:
    """The address of a database that nobody else uses, migrated or empty.

    On ``server`` (by default that of ``DATABASE_URL``) if it is PostgreSQL's, else at
    ``path``.
    """
    url = os.environ.get("DATABASE_URL", "") if server is None else server
    if not url.startswith("postgres"):
        if migrated:
            copy_sqlite(path)
        yield f"sqlite:///{path}"
        return
    name = f"{PREFIX}sendiri_{os.getpid()}"
    made = postgres_template(url) if migrated else "template0"
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as server:
        run(server, "CREATE DATABASE {} TEMPLATE {}", name, made)
        yield beside(url, name)
        run(server, "DROP DATABASE {} WITH (FORCE)", name)


def digest() -> str:
    """Of all that makes the schema: packages, migrations and what these import."""
    whole = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for app in APPS:
        for path in sorted((ROOT / app / "migrations").glob("*.py")):
            text = path.read_text()
            whole.update(text.encode())
            for name in IMPORTED.findall(text):
                whole.update(source_of(name).read_bytes())
    return whole.hexdigest()[:16]


def source_of(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@contextmanager
def alone() -> Iterator[Path]:
    """The folder of templates, while no other process makes one."""
    folder = ROOT / "var" / "templat"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        },
        check=True,
    )


def beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return f"{url.rpartition('/')[0]}/{name}"


def drop(server: Connection, names: set[str]) -> None:
    for name in names:
        run(server, "DROP DATABASE {}", name)


def run(server: Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


if __name__ == "__main__":  # beforehand, while something else has the other core
    copy_sqlite(None)
    if url := os.environ.get("POSTGRES_URL"):
        postgres_template(url)
