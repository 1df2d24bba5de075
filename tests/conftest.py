"""What every test may use: the outside services, found or asked for."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.signals import setting_changed
from django.db import connection
from django.dispatch import receiver
from django.urls import get_resolver
from hypothesis import settings as examples

from cms.export import ask
from cms.front import hosts
from pages.reading import state
from reviews.trail import triggers
from tests import shelf, template, worlds
from tests.proof import AGAIN
from tests.turns import empties, in_turn, is_asked_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.fixtures import SettingsWrapper

pytest_plugins = ["tests.offices", "tests.rivals"]

# An example that takes long, on a machine with other work, is no fault.
examples.register_profile("naskah", deadline=None)
examples.load_profile("naskah")

HINTS = {
    "postgres": "set POSTGRES_URL or DATABASE_URL to a PostgreSQL server",
    "redis": "set REDIS_URL, or install redis-server",
    "s3": "install moto (requirements/dev.txt)",
    "nginx": "install nginx (Debian: nginx-light), or set NGINX to its path",
    "node": "install Node.js and run: npm ci --prefix tests/client",
    "chromium": "install Chromium, or set CHROMIUM to its path",
    "wrk": "install wrk",
    "systemd": "install systemd",
}


def missing(service: str) -> NoReturn:
    """Skip for want of ``service``; with ``REQUIRE_ALL=1`` that is a failure."""
    reason = f"needs {service}: {HINTS[service]}"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but this test {reason}")
    pytest.skip(reason)


def postgres_url() -> str | None:
    """A PostgreSQL server, whichever database this run itself is on."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return os.environ["DATABASE_URL"]
    return os.environ.get("POSTGRES_URL")


def chromium_path() -> str | None:
    """The browser's executable."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, names)), None
    )


def nginx_path() -> str | None:
    """The web server's executable; it lies where only root looks for programs."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    return os.environ.get("NGINX") or shutil.which("nginx", path=places)


def node_path() -> str | None:
    """Node.js, where the example client's packages are installed too."""
    installed = Path(__file__).parent / "client" / "node_modules"
    return shutil.which("node") if installed.is_dir() else None


def free_port() -> int:
    """A port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int, like: int, end: str = ";") -> dict[str, str]:
    """For ``listen`` of docs/nginx at ``like``: this port, of the loopback interface."""
    lines = {f"listen {like}{end}": f"listen 127.0.0.1:{port}{end}"}
    known = Path("/proc/net/if_inet6")
    there = known.exists() and f"{1:032x} " in known.read_text()
    sixth = f"listen [::1]:{port}{end}" if there else "# "
    return {**lines, f"listen [::]:{like}{end}": sixth}


def wait_for(port: int, seconds: float = 10) -> None:
    """Return when something listens on ``port``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing listens on port {port}")


def pytest_configure(config: pytest.Config) -> None:
    """Workers share what they make; the process that starts them clears it away."""
    if config.getoption("numprocesses", None):
        config.add_cleanup(partial(shutil.rmtree, shelf.set_up()))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark what plays a browser; a second time leave out what was all seen before."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if AGAIN:
        others = [item for item in items if not is_asked_again(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if is_asked_again(item)]
    items[:] = in_turn(items)


def pytest_collection_finish() -> None:
    """What is loaded now stays: the collector need not look at it again and again.

    The addresses too, as in each process of the product: what is registered with them
    decides whose references are indexed, so the first situation would lack some.
    """
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 200)


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None
) -> bool:
    """The test database is a copy of one that was migrated before.

    SQLite's file is laid where Django would make it, and goes with its folder.
    """
    database = django_settings.DATABASES["default"]
    kept = bool(request.config.getvalue("reuse_db"))
    if database["ENGINE"].endswith("sqlite3"):
        path = Path(database["TEST"]["NAME"])
        if not (kept and path.exists()):
            template.copy_sqlite(path)
        return True
    url = os.environ["DATABASE_URL"]
    database["TEST"]["TEMPLATE"] = template.postgres_template(url)
    return kept


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``REDIS_URL``, or a throwaway server of this session."""
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    if not (program := shutil.which("redis-server")):
        missing("redis")
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    server = subprocess.Popen(  # noqa: S603
        [program, *options, "--dir", str(folder)], stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a server that speaks S3 over HTTP (moto's)."""
    try:
        from moto.server import ThreadedMotoServer
    except ImportError:
        missing("s3")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture(scope="session", autouse=True)
def emptied_past_triggers(request: pytest.FixtureRequest) -> None:
    """Between tests that commit, the database is emptied; only its owner may."""
    flush = connection.ops.execute_sql_flush

    def past_triggers(statements: list[str]) -> None:
        triggers.take_off(connection)
        flush(statements)
        triggers.put_on(connection)

    connection.ops.execute_sql_flush = past_triggers


@receiver(setting_changed)
def forget_what_settings_made(**kwargs: object) -> None:
    """What a process makes once from its settings: here they change while it lives."""
    ask.application.cache_clear()
    hosts.is_host.cache_clear()


@pytest.fixture
def require(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """``require("redis")`` gives the service's address, or skips saying why.

    Services: ``postgres`` and ``redis`` (URL), ``s3`` (URL), ``chromium``, ``nginx``,
    ``node``, ``wrk`` and ``systemd`` (path).
    """

    def find(service: str) -> str:
        if service in {"redis", "s3"}:
            fixture = {"redis": "redis_url", "s3": "s3_server"}[service]
            return str(request.getfixturevalue(fixture))
        finders = {
            "postgres": postgres_url,
            "chromium": chromium_path,
            "nginx": nginx_path,
            "node": node_path,
            "wrk": partial(shutil.which, "wrk"),
            "systemd": partial(shutil.which, "systemd-analyze"),
        }
        return finders[service]() or missing(service)

    return find


@pytest.fixture(autouse=True)
def own_media(settings: SettingsWrapper, tmp_path: Path) -> None:
    """Files of one test are gone with it, private ones too."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "cms.storage.PrivateDiskStorage",
            "OPTIONS": {"location": str(tmp_path / "private")},
        },
    }


@pytest.fixture(autouse=True)
def within_worlds(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Where a test has replaced a part, situations are made by what it left."""

    def replaced() -> bool:
        return bool(monkeypatch._setattr or monkeypatch._setitem)

    with worlds.within(replaced, alone=not empties(request.node)):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test finds what another one cached, or had read a moment ago.

    A version of the read side comes only once, but here each test takes it back.
    """
    state._state = state.State(0, 0.0, 0.0, -state.FOREVER)
    cache.clear()
    yield
    cache.clear()
