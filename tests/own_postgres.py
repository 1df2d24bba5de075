"""A PostgreSQL of one test, which it may stop, start and kill."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.conftest import free_port, missing


class OwnPostgres:
    """A cluster of its own on a free port; gone with the block."""

    def __init__(self, owner: str = "naskah") -> None:
        self.owner = owner
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        self.bin = found[-1].parent if found else missing("postgres")
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="naskah-pg-"))

    @property
    def url(self) -> str:
        return f"postgres://{self.owner}@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """As somebody else than root, whom PostgreSQL refuses."""
        as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(  # noqa: S603
            [
                *as_other,
                str(self.bin / program),
                "-D",
                str(self.folder / "data"),
                *arguments,
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-s", "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "-s", "-m", mode, "stop")

    def __enter__(self) -> Self:
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-U", self.owner, "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        with suppress(subprocess.CalledProcessError):  # stopped already
            self.stop("immediate")
        shutil.rmtree(self.folder)
