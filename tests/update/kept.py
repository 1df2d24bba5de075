"""The database of a release, kept for good: later ones migrate it in a test.

``POSTGRES_URL=… python -m tests.update.kept 0.2.0`` makes it, before the release is
tagged: the story of ``tests.update.rounds``, with rounds at every kind of step, on
SQLite and on PostgreSQL; its files; and what was proved and answered then.
"""

from __future__ import annotations

import json
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from tests import template
from tests.update.release import ROOT, Checkout

if TYPE_CHECKING:
    from collections.abc import Iterator

Dump = Callable[[str, Path], None]
RELEASES = Path(__file__).parent / "releases"
FILES = "files.zip"
SAID = "{}.json"
DATABASES = {"sqlite": "sqlite3.xz", "postgresql": "postgresql.sql.xz"}


def keep(name: str) -> None:
    """Make the release ``name``, on both databases."""
    folder = RELEASES / name
    folder.mkdir(parents=True)
    servers = {"sqlite": "", "postgresql": os.environ["POSTGRES_URL"]}
    for vendor, server in servers.items():
        with tempfile.TemporaryDirectory() as place:
            said = tell(Path(place), server, DUMPS[vendor], folder)
        (folder / SAID.format(vendor)).write_text(said, encoding="utf-8")


def tell(place: Path, server: str, dump: Dump, folder: Path) -> str:
    """The story on a database of ``server`` (SQLite's file without); what was said."""
    (place / "var").mkdir()
    with template.own_database(place / "kept.sqlite3", server) as url:
        run = Checkout(ROOT, {"DATABASE_URL": url, "TEST_DIR": str(place / "var")})
        said = run("tell", str(place))
        dump(url, folder)
    shutil.make_archive(str(folder / FILES.removesuffix(".zip")), "zip", place / "var")
    return json.dumps(said, indent=1, sort_keys=True) + "\n"


def dump_sqlite(url: str, folder: Path) -> None:
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM")
    write(folder / DATABASES["sqlite"], Path(path).read_bytes())


def dump_postgres(url: str, folder: Path) -> None:
    """As plain SQL, which any later server reads."""
    options = ("--inserts", "--rows-per-insert=500", "--no-owner", "--no-privileges")
    sql = subprocess.run(  # noqa: S603
        ["pg_dump", *options, url],  # noqa: S607
        capture_output=True,
        check=True,
    ).stdout
    commands = [line for line in sql.splitlines() if not line.startswith(b"\\")]
    write(folder / DATABASES["postgresql"], b"\n".join(commands))


def write(path: Path, content: bytes) -> None:
    path.write_bytes(lzma.compress(content, preset=9))


@contextmanager
def unpacked(name: str, place: Path) -> Iterator[dict[str, str]]:
    """The environment in which the release ``name`` stands as it was left."""
    folder, var = RELEASES / name, place / "var"
    shutil.unpack_archive(folder / FILES, var)
    with template.own_database(place / "kept.sqlite3", migrated=False) as url:
        if url.startswith("postgres"):
            sql = lzma.decompress((folder / DATABASES["postgresql"]).read_bytes())
            with psycopg.connect(url) as server:
                server.execute(sql)
        else:
            content = lzma.decompress((folder / DATABASES["sqlite"]).read_bytes())
            (place / "kept.sqlite3").write_bytes(content)
        yield {"DATABASE_URL": url, "TEST_DIR": str(var)}


def latest() -> str:
    """The name of the last release."""
    names = (path.name for path in RELEASES.iterdir())
    return max(names, key=lambda name: [int(part) for part in name.split(".")])


def said_by(name: str) -> dict[str, Any]:
    """What the release proved and answered, on the kind of database that is there.

    PostgreSQL keeps the keys of stored JSON in an order of its own.
    """
    is_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    file = SAID.format("postgresql" if is_postgres else "sqlite")
    said: dict[str, Any] = json.loads((RELEASES / name / file).read_text())
    return said


DUMPS: dict[str, Dump] = {"sqlite": dump_sqlite, "postgresql": dump_postgres}

if __name__ == "__main__":
    keep(sys.argv[1])
