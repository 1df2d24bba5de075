"""The programs that are compared, each on a free port of 127.0.0.1."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.wrk import FailedRunError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
# What serves the public API, see compose.yaml.
GRANIAN = ("--no-ws", "--workers", "2", "--blocking-threads", "1")
READY = 60  # seconds
Answer = tuple[int, list[tuple[str, str]], bytes]


def environment(var: Path, **more: str) -> dict[str, str]:
    """This environment, with a database of its own and no service of the caller's."""
    dropped = {"DATABASE_URL", "REDIS_URL", "S3_BUCKET", "DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "VAR_DIR": str(var),
        "PYTHONPATH": str(ROOT),
        **more,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A program: ``command`` may say ``{port}``."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [part.format(port=self.port) for part in self.command]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command,
                cwd=ROOT,
                env=dict(self.env),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Return when it listens; one that ended instead shows its log."""
        deadline = time.monotonic() + READY
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise FailedRunError(
            f"{self.name} does not listen:\n{self.log.read_text()[-2000:]}"
        )

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """One request: status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """Process ids of the children, which do the work."""
        if self.process is None:
            return []
        pid = self.process.pid
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in told.split()]

    def cpu(self) -> float:
        """Seconds of processor time that the workers have used so far."""
        return sum(processor_time(pid) for pid in self.workers())

    def memory(self) -> float:
        """PSS of a worker in MB: shared pages divided among those who share them."""
        sizes = [proportional(pid) for pid in self.workers()]
        return sum(sizes) / len(sizes) / 1024

    def stop(self) -> None:
        """End the program and whatever it has started."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        self.process = None


def proportional(pid: int) -> int:
    """Proportional set size of a process in kB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise FailedRunError(f"no PSS of process {pid}")


def processor_time(pid: int) -> float:
    """User and system time of a process in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def granian(target: str, interface: str = "wsgi") -> tuple[str, ...]:
    address = ("--host", "127.0.0.1", "--port", "{port}", "--interface", interface)
    return (PYTHON, "-m", "granian", *GRANIAN, *address, target)


def gunicorn(target: str) -> tuple[str, ...]:
    address = ("--bind", "127.0.0.1:{port}", "--workers", "2")
    return (PYTHON, "-m", "gunicorn", *address, "--timeout", "120", target)


def api(name: str, var: Path, logs: Path, *, cached: bool) -> Server:
    """This project; without a cache every answer is made of the rows."""
    switch = {} if cached else {"READ_CACHE_BYTES": "0"}
    env = environment(var, API_RATE_LIMIT="0", **switch)
    return Server(name, granian("cms.wsgi:application"), env, logs / f"{name}.log")


def bare(interface: str, answers: Path, logs: Path) -> Server:
    """A program that knows the answers in ``answers`` by heart."""
    target = {"wsgi": "bench.bare:application", "asgi": "bench.bare:asgi"}[interface]
    name = f"bare-{interface}"
    env = environment(logs, BENCH_ANSWERS=str(answers))
    return Server(name, granian(target, interface), env, logs / f"{name}.log")


def stock(var: Path, extra: Path, logs: Path) -> Server:
    """Wagtail as it ships; under granian where there is no gunicorn in ``extra``."""
    env = environment(var)
    env["PYTHONPATH"] = f"{ROOT}{os.pathsep}{extra}"
    target = "bench.stock.wsgi:application"
    command = gunicorn(target) if (extra / "gunicorn").is_dir() else granian(target)
    return Server("stock", command, env, logs / "stock.log")


@contextmanager
def running(*started: Server) -> Iterator[None]:
    """Servers that listen inside the block, and are gone after it."""
    with ExitStack() as stack:
        for server in started:
            stack.callback(server.stop)
            server.start()
        for server in started:
            server.wait()
        yield
